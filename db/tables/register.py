"""Shell: tables of the register: plans, agencies, groups, obligations and where they come from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from db.statuses import Part
from db.tables.table import Numbered, Table
from db.types import UtcDateTime, by_value


class Agency(Numbered, table=True):
    """A node of the tree province → commune → office. A merged agency points to its successor."""

    key: str = Field(unique=True)
    name: str
    parent_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    valid_from: date | None = None
    valid_until: date | None = None  # exclusive
    successor_id: int | None = Field(default=None, foreign_key="agency.id")


class AgencyAlias(Numbered, table=True):
    """A spelling under which documents or people name an agency."""

    __table_args__ = (UniqueConstraint("agency_id", "name"),)

    agency_id: int = Field(foreign_key="agency.id")
    name: str


class AgencyGroup(Numbered, table=True):
    """ "UBND các xã, thị trấn": resolved to its members when duties fall due."""

    key: str = Field(unique=True)
    name: str


class AgencyGroupMember(Table, table=True):
    """One agency in one group."""

    group_id: int = Field(foreign_key="agency_group.id", primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", primary_key=True)


class Plan(Numbered, table=True):
    """A document: its number, date, issuer, and who coordinates it. From `ends_on` on nothing of it falls due.

    `accepts_after_days`: after so many working days what was reported done is accepted by itself; None: never.
    """

    key: str = Field(unique=True)
    number: str
    short: str
    title: str
    issuer_id: int = Field(foreign_key="agency.id")
    coordinator_id: int | None = Field(default=None, foreign_key="agency.id")
    issued_on: date
    imported_at: datetime = Field(sa_type=UtcDateTime)
    ends_on: date | None = None
    accepts_after_days: int | None = None


class Obligation(Numbered, table=True):
    """A standing duty of a plan. `rule` and `terms` are in the notation of the schedules package.

    `accepts_itself`: a completion counts as accepted at once; otherwise the coordinator decides.
    `starts_at`: what fell due before is not chased. `extended_until` (exclusive): occurrences exist up to here.
    `stated_rule`: what the register says, when the coordinator (`assigned_by_id`) has given it another `rule` in the
    chat. (No foreign key: SQLite would have to copy the table to add one.)
    `ended_at`: the duty was taken out of the plan. `trouble`: why the last cycle could not extend it.
    """

    __table_args__ = (UniqueConstraint("plan_id", "clause"),)

    plan_id: int = Field(foreign_key="plan.id")
    clause: str
    title: str
    goal: str = ""
    recipient_id: int | None = Field(default=None, foreign_key="agency.id")
    phrase: str
    rule: dict[str, Any] = Field(sa_type=JSON)
    terms: dict[str, Any] = Field(sa_type=JSON)
    stated_rule: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    assigned_by_id: int | None = None
    assigned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ladder: str | None = None
    accepts_itself: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    starts_at: datetime = Field(sa_type=UtcDateTime)
    extended_until: datetime = Field(sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    trouble: str | None = None


class ObligationParty(Numbered, table=True):
    """An agency or a group that leads, cooperates in or carries out an obligation, in the document's order."""

    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    part: Part = Field(sa_type=by_value(Part))
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    group_id: int | None = Field(default=None, foreign_key="agency_group.id")


class ObligationSource(Numbered, table=True):
    """One place in the document that states the obligation, with the deadline as printed there."""

    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    clause: str
    line: int | None = None
    phrase: str


class ObligationQuestion(Numbered, table=True):
    """Something only the coordinator can decide: two places disagree, no day is given, a name is unclear."""

    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    text: str


class EventRecord(Numbered, table=True):
    """The day on which something happened that arms an obligation counted from an event."""

    __table_args__ = (UniqueConstraint("obligation_id", "happened_on"),)

    obligation_id: int = Field(foreign_key="obligation.id")
    happened_on: date
    recorded_at: datetime = Field(sa_type=UtcDateTime)
