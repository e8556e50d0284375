"""Pure: the ladder: at which instants an item's agency is reminded before the deadline and chased after it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from itertools import chain, count, islice, takewhile
from typing import Any

from db.statuses import NoticeKind
from reminders.notices.kinds import Kind
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

MORNING = time(7)
"""When an office opens and the day's messages leave."""

ESCALATES_FROM = 3
"""The đôn đốc from which a ladder escalates that does not say another."""

MEETINGS_CHASED = 2
"""When this many of the next ones have passed, a meeting that was missed is chased no more."""


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Days are working days. `overdue_after` counts from the first office hour after the deadline, and names one at
    least. From the đôn đốc `escalates_from` on (None: never) a reason is asked for, and the agency's head, the
    coordinator and the leader are told too. A late period is chased until so many of the next ones of its duty have
    passed as `chase_periods` says (None: until it is reported done).
    """

    before_days: tuple[int, ...]
    overdue_after: tuple[int, ...] = (0, 1, 3)
    overdue_every: int = 5
    escalates_from: int | None = ESCALATES_FROM
    chase_periods: int | None = None

    def escalates(self, alert: int) -> bool:
        """Return whether the đôn đốc of this number is told above the officers, too."""
        return self.escalates_from is not None and alert >= self.escalates_from

    @property
    def overdue_days(self) -> Iterator[int]:
        """Every day of a đôn đốc, without end: those that are listed, then one each `overdue_every` days."""
        return chain(self.overdue_after, count(self.overdue_after[-1] + self.overdue_every, self.overdue_every))


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One rung: what is told, and when."""

    kind: Kind
    at: datetime

    @property
    def name(self) -> str:
        """Its key in the outbox: "before:3", "same-day", "overdue:2"."""
        return self.kind.text

    @property
    def is_reminder(self) -> bool:
        """Whether it is told some working days before the deadline."""
        return self.kind.what is NoticeKind.BEFORE

    @property
    def is_overdue(self) -> bool:
        """Whether it is a đôn đốc."""
        return self.kind.what is NoticeKind.OVERDUE

    @property
    def is_urgent(self) -> bool:
        """Whether it is due today or just late: such a notice is never held back to be bundled."""
        return self.kind in (SAME_DAY, Kind(NoticeKind.OVERDUE, 1))


SAME_DAY = Kind(NoticeKind.SAME_DAY)
LADDERS = {
    "daily": Ladder(before_days=()),
    "weekly": Ladder(before_days=(1,)),
    "monthly": Ladder(before_days=(3, 1)),
    **dict.fromkeys(("quarterly", "halfyearly", "yearly", "year", "standing"), Ladder(before_days=(10, 5, 1))),
    **dict.fromkeys(("date", "window", "event"), Ladder(before_days=(7, 3, 1))),
}
"""The built-in ladder of each kind of rule; the table ladder_policy overrides it."""


def ladder_to_dict(ladder: Ladder) -> dict[str, Any]:
    """Return the ladder as it is copied onto an occurrence."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(ladder).items()}


def ladder_from_dict(data: Mapping[str, Any]) -> Ladder:
    """Return the ladder that `ladder_to_dict` wrote."""
    return Ladder(
        before_days=tuple(data["before_days"]),
        overdue_after=tuple(data["overdue_after"]),
        overdue_every=data["overdue_every"],
        escalates_from=escalates_from(data),
        chase_periods=chase_periods(data),
    )


def escalates_from(data: Mapping[str, Any]) -> int | None:
    """Return the đôn đốc from which a ladder escalates that `ladder_to_dict` wrote, also one that is damaged."""
    found: int | None = data.get("escalates_from", ESCALATES_FROM)
    return found


def chase_periods(data: Mapping[str, Any]) -> int | None:
    """Return after how many later periods the chase ends on a ladder that `ladder_to_dict` wrote, also one that is
    damaged or older than that (None: never).
    """
    found = data.get("chase_periods")
    return found if isinstance(found, int) else None


def stages(ladder: Ladder, due: Due, calendar: WorkingCalendar) -> Iterator[Stage]:
    """Yield every stage in order of time; endless once the item can be late, so take what is needed."""
    last_day = local_date(due.act_by)
    for days in sorted(ladder.before_days, reverse=True):
        at = local(calendar.add_working_days(last_day, -days), MORNING)
        yield Stage(kind=Kind(NoticeKind.BEFORE, days), at=at)
    yield Stage(kind=SAME_DAY, at=min(local(last_day, MORNING), due.act_by))
    if due.overdue_from is not None:
        yield from _overdue_stages(ladder, calendar.first_working_moment(due.overdue_from), calendar)


def _overdue_stages(ladder: Ladder, first: datetime, calendar: WorkingCalendar) -> Iterator[Stage]:
    day, hour, counted = first.date(), first.timetz(), 0
    for number, days in enumerate(ladder.overdue_days, start=1):
        day, counted = calendar.add_working_days(day, days - counted), days
        yield Stage(kind=Kind(NoticeKind.OVERDUE, number), at=datetime.combine(day, hour))


def continued(before: Ladder, after: Ladder, due: Due, *, now: datetime, calendar: WorkingCalendar) -> Ladder:
    """Return the ladder of an item that has been on one up to `now` (inclusive) and is on another from then on.

    What has come stays as it came, so that nothing is told late or twice; what is to come is all of the other's, and
    the numbers of the đôn đốc go on.
    """
    (told, alerts), (missed, skipped) = (_come(ladder, due, now, calendar) for ladder in (before, after))
    listed = max(skipped + 1, len(after.overdue_after))
    return replace(
        after,
        before_days=tuple(sorted(told | set(after.before_days) - missed, reverse=True)),
        overdue_after=(*islice(before.overdue_days, alerts), *islice(after.overdue_days, skipped, listed)),
    )


def _come(ladder: Ladder, due: Due, now: datetime, calendar: WorkingCalendar) -> tuple[set[int], int]:
    """Return which reminders of a ladder have come, by their days, and how many đôn đốc."""
    come = list(takewhile(lambda stage: stage.at <= now, stages(ladder, due, calendar)))
    return {one.kind.number or 0 for one in come if one.is_reminder}, sum(one.is_overdue for one in come)
