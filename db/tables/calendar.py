"""Shell: tables a coordinator edits: days that differ from the holiday calendar, confirmed years, ladders."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from db.tables.table import Numbered, Table


class CalendarDay(Table, table=True):
    """A day off or a working day that the holiday library does not know, with the document that says so."""

    day: date = Field(primary_key=True)
    is_working: bool
    basis: str = ""


class CalendarYear(Table, table=True):
    """A year whose days off and swaps have been announced and entered."""

    year: int = Field(primary_key=True)
    basis: str = ""


class LadderPolicy(Numbered, table=True):
    """What the ladder of a kind of rule (None: of every kind) says otherwise for an agency and all below it (None: for
    all agencies). What it does not name comes from the next one that has it.
    """

    __table_args__ = (UniqueConstraint("kind", "agency_id"),)

    kind: str | None = None
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    ladder: dict[str, Any] = Field(sa_type=JSON)
