"""Pure: what one clause means. Negation, doubt, a condition and time to come each outweigh "xong"."""

from dataclasses import dataclass, replace
from datetime import date

from reminders.replies.acts import Intent
from reminders.replies.clauses import CODES, Clause
from reminders.replies.details import Details, agency_of, details_of, reason_of
from reminders.replies.progress import denial, done, seen, under_way
from reminders.replies.requests import by_whom, extension, help_wanted, nil_report, not_ours, passing, question
from reminders.replies.senses import HARMLESS, Sense
from reminders.replies.signs import Sign, signs


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
_REASONED = {Intent.NOT_DONE, Intent.IN_PROGRESS, Intent.EXTENSION_REQUEST, Intent.REJECT_ASSIGNMENT, None}
_AGAINST = {Intent.NOT_DONE, Intent.IN_PROGRESS, Intent.UNCLEAR}
_GREETINGS = frozenset({"dear", "kinh gui", "chao", "xin chao", "oi", "thua", "kinh thua", "alo", "hello", "hi"})


def read_clause(clause: Clause, text: str, today: date) -> Reading:
    """Return what a clause of the cleaned text means, seen from the local day `today`."""
    details = details_of(clause, today)
    reason = reason_of(clause, text)
    main = clause.before_reason if reason else clause
    sense = Sense(main, details)
    intent, is_sure = _intent(sense)
    if reason and intent not in _REASONED:
        reason, main = None, clause
        sense = Sense(clause, details)
        intent, is_sure = _intent(sense)
    elif reason and intent is None and (found := not_ours(Sense(clause, details))):
        reason, (intent, is_sure) = None, found
    agency = _agency(clause, text, intent)
    if intent is Intent.REDIRECT and agency is None:
        intent, is_sure = Intent.UNCLEAR, False
    excluded = main.codes if Sign.EXCEPT in main.signs and (intent is None or Sign.ALL in main.signs) else ()
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
    if intent not in (Intent.REJECT_ASSIGNMENT, Intent.REDIRECT):
        return None
    places = [
        at
        for at, token in enumerate(clause.tokens)
        if token.sign in {Sign.PASS, Sign.TURN_TO, Sign.OF} or at == by_whom(clause)
    ]
    denied = clause.first(Sign.NOT_OURS)
    if (not places or min(places) < denied < len(clause.tokens)) and intent is Intent.REJECT_ASSIGNMENT:
        return agency_of(clause, text, denied) or _named_before(clause, text, denied)
    charge = clause.first(Sign.CHARGE)
    if intent is Intent.REDIRECT and charge < len(clause.tokens) and not places:
        begin = clause.first(Sign.PERSON, Sign.BODY, Sign.SIDE)
        return agency_of(replace(clause, tokens=clause.tokens[:charge]), text, begin - 1) if begin < charge else None
    for at in reversed(places):
        if clause.tokens[at].sign is Sign.TURN_TO:
            return _person(clause, text, at)
        if agency := agency_of(clause, text, at):
            return agency
    return None


def _named_before(clause: Clause, text: str, end: int) -> str | None:
    """ "bên Tư pháp làm chứ không phải bên em": whose it is stands before the denial."""
    begin = clause.first(Sign.SIDE, Sign.BODY)
    return agency_of(replace(clause, tokens=clause.tokens[:end]), text, begin - 1) if begin < end else None


def _person(clause: Clause, text: str, at: int) -> str | None:
    """ "hỏi anh Nam": the person's title is part of the phrase found."""
    name = agency_of(clause, text, at)
    phrase = text[clause.tokens[at].start : clause.tokens[at].end].split()
    has_title = len(phrase) > 1 and clause.tokens[at].plain not in ("lien he", "lien lac", "hoi ben")
    return f"{' '.join(phrase[1:])} {name}" if name and has_title else name
