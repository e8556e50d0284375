"""Shell: tables of the work itself: occurrences, what was answered to them, and the audit log."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from db.statuses import Decision, ItemStatus, RemarkKind
from db.tables.table import Numbered, Table
from db.types import UtcDateTime, by_value


class Occurrence(Numbered, table=True):
    """One due instance for one agency.

    `revision` grows when the deadline moves, so that the reminders of the old one are not mistaken for the new.
    `wake_at`: when the next stage of its ladder may be owed; the cycle asks for nothing else.
    `first_nominal_at`, `first_overdue_from`: the deadline before it was first extended; None when it never was.
    `assigned_from_id`: the item of the agency that had this task before. (No foreign key: SQLite would have to copy the
    table to add one.)
    `completed_at`: the time of the completion reply; being on time is judged by it, not by its acceptance.
    """

    __table_args__ = (
        UniqueConstraint("obligation_id", "agency_id", "period"),
        Index("ix_occurrence_agency_id_status_overdue_from", "agency_id", "status", "overdue_from"),
        Index("ix_occurrence_status_overdue_from", "status", "overdue_from"),
        Index("ix_occurrence_status_act_by_at", "status", "act_by_at"),
    )

    obligation_id: int = Field(foreign_key="obligation.id")
    agency_id: int = Field(foreign_key="agency.id")
    period: str
    nominal_at: datetime = Field(sa_type=UtcDateTime)
    act_by_at: datetime = Field(sa_type=UtcDateTime)
    overdue_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    status: ItemStatus = Field(default=ItemStatus.OPEN, sa_type=by_value(ItemStatus))
    revision: int = 1
    first_nominal_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    first_overdue_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    extension_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    assigned_from_id: int | None = Field(default=None, index=True)
    ladder: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)
    wake_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    completed_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    trouble: str | None = None


class ItemCode(Table, table=True):
    """The short number by which one chat speaks of one item; stable while the item is open.

    `shown_at`: when a message of this chat was last worded with it.
    """

    __table_args__ = (UniqueConstraint("binding_id", "code"),)

    binding_id: int = Field(foreign_key="chat_binding.id", primary_key=True)
    occurrence_id: int = Field(foreign_key="occurrence.id", primary_key=True)
    code: int
    shown_at: datetime = Field(sa_type=UtcDateTime)


class Acknowledgement(Numbered, table=True):
    """ "Đã nhận": an officer has seen the item."""

    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    officer_id: int = Field(foreign_key="officer.id")
    acknowledged_at: datetime = Field(sa_type=UtcDateTime)
    inbound_id: int | None = Field(default=None, foreign_key="inbound_message.id")


class Completion(Numbered, table=True):
    """An officer's word that the item is done, and what the coordinator decided about it."""

    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    officer_id: int = Field(foreign_key="officer.id")
    completed_at: datetime = Field(sa_type=UtcDateTime)
    inbound_id: int | None = Field(default=None, foreign_key="inbound_message.id")
    decision: Decision | None = Field(default=None, sa_type=by_value(Decision))
    decided_by_id: int | None = Field(default=None, foreign_key="officer.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None
    document: str | None = None  # the number of what was sent, as the officer named it


class Remark(Numbered, table=True):
    """What an officer said of an item that is not finished by it: how far it is, or why it is late."""

    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    officer_id: int = Field(foreign_key="officer.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    inbound_id: int | None = Field(default=None, foreign_key="inbound_message.id")
    kind: RemarkKind = Field(sa_type=by_value(RemarkKind))
    percent: int | None = None
    until_on: date | None = None  # by when it will be done, if that was said
    text: str | None = None


class Extension(Numbered, table=True):
    """A requested new deadline and its decision; the original one stays in `original_at`."""

    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    requested_by_id: int = Field(foreign_key="officer.id")
    requested_at: datetime = Field(sa_type=UtcDateTime)
    reason: str | None = None
    original_at: datetime = Field(sa_type=UtcDateTime)
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    decision: Decision | None = Field(default=None, sa_type=by_value(Decision))
    decided_by_id: int | None = Field(default=None, foreign_key="officer.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_why: str | None = None


class AuditEntry(Numbered, table=True):
    """Who did what when, by which message. Append-only: nothing in the product updates or deletes a row."""

    __table_args__ = (Index("ix_audit_entry_subject_subject_id", "subject", "subject_id"),)

    recorded_at: datetime = Field(sa_type=UtcDateTime)
    actor: str  # "officer:5", "cli", "cycle"
    action: str
    subject: str  # the table's name
    subject_id: int
    inbound_id: int | None = Field(default=None, foreign_key="inbound_message.id")
    details: dict[str, Any] = Field(sa_type=JSON)
