"""The service: it waits for its network, hands on what it receives, and stops without losing what is under way."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import apscheduler.schedulers.base
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

import reminders.service
from bots.channel import Attachment, Incoming, Receiver, TooFast, Unanswered, Unreachable, WrongToken
from db.engine import reading, writing
from db.queries import item_codes
from db.statuses import NoticeStatus, TroubleKind
from db.tables import ChatBinding, Completion, Evidence, InboundMessage, Notification, Officer, Trouble
from reminders.chat import fetching
from reminders.clock import Clock, SteppedClock, SystemClock
from reminders.delivery.dispatch import AT_ONCE
from reminders.items.evidence.storage import Storage
from reminders.service import Every, Service, make_service, serve
from reminders.settings import Settings
from tests.fakes import RecordingChannel
from tests.patience import PATIENCE_SECONDS
from tests.rows import NOW, a_district, chat, notice

SECOND = timedelta(seconds=1)
SETTINGS = Settings(cycle_seconds=0.05, web_port=0)


async def serve_until(engine: Engine, channel: RecordingChannel, stop: asyncio.Event, clock: Clock) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        await serve(make_service(engine, {channel.name: channel}, clock), SETTINGS, stop)


def stopping_while_sending(stop: asyncio.Event) -> RecordingChannel:
    """Return a channel that has the service stopped as soon as a message is under way."""
    loop = asyncio.get_running_loop()
    return RecordingChannel(round_trip_seconds=0.2, before_sending=lambda: loop.call_soon_threadsafe(stop.set))


@pytest.fixture
def last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop waits for what is in flight as long as it takes, however slow the machine."""
    monkeypatch.setattr(reminders.service, "LAST_WORD_SECONDS", PATIENCE_SECONDS)


@pytest.mark.machine_clock
@pytest.mark.usefixtures("last_word")
async def test_what_is_being_sent_when_the_service_stops_is_recorded_as_sent(engine: Engine) -> None:
    with writing(engine) as session:
        notice(session, chat(session, None))
    stop = asyncio.Event()
    await serve_until(engine, stopping_while_sending(stop), stop, SystemClock())
    with reading(engine) as session:
        assert session.exec(select(Notification.status)).all() == [NoticeStatus.SENT]


@pytest.mark.machine_clock
@pytest.mark.usefixtures("last_word")
async def test_a_service_that_stops_begins_nothing_new(engine: Engine) -> None:
    with writing(engine) as session:
        for _ in range(40):
            notice(session, chat(session, None))
    stop = asyncio.Event()
    channel = stopping_while_sending(stop)
    await serve_until(engine, channel, stop, SystemClock())
    assert (len(channel.sent), channel.is_open) == (AT_ONCE, False)
    with reading(engine) as session:
        waiting = session.exec(select(Notification).where(Notification.status == NoticeStatus.PENDING)).all()
    assert (len(waiting), {row.attempts for row in waiting}) == (40 - AT_ONCE, {0})


@pytest.mark.machine_clock
async def test_a_missing_network_is_waited_for_longer_each_time(engine: Engine) -> None:
    clock, stop = SteppedClock(NOW), asyncio.Event()
    channel = RecordingChannel(openings=[Unreachable("no route"), Unanswered("timeout"), TooFast(3)])
    tried: list[float] = []

    def note() -> None:
        tried.append((clock.now() - NOW).total_seconds())
        if not channel.openings:
            stop.set()

    channel.on_open = note
    await serve_until(engine, channel, stop, clock)
    assert tried == [0, 1, 3, 7]


@pytest.mark.machine_clock
async def test_a_service_without_a_network_can_be_stopped(engine: Engine) -> None:
    stop = asyncio.Event()
    channel = RecordingChannel(openings=[Unreachable("no route")] * 1000, on_open=stop.set)
    await serve_until(engine, channel, stop, SystemClock())
    assert len(channel.openings) == 999


@pytest.mark.machine_clock
async def test_a_refused_token_ends_the_service(engine: Engine) -> None:
    channel = RecordingChannel(openings=[WrongToken("revoked")])
    with pytest.raises(WrongToken):
        await serve_until(engine, channel, asyncio.Event(), SystemClock())


@pytest.mark.machine_clock
async def test_a_channel_that_cannot_be_opened_or_hangs_does_not_hold_up_another(engine: Engine) -> None:
    with writing(engine) as session:
        for channel in ("telegram", "zalo"):
            notice(session, chat(session, None, channel=channel))
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    dead = RecordingChannel("telegram", openings=[Unreachable("no route")] * 1000, round_trip_seconds=10_000)
    alive = RecordingChannel("zalo", before_sending=lambda: loop.call_soon_threadsafe(stop.set))
    async with asyncio.timeout(PATIENCE_SECONDS):
        await serve(make_service(engine, {"telegram": dead, "zalo": alive}, SystemClock()), SETTINGS, stop)
    assert [len(channel.sent) for channel in (dead, alive)] == [0, 1]


