"""Shell: what one chat is sent now: its claimed notices, checked once more and worded as one message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlmodel import Session

from bots.channel import Button, File
from db import outbox
from db.queries import items, people
from db.queries.items import Item
from db.statuses import NoticeStatus, Role
from db.tables import ChatBinding, Notification
from reminders.delivery.changes import changes_message
from reminders.delivery.recheck import NOT_HERE, NOT_OVERSEEN, needless, readers
from reminders.delivery.slots import is_digest, reader_of
from reminders.delivery.wording import SHOWN, agency_message
from reminders.desk.digests import morning, weekly
from reminders.items.facts import ItemFacts, item_facts
from reminders.items.ladder import ESCALATES_FROM
from reminders.items.waking import look_again
from reminders.messages import render
from reminders.notices.kinds import is_change, is_desk
from reminders.notices.office_hours import leave_at
from schedules.working_days import WorkingCalendar
from schedules.zone import local, local_date

DAILY_CAP = 8
"""How many messages a chat gets in a day; answers and urgent notices are not held by it."""

NEXT_MESSAGE = timedelta(seconds=1)
RETRY_AFTER = timedelta(hours=1)
log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One message to one chat, and the outbox rows it settles."""

    binding_id: int
    channel: str
    chat_id: str
    text: str
    buttons: tuple[tuple[Button, ...], ...]
    notices: tuple[int, ...]
    claim: str
    file: File | None = None


def pack(
    session: Session, rows: Sequence[Notification], *, claim: str, now: datetime, calendar: WorkingCalendar
) -> Parcel | None:
    """Return the message for one chat from its claimed rows, or None when nothing may be sent.

    1. Rows that became needless since they were enqueued are cancelled, with the reason; what is late by itself (a
       retry, or the service was off) waits for the office to open.
    2. An answer goes first and alone; then the agency's items as one digest; then what the coordinator is told, the
       morning digest and the news of that minute as one. What does not fit waits a second for the next message.
    3. Over the daily cap, what is not urgent waits for the next working morning's digest.
    """
    binding = session.get_one(ChatBinding, rows[0].binding_id)
    found = items.by_ids(session, {row.occurrence_id for row in rows if row.occurrence_id})
    others = [one.id for one in people.other_chats(session, binding)]
    pairs = [
        (row, found.get(row.occurrence_id or 0)) for row in rows if not _is_told_elsewhere(session, row, others, now)
    ]
    needed = [(row, item) for row, item in pairs if not _cancelled(session, row, item, binding, now)]
    live = [row for row, item in needed if not _held(session, row, item, now, calendar)]
    chosen = _one_message(_without_old_digests(session, live), found)
    _postpone(session, [row for row in live if row not in chosen], claim, now + NEXT_MESSAGE, None)
    if not chosen:
        return None
    if _is_over_cap(session, binding, chosen, now):
        tomorrow = calendar.first_working_moment(local(local_date(now) + timedelta(days=1)))
        _postpone(session, chosen, claim, tomorrow, "held: daily cap")
        return None
    return _worded(session, binding, chosen, found, claim, now, calendar)


def _cancelled(session: Session, row: Notification, item: Item | None, binding: ChatBinding, now: datetime) -> bool:
    on = local_date(now)
    reason = needless(
        row,
        item,
        binding=binding,
        officers=people.told_through(session, binding, on=on),
        is_reachable=item is not None and bool(people.recipients(session, item.occurrence.agency_id, on=on)),
        now=now,
    )
    if reason:
        _cancel(session, row, reason)
    if item and reason in (NOT_HERE, NOT_OVERSEEN):
        look_again([item.occurrence], now=now)  # whoever answers for it now is told instead
    return reason is not None


def _cancel(session: Session, row: Notification, reason: str) -> None:
    outbox.settle(session, [row.id], claim=row.claim or "", status=NoticeStatus.CANCELLED, reason=reason)


