"""Pure: the duties the body of a plan states, in labelled parts and inside sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reminders.plans.documents.bodies import (
    bodies_after,
    cooperating_and_doing,
    heading_bodies,
    listed_bodies,
    names_an_act,
)
from reminders.plans.documents.duties import Duty
from reminders.plans.documents.groups import Group, grouped
from reminders.plans.documents.labels import Role
from reminders.plans.documents.moments import Moment, Sort, moments
from reminders.plans.documents.outline import Node, clause_of
from reminders.plans.documents.prose import Clause, Item, clauses, folded_heading, is_aim, is_heading_of_parts
from reminders.plans.documents.titles import DATED_SORTS, one_line, short, title_of
from schedules.phrases import Reading, Status, read_phrase

CONTEXT = 500
"""Letters of a sentence on each side of a phrase that may change its meaning."""
_ASSIGNS = ("to chuc thuc hien", "phan cong", "trach nhiem")
_OPEN_SORTS = (Sort.STANDING, Sort.EVENT, Sort.PROMPT, Sort.PERIODIC)
_COOPERATE = ("phối hợp chặt chẽ với", "phối hợp với", "phối hợp cùng")

_SAYS_DONE = re.compile(r"(?i)đã (?:hoàn thành|xong|thực hiện xong)(?!\w)")
NOBODY = "không ghi cơ quan chịu trách nhiệm"


class Draft(NamedTuple):
    """A duty before it has a key; `at` is its place in the walk through the document."""

    at: int
    duty: Duty
    is_sentence: bool = False


def stated_duties(items: Sequence[tuple[int, Item]], *, issued_on: date | None) -> list[Draft]:
    """Return the duties of the prose in the order of the document."""
    groups = grouped([item for _, item in items])
    places = {id(item): at for at, item in items}
    drafts = [draft for group in groups for draft in _of_group(group, places[id(group.items[0])], issued_on)]
    labelled = {id(item) for group in groups for item in group.items}
    for at, item in items:
        if id(item) not in labelled and not item.roles:
            drafts += _of_sentences(item, at, groups, issued_on)
    drafts += _assigned_without_time(items, drafts)
    return sorted(drafts, key=lambda draft: draft.at)


def _of_item(item: Item) -> Duty:
    in_annex = any(node.marker.kind == "annex" for node in item.nodes)
    return Duty(source=item.source, section=item.clause, in_annex=in_annex)


def _assigned_without_time(items: Sequence[tuple[int, Item]], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a duty for each item of "Tổ chức thực hiện" that names a body and no time: asked, not forgotten."""
    timed = {draft.duty.section for draft in drafts}
    for at, item in items:
        if not _is_assigning(item) or any(f"{clause}.".startswith(f"{item.clause}.") for clause in timed):
            continue
        opening = next((part[0] for _, part in clauses(item.text) if part), None)
        if lead := heading_bodies(item.text) or (opening.subject if opening else ()):
            doing = opening.doing if opening else ""
            first = doing or next((after.text for n, after in items if n > at), "")
            told = replace(_of_item(item), heading=one_line(first), goal=item.text, lead=lead, sentence=item.text)
            yield Draft(at, told)


def _is_assigning(item: Item) -> bool:
    if not item.marker or item.marker.is_list_item or item.roles or len(item.nodes) < 2:
        return False
    heading = folded_heading(item.nodes[-2])
    return any(word in heading for word in _ASSIGNS)


def _of_group(group: Group, at: int, issued_on: date | None) -> Iterator[Draft]:
    parts = group.parts
    about = [item.parts[0].text if item.parts and item.roles else item.text for item in group.about]
    source = next((item.source for item in group.items if any(p.role is Role.TIME for p in item.parts)), None)
    duty = Duty(
        source=source or group.items[0].source,
        section=clause_of(list(group.scope)),
        heading=about[0] if about else _heading(group.scope),
        goal=parts.get(Role.GOAL) or parts.get(Role.TITLE) or " ".join(about),
        in_annex=any(node.marker.kind == "annex" for node in group.scope),
    )
    yield from of_parts(duty, parts, at=at, issued_on=issued_on, subject=_subject(group.scope))


def of_parts(
    duty: Duty, parts: Mapping[Role, str], *, at: int, issued_on: date | None, subject: tuple[str, ...] = ()
) -> Iterator[Draft]:
    """Yield a duty for each deadline that its labelled parts or its cells state, with the bodies they name.

    `subject` leads where they name nobody.
    """
    lead, doing = listed_bodies(parts.get(Role.LEAD, "")), listed_bodies(parts.get(Role.DOER, ""))
    before, behind = cooperating_and_doing(parts.get(Role.COOPERATING_OR_DOING, ""))
    if not lead:
        lead, doing = doing or subject, ()
    duty = replace(
        duty,
        lead=lead,
        cooperating=listed_bodies(parts.get(Role.COOPERATING, "")) + before,
        implementing=doing + behind,
        questions=(*_asked_of_parts(parts), *(() if lead else (f"{NOBODY}. Cơ quan nào chủ trì?",))),
    )
    for phrase, reading in deadlines_of_part(parts.get(Role.TIME, ""), issued_on):
        yield Draft(at, replace(duty, phrase=phrase, sentence=phrase, reading=reading))


def _asked_of_parts(parts: Mapping[Role, str]) -> tuple[str, ...]:
    """Return a question for a row that says that it is done: it may owe nothing any more."""
    said = next((text for text in parts.values() if _SAYS_DONE.match(text)), "")
    return (f"ghi “{one_line(said)}”. Việc này đã xong, không cần nhắc nữa?",) if said else ()


