"""Shell: a sign that somebody puts under a message of ours: 👍 is "seen" of its items, ✅ asks if they are done."""

from collections.abc import Sequence

from bots.channel import Incoming
from db import outbox
from db.queries import items
from db.queries.items import Item
from db.statuses import OWED, Action, ItemStatus
from reminders.chat.conversation import Answer, Conversation
from reminders.chat.verbs.checking import check
from reminders.chat.verbs.doing import do
from reminders.replies import Act, Check, Reaction, reaction

UNSEEN = (ItemStatus.OPEN, ItemStatus.RETURNED)
SAID = "xong"
"""What ✅ may mean, in words."""


def react(talk: Conversation, message: Incoming) -> list[Answer]:
    """Return the answers to a sign under a message; none where nothing follows: no item, no such sign, seen before."""
    meant = reaction(message.text)
    if meant is None:
        return []
    own = _items(talk, message, UNSEEN if meant is Reaction.SEEN else OWED)
    codes = tuple(item.code for item in talk.facts(own))
    if not codes:
        return []
    if meant is Reaction.SEEN:
        return do(talk, Act(Action.ACKNOWLEDGE, codes))
    return check(talk, Check(wish=Act(Action.COMPLETE, codes), said=SAID, codes=codes, is_all=False))


def _items(talk: Conversation, message: Incoming, standing: Sequence[ItemStatus]) -> list[Item]:
    """Return the agency's own items that a message was about and that stand so, the earliest deadline first."""
    told = outbox.shown_by(talk.session, talk.chat_id, message.reply_to, is_notice=True)
    found = items.by_ids(talk.session, told).values()
    own = [one for one in found if one.occurrence.agency_id in talk.agencies and one.occurrence.status in standing]
    return sorted(own, key=lambda one: (one.occurrence.act_by_at, one.occurrence.id))
