"""Shell: a coordinator reports for an agency that phoned: whose items are meant, what is asked, what is told."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from db.queries import items, people
from db.queries.items import Item
from db.statuses import OWED, Action, RemarkKind
from reminders.channels import group_call
from reminders.chat.conversation import Answer, Conversation, about, to_self, yes_to
from reminders.chat.named import Named, named, unknown
from reminders.chat.naming import agency_meant
from reminders.delivery.wording import SHOWN
from reminders.desk.duties import duties_meant
from reminders.messages import fitted, render
from reminders.replies import Act, Behalf, Check, Extend, Note
from reminders.replies.context import Question
from schedules.periods import has_begun

Report = Act | Note | Extend
REPORTS = (Action.COMPLETE, Action.ACKNOWLEDGE)
"""The acts of an agency that somebody else may tell of; that an item is not its own it says itself."""


@dataclass(frozen=True)
class Right:
    """Whose items a report may be about, and for which agency it is made (None: for the own one)."""

    agencies: Collection[int]
    behalf: Behalf | None = None


def right_of(talk: Conversation, wish: Report) -> Right | Answer:
    """Return for whom something is reported; or why it cannot be, or the question whether it is said for an agency
    whose items were named without a word of it.
    """
    behalf = wish.behalf
    if behalf is None:
        found = _of_others(talk, wish) if talk.said and talk.coordinated else []
        return _whether(talk, wish, found, Behalf()) if found else Right(talk.agencies)
    if not behalf.agency:
        return Right(talk.coordinated, behalf)
    if talk.all_agencies.meant(behalf.agency, on=talk.on, within=talk.agencies):
        return Right(talk.agencies)
    everywhere = talk.all_agencies.meant(behalf.agency, on=talk.on)
    if not talk.coordinated or (everywhere and not talk.coordinated.intersection(everywhere)):
        name = talk.all_agencies[everywhere[0]].name if len(everywhere) == 1 else behalf.agency
        return to_self(talk, "behalf_refused", agency=name, is_open=True)
    agency = agency_meant(talk, behalf.agency, "XONG <mã> thay", talk.coordinated)
    return Answer(talk.chat_id, agency) if isinstance(agency, str) else Right([agency.id], behalf)


def each_with_right(
    talk: Conversation, wish: Note | Extend, answers: Callable[[Item, Behalf | None], list[Answer]]
) -> list[Answer]:
    """Return the answers about each item that was named and may be reported of here (see `right_of`)."""
    right = right_of(talk, wish)
    if isinstance(right, Answer):
        return [right]
    found: list[Answer] = []
    for one in named(talk, wish.codes):
        is_theirs = one.item and one.item.occurrence.agency_id in right.agencies
        found += answers(one.item, right.behalf) if one.item and is_theirs else [refusal(talk, one, right)]
    return found


def refusal(talk: Conversation, one: Named, right: Right) -> Answer:
    """Return why nothing was reported of what was named: above all, it is not the item of the agency that was named."""
    is_seen = one.item is not None and one.item.occurrence.agency_id in talk.scope
    if right.behalf and right.behalf.agency and one.item and is_seen and one.item.occurrence.agency_id:
        [agency] = right.agencies
        return about(talk, one.item, "not_theirs", named=talk.all_agencies[agency].name)
    return unknown(talk, one)


def check_for(talk: Conversation, wish: Check) -> Answer | None:
    """Return the question of which item of an agency, or whether of these, something is said by somebody else; None
    where it is said of the own items.
    """
    if not isinstance(wish.wish, Act | Note | Extend):
        return None
    if wish.wish.behalf is None and not (wish.is_all and _of_others(talk, wish.wish)):
        return None
    right = right_of(talk, wish.wish)
    if isinstance(right, Answer) or right.behalf is None:
        return right if isinstance(right, Answer) else None
    if not wish.codes:
        return _which(talk, wish, right)
    chosen = named(talk, wish.codes)
    found = [one.item for one in chosen if one.item and one.item.occurrence.agency_id in right.agencies]
    if len(found) < len(chosen):
        return refusal(talk, next(one for one in chosen if one.item not in found), right)
    return _whether(talk, wish.wish, found, right.behalf)


def reported(talk: Conversation, wish: Report, changed: Sequence[Item], behalf: Behalf, **facts: Any) -> list[Answer]:
    """Return what is said of a report for other agencies: to who made it, and to each chat of those agencies."""
    of_each: dict[int, list[Item]] = {}
    for item in changed:
        of_each.setdefault(item.occurrence.agency_id, []).append(item)
    answers = [one for agency, found in of_each.items() for one in _to_agency(talk, wish, agency, found, behalf, facts)]
    reached = {key for key in of_each if people.recipients(talk.session, key, on=talk.on)}
    untold = [talk.all_agencies[key].name for key in of_each if key not in reached]
    listed = talk.facts(changed, most=SHOWN)
    own = to_self(
        talk,
        "reported_for",
        items=listed,
        wish=wish,
        heard=behalf.note,
        untold=untold,
        shown=SHOWN,
        at=talk.at,
        **facts,
    )
    return [own, *answers]


def _to_agency(
    talk: Conversation, wish: Report, agency: int, found: list[Item], behalf: Behalf, facts: dict[str, Any]
) -> list[Answer]:
    answers = []
    for chat in people.recipients(talk.session, agency, on=talk.on):
        text = render(
            "chat/reported_for_you",
            items=talk.facts(found, chat=chat, most=SHOWN),
            wish=wish,
            coordinator=talk.agency,
            heard=behalf.note,
            group=group_call(chat.channel, is_group=chat.is_group),
            shown=SHOWN,
            **facts,
        )
        answers.append(Answer(chat.id, text))
    return answers


def _of_others(talk: Conversation, wish: Report) -> list[Item]:
    """Return what was named, if all of it is owed by agencies that are coordinated here, and is none of the own."""
    others = talk.coordinated.difference(talk.agencies)
    if not others or (isinstance(wish, Act) and wish.action not in REPORTS):
        return []
    found = [one.item for one in named(talk, wish.codes, wish.items if isinstance(wish, Act) else ())]
    is_explained = isinstance(wish, Note) and wish.kind is RemarkKind.EXPLANATION
    kept = [
        item
        for item in found
        if item and item.occurrence.agency_id in others and (is_explained or item.occurrence.status in OWED)
    ]
    return kept if len(kept) == len(found) else []


def _whether(talk: Conversation, wish: Report, found: Sequence[Item], behalf: Behalf) -> Answer:
    facts = talk.facts(found)
    text, _ = fitted("chat/whether_for", shown=len(facts), items=facts, wish=wish)
    question = _question(talk, [fact.code for fact in facts], behalf, is_all=True)
    return Answer(talk.chat_id, text, yes_to(question), question=question)


def _which(talk: Conversation, wish: Check, right: Right) -> Answer:
    """Ask of which of an agency's items it is said: those that are called so, else all."""
    [agency] = right.agencies
    found = items.owed_by(talk.session, [agency])
    if isinstance(wish.wish, Act) and wish.wish.action is Action.COMPLETE:
        found = [item for item in found if has_begun(item.occurrence.period, talk.on)]
    titles = {item.occurrence.id: (item.obligation.title, item.obligation.clause) for item in found}
    meant = duties_meant(wish.about, titles) if wish.about else []
    found = [item for item in found if item.occurrence.id in meant] or found
    name = talk.all_agencies[agency].name
    if not found:
        return to_self(talk, "behalf_refused", agency=name, is_open=False)
    behalf = right.behalf or Behalf()
    if len(found) == 1 and isinstance(wish.wish, Act | Note | Extend):
        return _whether(talk, wish.wish, found, behalf)
    facts = talk.facts(found[:SHOWN])
    rows = [*facts, *[None] * (len(found) - len(facts))]
    text, _ = fitted("chat/which_for", shown=SHOWN, items=rows, wish=wish.wish, agency=name)
    question = _question(talk, [fact.code for fact in facts], behalf, is_all=False)
    return Answer(talk.chat_id, text, question=question)


def _question(talk: Conversation, codes: Sequence[int], behalf: Behalf, *, is_all: bool) -> Question:
    return Question(
        said=talk.said, asked_at=talk.now, number=talk.inbound_id, codes=tuple(codes), is_all=is_all, behalf=behalf
    )