def _is_told_elsewhere(session: Session, row: Notification, others: Sequence[int | None], now: datetime) -> bool:
    """Cancel a notice that its officer got on another channel; wait for the outcome while it is under way there."""
    there = outbox.elsewhere(session, row, others) if others and row.text is None else set()
    if NoticeStatus.SENT in there:
        _cancel(session, row, "told on the officer's other channel")
    elif NoticeStatus.SENDING in there:
        _postpone(session, [row], row.claim or "", now + outbox.LEASE, "under way on the officer's other channel")
    return bool(there & {NoticeStatus.SENT, NoticeStatus.SENDING})


def _without_old_digests(session: Session, live: list[Notification]) -> list[Notification]:
    """Cancel the digests that waited so long that the next one has come: of several, one is sent, worded for now."""
    old = sorted([row for row in live if is_digest(row.stage)], key=lambda row: row.due_at)[:-1]
    for row in old:
        _cancel(session, row, "a later digest says it")
    return [row for row in live if row not in old]


def _held(session: Session, row: Notification, item: Item | None, now: datetime, calendar: WorkingCalendar) -> bool:
    deadline = item.occurrence.nominal_at if item else now
    opens = leave_at(now=now, deadline=deadline, calendar=calendar) if row.text is None else now
    if opens > now:
        _postpone(session, [row], row.claim or "", opens, "held: outside office hours")
    return opens > now


def _one_message(live: list[Notification], found: dict[int, Item]) -> list[Notification]:
    """Return what goes out first: an answer, changes, reminders, the desk's news.

    Who stands in for another agency gets its items in a message of their own.
    """
    answers = [row for row in live if row.text is not None]
    if answers:
        return answers[:1]
    told = [row for row in live if not (is_desk(row.stage) or is_digest(row.stage))]
    return _of_one_agency([row for row in told if is_change(row.stage)] or told, found) or live


def _of_one_agency(rows: list[Notification], found: dict[int, Item]) -> list[Notification]:
    agencies = [found[row.occurrence_id or 0].agency.id for row in rows]
    return [row for row, agency in zip(rows, agencies, strict=True) if agency == agencies[0]]


def _is_over_cap(session: Session, binding: ChatBinding, rows: list[Notification], now: datetime) -> bool:
    if any(row.is_urgent or row.occurrence_id is None for row in rows):
        return False
    return outbox.messages_sent_since(session, binding.id, local(local_date(now))) >= DAILY_CAP


def _postpone(
    session: Session, rows: Sequence[Notification], claim: str, send_at: datetime, reason: str | None
) -> None:
    ids = [row.id for row in rows]
    if ids:
        outbox.settle(session, ids, claim=claim, status=NoticeStatus.PENDING, send_at=send_at, reason=reason)


def _worded(
    session: Session,
    binding: ChatBinding,
    rows: list[Notification],
    found: dict[int, Item],
    claim: str,
    now: datetime,
    calendar: WorkingCalendar,
) -> Parcel | None:
    file = None
    if rows[0].text is not None:
        text, buttons, file = rows[0].text, _stored_buttons(rows[0]), _stored_file(session, rows[0])
    else:
        facts = _facts(session, binding, rows, found, now, calendar)
        bad = [row for row in rows if row.occurrence_id and row.occurrence_id not in facts]
        _postpone(session, bad, claim, now + RETRY_AFTER, "the item cannot be worded (see nhachan doctor)")
        rows = [row for row in rows if row not in bad]
        if any(is_digest(row.stage) or is_desk(row.stage) for row in rows):
            rows, text = _overseers_text(session, binding, rows, facts, found, now, calendar)
            buttons = ()
        elif rows and is_change(rows[0].stage):
            text, buttons = changes_message(session, rows, facts), ()
        elif rows:
            text, buttons = agency_message(list(facts.values()))
        if not rows:
            return None
    return Parcel(
        binding_id=binding.id,
        channel=binding.channel,
        chat_id=binding.chat_id,
        text=text,
        buttons=buttons,
        notices=tuple(row.id for row in rows),
        claim=claim,
        file=file,
    )


