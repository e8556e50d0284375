"""Shell: when an item wants to be looked at again: the cycle asks for nothing else."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlmodel import Session, col, update

from db.statuses import OWED
from db.tables import Occurrence
from reminders.items.facts import due_of
from reminders.items.ladder import ladder_from_dict
from reminders.items.stages import Owed, owed
from schedules.working_days import WorkingCalendar


def sleep(occurrence: Occurrence, *, now: datetime, calendar: WorkingCalendar) -> Owed:
    """Have the item sleep until its next stage; return the stage that is owed now, for whoever sends it."""
    decision = owed(
        status=occurrence.status,
        due=due_of(occurrence),
        ladder=ladder_from_dict(occurrence.ladder),
        now=now,
        calendar=calendar,
    )
    occurrence.wake_at = decision.wake_at
    return decision


def postpone(occurrence: Occurrence, *, until: datetime) -> None:
    """Have an item that cannot be handled looked at later."""
    occurrence.wake_at = until


def look_again(occurrences: Iterable[Occurrence], *, now: datetime) -> None:
    """Have what is owed of some items looked at anew in the next cycle: others may have to be told."""
    for occurrence in occurrences:
        if occurrence.status in OWED:
            occurrence.wake_at = now


def look_again_at_all(session: Session, *, now: datetime) -> None:
    """Have everything that is owed looked at anew in the next cycle: it fell asleep by a wrong clock."""
    session.exec(
        update(Occurrence).where(col(Occurrence.status).in_(OWED), col(Occurrence.wake_at) > now).values(wake_at=now)
    )


def look_again_at_agencies(session: Session, agency_ids: Collection[int], *, now: datetime) -> None:
    """Have all that some agencies owe looked at anew in the next cycle."""
    session.exec(
        update(Occurrence)
        .where(col(Occurrence.agency_id).in_(agency_ids), col(Occurrence.status).in_(OWED))
        .values(wake_at=now)
    )
