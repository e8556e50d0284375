"""Shell: tables a coordinator edits: days that differ from the holiday calendar, confirmed years, ladders."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel


class CalendarDay(SQLModel, table=True):
    """A day off or a working day that the holiday library does not know, with the document that says so."""

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    is_working: bool
    basis: str = ""


class CalendarYear(SQLModel, table=True):
    """A year whose days off and swaps have been announced and entered."""

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True)
    basis: str = ""


class LadderPolicy(SQLModel, table=True):
    """What the ladder of a kind of rule (None: of every kind) says otherwise for an agency and all below it (None: for
    all agencies). What it does not name comes from the next one that has it.
    """

    __tablename__ = "ladder_policy"
    __table_args__ = (UniqueConstraint("kind", "agency_id"),)

    id: int = Field(default=None, primary_key=True)
    kind: str | None = None
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    ladder: dict[str, Any] = Field(sa_type=JSON)
