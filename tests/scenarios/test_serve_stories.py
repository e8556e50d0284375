"""`nhachan serve` as a process: what it says when it cannot serve, that it waits for its network, and how it stops."""

import asyncio
import socket
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bots.sandbox.faults import FaultKind
from bots.sandbox.server import Running
from db.engine import reading
from db.statuses import NoticeStatus
from db.tables import Notification
from tests.scenarios.office import TOKEN, TOKENS, ZALO_TOKEN, Office, on_telegram
from tests.scenarios.processes import NHACHAN, eventually, process, served, settled
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, for_many, on_date, plan


def outbox(office: Office) -> Sequence[Notification]:
    with reading(office.engine) as session:
        return session.exec(select(Notification)).all()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_without_a_token_it_says_which_setting_and_how_to_get_one(tmp_path: Path) -> None:
    async with process(tmp_path / "log", NHACHAN, "serve") as serve:
        assert await serve.ends() == 1
    assert "Chưa có NHACHAN_TELEGRAM_TOKEN hay NHACHAN_ZALO_TOKEN; cần ít nhất một." in serve.log
    assert "@BotFather" in serve.log
    assert "Zalo Bot Manager" in serve.log
    assert "Traceback" not in serve.log


@on_telegram
async def test_with_a_wrong_token_it_says_which_setting_and_how_to_get_another(office: Office, tmp_path: Path) -> None:
    settings = {"telegram_token": "13:wrong-CANARY", "telegram_base_url": f"{office.server.url}/telegram"}
    async with process(tmp_path / "log", NHACHAN, "serve", "--new", **settings) as serve:
        assert await serve.ends() == 1
    assert "Telegram không chấp nhận NHACHAN_TELEGRAM_TOKEN" in serve.log
    assert "@BotFather" in serve.log
    assert "Traceback" not in serve.log
    assert "CANARY" not in serve.log
    office.nothing_else()


async def test_one_refused_token_is_said_and_the_other_channel_goes_on(two_channels: Office, tmp_path: Path) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    officer = office.linked_before(office.add_officer(DOM))
    await office.stops()
    zalo = {"zalo_token": "13:wrong-CANARY", "zalo_base_url": f"{office.server.url}/zalo"}
    async with served(office, "2021-09-24 09:00", tmp_path, until="token_refused", **zalo) as serve:
        await eventually(lambda: len(office.world.sent()) == 1, "the reminder")
        assert await serve.is_stopped() == 0
    office.expects(officer, "Còn 7 ngày làm việc")
    assert "Zalo không chấp nhận NHACHAN_ZALO_TOKEN" in serve.log
    assert "CANARY" not in serve.log
    office.nothing_else()


@on_telegram
async def test_with_every_token_refused_it_ends_and_names_them_all(office: Office, tmp_path: Path) -> None:
    settings = {
        "telegram_token": "13:wrong-CANARY",
        "telegram_base_url": f"{office.server.url}/telegram",
        "zalo_token": "not a token CANARY",
        "zalo_base_url": f"{office.server.url}/zalo",
    }
    async with process(tmp_path / "log", NHACHAN, "serve", "--new", **settings) as serve:
        assert await serve.ends() == 1
    for name in ("TELEGRAM", "ZALO"):
        assert f"không chấp nhận NHACHAN_{name}_TOKEN" in serve.log
    assert "Traceback" not in serve.log
    assert "CANARY" not in serve.log


@on_telegram
async def test_a_second_service_on_the_same_file_refuses_to_start(office: Office, tmp_path: Path) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = office.linked_before(office.add_officer(DOM))
    await office.stops()
    settings = {
        "database_url": office.engine.url.render_as_string(hide_password=False),
        "telegram_token": TOKEN,
        "telegram_base_url": f"{office.server.url}/telegram",
    }
    async with served(office, "2021-09-24 07:00", tmp_path) as first:
        async with process(tmp_path / "second.log", NHACHAN, "serve", **settings) as second:
            assert await second.ends() == 1
        assert "Một nhachan serve khác đang chạy với cơ sở dữ liệu này" in second.log
        await settled(office)
        await first.is_killed()
    async with served(office, "2021-09-24 07:01", tmp_path) as third:  # the lock is gone with its holder
        assert await third.is_stopped() == 0
    office.expects(dom, "Còn 7 ngày làm việc")
    office.nothing_else()