@pytest.mark.machine_clock
async def test_a_refused_token_stops_its_own_channel_only(engine: Engine) -> None:
    stop = asyncio.Event()
    refused = RecordingChannel("telegram", openings=[WrongToken("revoked")])
    other = RecordingChannel("zalo", on_open=lambda: asyncio.get_running_loop().call_later(0.2, stop.set))
    async with asyncio.timeout(PATIENCE_SECONDS):
        await serve(make_service(engine, {"telegram": refused, "zalo": other}, SystemClock()), SETTINGS, stop)
    assert stop.is_set()


@dataclass
class Revoked(RecordingChannel):
    """Accepts the token, and refuses it while it listens, so many times."""

    refusals: int = 0

    async def listen(self, receive: Receiver) -> None:
        if self.refusals:
            self.refusals -= 1
            raise WrongToken("revoked")
        await super().listen(receive)


@pytest.mark.machine_clock
async def test_a_token_that_was_accepted_is_tried_again_each_minute(engine: Engine) -> None:
    clock, stop = SteppedClock(NOW), asyncio.Event()
    channel = Revoked(refusals=2)
    opened: list[float] = []

    def note() -> None:
        opened.append((clock.now() - NOW).total_seconds())
        channel.openings = [WrongToken("revoked")] if len(opened) == 3 else []
        if len(opened) == 4:
            stop.set()

    channel.on_open = note
    await serve_until(engine, channel, stop, clock)
    assert opened == [0, 60, 120, 180]
    with reading(engine) as session:
        [trouble] = session.exec(select(Trouble).where(Trouble.kind == TroubleKind.TOKEN_REFUSED)).all()
    assert (trouble.subject, trouble.began_at, trouble.ended_at) == (channel.name, NOW, None)


def test_a_wake_up_counts_no_missed_runs_and_lies_ahead_of_now() -> None:
    """Not of the last one: of a clock that was wrong by a year that would be thirty million runs to count."""
    trigger = Every(SECOND)
    assert trigger.get_next_fire_time(None, NOW) == NOW
    for earlier in (NOW - SECOND, NOW - timedelta(days=400), NOW + timedelta(days=400)):
        assert trigger.get_next_fire_time(earlier, NOW) == NOW + SECOND


