"""Shell: "xong 7" where 7 stands for several late periods of one duty: which of them is asked, nothing is recorded."""

from collections.abc import Sequence
from dataclasses import replace

from db.queries import items, periods
from db.statuses import Action
from db.tables import Occurrence
from reminders.chat.conversation import Answer, Conversation, one_text, yes_to
from reminders.chat.named import Named, named
from reminders.chat.verbs.behalf import Right, refusal
from reminders.items.debts import Debt
from reminders.items.debts import named as debt_named
from reminders.messages import render
from reminders.replies import Act, AskAgain
from reminders.replies.context import Question
from reminders.replies.which_periods import periods_named
from schedules.periods import ONCE

MOST = 30
"""Periods that one message lists: half a year of weeks; the rest is counted, and done by ĐÚNG all the same."""


def periods_chosen(talk: Conversation, wish: Act, chosen: Sequence[Named], right: Right) -> Answer | Sequence[Named]:
    """Return the question of which periods something is reported done that was said of the newest of several, each
    with a number of its own; what was chosen where no period is in doubt, or the one that was named beside the number.
    """
    meant = [one.item.occurrence for one in chosen if one.item]
    own = [row for row in meant if row.agency_id in right.agencies]
    debts = debts_meant(talk, wish, own)
    if not debts:
        return chosen
    if len(chosen) == 1 and (found := _named_beside(talk, *debts.values())):
        return named(talk, (), found) if len(found) == 1 else _asked(talk, wish, found, {}, right)
    of_debts = [member for debt in debts.values() for member in reversed(debt.items)]
    asked = _asked(talk, wish, [*dict.fromkeys([*of_debts, *(row.id for row in own)])], debts, right)
    others = [refusal(talk, one, right).text for one in chosen if not one.item or one.item.occurrence not in own]
    return replace(asked, text=one_text([asked.text, *others]))


def debts_meant(talk: Conversation, wish: Act, own: Sequence[Occurrence]) -> dict[int, Debt]:
    """Return what the number of an item stands for where that is more than the item and it is not clear which is
    reported done: by the item, the newest of them.
    """
    if wish.action is not Action.COMPLETE or wish.is_chosen:
        return {}
    late = periods.late(talk.session, [row for row in own if row.period != ONCE], now=talk.now)
    found = {row.id: debt for row in own if (debt := debt_named(late, row.id))}
    behind, told = {member for debt in found.values() for member in debt.items[:-1]}, {row.id for row in own}
    return {key: debt for key, debt in found.items() if key not in behind and not told.issuperset(debt.items)}


def ask_again(talk: Conversation, wish: AskAgain) -> list[Answer]:
    """Ask the same once more of somebody whose answer may mean two things, or names what was not listed."""
    asked = wish.question
    facts = talk.facts([one.item for one in named(talk, asked.codes) if one.item])
    text = render("chat/which_periods_again", items=facts)
    return [Answer(talk.chat_id, text, yes_to(asked), question=asked)]


def _named_beside(talk: Conversation, debt: Debt) -> list[int]:
    """Return the items of the periods that the message names beside the number of a debt, the newest first."""
    return [debt.items[debt.periods.index(key)] for key in reversed(periods_named(talk.said, debt.periods))]


def _asked(talk: Conversation, wish: Act, ids: Sequence[int], debts: dict[int, Debt], right: Right) -> Answer:
    """Return the question of some items, those of each debt one after another; no debts: whether it is these."""
    found = items.by_ids(talk.session, ids)
    rows = [found[key] for key in ids]
    facts = talk.facts(rows)
    text = render(
        "chat/which_periods",
        debts=debts,
        grouped={member for debt in debts.values() for member in debt.items},
        items=facts,
        wish=replace(wish, codes=()),
        is_theirs=right.behalf is not None,
        shown=MOST,
    )
    words = ["không phát sinh" if wish.is_nil else "xong", str(facts[0].code), wish.document or ""]
    question = Question(
        said=" ".join(filter(None, words)),
        asked_at=talk.now,
        number=talk.inbound_id,
        codes=tuple(fact.code for fact in facts),
        periods=tuple(row.occurrence.period for row in rows),
        is_all=True,
        behalf=right.behalf,
    )
    return Answer(talk.chat_id, text, yes_to(question), question=question)
