"""Pure: a plan that was read becomes the rows of a review workbook, one for each obligation, to be decided on."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType

from reminders.plans.documents.bodies import is_group
from reminders.plans.documents.document import Source
from reminders.plans.documents.duties import Duty, PlanHead, ReadPlan, Unread
from reminders.plans.documents.marks import DISAGREE, marks
from reminders.plans.documents.spellings import spelling_key
from reminders.plans.register.register import ObligationEntry, PlanEntry
from reminders.plans.review.known import Known
from reminders.plans.review.sheets import AGENCIES, DUTIES, GROUPS, PLAN, PLAN_LABELS, Decision, Written
from schedules.letters import fold
from schedules.notation import rule_from_dict
from schedules.phrases import Reading, Status
from schedules.phrases.reading import reading_of
from schedules.rules import Undated
from schedules.wording import sentence

STATUSES = {
    Status.UNDERSTOOD: "đã hiểu",
    Status.NEEDS_EVENT: "chờ sự kiện",
    Status.NEEDS_DATE: "cần ấn định hạn",
    Status.STANDING: "thường xuyên",
    Status.AMBIGUOUS: "chưa rõ",
}
UNSTATED = "(không ghi thời hạn)"
PARTIES = ("lead", "cooperating", "implementing")
NOT_READ = "chưa đọc được"
WHAT_IS_IT = "Chưa đọc được: là nhiệm vụ? của ai? hạn nào?"
_ABOVE = {
    "huyen": re.compile(r"\b(?:tinh|trung uong|chinh phu)\b|^(?:bo|so|thanh uy) "),
    "tinh": re.compile(r"\b(?:trung uong|chinh phu)\b|^bo "),
}


@dataclass(frozen=True)
class Obligation:
    """A duty of the document with its further places, and the one deadline of it that this row is about."""

    duty: Duty
    others: tuple[Duty, ...]
    reading: Reading | None
    key: str


def obligations(plan: ReadPlan) -> Iterator[Obligation]:
    """Yield one obligation for each duty and its repetitions in the annex, and one for each further dated deadline."""
    by_key = {duty.key: duty for duty in plan.duties}
    used = set(by_key)
    for duty in plan.duties:
        if duty.in_annex and duty.same_as:
            continue
        others = tuple(by_key[key] for key in duty.same_as)
        yield Obligation(duty, others, duty.reading, duty.key)
        for also in duty.reading.also if duty.reading else ():
            if also.status not in (Status.UNDERSTOOD, Status.NEEDS_EVENT) or _stands_apart(duty, also, plan.duties):
                continue
            number = next(n for n in range(2, len(used) + 3) if f"{duty.key}-{n}" not in used)
            used.add(key := f"{duty.key}-{number}")
            yield Obligation(duty, (), also, key)


def _stands_apart(duty: Duty, also: Reading, duties: Sequence[Duty]) -> bool:
    """Say whether a further deadline was read as a duty of its own already."""
    return any(
        other.reading and other.reading.rule == also.rule and other.phrase == duty.phrase
        for other in duties
        if other is not duty and other.source == duty.source
    )


def review_of(
    plan: ReadPlan,
    known: Known,
    *,
    before: PlanEntry | None = None,
    keys: Mapping[str, str] = MappingProxyType({}),
    recipients: Mapping[str, str] = MappingProxyType({}),
    completed: Mapping[str, dict[str, str]] = MappingProxyType({}),
) -> Written:
    """Return the rows of the review of a plan: its duties, then what was not read of it, to be completed.

    `before` is the head under which the plan was imported, `keys` the clauses its duties had then, `recipients` who got
    what by clause: that stays where the document names nobody. `completed` are the rows that people once made of what
    was not read, by what stands there.
    """
    names = list(_names(plan, known))
    nearest = {new.name: new.nearest for new in plan.new_names}
    agencies = [name for name in dict.fromkeys(names) if not _is_group(name, known)]
    groups = [name for name in dict.fromkeys(names) if _is_group(name, known)]
    clauses = [(each, keys.get(each.key, each.key)) for each in obligations(plan)]
    return {
        PLAN: [{"label": PLAN_LABELS[name], "value": text} for name, text in _head(plan.head, known, before).items()],
        DUTIES: [
            *(_row(each, clause, recipients.get(clause, "")) for each, clause in clauses),
            *_unread(plan.ledger.unread, completed, {clause for _, clause in clauses}),
        ],
        AGENCIES: [_agency(name, known, nearest.get(name), plan.head.issuer) for name in agencies],
        GROUPS: [_group(name, known) for name in groups],
    }


def _names(plan: ReadPlan, known: Known) -> Iterator[str]:
    """Yield who is named: an issuer nobody knows, the parties of each duty, then who they are to give it to."""
    if plan.head.issuer and known.name_of(plan.head.issuer) is None:
        yield plan.head.issuer
    for duty in plan.duties:
        yield from (*duty.lead, *duty.cooperating, *duty.implementing)
    yield from (duty.recipient for duty in plan.duties if duty.recipient)


def _is_group(name: str, known: Known) -> bool:
    match = known.name_of(name)
    return match in {group.name for group in known.groups} if match else is_group(name)


def _head(head: PlanHead, known: Known, before: PlanEntry | None) -> dict[str, str]:
    issued = f"{head.issued_on:%d/%m/%Y}" if head.issued_on else ""
    called = {entry.key: entry.name for entry in known.agencies}
    return {
        "key": before.key if before else key_of(head),
        "number": head.number,
        "short": before.short if before else f"KH {head.number}".strip(),
        "title": head.title,
        "issuer": known.name_of(head.issuer) or head.issuer,
        "issued_on": issued,
        "coordinator": called[before.coordinator] if before and before.coordinator else "",
    }


def key_of(head: PlanHead) -> str:
    """Return the key of a plan imported for the first time: "135-kh-ubnd-2021"; "" without its number."""
    year = f" {head.issued_on.year}" if head.issued_on else ""
    return fold(f"{head.number}{year}").replace(" ", "-") if head.number else ""


def _row(each: Obligation, clause: str, recipient: str) -> dict[str, str]:
    duty = replace(each.duty, reading=each.reading) if each.reading else each.duty
    is_further = each.reading is not each.duty.reading
    questions = () if is_further else tuple(question.removeprefix(f"Mục {duty.key}: ") for question in duty.questions)
    rule = each.reading.rule if each.reading else None
    takes = bool(duty.lead) and duty.status not in (Status.NEEDS_DATE, Status.AMBIGUOUS)
    return {
        "clause": clause,
        "section": duty.section,
        "title": duty.title,
        "goal": duty.goal,
        "lead": "\n".join(duty.lead),
        "cooperating": "\n".join(duty.cooperating),
        "implementing": "\n".join(duty.implementing),
        "recipient": next((one.recipient for one in (duty, *each.others) if one.recipient), recipient),
        "phrase": " ".join(duty.phrase.split()) or UNSTATED,
        "rule": sentence(rule) if rule and duty.status is not Status.AMBIGUOUS else "",
        "status": STATUSES[duty.status],
        **{mark: "✓" if holds else "–" for mark, holds in marks(duty).items()},
        "questions": "\n".join((*questions, *_left(each), *_may_mean(each.reading))),
        "decision": Decision.TAKE if takes else Decision.ASK,
        "sources": "\n".join(map(_source, (duty, *each.others))),
    }


def _unread(
    unread: Sequence[Unread], completed: Mapping[str, dict[str, str]], taken: Set[str]
) -> Iterator[dict[str, str]]:
    """Yield a row for each place that was not read: as people completed it, else what stands there and no more."""
    used = {*taken, *(row["clause"] for row in completed.values())}
    for place in unread:
        if place.sentence in completed:
            yield {"section": place.clause, **completed[place.sentence]}
            continue
        clause = place.clause or "0"
        names = (clause, *(f"{clause}-{number}" for number in range(2, len(used) + 3)))
        used.add(key := next(name for name in names if name not in used))
        words = " ".join(place.words.split()) or UNSTATED
        yield {
            "clause": key,
            "section": place.clause,
            "goal": place.sentence,
            "phrase": words,
            "status": NOT_READ,
            "questions": WHAT_IS_IT,
            "decision": Decision.UNREAD,
            "sources": f"{clause}{_line(place.source)}: {words}",
        }


def completed_rows(entries: Sequence[ObligationEntry], called: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the rows of duties that were imported and are not read in the document, by what stands there (their goal).

    `called` are the names of agencies and groups by key.
    """
    return {entry.goal: _completed(entry, called) for entry in entries if entry.goal}


