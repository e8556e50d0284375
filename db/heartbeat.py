"""Shell: the heartbeat of the service, so that another process can tell whether it runs, and until when it trusted
the machine's clock.
"""

from datetime import datetime, timedelta

from sqlalchemy import insert, update
from sqlmodel import Session, select

from db.tables import Heartbeat

EVERY = timedelta(seconds=30)
"""How old a beat is before the next one is written: a cycle runs each second, and a disk need not."""


def beat(session: Session, *, now: datetime) -> None:
    """Write down that the service runs; a clock that was set back is followed."""
    last = last_beat(session)
    if last is None:
        session.execute(insert(Heartbeat).values(beat_at=now))
    elif not now - EVERY < last <= now:
        session.execute(update(Heartbeat).values(beat_at=now))


def last_beat(session: Session) -> datetime | None:
    """Return when the service last ran a cycle, give or take EVERY; None when it never did."""
    return session.exec(select(Heartbeat.beat_at)).first()


def accept_clock(session: Session, *, now: datetime) -> None:
    """Write down that somebody confirmed the machine's clock, which says `now`."""
    if last_beat(session) is None:
        session.execute(insert(Heartbeat).values(beat_at=now))
    session.execute(update(Heartbeat).values(accepted_at=now))


def clock_accepted_at(session: Session) -> datetime | None:
    """Return what the machine's clock said when somebody last confirmed it, None when nobody has."""
    return session.exec(select(Heartbeat.accepted_at)).first()
