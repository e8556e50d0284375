"""`nhachan serve` over a database that is not there, goes away or is damaged: it says so and makes nothing worse."""

import shutil
from pathlib import Path

import pytest
from sqlmodel import select

from db.engine import make_engine, reading
from db.statuses import Role
from db.tables import Completion
from reminders.troubles import DAMAGED
from tests.databases import damage
from tests.scenarios.office import TOKENS, Office, on_telegram
from tests.scenarios.processes import NHACHAN, eventually, process, served
from tests.scenarios.small_plans import DOM, SUBMISSION, plan

BEGIN = "Bắt đầu mới: nhachan plan import TỆP; chạy với cơ sở dữ liệu trống: nhachan serve --new"


def file_of(office: Office) -> Path:
    assert office.engine.url.database
    return Path(office.engine.url.database)


def move(file: Path, to: Path) -> None:
    """Move a database with what belongs to it."""
    to.mkdir(exist_ok=True)
    for one in file.parent.glob(f"{file.name}*"):
        one.rename(to / one.name)


@on_telegram
async def test_a_database_that_is_not_there_is_not_served_nor_made(office: Office, tmp_path: Path) -> None:
    settings = {"telegram_token": TOKENS["telegram"], "telegram_base_url": f"{office.server.url}/telegram"}
    async with process(tmp_path / "log", NHACHAN, "serve", **settings) as serve:
        assert await serve.ends() == 1
    assert f"Chưa có cơ sở dữ liệu {tmp_path}/data/nhachan.sqlite3. " in serve.log
    assert BEGIN in serve.log
    assert not (tmp_path / "data").exists()


@on_telegram
async def test_a_database_with_nothing_in_it_is_served_only_when_that_is_wanted(office: Office, tmp_path: Path) -> None:
    await office.stops()
    settings = {
        "telegram_token": TOKENS["telegram"],
        "telegram_base_url": f"{office.server.url}/telegram",
        "database_url": office.engine.url.render_as_string(hide_password=False),
    }
    stranger = office.stranger("Rơ Mah H'Bơ")
    office.world.write(stranger.chat.id, "xong 1")
    async with process(tmp_path / "log", NHACHAN, "serve", **settings) as serve:
        assert await serve.ends() == 1
    assert "chưa có kế hoạch, cơ quan nào." in serve.log
    assert BEGIN in serve.log
    office.nothing_else()
    async with process(tmp_path / "log", NHACHAN, "serve", "--new", **settings) as serve:
        await eventually(lambda: len(office.world.sent()) == 1, "the answer")
        assert await serve.is_stopped() == 0
    office.expects(stranger, "Chat này chưa liên kết")


@on_telegram  # Zalo takes no confirmation: what the service had fetched is gone with it
async def test_a_file_that_goes_away_stops_the_service_and_what_was_written_meanwhile_is_answered_later(
    office: Office, tmp_path: Path
) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = office.linked_before(office.add_officer(DOM))
    await office.stops()
    office.engine.dispose()
    file, elsewhere = file_of(office), tmp_path / "elsewhere"
    async with served(office, "2021-09-23 16:00", tmp_path) as serve:
        move(file, elsewhere)
        office.world.write(dom.chat.id, "/viec")
        assert await serve.ends() == 1
    assert f"tệp cơ sở dữ liệu {file} không còn ở chỗ cũ" in serve.log
    assert not file.exists()
    office.nothing_else()
    move(elsewhere / file.name, tmp_path)
    async with served(office, "2021-09-23 16:05", tmp_path) as serve:
        await eventually(lambda: len(office.world.sent()) == 1, "the answer")
        assert await serve.is_stopped() == 0
    office.expects(dom, "1 việc đang mở")
    office.nothing_else()


SAID = "cơ sở dữ liệu trên máy chủ bị hỏng"


@pytest.mark.parametrize("what", ["ix_notification_status_send_at", "notification", "plan", "alembic_version"])
@on_telegram
async def test_a_damaged_file_is_not_served_and_the_admin_is_told(office: Office, tmp_path: Path, what: str) -> None:
    office.import_plan(plan(SUBMISSION))
    office.linked_before(office.add_officer(DOM))
    admin = office.linked_before(office.add_officer("phong-noi-vu", Role.ADMIN))
    await office.stops()
    office.engine.dispose()
    damage(file_of(office), what)
    async with served(office, "2021-10-05 07:00", tmp_path, until="đã hỏng") as serve:
        assert await serve.ends() == DAMAGED
    assert "Traceback" not in serve.log
    if what != "alembic_version":  # without it the tables are not known to be ours
        office.expects(admin, SAID)
    office.nothing_else()


@on_telegram
async def test_damage_that_shows_while_it_runs_stops_the_service_and_no_answer_is_lost(
    office: Office, tmp_path: Path
) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = office.linked_before(office.add_officer(DOM))
    admin = office.linked_before(office.add_officer("phong-noi-vu", Role.ADMIN))
    await office.stops()
    office.engine.dispose()
    file = file_of(office)
    backup = file.read_bytes()
    async with served(office, "2021-09-23 16:00", tmp_path) as serve:
        damage(file, "inbound_message")
        office.world.write(dom.chat.id, "/viec")
        assert await serve.ends() == DAMAGED
    assert f"Cơ sở dữ liệu sqlite:///{file} đã hỏng (database disk image is malformed)" in serve.log
    assert serve.log.count('"database_damaged"') == 1
    office.expects(admin, SAID)
    office.nothing_else()
    move(file, tmp_path / "damaged")
    file.write_bytes(backup)
    async with served(office, "2021-09-23 16:30", tmp_path) as serve:
        await eventually(lambda: len(office.world.sent()) == 2, "the answer")
        assert await serve.is_stopped() == 0
    office.expects(dom, "1 việc đang mở")
    office.nothing_else()


async def test_what_was_confirmed_to_an_officer_stands_in_what_is_on_the_disk(office: Office, tmp_path: Path) -> None:
    """The files as they are at the moment of the answer, without what the process still has in memory."""
    office.import_plan(plan(SUBMISSION))
    dom = office.linked_before(office.add_officer(DOM))
    await office.stops()
    kept = tmp_path / "after the power cut"
    kept.mkdir()
    file = file_of(office)
    async with served(office, "2021-10-05 07:00", tmp_path) as serve:
        await eventually(lambda: len(office.world.sent()) == 1, "the reminder")
        office.world.write(dom.chat.id, "xong 1")
        await eventually(lambda: len(office.world.sent()) == 2, "the answer")
        for name in (file.name, f"{file.name}-wal"):
            shutil.copy(tmp_path / name, kept)
        await serve.is_killed()
    with reading(make_engine(f"sqlite:///{kept / file.name}")) as session:
        assert len(session.exec(select(Completion)).all()) == 1
    office.expects(dom, "Hôm nay đến hạn")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    office.nothing_else()