def _facts(
    session: Session,
    binding: ChatBinding,
    rows: Sequence[Notification],
    found: dict[int, Item],
    now: datetime,
    calendar: WorkingCalendar,
) -> dict[int, ItemFacts]:
    """Return the facts of the rows' items by occurrence id, the earliest deadline first.

    An item that cannot be worded is left out and its trouble is written down: it must not silence the others.
    """
    due_at = {row.occurrence_id: row.due_at for row in rows if row.occurrence_id}
    ordered = sorted(
        due_at, key=lambda item: (found[item].occurrence.act_by_at, found[item].occurrence.nominal_at, item)
    )
    is_told_to_agency = not any(is_desk(row.stage) for row in rows)
    codes = items.give_codes(session, binding.id, ordered, now=now) if is_told_to_agency else {}
    explained = items.explanations(session, ordered)
    facts = {}
    for item in ordered:
        alert = items.alerts_sent(session, [item], before=due_at[item]).get(item, 0) + 1
        occurrence = found[item].occurrence
        try:
            fact = item_facts(found[item], code=codes.get(item, 0), alert=alert, now=now, calendar=calendar)
            facts[item] = replace(fact, explanation=explained.get(item, ""))
            occurrence.trouble = None
        except Exception as error:  # one bad row must not stop the others
            log.error("an item could not be worded", action="word_failed", occurrence_id=item)
            occurrence.trouble = f"{type(error).__name__}: {error}"
    return facts


def _overseers_text(
    session: Session,
    binding: ChatBinding,
    rows: list[Notification],
    facts: dict[int, ItemFacts],
    found: dict[int, Item],
    now: datetime,
    calendar: WorkingCalendar,
) -> tuple[list[Notification], str]:
    """Return the digest with the news of its minute, or the news alone, and the rows that are told so; a digest that
    has nothing to say is cancelled.
    """
    digest = next((row for row in rows if is_digest(row.stage)), None)
    on = local_date(now)
    news = _news(session, [row for row in rows if row is not digest], facts, found, on=on)
    officers = readers(digest.stage, people.told_through(session, binding, on=on)) if digest else []
    if digest and reader_of(digest.stage) is Role.LEADER:
        text = weekly(session, officers, now=now, calendar=calendar)
    else:
        text = morning(session, officers, news=news, now=now, calendar=calendar) if digest else None
    if digest and text is None:
        _cancel(session, digest, "nothing to say")
        rows = [row for row in rows if row is not digest]
    return rows, text or render("chat/desk", **news, escalates_from=ESCALATES_FROM, shown=SHOWN)


def _news(
    session: Session, rows: Sequence[Notification], facts: dict[int, ItemFacts], found: dict[int, Item], *, on: date
) -> dict[str, list[Any]]:
    escalated = {row.occurrence_id for row in rows if row.stage.startswith("escalated:")}
    untold: dict[int, list[int]] = {}
    for item in facts:
        if item not in escalated:
            untold.setdefault(found[item].agency.id, []).append(item)
    groups = [
        {
            "agency": facts[first].agency,
            "item": facts[first],
            "others": len(others),
            "gone": [officer.name for officer in people.unreachable_officers(session, agency_id)],
            "is_told_to_others": bool(people.recipients(session, agency_id, on=on)),
        }
        for agency_id, (first, *others) in untold.items()
    ]
    late = [facts[item] for item in facts if item in escalated]
    return {"unreachable": groups, "escalated": late}


def _stored_file(session: Session, row: Notification) -> File | None:
    stored = outbox.file_of(session, row)
    return File(name=stored.name, content=stored.content) if stored else None


def _stored_buttons(row: Notification) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(**button) for button in line) for line in row.buttons or [])
