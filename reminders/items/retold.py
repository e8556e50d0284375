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
    voices = [_voice(one, beside, ladder, now, calendar) for one in lived]
    alerts = {voice.place.item: voice.alerts for voice in voices}
    for voice in voices:
        for stage in voice.stages:
            if stage.at < since:
                continue
            if not stage.is_overdue:
                yield stage.kind, False
                continue
            line = [each.place.item for each in voices if each is voice or each.is_behind(voice.place, stage.at)]
            number = alert_number(line, alerts, due_at=stage.at)
            yield Kind(NoticeKind.OVERDUE, number), ladder.escalates(number)


@dataclass(frozen=True, kw_only=True)
class _Voice:
    """What one period would have told, in order of time, and when its chase ends (None: not to be seen yet)."""

    place: Passing
    stages: Sequence[Stage]
    ends_at: datetime | None

    @property
    def alerts(self) -> list[datetime]:
        return [stage.at for stage in self.stages if stage.is_overdue]

    def is_behind(self, head: Passing, at: datetime) -> bool:
        """Return whether it stood behind a newer one at an instant."""
        is_alive = self.ends_at is None or at < self.ends_at
        return is_alive and self.place.stands_at < head.stands_at and self.place.is_owed_late(at)


def _voice(one: Lived, beside: Sequence[Passing], ladder: Ladder, now: datetime, calendar: WorkingCalendar) -> _Voice:
    """Return what one period would have told: no đôn đốc at its end, and none while a newer one is owed late."""
    newer = [each for each in beside if each.stands_at > one.place.stands_at]
    ends_at = _ends_at(newer, ladder)
    until = min(now, one.place.settled_at or now)
    if one.due.overdue_from and (silent_from := _silent_from(newer, ends_at)):
        until = min(until, max(silent_from, one.due.overdue_from))
    span = {"since": one.made_at, "until": until, "made_at": one.made_at}
    found = told(ladder, one.due, **span, seen_at=one.seen_at, calendar=calendar)
    heard = [stage for stage in found if not (stage.is_overdue and any(each.is_owed_late(stage.at) for each in newer))]
    return _Voice(place=one.place, stages=heard, ends_at=ends_at)


def _ends_at(newer: Sequence[Passing], ladder: Ladder) -> datetime | None:
    """Return when so many of the next periods have passed as the ladder says."""
    passed, limit = sorted(each.late_from for each in newer if each.late_from), ladder.chase_periods
    return passed[limit - 1] if limit is not None and limit <= len(passed) else None


def _silent_from(newer: Sequence[Passing], ends_at: datetime | None) -> datetime | None:
    """Return from when on a period says nothing more: that spares working out the đôn đốc of years."""
    owed = (each.late_from for each in newer if each.settled_at is None)
    return min((at for at in (*owed, ends_at) if at), default=None)
