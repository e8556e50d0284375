"""Pure: which of a chat's claimed notices go out now as one message, and what becomes of the others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from db import claims, outbox
from db.queries.items import Item
from db.statuses import NoticeKind, NoticeStatus
from db.tables import ChatBinding, Notification
from reminders.delivery.claimed import Claimed
from reminders.delivery.recheck import needless
from reminders.delivery.slots import reader_of
from reminders.notices.kinds import TO_OVERSEERS
from reminders.notices.office_hours import leave_at
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

DAILY_CAP = 8
"""How many messages a chat gets in a day; answers and urgent notices are not held by it."""

NEXT_MESSAGE = timedelta(seconds=1)


@dataclass(frozen=True)
class Fate:
    """What becomes of a notice that does not go out now: it waits until `send_at`, or (None) is cancelled."""

    reason: str | None
    send_at: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """The notices that are one message now, and the fate of each other one by its id."""

    told: Sequence[Notification] = ()
    fates: Mapping[int, Fate] = field(default_factory=dict)


def choose(rows: Sequence[Notification], known: Claimed, *, now: datetime, calendar: WorkingCalendar) -> Choice:
    """Return what becomes of the claimed notices of one chat.

    1. Rows that became needless since they were enqueued are cancelled, with the reason; what is late by itself (a
       retry, or the service was off) waits for the office to open.
    2. An answer goes first and alone; then the agency's items as one digest; then what the coordinator is told, the
       morning digest and the news of that minute as one.
       What does not fit into this message waits a second for the next one.
    3. Over the daily cap, what is not urgent waits for the next working morning's digest.
    """
    binding = known.bindings[rows[0].binding_id]
    fates: dict[int, Fate] = {}
    for row in rows:
        if fate := _fate(row, binding, known, now=now, calendar=calendar):
            fates[row.id] = fate
    live = [row for row in rows if row.id not in fates]
    fates |= {row.id: Fate("a later digest says it") for row in _earlier_digests(live)}
    live = [row for row in live if row.id not in fates]
    chosen = _one_message(live, known.items, own=known.own_agencies(binding.id))
    fates |= {row.id: Fate(None, now + NEXT_MESSAGE) for row in live if row not in chosen}
    if chosen and _is_over_cap(chosen, known.sent_today.get(binding.id, 0)):
        tomorrow = calendar.first_working_moment(local(local_date(now) + timedelta(days=1)))
        return Choice((), fates | {row.id: Fate("held: daily cap", tomorrow) for row in chosen})
    return Choice(chosen, fates)


def _earlier_digests(live: Sequence[Notification]) -> list[Notification]:
    """Return the digests that waited so long that the next one has come: of several, one is sent, worded for now."""
    digests = sorted([row for row in live if row.kind is NoticeKind.DIGEST], key=lambda row: row.due_at)
    latest = {reader_of(row): row.id for row in digests}
    return [row for row in digests if row.id not in latest.values()]


def _fate(
    row: Notification, binding: ChatBinding, known: Claimed, *, now: datetime, calendar: WorkingCalendar
) -> Fate | None:
    """Return why a notice must not go out, whatever else is told in its chat."""
    there, item = known.elsewhere.get(row.id, set()), known.item(row)
    if NoticeStatus.SENT in there:
        return Fate("told on the officer's other channel")
    if not there.isdisjoint(outbox.UNDER_WAY):
        return Fate("under way on the officer's other channel", now + claims.LEASE)
    is_reachable = item is not None and bool(known.told.recipients(item.agency.id))
    officers = known.officers.get(binding.id, ())
    if reason := needless(
        row, item, binding=binding, officers=officers, is_reachable=is_reachable, debts=known.debts, now=now
    ):
        return Fate(reason)
    deadline = item.occurrence.nominal_at if item else now
    opens = leave_at(now=now, deadline=deadline, calendar=calendar) if row.text is None else now
    return Fate("held: outside office hours", opens) if opens > now else None


def _one_message(
    live: Sequence[Notification], found: Mapping[int, Item], *, own: Collection[int]
) -> list[Notification]:
    """Return what goes out first: an answer, changes, reminders, the desk's news with one digest.

    Who is an officer of several agencies (`own`) gets the items of all of them in one message; who stands in for
    another agency gets its items in a message of their own.
    """
    answers = [row for row in live if row.text is not None]
    if answers:
        return answers[:1]
    told = [row for row in live if row.kind not in TO_OVERSEERS]
    if told:
        return _together([row for row in told if row.kind is NoticeKind.CHANGED] or told, found, own)
    digests = [row for row in live if row.kind is NoticeKind.DIGEST]
    return [row for row in live if row not in digests[1:]]


def _together(rows: Sequence[Notification], found: Mapping[int, Item], own: Collection[int]) -> list[Notification]:
    agencies = [found[row.occurrence_id or 0].agency.id for row in rows]
    with_first = own if agencies[0] in own else [agencies[0]]
    return [row for row, agency in zip(rows, agencies, strict=True) if agency in with_first]


def _is_over_cap(rows: Sequence[Notification], sent_today: int) -> bool:
    return sent_today >= DAILY_CAP and not any(row.is_urgent or row.occurrence_id is None for row in rows)