async def test_a_second_service_with_the_same_token_refuses_to_start(office: Office, tmp_path: Path) -> None:
    """The platform would give what people write now to one and now to the other."""
    office.import_plan(plan(SUBMISSION))
    await office.stops()
    async with served(office, "2021-09-24 07:00", tmp_path):
        [name] = office.channels
        settings = {f"{name}_token": TOKENS[name], f"{name}_base_url": f"{office.server.url}/{name}"}
        other = {"database_url": f"sqlite:///{tmp_path}/other.sqlite3"}
        async with process(tmp_path / "second.log", NHACHAN, "serve", "--new", **settings, **other) as second:
            assert await second.ends() == 1
        assert "Một nhachan serve khác trên máy này đang dùng cùng mã bot" in second.log
        assert TOKENS[name] not in second.log
    office.nothing_else()


async def test_zalo_alone_is_enough(two_channels: Office, tmp_path: Path) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION))
    person = await office.link(office.add_officer(DOM), channel="zalo")
    await office.stops()
    zalo = {"telegram_token": "", "zalo_token": ZALO_TOKEN, "zalo_base_url": f"{office.server.url}/zalo"}
    async with served(office, "2021-09-23 16:30", tmp_path, **zalo) as serve:
        office.world.write(person.chat.id, "/viec")
        await eventually(lambda: len(office.world.sent()) == 2, "the answer")
        assert await serve.is_stopped() == 0
    office.expects(person, "1 việc đang mở")
    office.nothing_else()


async def test_a_channel_that_cannot_be_reached_holds_up_the_other_neither_at_the_start_nor_later(
    two_channels: Office, tmp_path: Path
) -> None:
    office = two_channels
    office.import_plan(plan(SUBMISSION, duty("2", "Việc", on_date("06/10/2021"), lead=PNON)))
    telegram = await office.link(office.add_officer(DOM), channel="telegram")
    await office.link(office.add_officer(PNON), channel="zalo")
    await office.stops()
    nowhere = {"zalo_token": ZALO_TOKEN, "zalo_base_url": f"http://127.0.0.1:{free_port()}"}
    async with served(office, "2021-10-05 07:00", tmp_path, **nowhere) as serve:
        await eventually(lambda: len(office.world.sent()) == 3, "the reminder")
        await serve.logs("channel_unreachable")
        office.world.write(telegram.chat.id, "xong 1")
        await eventually(lambda: len(office.world.sent()) == 4, "the answer")
        assert await serve.is_stopped() == 0
    office.expects(telegram, "Hôm nay đến hạn")
    office.expects(telegram, "Đã ghi nhận hoàn thành")
    office.nothing_else()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"web_port": "tám nghìn"}, "Thiết lập NHACHAN_WEB_PORT không dùng được"),
        (
            {"zalo_token": "1:a", "zalo_webhook_url": "https://x/zalo"},
            "NHACHAN_ZALO_WEBHOOK_SECRET không dùng được: cần có khi đặt NHACHAN_ZALO_WEBHOOK_URL",
        ),
        ({"telegram_token": "1:a", "database_url": "nonsense"}, "NHACHAN_DATABASE_URL không dùng được"),
    ],
)
async def test_a_wrong_setting_is_named(tmp_path: Path, settings: dict[str, str], words: str) -> None:
    async with process(tmp_path / "log", NHACHAN, "serve", **settings) as serve:
        assert await serve.ends() == 1
    assert words in serve.log
    assert "Traceback" not in serve.log


async def test_without_a_network_it_keeps_trying_and_stops_when_asked(tmp_path: Path) -> None:
    settings = {"telegram_token": TOKEN, "telegram_base_url": f"http://127.0.0.1:{free_port()}"}
    async with process(tmp_path / "log", NHACHAN, "serve", "--new", **settings) as serve:
        await serve.logs("channel_unreachable")
        assert await serve.is_stopped() == 0
    assert "Traceback" not in serve.log


async def test_a_network_that_answers_nonsense_is_no_network(tmp_path: Path) -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = {"telegram_token": TOKEN, "telegram_base_url": f"http://127.0.0.1:{port}"}
    async with server, process(tmp_path / "log", NHACHAN, "serve", "--new", **settings) as serve:
        await serve.logs("channel_unreachable")
        assert await serve.is_stopped() == 0
    assert "Traceback" not in serve.log


