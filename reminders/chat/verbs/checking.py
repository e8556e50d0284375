"""Shell: what was said is clear and of which items is not, or the other way about: it is asked, and nothing changes."""

from bots.channel import Button
from db.queries.items import Item
from db.statuses import Action
from reminders.chat.conversation import Answer, Buttons, Conversation, yes_to
from reminders.chat.named import named
from reminders.chat.verbs.behalf import check_for
from reminders.chat.verbs.questions import unclear
from reminders.delivery.wording import SHOWN
from reminders.items.acts import COORDINATORS
from reminders.items.facts import ItemFacts
from reminders.messages import fitted, render
from reminders.replies import Act, Check, Forget, button_command
from reminders.replies.context import Question

_BUTTONS = {Action.COMPLETE: ("done", "xong"), Action.ACKNOWLEDGE: ("seen", "nhận")}


def check(talk: Conversation, wish: Check | Forget) -> list[Answer]:
    """Ask of which of the items that may be meant it is said, or whether it is meant of all of them; after a "no", say
    that nothing was recorded.
    """
    if isinstance(wish, Forget):
        return [Answer(talk.chat_id, render("chat/nothing_done"))]
    if asked := check_for(talk, wish):
        return [asked]
    found = _answerable(talk, wish)
    if not found:
        return [Answer(talk.chat_id, unclear(talk))]
    is_all = wish.is_all or len(found) == 1
    found = found if is_all else found[:SHOWN]
    facts = talk.facts(found)
    left_out = [one.item for one in named(talk, wish.left_out) if one.item]
    text, _ = fitted(
        "chat/whether" if is_all else "chat/which",
        shown=len(facts),
        items=facts,
        wish=wish.wish,
        left_out=talk.facts(left_out),
    )
    question = Question(
        said=wish.said,
        asked_at=talk.now,
        number=talk.inbound_id,
        codes=tuple(fact.code for fact in facts),
        is_all=is_all,
    )
    return [Answer(talk.chat_id, text, _buttons(wish, facts, question), question=question)]


def _answerable(talk: Conversation, wish: Check) -> list[Item]:
    decides = isinstance(wish.wish, Act) and wish.wish.action in COORDINATORS
    agencies = talk.coordinated if decides else talk.agencies
    found = (one.item for one in named(talk, wish.codes))
    return [item for item in found if item and item.occurrence.agency_id in agencies]


def _buttons(wish: Check, facts: list[ItemFacts], question: Question) -> Buttons:
    if question.is_all:
        return yes_to(question)
    if not isinstance(wish.wish, Act) or wish.wish != Act(wish.wish.action, wish.codes):
        return ()
    if wish.wish.action not in _BUTTONS:
        return ()
    verb, command = _BUTTONS[wish.wish.action]
    buttons = [
        Button(label=render("words/button", verb=verb, code=fact.code), command=button_command(command, fact.id))
        for fact in facts
    ]
    return tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
