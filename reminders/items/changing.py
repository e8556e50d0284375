"""Shell: the one door: every change of an item's status or deadline goes through here, whoever causes it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db import audit, outbox
from db.audit import By
from db.queries import items
from db.statuses import OWED, Action, Cause, Decision, ItemStatus
from db.tables import Extension, Occurrence
from reminders.items.deadlines import is_needed
from reminders.items.ladders import renew
from reminders.items.telling import tell_agencies
from reminders.items.transitions import after, taken_back
from reminders.items.waking import sleep
from schedules.occurrences import Due
from schedules.working_days import WorkingCalendar
from schedules.zone import iso, local_date

Said = Mapping[str, str | int | None]
"""What the audit log says of a change beside who did it: a reason, a day."""

NEEDLESS = {
    Action.COMPLETE: "the item was reported done",
    Action.RETURN: "the coordinator sent it back",
    Action.REJECT: "the agency says it is another's",
    Action.CANCEL: "the item was cancelled",
    Action.EXTEND: "the deadline was changed",
    Action.MOVE: "the deadline was changed",
    Action.DROP: "nobody asks for the item any more",
    Action.DISSOLVE: "the agency has ended",
    Action.UNDO: "the deadline was changed",
}
"""Why what waits in the outbox about an item is not sent any more."""


@dataclass(frozen=True)
class Change:
    """An item, and its deadline from now on (None: it stays)."""

    occurrence: Occurrence
    due: Due | None = None


def change(
    session: Session,
    action: Action,
    changes: Sequence[Change],
    by: By,
    *,
    calendar: WorkingCalendar,
    cause: Cause | None = None,
    said: Said | None = None,
) -> list[Occurrence]:
    """Do it to each item for which the transition table allows it; return those that were changed. Each time:

    1. the rows are locked and read anew, for two people may act at one instant;
    2. the table is asked; status, deadline with its ladder and revision follow, and when it was reported done;
    3. a request for more time that has become needless is withdrawn;
    4. what waits to be sent about it is cancelled when it is owed no more, its deadline moved or it was sent back;
    5. the audit log says who did it, and what was `said`;
    6. its agency is told when it changed by itself (`cause`). What a person does is told by the face they use;
    7. it sleeps until its next stage, or is looked at at once when nobody could be told or it is late now.
    """
    items.lock(session, [one.occurrence.id for one in changes])
    steps = [(one, to) for one in changes if (to := after(one.occurrence.status, action))]
    renew(session, [one.occurrence for one, _ in steps if one.due])
    return _go(session, action, steps, by, calendar, cause, said or {})


def take_back(
    session: Session, occurrence: Occurrence, undone: Action, before: ItemStatus, by: By, *, calendar: WorkingCalendar
) -> bool:
    """Put an item back to the status before its agency's last act; False when that act did not lead to the present."""
    items.lock(session, [occurrence.id])
    to = taken_back(occurrence.status, undone, before)
    steps = [(Change(occurrence), to)] if to else []
    return bool(_go(session, Action.UNDO, steps, by, calendar, None, {"undone": undone.value}))


def take_back_extension(
    session: Session, occurrence: Occurrence, due: Due, by: By, *, calendar: WorkingCalendar
) -> bool:
    """Give an item the deadline back that it had before more time was granted last; False when it is owed no more."""
    items.lock(session, [occurrence.id])
    if occurrence.status not in OWED or not occurrence.extension_count:
        return False
    renew(session, [occurrence])
    step = (Change(occurrence, due), occurrence.status)
    _go(session, Action.UNDO, [step], by, calendar, None, {"undone": Action.EXTEND.value})
    occurrence.extension_count -= 1
    if occurrence.extension_count == 0:
        occurrence.first_nominal_at = occurrence.first_overdue_from = None
    return True


def _go(
    session: Session,
    action: Action,
    steps: Sequence[tuple[Change, ItemStatus]],
    by: By,
    calendar: WorkingCalendar,
    cause: Cause | None,
    details: Said,
) -> list[Occurrence]:
    said = {one.occurrence.id: _step(one, action, to, by.now) for one, to in steps}
    changed = [one.occurrence for one, _ in steps]
    for row in changed:
        sleep(row, now=by.now, calendar=calendar)
    for request in _withdraw_needless(session, changed, by.now):
        said[request.occurrence_id]["request_until"] = local_date(request.proposed_at).isoformat()
    is_returned = action is Action.RETURN  # what waits was said of its completion
    over = [row.id for row in changed if is_returned or row.status not in OWED or "deadline" in said[row.id]]
    outbox.cancel_about(session, over, reason=NEEDLESS.get(action, "not owed now"))
    if cause:
        details = {**details, "cause": cause.value}
    audit.record_each(session, by, action.value, [(row, {**said[row.id], **details}) for row in changed])
    told = tell_agencies(session, changed, now=by.now, calendar=calendar) if cause else set()
    if cause:
        _wake(changed, told, by.now)
    return changed


def _wake(changed: Sequence[Occurrence], told: Collection[int], now: datetime) -> None:
    """Have looked at at once what nobody could be told of, and what is late now."""
    for row in changed:
        if row.status in OWED and (row.id not in told or _is_late(row, now)):
            row.wake_at = now


def _step(one: Change, action: Action, to: ItemStatus, now: datetime) -> dict[str, Any]:
    """Take an item to its next status and deadline; return what the audit log says of it."""
    row, before = one.occurrence, one.occurrence.status
    row.status = to
    if action is Action.COMPLETE:
        row.completed_at = now
    elif to in OWED:
        row.completed_at = None
    said: dict[str, Any] = {} if to is before else {"before": before.value, "after": to.value}
    if one.due:
        said |= {"deadline_before": iso(row.nominal_at), "deadline": iso(one.due.nominal)}
        _put_off(row, one.due, is_extension=action is Action.EXTEND)
    return said


def _put_off(row: Occurrence, due: Due, *, is_extension: bool) -> None:
    """Give an item another deadline; of one that is extended the first is kept."""
    if is_extension and row.first_nominal_at is None:
        row.first_nominal_at, row.first_overdue_from = row.nominal_at, row.overdue_from
    row.extension_count += is_extension
    row.nominal_at, row.act_by_at, row.overdue_from = due.nominal, due.act_by, due.overdue_from
    row.revision += 1


def _withdraw_needless(session: Session, changed: Sequence[Occurrence], now: datetime) -> list[Extension]:
    """Withdraw the requests for more time of what is owed no more, or has as much time without them."""
    rows = {row.id: row for row in changed}
    found = items.pending_extensions(session, rows)
    needless = [one for one in found if not is_needed(one, rows[one.occurrence_id])]
    for one in needless:
        one.decision, one.decided_at = Decision.WITHDRAWN, now
    return needless


def _is_late(row: Occurrence, now: datetime) -> bool:
    return row.overdue_from is not None and row.overdue_from <= now
