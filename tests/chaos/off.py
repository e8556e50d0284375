"""The service was off for an hour, a day, three weeks, and is started again, also at night: one message a chat."""

from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine
from sqlmodel import col, func, select

from db.engine import reading
from db.statuses import OWED
from db.tables import Occurrence
from tests.chaos.count import Count, Outcome, exceeded, of_times
from tests.chaos.office import Office, opened
from tests.scenarios.small_plans import on_date

COMMUNES = 60
WEEKLY = [
    f'kind = "weekly", weekdays = ["{day}"], at = "15:00", bound = "before"' for day in ("mon", "tue", "wed", "thu")
]
DATES = [on_date(f"{day:02}/10/2021") for day in (1, 5, 8, 12, 15, 20)]
DUTIES = [(rule, range(COMMUNES)) for rule in (*WEEKLY, *WEEKLY[:1], *DATES)]
"""Some 4,000 open items, what comes within 90 days among them."""

FIRST_SEND = 2.0
"""Seconds after the start within which the first message has left, of which the interpreter needs one."""

LONGEST_TEXT = 2_000
PATIENCE = 120.0


@dataclass(frozen=True)
class Off:
    """The last the service did was to tell everything on Monday 27/09/2021; it is started again at `begins`."""

    name: str
    begins: str
    leaves: str | None = None
    """When it is started once more, just before its messages may leave, for it began at night."""


SPANS = (
    Off("hour", "2021-09-27 15:30"),
    Off("day", "2021-09-28 15:30"),
    Off("three-weeks", "2021-10-18 15:30"),
    Off("three-weeks-night", "2021-10-18 02:00", "2021-10-18 06:59:55"),
)


async def off(engine: Engine, folder: Path, span: Off, communes: int = COMMUNES) -> Outcome:
    """Return what each chat is told after the service was off."""
    duties = [(rule, range(communes)) for rule, _ in DUTIES]
    async with opened(engine, folder, "2021-09-24 16:00", communes, duties, is_strict=True) as office:
        office.clock.move_to("2021-09-27 14:30")
        async with office.served() as before:
            await office.until(lambda: all(chat.messages for chat in office.chats), PATIENCE)
            await office.at_rest(PATIENCE)
            await before.is_stopped()
        since = max(message.id for message in office.world.sent())
        early: tuple[str, ...] = ()
        if span.leaves:
            early = await _at_night(office, span.begins, since)
        first, started = await _first_send(office, span.leaves or span.begins, since)
        return _outcome(office, span, since, first, started, early)


async def _at_night(office: Office, begins: str, since: int) -> tuple[str, ...]:
    """Have the service begin at night and prepare everything; nothing may leave."""
    office.clock.move_to(begins)
    async with office.served() as served:
        await office.until(lambda: bool(office.world.sent(since)), 30)
        await served.is_stopped()
    return exceeded("sent at night", len(office.world.sent(since)), 0)


async def _first_send(office: Office, begins: str, since: int) -> tuple[float, float]:
    """Start the service and have everything told; return the seconds to the first message from the start of the
    process (of the office hours, if it started before), and from when it said that it serves.
    """
    office.clock.move_to(begins)
    began = monotonic()
    async with office.served(until="") as served:
        await served.logs("serve_started")
        started = monotonic()
        await office.until(lambda: bool(office.world.sent(since)), PATIENCE)
        first = monotonic()
        await office.until(lambda: not told(office, since).lost, PATIENCE)
        await office.at_rest(PATIENCE)
        await served.is_stopped()
    return first - began, first - started


def told(office: Office, since: int) -> Count:
    """Return the count of one message for each officer's chat."""
    return of_times(sum(one.author is None and one.id > since for one in chat.messages) for chat in office.chats)


def _outcome(office: Office, span: Off, since: int, first: float, started: float, early: tuple[str, ...]) -> Outcome:
    texts = [len(message.text) for message in office.world.sent(since)]
    limit = FIRST_SEND + (5 if span.leaves else 0)  # it was started five seconds before seven
    return Outcome(
        fault=f"off {span.name}",
        done=f"started again {span.leaves or span.begins}, {_open_items(office)} open items",
        notices=told(office, since),
        bound=0,
        closed=office.closed(),
        broken=(
            *early,
            *exceeded("first message", started, limit, " s after it served"),
            *exceeded("longest text", max(texts), LONGEST_TEXT, " characters"),
        ),
        seen=f"first message {first:.1f} s after the process, {started:.1f} s after it served",
    )


def _open_items(office: Office) -> int:
    with reading(office.engine) as session:
        query = select(func.count()).select_from(Occurrence).where(col(Occurrence.status).in_(OWED))
        return session.exec(query).one()
