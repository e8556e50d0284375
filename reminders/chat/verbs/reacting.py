"""Shell: a sign that somebody puts under a message of ours: 👍 is "seen" of its items, ✅ asks if they are done."""

from collections.abc import Sequence
from dataclasses import replace

from bots.channel import Button, Incoming
from db.queries import evidence, items
from db.queries.items import Item
from db.statuses import OWED, Action, ItemStatus
from reminders.chat.conversation import Answer, Buttons, Conversation, to_self
from reminders.chat.verbs.doing import do
from reminders.delivery.wording import SHOWN
from reminders.items.facts import ItemFacts
from reminders.messages import render
from reminders.replies import Act, Reaction, button_command, reaction

UNSEEN = (ItemStatus.OPEN, ItemStatus.RETURNED)
IN_A_ROW = 4
"""So many buttons stand side by side on a telephone."""


def react(talk: Conversation, message: Incoming) -> list[Answer]:
    """Return the answers to a sign under a message; none where nothing follows: no item, no such sign, seen before."""
    meant = reaction(message.text)
    if meant is None:
        return []
    own = _items(talk, message, UNSEEN if meant is Reaction.SEEN else OWED)
    if not own:
        return []
    facts = talk.facts(own[:SHOWN] if meant is Reaction.DONE else own)
    if meant is Reaction.SEEN:
        return do(talk, Act(Action.ACKNOWLEDGE, tuple(item.code for item in facts)))
    return [replace(to_self(talk, "reacted", items=facts), buttons=_buttons(facts))]


def _items(talk: Conversation, message: Incoming, standing: Sequence[ItemStatus]) -> list[Item]:
    """Return the agency's own items that a message was about and that stand so, the earliest deadline first."""
    told = evidence.told_by_message(talk.session, talk.chat_id, message.reply_to)
    found = items.by_ids(talk.session, told).values()
    own = [one for one in found if one.occurrence.agency_id in talk.agencies and one.occurrence.status in standing]
    return sorted(own, key=lambda one: (one.occurrence.act_by_at, one.occurrence.id))


def _buttons(facts: Sequence[ItemFacts]) -> Buttons:
    buttons = [
        Button(label=render("words/button", verb="done", code=item.code), command=button_command("xong", item.id))
        for item in facts
    ]
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