def _heading(scope: tuple[Node, ...]) -> str:
    """Return the text of a clause; a lettered thing gets the heading above: "Góp ý dự thảo: Nghị định …"."""
    own = scope[-1].text if scope else ""
    if len(scope) > 1 and scope[-1].marker.kind == "letter":
        return f"{scope[-2].text.rstrip(' :.')}: {own}"
    return own


def _task_above(nodes: tuple[Node, ...]) -> str:
    """Return the task that the innermost of these clauses names, "" where none does."""
    tasks = (node.text for node in reversed(nodes) if not is_heading_of_parts(node.text))
    return next((task.rstrip(" :.") for task in tasks if names_an_act(task)), "")


def _subject(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """Return the bodies that the innermost of these clauses begins with."""
    return next((names for node in reversed(nodes) if (names := heading_bodies(node.text))), ())


def _of_sentences(item: Item, at: int, groups: Sequence[Group], issued_on: date | None) -> Iterator[Draft]:
    outer = item.nodes[:-1] if item.marker else item.nodes
    inherited = _subject(outer)
    group = next((group for group in groups if _is_within(item, group)), None)
    leading = listed_bodies(group.parts.get(Role.LEAD, "")) if group else ()
    says_why = any(map(is_aim, outer))
    for sentence, clause, moment in _moments_in(item.text):
        lead = clause.subject or inherited
        is_owed = bool(lead) or moment.sort not in _OPEN_SORTS
        if says_why:  # an aim that names a body and a day is a duty all the same
            is_owed = bool(clause.subject) and moment.sort in DATED_SORTS
        if is_owed:
            duty = replace(_of_item(item), lead=lead, sentence=sentence, heading=_task_above(outer))
            yield from _of_moment(duty, at, clause, moment, issued_on, leading)


def _moments_in(text: str) -> Iterator[tuple[str, Clause, Moment]]:
    """Yield each deadline phrase of a text with its clause and its sentence."""
    for sentence, parts in clauses(text):
        for clause in parts:
            for moment in moments(clause.text):
                yield sentence, clause, moment


def _is_within(item: Item, group: Group) -> bool:
    numbers = [node.number for node in item.nodes]
    scope = [node.number for node in group.scope]
    return bool(scope) and numbers[: len(scope)] == scope


def _of_moment(
    duty: Duty, at: int, clause: Clause, moment: Moment, issued_on: date | None, leading: tuple[str, ...]
) -> Iterator[Draft]:
    """Yield the duties of a deadline phrase; where nobody is named, `leading` the section has it for now."""
    phrase = clause.text[moment.start : moment.end]
    reading = read_phrase(phrase, issued_on=issued_on, context=_around(duty.sentence, phrase))
    if reading.status is Status.NOT_A_DEADLINE:
        return
    if not duty.lead:
        instead = f"; đang giao {', '.join(leading)} là cơ quan chủ trì mục này" if leading else ""
        duty = replace(duty, lead=leading, questions=(f"“{short(clause.text)}” {NOBODY}{instead}. Giao cho ai?",))
    cooperating = next((names for words in _COOPERATE if (names := bodies_after(clause.text, words))), ())
    heading = title_of(clause.doing, phrase)
    if not names_an_act(heading.replace(phrase, " ")):  # "Đợt 1: từ ngày …" says when
        heading = duty.heading or heading
    duty = replace(duty, heading=heading, goal=clause.text, cooperating=cooperating, phrase=phrase)
    for one in told_apart(reading):
        yield Draft(at, replace(duty, reading=one), is_sentence=True)


def _around(sentence: str, phrase: str) -> str:
    at = max(sentence.find(phrase), 0)
    return sentence[max(0, at - CONTEXT) : at + len(phrase) + CONTEXT]


_WITH_DAY = ("date", "window", "daily", "weekly", "monthly", "quarterly", "halfyearly", "yearly")


def told_apart(reading: Reading) -> tuple[Reading, ...]:
    """Return the deadlines of a phrase that are obligations of their own: "hàng tháng, quý, năm" is three.

    What only stands beside another ("thường xuyên trong năm/theo kế hoạch") is not.
    """
    alike = next((kinds for kinds in (_WITH_DAY, ("event",)) if reading.kind in kinds), ())
    return (reading, *(other for other in reading.also if other.kind in alike))


def deadlines_of_part(text: str, issued_on: date | None) -> list[tuple[str, Reading]]:
    """Return the deadlines a cell or labelled part states, each with its words; one of no deadline where it has none.

    The items of a list are deadlines of their own. Where the words around hide it ("Trường hợp …, thì … chậm nhất …"),
    the deadline phrase inside is read.
    """
    items = [one_line(line) for line in text.split("\n") if re.match(r"\s*[-+•]\s", line)]
    found = []
    for item in items if len(items) > 1 else [one_line(text)]:
        reading = read_phrase(item, issued_on=issued_on)
        inside = (read_phrase(item[one.start : one.end], issued_on=issued_on) for one in moments(item))
        if reading.status is Status.NOT_A_DEADLINE:
            reading = next((one for one in inside if one.status is not Status.NOT_A_DEADLINE), reading)
        found += [(item, one) for one in told_apart(reading)]
    known = [(item, reading) for item, reading in found if reading.status is not Status.NOT_A_DEADLINE]
    return known or [(one_line(text), found[0][1])]


def named_sentences(text: str, duty: Duty, *, at: int, issued_on: date | None) -> Iterator[Draft]:
    """Yield the duties that sentences of a cell state for a body they name: "(Hàng năm, mỗi cơ quan … báo cáo …)"."""
    for part in [text, *re.findall(r"\(([^()]{30,})\)", text)]:
        for sentence, piece, moment in _moments_in(part):
            if piece.is_named_here and moment.sort in DATED_SORTS:
                own = replace(duty, lead=piece.subject, sentence=sentence)
                yield from _of_moment(own, at, piece, moment, issued_on, ())
