"""Pure: what a clause says besides its intent: a day, a number of days, a document, a reason, an agency."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from reminders.replies.clauses.clauses import CODES, Clause
from reminders.replies.tokens.signs import Sign, signs
from reminders.replies.tokens.tokens import Token
from schedules.spoken_days import Day
from schedules.spoken_spans import Span


@dataclass(frozen=True, kw_only=True)
class Details:
    """The particulars of a clause. `is_sure`: each has one reading, and the day is not past."""

    until: date | None = None
    days: int | None = None
    percent: int | None = None
    document: str | None = None
    is_sure: bool = True
    is_past: bool = False
    is_today: bool = False

    @property
    def has_time(self) -> bool:
        """Whether a day or a number of days is named."""
        return self.until is not None or self.days is not None

    def filled_from(self, more: "Details") -> "Details":
        """Return these particulars with what they lack and the others have."""
        return replace(
            self,
            until=self.until or more.until,
            days=self.days or more.days,
            percent=self.percent if self.percent is not None else more.percent,
            document=self.document or more.document,
        )


Value = TypeVar("Value")

_LEADS = signs("BODY SIDE OURS")
_NAMING = signs("UNKNOWN BODY ASK")
_NOT_AN_AGENCY = signs("MANNER NOUN OF UNTIL PAUSE LEAVE CODE MAYBE_CODE")
_ENDS_AGENCY = signs(
    "MANNER DOUBT VERB DONE COMPLETE SIGNING THEN SOFT TAG WHY ALREADY CAN DATE MAY NO NOT_YET DOING WILL SPAN "
    "NOT_OURS CHARGE HELP"
)
_OWN = {"phong", "xa", "ban", "truong", "thi tran", "phuong", "don vi", "co quan", "tram"}
_TRAILING = re.compile(
    r"(?: (?:chủ trì|phụ trách|chu tri|phu trach|quản lý|theo dõi|tham mưu|chủ trì thực hiện))+$", re.IGNORECASE
)


def details_of(clause: Clause, today: date) -> Details:
    """Return the particulars of a clause; a day that is past is no day asked for."""
    days, spans = _said(clause, Day), _said(clause, Span)
    documents = _said(clause, str, Sign.DOCUMENT)
    until, is_day_sure = _until(days, Sign.SINCE in clause.signs, today)
    number, is_span_sure = (spans[-1].days, len(spans) == 1 and spans[-1].is_sure) if spans else (None, True)
    percent, is_percent_sure = _percent(_said(clause, int, Sign.PERCENT), clause.opened_by is Sign.LEFT)
    if until is None and number and spans[-1].is_ahead and Sign.MORE not in clause.signs:
        until = today + timedelta(days=number)  # "thêm 1 ngày nữa" counts from the deadline
    return Details(
        until=until,
        days=number,
        percent=percent,
        document=documents[-1] if documents else None,
        is_sure=is_day_sure and is_span_sure and is_percent_sure,
        is_today=any(day.on == today for day in days),
        is_past=bool(days) and all(_is_past(day, today) for day in days),
    )


def _said(clause: Clause, kind: type[Value], *among: Sign) -> list[Value]:
    """Return the values of this kind in a clause, of tokens with one of these signs (of any, when none is given)."""
    said = (token.value for token in clause.tokens if not among or token.sign in among)
    return [value for value in said if isinstance(value, kind)]


def _percent(percents: list[int], is_left: bool) -> tuple[int | None, bool]:
    """Return the share that is done, and whether it is the only one that can be meant; "còn 10%" is what is left."""
    if not percents:
        return None, True
    is_share = percents[-1] <= 100 and not is_left
    return percents[-1] if is_share else None, is_share and len(set(percents)) == 1


def _is_past(day: Day, today: date) -> bool:
    return day.is_rolled or (day.on is not None and day.on < today)


def _until(days: list[Day], is_from: bool, today: date) -> tuple[date | None, bool]:
    if not days:
        return None, True
    last = days[-1]
    on = last.on if last.on and last.on >= today else None
    agree = len({day.on for day in days}) == 1 or is_from
    return on, on is not None and agree and all(day.is_sure for day in (days[-1:] if is_from else days))


def reason_of(clause: Clause, text: str) -> str | None:
    """Return the words of the reason ("vì …", "do …", "… nên chưa làm"), as written."""
    if clause.reason is None:
        return None
    begin, end = clause.reason
    stop = clause.tokens[end].start if end < len(clause.tokens) else clause.tokens[-1].end
    return text[clause.tokens[begin].start : stop].strip(" ,.:;") or None


def agency_of(clause: Clause, text: str, after: int) -> str | None:
    """Return who is named after the token at `after`, as written: "phòng Tư pháp", "Tài chính", "anh Nam"."""
    opener = clause.tokens[after].sign
    named = _named(clause.tokens[after + 1 :], opener, text)
    if not named or (len(named) == 1 and named[0].plain in _OWN):
        return None
    if opener is not Sign.TURN_TO and not any(token.sign in _NAMING for token in named):
        return None
    return _TRAILING.sub("", text[named[0].start : named[-1].end].strip()) or None


def _named(tokens: tuple[Token, ...], opener: Sign, text: str) -> list[Token]:
    """Return the tokens of a name, from the first that may begin one to the last before one that cannot go on."""
    named: list[Token] = []
    for token in tokens:
        if not named and not _begins_name(token, opener):
            continue
        is_proper = bool(named) and text[token.start].isupper() and not text.isupper()
        if token.sign in CODES or (token.sign in _ENDS_AGENCY and not is_proper):
            break
        if named or token.sign is not Sign.SIDE:
            named.append(token)
    return named


def _begins_name(token: Token, opener: Sign) -> bool:
    match opener:
        case Sign.NOT_OURS:
            return token.sign in _LEADS
        case Sign.TURN_TO:
            return token.sign is not Sign.MANNER
        case _:
            return token.sign not in _NOT_AN_AGENCY
