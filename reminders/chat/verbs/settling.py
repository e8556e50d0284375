"""Shell: "xong 7" where 7 stands for several late periods of one duty: which of them is asked, nothing is recorded."""

from collections.abc import Sequence
from dataclasses import replace

from db.queries import items, periods
from db.statuses import Action
from db.tables import Occurrence
from reminders.chat.conversation import Answer, Conversation, button_of
from reminders.chat.named import Named
from reminders.items.debts import Debt, debts_of
from reminders.messages import render
from reminders.replies import Act, button_command
from reminders.replies.context import Question
from schedules.periods import ONCE

WORDS = {True: "không phát sinh", False: "xong"}


def which_periods(talk: Conversation, wish: Act, chosen: Sequence[Named]) -> Answer | None:
    """Return the question of which periods something is reported done that was said of the newest of several, each
    with a number of its own; None where every period meant was `chosen`, or that was from such a list.
    """
    if wish.action is not Action.COMPLETE or wish.is_chosen or wish.behalf:
        return None
    own = _own(talk, chosen)
    again = [row for row in own if row.period != ONCE]
    debts = debts_of(periods.late(talk.session, again, now=talk.now))
    found = [debt for row in own if (debt := debts.of(row.id))]
    said = [row.id for row in own]
    untold = [member for debt in found for member in reversed(debt.items) if member not in said]
    return _asked(talk, wish, found[0], [*said, *untold]) if untold else None


def _own(talk: Conversation, chosen: Sequence[Named]) -> list[Occurrence]:
    """Return what was chosen of the own agencies, also what falls due once: it is asked about with the rest."""
    meant = [one.item.occurrence for one in chosen if one.item]
    return [row for row in meant if row.agency_id in talk.agencies]


def _asked(talk: Conversation, wish: Act, debt: Debt, ids: list[int]) -> Answer:
    found = items.by_ids(talk.session, ids)
    facts = talk.facts([found[key] for key in ids])
    text = render("chat/which_periods", debt=debt, items=facts, wish=replace(wish, codes=()), shown=MOST)
    question = Question(
        said=f"{WORDS[wish.is_nil]} {facts[0].code}",
        asked_at=talk.now,
        number=talk.inbound_id,
        codes=tuple(fact.code for fact in facts),
        is_all=True,
    )
    yes = ((button_of("yes", button_command("dung", question.number)),),)
    return Answer(talk.chat_id, text, yes, question=question)


MOST = 30
"""Periods that one message lists: half a year of weeks; the rest is counted, and done by ĐÚNG all the same."""
