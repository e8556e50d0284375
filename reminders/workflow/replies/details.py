"""Pure: what a clause says besides its intent: a day, a number of days, a document, a reason, an agency."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reminders.workflow.replies.clauses import CODES, Clause
from reminders.workflow.replies.dates import Day, Span
from reminders.workflow.replies.signs import Sign, signs
from reminders.workflow.replies.tokens import Token


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


_LEADS = signs("BODY SIDE OURS")
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
    days = [token.value for token in clause.tokens if isinstance(token.value, Day)]
    spans = [token.value for token in clause.tokens if isinstance(token.value, Span)]
    percents = [token.value for token in clause.tokens if token.sign is Sign.PERCENT and isinstance(token.value, int)]
    documents = [token.value for token in clause.tokens if token.sign is Sign.DOCUMENT and isinstance(token.value, str)]
    until, is_sure = _until(days, Sign.SINCE in clause.signs, today)
    number = spans[-1].days if spans else None
    is_from_now = (
        bool(spans) and spans[-1].is_ahead and Sign.MORE not in clause.signs
    )  # "thêm 1 ngày nữa": after the deadline
    if is_from_now and number and until is None:
        until = today + timedelta(days=number)
    return Details(
        until=until,
        days=number,
        percent=percents[-1] if percents and percents[-1] <= 100 and clause.opened_by is not Sign.LEFT else None,
        document=documents[-1] if documents else None,
        is_sure=is_sure
        and all(span.is_sure for span in spans)
        and not (percents and clause.opened_by is Sign.LEFT)  # "còn 10%" is what is left
        and len(spans) < 2
        and len(set(percents)) < 2
        and all(percent <= 100 for percent in percents),
        is_today=any(day.on == today for day in days),
        is_past=bool(days) and all(day.is_rolled or (day.on is not None and day.on < today) for day in days),
    )


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
    named: list[Token] = []
    for token in clause.tokens[after + 1 :]:
        if clause.tokens[after].sign is Sign.NOT_OURS and not named and token.sign not in _LEADS:
            continue
        is_name = clause.tokens[after].sign is Sign.TURN_TO and token.sign is not Sign.MANNER
        if not named and token.sign in _NOT_AN_AGENCY and not is_name:
            continue
        is_proper = bool(named) and text[token.start].isupper() and not text.isupper()
        if (token.sign in _ENDS_AGENCY and not is_proper) or token.sign in CODES:
            break
        if named or token.sign not in {Sign.SIDE}:
            named.append(token)
    if not named or (len(named) == 1 and named[0].plain in _OWN):
        return None
    if clause.tokens[after].sign is not Sign.TURN_TO and not any(
        t.sign in {Sign.UNKNOWN, Sign.BODY, Sign.ASK} for t in named
    ):
        return None
    return _TRAILING.sub("", text[named[0].start : named[-1].end].strip()) or None