def _completed(entry: ObligationEntry, called: Mapping[str, str]) -> dict[str, str]:
    rule = rule_from_dict(entry.rule)
    parties = {field: "\n".join(called[key] for key in getattr(entry, field)) for field in PARTIES}
    sources = (f"{one.clause}{_line(Source(line=one.line))}: {one.phrase}" for one in entry.sources)
    return parties | {
        "clause": entry.clause,
        "title": entry.title,
        "goal": entry.goal,
        "recipient": called[entry.recipient] if entry.recipient else "",
        "phrase": entry.phrase,
        "rule": "" if isinstance(rule, Undated) else sentence(rule),
        "status": STATUSES[reading_of(rule).status],
        "questions": "\n".join(entry.questions),
        "decision": Decision.ASK if isinstance(rule, Undated) else Decision.TAKE,
        "sources": "\n".join(sources),
    }


def _left(each: Obligation) -> Iterator[str]:
    """Yield a question for the parts of the phrase that have no row of their own."""
    if each.reading is not each.duty.reading or not each.reading or any(DISAGREE in q for q in each.duty.questions):
        return
    left = [
        also.rule for also in each.reading.also if also.status in (Status.NEEDS_DATE, Status.STANDING) and also.rule
    ]
    if left:
        said = "; ".join(sentence(rule) for rule in left)
        yield f"“{' '.join(each.duty.phrase.split())}” còn ghi: {said}. Áp dụng thời hạn nào?"


