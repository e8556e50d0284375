"""Pure: reads a phrase: letters put right, refused times out, events out, pieces, moments, decisions."""

import re
from dataclasses import replace
from datetime import date

from schedules.phrases.deadlines import decided
from schedules.phrases.decisions import WHOLE_PERIOD, Decision, Question
from schedules.phrases.moments import moments
from schedules.phrases.pieces import Impossible, Mark, Piece, Repeated, Undecided, Waiting
from schedules.phrases.reading import NOT_A_DEADLINE, Reading, Status, reading_of
from schedules.phrases.refusals import BLANK, without_refused
from schedules.phrases.remainders import unread
from schedules.phrases.scanning import scanned
from schedules.phrases.spelling import Phrase, spelled
from schedules.phrases.waiting import take_waiting, undated_reason
from schedules.rules import Event, HalfYearly, Monthly, Quarterly, Undated, Yearly

UNNAMED = "mốc chưa nêu"
"""The trigger of a span whose beginning the words do not name."""

LONGEST = 2000
"""Letters of a phrase that are read; a longer text is no phrase."""


def read_phrase(text: str, *, issued_on: date | None = None, context: str = "") -> Reading:
    """Return what a Vietnamese deadline phrase says.

    `issued_on` is the date of the plan: it gives the year to a day and month, a quarter, "trong năm". `context` is the
    text the phrase stands in: it may show that the phrase is a condition or the date of a document, name the event a
    span is counted from, or say how often a day comes back. Of several deadlines the first with a date is the reading,
    the others stand in `also`. Never raises.
    """
    phrase = spelled(text[:LONGEST])
    if reason := undated_reason(phrase):
        return reading_of(Undated(reason=reason))
    around = spelled(context[: 4 * LONGEST]) if context else None
    if around and _is_refused_there(phrase, around):
        return NOT_A_DEADLINE
    reading = _read(phrase, issued_on)
    return _completed(reading, phrase, around, issued_on) if around else reading


def _read(phrase: Phrase, issued_on: date | None) -> Reading:
    kept = without_refused(phrase.plain)
    waiting, kept = take_waiting(phrase.text, kept)
    pieces = sorted([*waiting, *scanned(kept)], key=lambda piece: (piece.start, piece.end))
    found = _found(phrase, kept, pieces, waiting, issued_on)
    doubt = _doubt(pieces, phrase) or _unread(found, pieces, phrase, kept)
    if doubt is None:
        return _in_order(found) if found or not _LOOKS_LIKE_TIME.search(kept) else _asked(Question(_UNREAD), phrase)
    if doubt.why == _EXCEPTION:
        rules = [reading.rule for _, reading in found if reading.rule and reading.status is Status.UNDERSTOOD]
        doubt = replace(doubt, readings=tuple(rules))
    return _asked(doubt, phrase)


def _found(
    phrase: Phrase, kept: str, pieces: list[Piece], waiting: list[Piece], issued_on: date | None
) -> list[tuple[int, Reading]]:
    """Return the deadlines of a phrase with their places; a time left to others only where it stands apart."""
    items = moments([piece for piece in pieces if not isinstance(piece.value, Undecided | Waiting)], kept)
    found = [(at, _reading(decision, phrase)) for at, decision in decided(items, kept, issued_on)]
    found += [(piece.start, _waiting(piece.value)) for piece in waiting if isinstance(piece.value, Waiting)]
    left = [(piece, piece.value.words) for piece in waiting if isinstance(piece.value, Undecided)]
    apart = [(piece.start, words) for piece, words in left if not found or _stands_apart(piece, phrase)]
    return found + [(at, reading_of(Undated(reason=_line(words)))) for at, words in apart]


def _reading(decision: Decision, phrase: Phrase) -> Reading:
    return _asked(decision, phrase) if isinstance(decision, Question) else reading_of(decision)


def _asked(question: Question, phrase: Phrase) -> Reading:
    if question.readings:
        return Reading(status=Status.AMBIGUOUS, readings=question.readings, why=question.why)
    return Reading(status=Status.NEEDS_DATE, rule=Undated(reason=_line(phrase.text)), why=question.why)


def _waiting(value: Waiting) -> Reading:
    trigger = value.trigger or UNNAMED
    if value.offset == 0:
        return reading_of(Event(trigger=trigger, offset=0, before=value.before))
    rule = Event(trigger=trigger, offset=value.offset, unit=value.unit, before=value.before, bound=value.bound)
    return reading_of(rule)


