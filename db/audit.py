"""Shell: the audit log: who did what when, by which message. Entries are only ever added."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, insert
from sqlmodel import Session, SQLModel, col, func, select

from db.statuses import Action
from db.tables import AuditEntry, CalendarDay, CalendarYear, Occurrence


@dataclass(frozen=True, kw_only=True)
class By:
    """Who does something, when, by which message and, as a deputy, in whose place.

    `actor` is "officer:<id>", "cli", "cycle" or "register"; `instead_of` is an officer's id. `for_agency`: the id of
    the agency for which it is said, by who coordinates it; `heard` is how they know.
    """

    actor: str
    now: datetime
    inbound_id: int | None = None
    instead_of: int | None = None
    for_agency: int | None = None
    heard: str | None = None


_ABOUT_TIME = ("extension_requested", "extension_refused", Action.EXTEND.value)

Entry = AuditEntry
Trail = Sequence[Entry]
"""What happened to one row, oldest first."""

Details = Mapping[str, str | int | dict[str, Any] | None]


def record(
    session: Session, by: By, action: str, row: SQLModel, **details: str | int | dict[str, Any] | None
) -> AuditEntry:
    """Add one entry about a row that is in the database, and return it."""
    entry = _entry(by, action, row, details)
    session.add(entry)
    return entry


def record_each(session: Session, by: By, action: str, about: Iterable[tuple[SQLModel, Details]]) -> None:
    """Add an entry about each of some rows, all at once, after those that were added before."""
    session.flush()
    entries = [_entry(by, action, row, details).model_dump(exclude={"id"}) for row, details in about]
    if entries:
        session.execute(insert(AuditEntry).execution_options(render_nulls=True), entries)


def _entry(by: By, action: str, row: SQLModel, details: Details) -> AuditEntry:
    return AuditEntry(
        recorded_at=by.now,
        actor=by.actor,
        action=action,
        subject=str(row.__tablename__),
        subject_id=_key(row),
        inbound_id=by.inbound_id,
        details={**details, **_in_place_of(by)},
    )


def _in_place_of(by: By) -> dict[str, str | int]:
    said = {"instead_of": by.instead_of, "for_agency": by.for_agency, "heard": by.heard}
    return {name: value for name, value in said.items() if value}


def _key(row: SQLModel) -> int:
    """Return the number of a row; a day of the calendar has its own."""
    match row:
        case CalendarDay():
            return row.day.toordinal()
        case CalendarYear():
            return row.year
        case _:
            return int(row.model_dump(include={"id"})["id"])


def entries(session: Session, ids: Collection[int]) -> dict[int, AuditEntry]:
    """Return some entries by their ids."""
    found = session.exec(select(AuditEntry).where(col(AuditEntry.id).in_(ids))).all()
    return {entry.id: entry for entry in found}


def latest(session: Session, subject: str, ids: Collection[int]) -> dict[int, int]:
    """Return the number of the last entry about each of some rows."""
    query = select(AuditEntry.subject_id, func.max(AuditEntry.id)).where(AuditEntry.subject == subject)
    return dict(
        session.exec(query.where(col(AuditEntry.subject_id).in_(ids)).group_by(col(AuditEntry.subject_id))).all()
    )


def disowned(session: Session, occurrence_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return what was said of each of some items that its agency last said to be another's, if that is why it is
    nobody's, and not that the agency has ended.
    """
    query = select(func.max(AuditEntry.id)).where(
        AuditEntry.subject == "occurrence",
        col(AuditEntry.subject_id).in_(occurrence_ids),
        col(AuditEntry.action).in_((Action.REJECT.value, Action.DISSOLVE.value)),
    )
    numbers = session.exec(query.group_by(col(AuditEntry.subject_id))).all() if occurrence_ids else ()
    last = entries(session, numbers).values() if numbers else ()
    return {entry.subject_id: entry.details for entry in last if entry.action == Action.REJECT}


def reported_for() -> Any:
    """Return, inside a question about an occurrence, the agency for which others have reported it done the last time
    that it was; null where its agency did so itself.
    """
    completed = select(col(AuditEntry.details)["for_agency"].as_integer()).where(
        AuditEntry.subject == "occurrence",
        col(AuditEntry.subject_id) == Occurrence.id,
        AuditEntry.action == Action.COMPLETE.value,
    )
    return completed.order_by(col(AuditEntry.id).desc()).limit(1).correlate(Occurrence).scalar_subquery()


def counted(session: Session, *, actor: str, action: str, since: datetime) -> int:
    """Return how often somebody did something since an instant (inclusive)."""
    query = select(func.count()).where(
        AuditEntry.actor == actor, AuditEntry.action == action, col(AuditEntry.recorded_at) >= since
    )
    return session.exec(query).one()


def taken_back(session: Session, obligation_ids: Collection[int]) -> set[int]:
    """Return the items of some duties that a coordinator took back."""
    is_entry = and_(col(AuditEntry.subject) == "occurrence", col(AuditEntry.subject_id) == Occurrence.id)
    query = select(Occurrence.id).join(AuditEntry, is_entry).where(AuditEntry.action == Action.CANCEL.value)
    return set(session.exec(query.where(col(Occurrence.obligation_id).in_(obligation_ids))).all())


def acted_on_by(session: Session, inbound_ids: Collection[int]) -> set[int]:
    """Return the items that some messages moved, or asked or decided about more time for, and did not leave undone."""
    query = select(AuditEntry).where(AuditEntry.subject == "occurrence", col(AuditEntry.inbound_id).in_(inbound_ids))
    found = session.exec(query.order_by(col(AuditEntry.id))).all()
    acts = [one for one in found if "after" in one.details or "undone" in one.details or one.action in _ABOUT_TIME]
    return {item for item, last in {one.subject_id: one for one in acts}.items() if last.action != Action.UNDO}


def touched(session: Session, obligation_ids: Collection[int]) -> int:
    """Return how many items of some duties there are entries about."""
    is_entry = and_(col(AuditEntry.subject) == "occurrence", col(AuditEntry.subject_id) == Occurrence.id)
    query = select(func.count(func.distinct(Occurrence.id))).join(AuditEntry, is_entry)
    return session.exec(query.where(col(Occurrence.obligation_id).in_(obligation_ids))).one()


def recorded(session: Session, subject: str, action: str, *, since: datetime) -> Trail:
    """Return the entries that say one thing about rows of a table, after an instant, oldest first."""
    query = select(AuditEntry).where(AuditEntry.subject == subject, AuditEntry.action == action)
    return session.exec(query.where(col(AuditEntry.recorded_at) > since).order_by(col(AuditEntry.id))).all()


def trail(session: Session, subject: str, subject_id: int) -> Trail:
    """Return the entries about one row, oldest first."""
    query = select(AuditEntry).where(AuditEntry.subject == subject, AuditEntry.subject_id == subject_id)
    return session.exec(query.order_by(col(AuditEntry.id))).all()
