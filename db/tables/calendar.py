"""Shell: tables a coordinator edits: days that differ from the holiday calendar, confirmed years, ladders."""

from datetime import date
from typing import Any

from sqlalchemy import JSON
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
    """The ladder that new occurrences of one kind of rule get, where it differs from the built-in one."""

    __tablename__ = "ladder_policy"

    kind: str = Field(primary_key=True)
    ladder: dict[str, Any] = Field(sa_type=JSON)
