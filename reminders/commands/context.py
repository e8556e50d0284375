"""Shell: what commands share: the settings, the database, instants and agencies as people type them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from bots.platforms import PLATFORMS
from reminders.clock import SystemClock
from reminders.commands.output import fail, note, perhaps
from schedules.fields import YEARS, read_date
from schedules.zone import LOCAL, local, local_date

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.audit import By
    from db.statuses import Role
    from db.tables import Officer, Plan
    from reminders.agencies.agencies import AgencyFacts
    from reminders.settings import Settings


def settings() -> "Settings":
    """Return the settings; every wrong one is named with what is allowed."""
    from pydantic import ValidationError

    from reminders.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        from reminders.troubles import setting_trouble

        fail([setting_trouble(problem) for problem in error.errors()])
    except UnicodeDecodeError:
        fail("Tệp .env không dùng mã UTF-8. Lưu lại tệp với mã UTF-8.")


@contextmanager
def database(*, writes: bool, makes: bool = False) -> "Iterator[Session]":
    """Yield a session on the configured database, which is brought up to date first.

    A file that is not there is only made where an office begins (`makes`): asked in another folder, nothing is late.
    Meanwhile chats are told as little as the settings say.
    """
    from sqlalchemy.exc import DBAPIError

    from db.engine import make_engine, missing_file, reading, writing
    from db.errors import is_of_the_store
    from db.upgrade import upgrade
    from reminders.messages import speaking
    from reminders.troubles import OPENING, database_trouble, exit_code, no_database

    given = settings()
    url = given.database_url
    try:
        if not makes and (missing := missing_file(url)):
            fail(no_database(missing))
        engine = make_engine(url)
        upgrade(engine)
    except OPENING as error:
        fail(database_trouble(error, url), code=exit_code(error))
    try:
        with speaking(minimal=given.minimal_content), (writing if writes else reading)(engine) as session:
            yield session
    except DBAPIError as error:
        if not is_of_the_store(error):
            raise
        fail(database_trouble(error, url), code=exit_code(error))
    finally:
        engine.dispose()


@contextmanager
def database_if_there() -> "Iterator[Session | None]":
    """Yield a session to read with, None where the database is a file that nobody has made yet; none is made."""
    from db.engine import missing_file

    if missing_file(settings().database_url):
        yield None
        return
    with database(writes=False) as session:
        yield session


def note_if_empty(session: "Session") -> None:
    """Say on standard error that no plan was imported, lest an empty answer is taken for "nothing is late"."""
    from sqlmodel import select

    from db.tables import Plan

    if session.exec(select(Plan.id).limit(1)).first() is None:
        from reminders.troubles import without_password

        where = without_password(settings().database_url)
        note(f"Chưa nhập kế hoạch nào vào {where}. Nhập: nhachan plan import ke-hoach-135")


def now() -> datetime:
    """Return the present instant."""
    return SystemClock().now()


def by() -> "By":
    """Return who acts: whoever has the command line, now."""
    from db.audit import By

    return By(actor="cli", now=now())


def read_day(text: str) -> date:
    """Return a day typed as 2021-10-06 or 06/10/2021."""
    try:
        return read_date(text)
    except ValueError as error:
        fail(f"{error}.")


def read_instant(text: str) -> datetime:
    """Return an instant typed as `instant_of` reads it."""
    try:
        return instant_of(text)
    except ValueError as error:
        fail(f"{error}.")


def instant_of(text: str) -> datetime:
    """Return a local day's first moment, or an instant such as 2021-10-08T08:00, local unless it has a zone.

    Raises ValueError in Vietnamese.
    """

    if len(text) <= len("06/10/2021"):
        return local(read_date(text), time.min)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"'{text}' không phải là thời điểm. Viết như 2021-10-08, 08/10/2021 hoặc 2021-10-08T08:00"
        ) from None
    if instant.year not in YEARS:
        raise ValueError(f"năm {instant.year} không dùng được ({YEARS[0]}–{YEARS[-1]})")
    return instant if instant.tzinfo else instant.replace(tzinfo=LOCAL)


def one_agency(session: "Session", name: str) -> "AgencyFacts":
    """Return the agency that a name, alias or key means; several or none are a problem that names the candidates."""
    from reminders.agencies.finding import similar
    from reminders.agencies.loading import load_agencies

    agencies = load_agencies(session)
    by_key = agencies.keyed(name)
    found = [by_key.id] if by_key else agencies.find(name, on=local_date(now()))
    if not found:
        names = {key: one.names for key, one in agencies.by_id.items()}
        meant = perhaps(agencies[one].name for one in similar(name, names))
        fail(f"Không có cơ quan '{name}'. {meant}Xem danh sách: nhachan agency list")
    if len(found) > 1:
        several = "; ".join(f"{agencies[one].name} ({agencies[one].key})" for one in found[:10])
        more = "; …" if found[10:] else ""
        fail(f"'{name}' có thể là {len(found)} cơ quan: {several}{more}. Viết rõ hơn, hoặc dùng khóa.")
    return agencies[found[0]]


def one_plan(session: "Session", key: str) -> "Plan":
    """Return the plan imported under a key; a key that nobody imported is a problem that names the plans."""
    found = plan_or_problem(session, key)
    return fail(found) if isinstance(found, str) else found


def plan_or_problem(session: "Session", key: str) -> "Plan | str":
    """Return the plan imported under a key, or the sentence that there is none and which there are."""
    from sqlmodel import col, select

    from db.tables import Plan

    known = {plan.key: plan for plan in session.exec(select(Plan).order_by(col(Plan.id))).all()}
    return known.get(key) or f"Chưa nhập kế hoạch '{key}'. {perhaps(known)}Nhập: nhachan plan import TỆP"


def one_role(name: str) -> "Role":
    """Return the role of this name."""
    from db.statuses import Role

    if name not in list(Role):
        fail(f"Vai trò '{name}' không có. Chọn: {', '.join(Role)}.")
    return Role(name)


def one_channel(name: str) -> str:
    """Return the channel of this name."""
    if name not in PLATFORMS:
        fail(f"Kênh '{name}' không có. Chọn: {', '.join(PLATFORMS)}.")
    return name


def one_officer(session: "Session", number: int) -> "Officer":
    """Return the officer with this number, who has not left the service."""
    from db.tables import Officer

    officer = session.get(Officer, number)
    if officer is None:
        fail(f"Không có cán bộ số {number}. Xem: nhachan officer list")
    if officer.left_at is not None:
        fail(f"{officer.name} đã nghỉ. Xem: nhachan officer list")
    return officer


def read_file(file: str) -> bytes:
    """Return what a file holds; of one that is too large as much as shows that it is."""
    from reminders.plans.documents.readers.refusals import MAX_BYTES

    try:
        with Path(file).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except IsADirectoryError:
        fail(f"{file} là thư mục. Chọn một tệp trong thư mục đó.")
    except FileNotFoundError:
        fail(f"Không có tệp {file}. Kiểm tra lại tên tệp.")
    except OSError as error:
        fail(f"Không đọc được {file}: {error.strerror}.")


def code_address() -> str | None:
    """Return the address that opens a bot with a code, "{code}" in its place; None when no bot tells its name now."""
    return asyncio.run(_asked_address())


async def _asked_address() -> str | None:
    from bots.channel import ChannelError
    from reminders.channels import code_link, make_channels

    found, _ = make_channels(settings(), timeout_seconds=3)
    channels = {name: channel for name, channel in found.items() if PLATFORMS[name].code_link}
    for channel in channels.values():
        with suppress(ChannelError):
            await channel.open()
        await channel.close()
    return code_link(channels)
