"""Pure: the deadline of a duty that is given in a chat: "trước 15 giờ thứ Năm", "trong 3 ngày làm việc" → a rule.

What documents write is read by `schedules.phrases`, as issued today. A chat also names days from today on ("ngày mai",
"thứ Sáu tuần này"): those are read as in replies (`schedules.spoken_days`) and mean one day, not every week.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from reminders.items.deadlines import LONGEST_DAYS
from reminders.plans.register.dues import next_due
from schedules.letters import clean
from schedules.occurrences import Due, armed, occurrences
from schedules.phrases import Reading, Status, read_phrase
from schedules.phrases.reader import UNNAMED
from schedules.rules import Bound, Event, OnDate, Rule, Standing, Unit, is_once
from schedules.spoken_days import FAR_DAYS, LIMIT_WORDS, Day, plain_days, said_day
from schedules.spoken_spans import SPAN_PATTERN, read_span
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

LONGEST = 80
"""Letters of a deadline; a longer text is none."""


@dataclass(frozen=True)
class Deadline:
    """A rule and the first time it falls due from now on."""

    rule: Rule
    due: Due


@dataclass(frozen=True)
class Unread:
    """Why there is no deadline: "missing", "unclear" (which day), "no_hour", "past", "too_far", "waits" (no day)."""

    why: str


_HOUR = re.compile(
    r"\b(?P<h>\d{1,2}) ?(?:gio|h|g|:)(?: ?(?P<m>\d{2})(?: ?(?:phut\b|p\b|'))?(?!\d|/))?"
    r"(?: (?P<part>sang|trua|chieu|toi|dem)\b)?"
)
_LEAD = re.compile(
    r"^(?:(?:han(?: chot| cuoi| nop| xong)?(?: la)?|thoi han|deadline|dl|xong|hoan thanh|can)\b[ :]*)+|[ ,.;:]+$"
)
_PART_WITHOUT_HOUR = re.compile(r"\b(?:trua|chieu|dem)\b|\bsang (?:mai|thu|ngay|chu|cn|t\d)|tối (?:mai|nay|thứ)")
_SHORT = re.compile(r"\btrc\b", re.IGNORECASE)
_SPAN = re.compile(SPAN_PATTERN)


def read_deadline(words: str, *, now: datetime, calendar: WorkingCalendar) -> Deadline | Unread:
    """Return what the words say, seen from now: the rule and its first due, or why there is none."""
    said = _SHORT.sub("trước", clean(words))
    if not said.strip(" ,.;:"):
        return Unread("missing")
    if len(said) > LONGEST:
        return Unread("unclear")
    today = local_date(now)
    reading = read_phrase(said, issued_on=today)
    stated, spoken = _stated(reading, now, calendar), _from_today(said, today, calendar)
    rule = stated if stated and (is_once(stated) or isinstance(spoken, Unread)) else spoken
    if isinstance(rule, Unread):
        return rule if reading.status not in (Status.STANDING, Status.NEEDS_EVENT) else Unread("waits")
    return first_due(rule, now, calendar)


def _stated(reading: Reading, now: datetime, calendar: WorkingCalendar) -> Rule | None:
    """Return the rule the words leave no doubt about; a span without a beginning is counted from now."""
    if reading.also:
        return None
    if reading.status is Status.UNDERSTOOD:
        return reading.rule
    event = reading.event
    if event is None or event.trigger != UNNAMED or event.before or event.offset == 0:
        return None
    return armed(event, now if event.unit is Unit.HOUR else local_date(now), calendar=calendar)


def _from_today(said: str, today: date, calendar: WorkingCalendar) -> Rule | Unread:
    """Return the rule of a day named as seen from today, with its hour and whether the day itself is still in time."""
    words = _LEAD.sub("", plain_days(said))
    found = _HOUR.search(words)
    rest = " ".join(_HOUR.sub("", words, count=1).replace(",", " ").split())
    day = said_day(rest, today) or _counted(rest, today, calendar)
    if day is None or day.on is None:
        return Unread("unclear")
    if day.on < today or day.is_rolled:
        return Unread("past")
    at = _hour(found) if found else None
    is_day_sure = day.is_sure and day.on <= today + timedelta(days=FAR_DAYS)
    if not is_day_sure or (found and at is None):
        return Unread("unclear")
    if not found and _PART_WITHOUT_HOUR.search(rest if said.isascii() else f"{rest}\n{said.lower()}"):
        return Unread("no_hour")
    return OnDate(on=day.on, at=at, bound=Bound.BEFORE if words.startswith("truoc") else Bound.BY)


def _counted(words: str, today: date, calendar: WorkingCalendar) -> Day | None:
    """Return the day so many days from today ("3 ngày nữa"); one that is off goes on to the next working day."""
    found = _SPAN.search(words)
    if found is None or found.end() < len(words) or set(words[: found.start()].split()) - LIMIT_WORDS:
        return None
    span = read_span(found[0])
    if span.days is None or found["unit"] == "thang":
        return None
    if found["working"]:
        return Day(calendar.add_working_days(today, span.days))
    return Day(calendar.next_working_day(today + timedelta(days=span.days)))


def _hour(found: re.Match[str]) -> time | None:
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["part"] in ("chieu", "toi", "dem") and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def first_due(rule: Rule, now: datetime, calendar: WorkingCalendar) -> Deadline | Unread:
    """Return a rule with its first due from now on, within a year; or that it is past, too far or has no day."""
    if isinstance(rule, Standing | Event):
        return Unread("waits")
    if due := next_due(rule, now=now, calendar=calendar):
        return Deadline(rule, due)
    latest = now + timedelta(days=LONGEST_DAYS)
    is_later = next(occurrences(rule, since=latest, until=local(date(9000, 1, 1)), calendar=calendar), None)
    return Unread("too_far" if is_later else "past")
