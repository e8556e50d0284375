"""Pure: what an agency would have been told of the periods of one duty, had they been on a ladder all the time.

As the cycle does it: of several that are late the newest speaks, the numbers of the đôn đốc go on through a debt, and a
period whose chase has ended is silent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.queries.periods import Passing
from db.statuses import NoticeKind
from reminders.items.debts import alert_number
from reminders.items.ladder import Ladder, Stage
from reminders.items.stages import told
from reminders.notices.kinds import Kind
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A period that is owed or was: its deadline, when it was made and seen (None: not yet), and its `place`."""

    due: Due
    made_at: datetime
    seen_at: datetime | None
    place: Passing


def retold(
    lived: Sequence[Lived],
    beside: Sequence[Passing],
    ladder: Ladder,
    *,
    since: datetime,
    now: datetime,
    calendar: WorkingCalendar,
) -> Iterator[tuple[Kind, bool]]:
    """Yield what would have been told in [since, now), each with whether it is told above the officers, too.

    `lived` are periods of one duty and agency, `beside` all that it has of them.
    """
    ends = {one.place.item: _ends_at(one.place, beside, ladder) for one in lived}
    stages = {one.place.item: _stages(one, beside, ends[one.place.item], ladder, now, calendar) for one in lived}
    alerts = {item: [stage.at for stage in some if stage.is_overdue] for item, some in stages.items()}
    for one in lived:
        for stage in (stage for stage in stages[one.place.item] if stage.at >= since):
            if not stage.is_overdue:
                yield stage.kind, False
                continue
            older = [each.place for each in lived if each.place.stands_at < one.place.stands_at]
            line = [each.item for each in older if each.is_owed_late(stage.at) and stage.at < (ends[each.item] or now)]
            number = alert_number([*line, one.place.item], alerts, due_at=stage.at)
            yield Kind(NoticeKind.OVERDUE, number), ladder.escalates(number)


def _ends_at(one: Passing, beside: Sequence[Passing], ladder: Ladder) -> datetime | None:
    """Return when so many of the next periods pass as the ladder says; None where that is not to be seen yet."""
    passed = sorted(each.late_from for each in beside if each.late_from and each.stands_at > one.stands_at)
    at = ladder.chase_periods
    return passed[at - 1] if at is not None and at <= len(passed) else None


def _stages(
    one: Lived,
    beside: Sequence[Passing],
    ends_at: datetime | None,
    ladder: Ladder,
    now: datetime,
    calendar: WorkingCalendar,
) -> list[Stage]:
    """Return what one period would have told, in order of time: no đôn đốc at its end, and none while a newer one is
    owed late.
    """
    newer = [each for each in beside if each.late_from and each.stands_at > one.place.stands_at]
    ends = [each.late_from for each in newer if each.late_from and each.settled_at is None]
    until = min(now, one.place.settled_at or now)
    if (silent_from := min([*ends, *([ends_at] if ends_at else [])], default=None)) and one.due.overdue_from:
        until = min(until, max(silent_from, one.due.overdue_from))
    span = {"since": one.made_at, "until": until, "made_at": one.made_at}
    found = told(ladder, one.due, **span, seen_at=one.seen_at, calendar=calendar)
    spoke = [each for each in newer if each.settled_at]
    return [stage for stage in found if not (stage.is_overdue and any(each.is_owed_late(stage.at) for each in spoke))]