@pytest.mark.machine_clock
async def test_a_clock_that_is_put_back_stops_no_cycle(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler reckons with a clock that is a day ahead, and then with the right one."""
    monkeypatch.setattr(reminders.service, "LEAST_WATCH_SECONDS", 0.05)
    with writing(engine) as session:
        owed = chat(session, None)
    stop, ahead = asyncio.Event(), [timedelta(days=1)]

    class Wrong:
        @staticmethod
        def now(tz: tzinfo) -> datetime:
            return datetime.now(tz) + ahead[0]

    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Wrong)

    def put_back() -> None:
        ahead[0] = timedelta()
        with writing(engine) as session:
            notice(session, owed)

    channel = RecordingChannel(before_sending=lambda: loop.call_soon_threadsafe(stop.set))
    loop = asyncio.get_running_loop()
    loop.call_later(0.3, put_back)
    async with asyncio.timeout(PATIENCE_SECONDS):
        await serve_until(engine, channel, stop, SystemClock())
    assert len(channel.sent) == 1


@pytest.fixture
def service(engine: Engine) -> Service:
    return make_service(engine, {"telegram": RecordingChannel()}, SteppedClock(NOW))


def written(text: str, *, update_id: str = "1", chat_id: str = "stranger") -> Incoming:
    return Incoming(channel="telegram", update_id=update_id, chat_id=chat_id, text=text, sent_at=NOW)


def answers(session: Session) -> list[str | None]:
    return list(session.exec(select(Notification.text)).all())


async def test_a_message_that_cannot_be_handled_is_apologised_for_and_holds_up_no_other(service: Service) -> None:
    with writing(service.engine) as session:
        district = a_district(session)
        district.item.period = "no period"
        chat_id = district.officer.chat_id
    await service.receive(written("/viec", chat_id=chat_id))
    await service.receive(written("/help", chat_id=chat_id, update_id="2"))
    with reading(service.engine) as session:
        first, second = answers(session)
        assert session.exec(select(InboundMessage.update_id)).all() == ["1", "2"]
    assert first == "Hệ thống gặp lỗi khi xử lý tin này nên chưa ghi nhận gì. Vui lòng gửi lại sau ít phút."
    assert (second or "").startswith("Nhắc Hạn – UBND xã Ia Dom")


async def test_a_message_that_cannot_be_handled_changes_nothing_else(service: Service) -> None:
    with writing(service.engine) as session:
        district = a_district(session)
        district.item.period = "no period"
        before, chat_id = district.item.model_dump(), district.officer.chat_id
    await service.receive(written(f"xong #{district.item.id}", chat_id=chat_id))
    with reading(service.engine) as session:
        assert session.get_one(type(district.item), district.item.id).model_dump() == before


async def test_the_same_message_delivered_again_gets_no_second_apology(service: Service) -> None:
    for _ in range(2):
        await service.receive(written("xin chào"))
    with reading(service.engine) as session:
        assert len(answers(session)) == 1


async def test_a_message_is_not_confirmed_while_the_database_cannot_be_reached(service: Service) -> None:
    with service.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbound_message RENAME TO elsewhere")
    with pytest.raises(Exception, match="inbound_message"):
        await service.receive(written("xin chào"))
    with service.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO inbound_message")
    await service.receive(written("xin chào"))
    with reading(service.engine) as session:
        assert len(answers(session)) == 1


class FetchingChannel(RecordingChannel):
    """Fetches by `fetching`, so that a test says what happens meanwhile."""

    async def fetch(self, attachment: Attachment, limit: int) -> bytes:
        await self.fetching()
        return attachment.reference.encode()[:limit]

    async def fetching(self) -> None:
        return None


def with_photo(text: str, chat_id: str, *, update_id: str = "1") -> Incoming:
    attached = (Attachment(reference=f"photo {update_id}", size=7),)
    return Incoming(
        channel="telegram", update_id=update_id, chat_id=chat_id, text=text, sent_at=NOW, attachments=attached
    )


def photographed(engine: Engine, folder: Path) -> tuple[Service, FetchingChannel, Incoming]:
    """Return a service, its channel, and "xong 1" with a photo."""
    channel = FetchingChannel()
    with writing(engine) as session:
        district = a_district(session)
        item_codes.give(session, district.officer.id, [district.item.id], now=NOW)
        message = with_photo("xong 1", district.officer.chat_id)
    return make_service(engine, {"telegram": channel}, SteppedClock(NOW), Storage(folder=folder)), channel, message


def counted(engine: Engine) -> tuple[int, int]:
    with reading(engine) as session:
        return len(session.exec(select(Completion)).all()), len(session.exec(select(Evidence)).all())


async def test_no_transaction_is_open_while_a_file_is_fetched(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, channel, message = photographed(engine, tmp_path / "data")

    def write() -> None:
        with writing(engine) as session:
            chat(session, None, "another")

    async def fetching_and_writing() -> None:
        await asyncio.wait_for(asyncio.to_thread(write), PATIENCE_SECONDS)  # SQLite gives up after ten

    monkeypatch.setattr(channel, "fetching", fetching_and_writing)
    await service.receive(message)
    assert counted(engine) == (1, 1)


async def test_a_file_that_takes_too_long_is_given_up_and_the_words_count(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, channel, message = photographed(engine, tmp_path / "data")
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.05)
    monkeypatch.setattr(channel, "fetching", asyncio.Event().wait)
    await asyncio.wait_for(service.receive(message), PATIENCE_SECONDS)
    assert counted(engine) == (1, 0)
    with reading(engine) as session:
        [text] = answers(session)
    assert "Đã ghi nhận hoàn thành" in (text or "")
    assert "không tải được từ Telegram" in (text or "")


async def test_whatever_goes_wrong_in_a_channel_the_words_count(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, channel, message = photographed(engine, tmp_path / "data")

    async def stumble() -> None:
        raise RuntimeError("a bug in a channel")

    monkeypatch.setattr(channel, "fetching", stumble)
    await service.receive(message)
    assert counted(engine) == (1, 0)


async def test_messages_with_files_are_taken_one_at_a_time(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, channel, message = photographed(engine, tmp_path / "data")
    under_way, most = 0, 0

    async def count() -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1

    monkeypatch.setattr(channel, "fetching", count)
    others = [with_photo("", message.chat_id, update_id=str(number)) for number in range(2, 6)]
    await asyncio.gather(*[service.receive(one) for one in [message, *others]])
    assert (most, counted(engine)) == (1, (1, 5))


async def test_a_chat_that_was_given_to_somebody_else_does_not_hand_over_the_files_that_waited(
    engine: Engine, tmp_path: Path
) -> None:
    service, _, message = photographed(engine, tmp_path / "data")
    await service.receive(with_photo("", message.chat_id, update_id="2"))
    with writing(engine) as session:
        binding = session.exec(select(ChatBinding).where(ChatBinding.chat_id == message.chat_id)).one()
        before = session.get_one(Officer, binding.officer_id)
        after = Officer(agency_id=before.agency_id, name="Siu Thủy")
        session.add(after)
        session.flush()
        binding.officer_id = after.id
    await service.receive(written("tệp 1", chat_id=message.chat_id, update_id="3"))
    with reading(engine) as session:
        assert session.exec(select(Evidence.occurrence_id)).all() == [None]
        assert (answers(session)[-1] or "").startswith("Không có tệp nào đang chờ")