def _may_mean(reading: Reading | None) -> Iterator[str]:
    if reading and reading.status is Status.AMBIGUOUS:
        yield from (f"Có thể là: {sentence(rule)}" for rule in reading.readings)


def _source(duty: Duty) -> str:
    return f"{duty.section or duty.key}{_line(duty.source)}: {' '.join(duty.phrase.split()) or UNSTATED}"


def _line(source: Source) -> str:
    return f" (dòng {source.line})" if source.line else ""


def _agency(name: str, known: Known, nearest: str | None, issuer: str) -> dict[str, str]:
    entry = known.agency(name)
    if entry:
        parent = next((other.name for other in known.agencies if other.key == entry.parent), "")
        state = "đã có trong danh sách"
    else:
        parent = "" if _is_above(name, issuer) or spelling_key(name) == spelling_key(issuer) else issuer
        state = f"mới, gần giống “{nearest}”" if nearest else "mới"
    return {"name": name, "state": state, "same_as": "", "parent": parent, "aliases": ""}


def _is_above(name: str, issuer: str) -> bool:
    """Say whether a body belongs to a level above the issuer's, so that the issuer does not oversee it."""
    level = next((level for level in ("huyen", "tinh") if f" {level} " in f" {fold(issuer)} "), None)
    return bool(level and _ABOVE[level].search(fold(name)))


def _group(name: str, known: Known) -> dict[str, str]:
    called = {entry.key: entry.name for entry in known.agencies}
    members = next((group.members for group in known.groups if group.name == known.name_of(name)), ())
    return {"name": name, "members": "\n".join(called[member] for member in members), "aliases": ""}