async def test_it_serves_as_soon_as_the_network_is_there(office: Office, tmp_path: Path) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = office.linked_before(office.add_officer(DOM))
    await office.stops()
    await office.server.stop()
    port = free_port()
    (channel,) = office.channels
    address = {f"{channel}_base_url": f"http://127.0.0.1:{port}/{channel}"}
    async with (
        served(office, "2021-09-24 09:00", tmp_path, until="channel_unreachable", **address) as serve,
        Running(office.world, port=port),
    ):
        await eventually(lambda: len(office.world.sent()) == 1, "the reminder")
        assert await serve.is_stopped() == 0
    office.expects(dom, "Còn 7 ngày làm việc")
    office.nothing_else()


async def test_asked_to_stop_it_settles_what_is_in_flight(office: Office, tmp_path: Path) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Việc", on_date("06/10/2021"), lead=PNON)))
    people = [office.linked_before(office.add_officer(key)) for key in (DOM, PNON)]
    await office.stops()
    office.misbehaves(FaultKind.HANG, to=people[0], seconds=0.5)
    async with served(office, "2021-10-05 07:00", tmp_path) as first:
        await eventually(lambda: not office.world.faults.active(), "the hanging message")
        assert await first.is_stopped() == 0
    async with served(office, "2021-10-05 07:05", tmp_path) as second:
        await settled(office)
        assert await second.is_stopped() == 0
    for person in people:
        office.expects(person, "Hôm nay đến hạn")
    office.nothing_else()


async def test_asked_to_stop_it_does_not_wait_for_a_platform_that_hangs(office: Office, tmp_path: Path) -> None:
    office.import_plan(plan(SUBMISSION))
    office.linked_before(office.add_officer(DOM))
    await office.stops()
    office.misbehaves(FaultKind.HANG, seconds=600)
    async with served(office, "2021-10-05 07:00", tmp_path) as serve:
        await eventually(lambda: not office.world.faults.active(), "the hanging message")
        assert await serve.is_stopped() == 0
    assert [row.status for row in outbox(office)] == [NoticeStatus.SENDING]  # had it waited, it would be tried again
    office.nothing_else()


async def test_it_answers_at_once_and_not_at_the_next_tick(office: Office, tmp_path: Path) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = office.linked_before(office.add_officer(DOM))
    await office.stops()
    async with served(office, "2021-09-23 16:00", tmp_path, cycle_seconds="60") as serve:
        office.world.write(dom.chat.id, "/viec")
        await eventually(lambda: len(office.world.sent()) == 1, "the answer")
        assert await serve.is_stopped() == 0
    [answer] = outbox(office)
    assert answer.sent_at
    assert answer.sent_at - answer.created_at < timedelta(seconds=50)  # the next tick is 60 seconds after the start
    office.expects(dom, "1 việc đang mở")
    office.nothing_else()


async def test_it_goes_on_as_soon_as_the_platform_takes_more(office: Office, tmp_path: Path) -> None:
    register, communes = for_many(90, on_date("06/10/2021"))
    office.import_plan(register)
    people = [office.linked_before(office.add_officer(key)) for key in communes]
    await office.stops()
    stranger = office.stranger("Người lạ")
    async with served(office, "2021-09-24 07:00", tmp_path, cycle_seconds="60") as serve:
        office.world.write(stranger.chat.id, "xin chào")  # wakes the cycle; thirty leave at once, thirty a second
        await eventually(lambda: len(office.world.sent()) == 91, "all messages")
        assert await serve.is_stopped() == 0
    office.expects(stranger, "Chat này chưa liên kết")
    for person in people:
        office.expects(person, "Còn 7 ngày làm việc")
    office.nothing_else()


async def test_a_stop_is_no_error(office: Office, tmp_path: Path) -> None:
    office.import_plan(plan(SUBMISSION))
    await office.stops()
    async with served(office, "2021-09-24 09:00", tmp_path, until='"web_open"') as serve:
        assert await serve.is_stopped() == 0
    assert '"level": "error"' not in serve.log
    office.nothing_else()


async def test_it_speaks_the_catalogue_of_the_settings(office: Office, tmp_path: Path) -> None:
    office.import_plan(plan(SUBMISSION))
    officer = office.linked_before(office.add_officer(DOM))
    await office.stops()
    async with served(office, "2021-09-24 09:00", tmp_path, minimal_content="true") as serve:
        await eventually(lambda: len(office.world.sent()) == 1, "the reminder")
        assert await serve.is_stopped() == 0
    lines = office.expects(officer, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục").text.splitlines()
    assert lines[1:] == [
        "Hạn: trước ngày 06/10/2021 (chậm nhất hết giờ làm việc thứ Ba 05/10)",
        "Mã 1 · Trả lời: XONG 1 · NHẬN 1 · GIA HẠN 1 <ngày>",
    ]
    office.nothing_else()
