"""Shell: what commands share: the settings, the database, instants and agencies as people type them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from reminders.clock import SystemClock
from reminders.commands.output import fail

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.tables import Agency
    from reminders.settings import Settings


def settings() -> "Settings":
    """Return the settings; a wrong one is named with what is allowed."""
    from pydantic import ValidationError

    from reminders.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        fail(
            [
                f"Thiết lập NHACHAN_{'_'.join(map(str, problem['loc'])).upper()} không dùng được: {problem['msg']}. "
                "Xem .env.example."
                for problem in error.errors()
            ]
        )


@contextmanager
def database(*, writes: bool) -> "Iterator[Session]":
    """Yield a session on the configured database, which is made or brought up to date first."""
    from sqlalchemy.exc import ArgumentError, OperationalError

    from db.engine import reading, writing
    from reminders.service import open_database

    configured = settings()
    try:
        engine = open_database(configured)
    except (ArgumentError, OperationalError) as error:
        fail(no_database(error))
    with (writing if writes else reading)(engine) as session:
        yield session


def no_database(error: Exception) -> str:
    """Return what to say when the configured database cannot be opened."""
    return f"Không mở được cơ sở dữ liệu (NHACHAN_DATABASE_URL): {type(error).__name__}. Xem .env.example."


def now() -> datetime:
    """Return the present instant."""
    return SystemClock().now()


def read_day(text: str) -> date:
    """Return a day typed as 2021-10-06 or 06/10/2021."""
    from schedules.fields import read_date

    try:
        return read_date(text)
    except ValueError as error:
        fail(f"{error}. Viết ngày như 2021-10-06 hoặc 06/10/2021.")


def read_instant(text: str) -> datetime:
    """Return an instant typed as a local day (its first moment) or as 2021-10-08T08:00, local unless it has a zone."""
    from schedules.zone import LOCAL, local

    if len(text) <= len("06/10/2021"):
        return local(read_day(text), time.min)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        fail(f"'{text}' không phải là thời điểm. Viết như 2021-10-08 hoặc 2021-10-08T08:00.")
    return instant if instant.tzinfo else instant.replace(tzinfo=LOCAL)


def one_agency(session: "Session", name: str) -> "Agency":
    """Return the agency that a name, alias or key means; several or none are a problem that names the candidates."""
    from db.queries import register
    from db.tables import Agency
    from reminders.plans.agencies import find

    by_key = {agency.key: agency.id or 0 for agency in register.agencies(session)}
    found = [by_key[name]] if name in by_key else find(name, register.spellings(session))
    if not found:
        fail(f"Không có cơ quan '{name}'. Xem danh sách: nhachan agency list")
    if len(found) > 1:
        names = "; ".join(session.get_one(Agency, agency).name for agency in found[:10])
        fail(f"'{name}' có thể là nhiều cơ quan: {names}. Viết rõ hơn.")
    return session.get_one(Agency, found[0])