def _line(text: str) -> str:
    return text.strip(" .,;:") or "không ghi thời hạn"


def _stands_apart(piece: Piece, phrase: Phrase) -> bool:
    """Say whether a time left to others is a deadline of its own: "… hoặc theo đề nghị", "…/theo kế hoạch"."""
    before, after = phrase.plain[: piece.start].rstrip(), phrase.plain[piece.end :].lstrip()
    return before.endswith((",", "/", ";", "(", "-", "hoac", " va", "+")) or (not before and after[:1] in ",;/(")


def _unread(found: list[tuple[int, Reading]], pieces: list[Piece], phrase: Phrase, kept: str) -> Question | None:
    """Return the question of a rule beside words that may change it: its day is only one of what they may mean."""
    rules = tuple(reading.rule for _, reading in found if reading.rule and reading.status is Status.UNDERSTOOD)
    words = unread(pieces, phrase, kept) if rules else ""
    return Question(f"chưa rõ “{words[:60]}” có đổi ngày không", rules) if words else None


_EXCEPTION = "có ngoại lệ"
_UNREAD = "chưa đọc được thời hạn"
_LOOKS_LIKE_TIME = re.compile(
    r"\b(?:ngay|thang|quy|nam|tuan|gio) (?:\d|[ivxo]+\b)|\b(?:truoc|cham nhat|muon nhat|han chot|den het)\b.*\d"
    r"|\d+/\d+/\d|\bngay thu |\bthang (?:gieng|chap|muoi)\b"
)


def _doubt(pieces: list[Piece], phrase: Phrase) -> Question | None:
    for piece in pieces:
        match piece.value:
            case Mark.UNCLEAR:
                return Question("chưa rõ ngày nào")
            case Impossible():
                return Question(f"{phrase.text[piece.start : piece.end]} không có trong lịch")
            case Repeated(like):
                return Question("chưa rõ những ngày nào", (WHOLE_PERIOD[like],) if like else ())
            case Mark.EXCEPT:
                return Question(_EXCEPTION)
    return None


_RANKS = {Status.UNDERSTOOD: 0, Status.NEEDS_DATE: 2, Status.NOT_A_DEADLINE: 2}


def _in_order(found: list[tuple[int, Reading]]) -> Reading:
    """Put what has a date first, then what waits for an event or stands, then what has no day; each in its order."""
    ranked = sorted(found, key=lambda entry: (_RANKS.get(entry[1].status, 1), entry[0]))
    distinct = list(dict.fromkeys(reading for _, reading in ranked))
    if not distinct:
        return NOT_A_DEADLINE
    return replace(distinct[0], also=tuple(distinct[1:]))


def _is_refused_there(phrase: Phrase, around: Phrase) -> bool:
    at = around.text.find(phrase.text)
    if at < 0:
        return False
    kept = without_refused(around.plain)
    alone = without_refused(phrase.plain)
    here = kept[at : at + len(phrase.text)]
    return set(here) == {BLANK} or (not alone.strip(BLANK + " ") and BLANK in here)


def _completed(reading: Reading, phrase: Phrase, around: Phrase, issued_on: date | None) -> Reading:
    """Read again with the sentence around where the phrase alone leaves a question the sentence answers."""
    lacks_trigger = reading.event is not None and reading.event.trigger == UNNAMED
    if not lacks_trigger and reading.status not in (Status.NEEDS_DATE, Status.AMBIGUOUS):
        return reading
    at = around.text.find(phrase.text)
    if at < 0:
        return reading
    start, end = _sentence_around(around.text, at, at + len(phrase.text))
    wider = _read(spelled(around.text[at if lacks_trigger else start : end]), issued_on)
    if lacks_trigger:
        return wider if wider.event and reading.event and wider.event.offset == reading.event.offset else reading
    recurs = isinstance(wider.rule, Monthly | Quarterly | HalfYearly | Yearly)
    return wider if recurs and not wider.also and "theo" not in phrase.plain else reading


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a stretch of text begins and ends."""
    begins = max(text.rfind(stop, 0, start) for stop in (";", ". ", "\n")) + 1
    ends = [at for stop in (";", ". ", ".\n") if (at := text.find(stop, end)) >= 0]
    return begins, min(ends, default=len(text))
