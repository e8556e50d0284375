"""Pure: what one clause means. Negation, doubt, a condition and time to come each outweigh "xong"."""

from dataclasses import dataclass, replace
from datetime import date

from reminders.replies.acts import Intent
from reminders.replies.clauses.clauses import CODES, Clause
from reminders.replies.clauses.details import Details, agency_of, details_of, reason_of
from reminders.replies.clauses.progress import denial, done, seen, under_way
from reminders.replies.clauses.requests import by_whom, extension, help_wanted, nil_report, not_ours, passing, question
from reminders.replies.clauses.senses import HARMLESS, Sense
from reminders.replies.tokens.signs import Sign, signs


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The meaning of one clause: an intent, or only particulars of another clause (`intent` None).

    `is_polite`: "vâng", "đã ký": counts only when nothing else is said. `is_against`: denies what was said before.
    """

    intent: Intent | None
    is_sure: bool
    details: Details
    codes: tuple[int, ...] = ()
    is_all: bool = False
    all_count: int | None = None
    excluded: tuple[int, ...] = ()
    reason: str | None = None
    agency: str | None = None
    is_polite: bool = False
    is_against: bool = False
    is_empty: bool = False
    start: int = 0
    end: int = 0


_RULES = (nil_report, not_ours, extension, passing, help_wanted, question, denial, under_way, done, seen)
_REASONED = {Intent.NOT_DONE, Intent.IN_PROGRESS, Intent.EXTENSION_REQUEST, Intent.REJECT_ASSIGNMENT}
_AGAINST = {Intent.NOT_DONE, Intent.IN_PROGRESS, Intent.UNCLEAR}
_BEFORE_NAME = signs("PASS TURN_TO OF")
_GREETINGS = frozenset({"dear", "kinh gui", "chao", "xin chao", "oi", "thua", "kinh thua", "alo", "hello", "hi"})


def read_clause(clause: Clause, text: str, today: date) -> Reading:
    """Return what a clause of the cleaned text means, seen from the local day `today`."""
    details = details_of(clause, today)
    sense, intent, is_sure, reason = _told(clause, text, details)
    main = sense.clause
    agency = _agency(clause, text, intent)
    if intent is Intent.REDIRECT and agency is None:
        intent, is_sure = Intent.UNCLEAR, False
    is_out = Sign.EXCEPT in main.signs and (intent is None or Sign.ALL in main.signs)  # "trừ 5", "xong hết trừ 5"
    excluded = main.codes if is_out else ()
    return Reading(
        intent=intent,
        is_sure=is_sure and clause.is_sure and Sign.MAYBE_CODE not in main.signs,
        details=details,
        codes=() if excluded else main.codes,
        is_all=Sign.ALL in main.signs and (not main.codes or bool(excluded)) and intent in (Intent.DONE, Intent.ACK),
        all_count=sense.count,
        excluded=excluded,
        reason=reason,
        agency=agency,
        is_polite=sense.is_polite,
        is_against=intent in _AGAINST or (intent is Intent.QUESTION and not main.codes),
        is_empty=intent is None and not sense.signs - HARMLESS - {Sign.UNKNOWN},
        start=clause.tokens[0].start,
        end=clause.tokens[-1].end,
    )


def _told(clause: Clause, text: str, details: Details) -> tuple[Sense, Intent | None, bool, str | None]:
    """Return the sense of a clause without its reason, the intent and whether it is sure, and the reason.

    Where nobody gives a reason ("xong do làm sớm"), the words taken for one are read with the others.
    """
    reason = reason_of(clause, text)
    sense = Sense(clause.before_reason if reason else clause, details)
    intent, is_sure = _intent(sense)
    if reason is None or intent in _REASONED:
        return sense, intent, is_sure, reason
    whole = Sense(clause, details)
    if intent is not None:
        return whole, *_intent(whole), None
    found = not_ours(whole)
    return (sense, *found, None) if found else (sense, intent, is_sure, reason)


def _intent(sense: Sense) -> tuple[Intent | None, bool]:
    if _is_nothing(sense):
        return None, True
    for rule in _RULES:
        if (found := rule(sense)) is not None:
            return found
    return (None, True) if _is_detail(sense) else (Intent.UNCLEAR, False)


def _is_nothing(sense: Sense) -> bool:
    """Whether the clause only addresses somebody, or only names things."""
    is_greeting = any(token.plain in _GREETINGS for token in sense.tokens) and sense.is_explained(Sign.PERSON)
    told = sense.signs - HARMLESS - ({Sign.UNKNOWN} if is_greeting else set())
    return not told and not sense.clause.is_asked and not sense.is_positive


def _is_detail(sense: Sense) -> bool:
    """Whether the clause only adds a day, a document or a reason to another."""
    told = sense.signs - HARMLESS - CODES - signs("UNTIL MORE ALREADY OF PERCENT")
    return bool(told) and not told - signs("DATE SPAN DOCUMENT EXCEPT WHY FIGURE")


def _agency(clause: Clause, text: str, intent: Intent | None) -> str | None:
    """Return whose the item is, in the words of a clause that gives it away."""
    if intent not in (Intent.REJECT_ASSIGNMENT, Intent.REDIRECT):
        return None
    by = by_whom(clause)
    places = [at for at, token in enumerate(clause.tokens) if token.sign in _BEFORE_NAME or at == by]
    denied, charge = clause.first(Sign.NOT_OURS), clause.first(Sign.CHARGE)
    is_denied_first = denied < len(clause.tokens) and denied > min(places, default=-1)
    if is_denied_first and intent is Intent.REJECT_ASSIGNMENT:
        # "bên Tư pháp làm chứ không phải bên em": whose it is stands before the denial
        return agency_of(clause, text, denied) or _named_before(clause, text, denied, Sign.SIDE, Sign.BODY)
    if not places and charge < len(clause.tokens) and intent is Intent.REDIRECT:
        return _named_before(clause, text, charge, Sign.PERSON, Sign.BODY, Sign.SIDE)  # "anh Hải phụ trách"
    return _named_after(clause, text, places)


def _named_after(clause: Clause, text: str, places: list[int]) -> str | None:
    for at in reversed(places):
        if clause.tokens[at].sign is Sign.TURN_TO:
            return _person(clause, text, at)
        if agency := agency_of(clause, text, at):
            return agency
    return None


def _named_before(clause: Clause, text: str, end: int, *openers: Sign) -> str | None:
    begin = clause.first(*openers)
    return agency_of(replace(clause, tokens=clause.tokens[:end]), text, begin - 1) if begin < end else None


def _person(clause: Clause, text: str, at: int) -> str | None:
    """ "hỏi anh Nam": the person's title is part of the phrase found."""
    name = agency_of(clause, text, at)
    phrase = text[clause.tokens[at].start : clause.tokens[at].end].split()
    has_title = len(phrase) > 1 and clause.tokens[at].plain not in ("lien he", "lien lac", "hoi ben")
    return f"{' '.join(phrase[1:])} {name}" if name and has_title else name
