"""Sending: what each answer of a platform does to the outbox, with a channel that records and refuses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, delete, select

from bots.channel import Button, ChatGone, ChatMoved, Incoming, Rejected, TooFast, Unanswered, Unreachable, WrongToken
from db import audit, claims, outbox
from db.engine import reading, writing
from db.queries import items
from db.statuses import BindingStatus, ItemStatus, NoticeStatus, Role
from db.tables import ChatBinding, InboundMessage, Notification, NotificationFile, Occurrence
from reminders.chat.incoming import handle
from reminders.clock import SteppedClock
from reminders.delivery.cycle import Cycle
from reminders.delivery.dispatch import AT_ONCE
from tests.databases import postgresql_database
from tests.fakes import RecordingChannel
from tests.rows import NOW, District, a_district, agency, at, chat, chat_of, duty, item, notice, officer, staged

SECOND = timedelta(seconds=1)


@dataclass
class Post:
    """A district, a channel that records, and a cycle that is run by hand at the clock's time."""

    engine: Engine
    district: District
    channel: RecordingChannel = field(default_factory=RecordingChannel)
    clock: SteppedClock = field(default_factory=lambda: SteppedClock(NOW))

    def __post_init__(self) -> None:
        self.cycle = Cycle(self.engine, {"telegram": self.channel}, self.clock)

    async def run_at(self, instant: datetime) -> int:
        self.clock.move_to(instant)
        return await self.cycle.run()

    def rows(self) -> list[Notification]:
        with reading(self.engine) as session:
            return list(session.exec(select(Notification).order_by(col(Notification.id))).all())

    def row(self) -> Notification:
        [row] = self.rows()
        return row

    def asleep(self) -> None:
        """Let the ladder rest, so that only what a test puts into the outbox is sent."""
        with writing(self.engine) as session:
            session.get_one(Occurrence, self.district.item.id).wake_at = None

    def binding(self, of: ChatBinding) -> ChatBinding:
        with reading(self.engine) as session:
            return session.get_one(ChatBinding, of.id)


@pytest.fixture
def post(engine: Engine) -> Post:
    with writing(engine) as session:
        district = a_district(session)
        district.duty.extended_until = at("2030-01-01")
    return Post(engine, district)


@pytest.fixture
def postgresql_post(postgresql: str, postgresql_template: str) -> Iterator[Post]:
    with postgresql_database(postgresql, postgresql_template) as engine:
        with writing(engine) as session:
            district = a_district(session)
            district.duty.extended_until = at("2030-01-01")
        yield Post(engine, district)


def incoming(post: Post, text: str) -> Incoming:
    """Return a message that the agency's officer writes."""
    return Incoming(
        channel="telegram", update_id=text, chat_id=post.district.officer.chat_id, text=text, sent_at=post.clock.now()
    )


def chats(post: Post) -> list[str]:
    return [sent.chat_id for sent in post.channel.take()]


async def test_a_notice_goes_out_once_and_is_recorded(post: Post) -> None:
    assert await post.run_at(NOW) == 1
    [sent] = post.channel.take()
    assert (sent.chat_id, sent.text.splitlines()[0]) == (
        post.district.officer.chat_id,
        "🔔 Còn 1 ngày làm việc: Gửi kế hoạch khắc phục",
    )
    assert sent.buttons == ((f"xong #{post.district.item.id}", f"nhận #{post.district.item.id}"),)
    row = post.row()
    assert (row.stage, row.status, row.sent_at, row.message_id, row.attempts) == (
        "before:1",
        NoticeStatus.SENT,
        NOW,
        "message-1",
        0,
    )
    assert [await post.run_at(NOW), await post.run_at(NOW + SECOND), post.channel.sent] == [0, 0, []]


async def test_nothing_is_open_in_the_database_while_a_message_is_under_way(post: Post) -> None:
    seen: list[NoticeStatus] = []

    def write_meanwhile() -> None:
        with writing(post.engine) as session:
            seen.append(session.exec(select(Notification)).one().status)
            agency(session, "Phòng Y tế")

    post.channel.before_sending = write_meanwhile
    assert await post.run_at(NOW) == 1
    assert seen == [NoticeStatus.SENDING]


@pytest.mark.parametrize(
    ("trouble", "status", "send_at"),
    [
        (Unreachable("no network"), NoticeStatus.PENDING, NOW + 2 * SECOND),
        (WrongToken("revoked"), NoticeStatus.PENDING, NOW + 2 * SECOND),
        (TooFast(37), NoticeStatus.PENDING, NOW + 37 * SECOND),
        (TooFast(0.25), NoticeStatus.PENDING, NOW + SECOND / 4),
        (Rejected("TOPIC_CLOSED"), NoticeStatus.PENDING, NOW + 2 * SECOND),
        (ChatGone("blocked"), NoticeStatus.FAILED, NOW),
        (Unanswered("read timeout"), NoticeStatus.PENDING, NOW + 2 * SECOND),
        (ZeroDivisionError("a bug in a channel"), NoticeStatus.PENDING, NOW + 2 * SECOND),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
async def test_what_a_platform_says_decides_what_becomes_of_a_notice(
    post: Post, trouble: Exception, status: NoticeStatus, send_at: datetime
) -> None:
    post.channel.troubles[post.district.officer.chat_id] = [trouble]
    await post.run_at(NOW)
    assert post.district.officer.chat_id not in chats(post)
    row = next(row for row in post.rows() if row.binding_id == post.district.officer.id)
    assert (row.status, row.send_at) == (status, send_at)


async def test_a_chat_that_refuses_again_in_words_on_no_list_is_left_and_others_are_told(post: Post) -> None:
    post.channel.troubles[post.district.officer.chat_id] = [Rejected("TOPIC_CLOSED")] * 2
    await post.run_at(NOW)
    await post.run_at(NOW + 2 * SECOND)
    row = next(row for row in post.rows() if row.binding_id == post.district.officer.id)
    assert (row.status, row.reason) == (NoticeStatus.FAILED, "TOPIC_CLOSED")
    assert post.binding(post.district.officer).status is BindingStatus.GONE
    await post.run_at(NOW + 3 * SECOND)
    assert chats(post) == [post.district.coordinator.chat_id]


async def test_an_answer_that_is_refused_again_closes_no_chat(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        notice(session, post.district.officer, text="Đã ghi")
    post.channel.troubles[post.district.officer.chat_id] = [Rejected("too long")] * 2
    await post.run_at(NOW)
    await post.run_at(NOW + 2 * SECOND)
    assert (post.row().status, len(post.channel.tried)) == (NoticeStatus.FAILED, 2)
    assert post.binding(post.district.officer).status is BindingStatus.LINKED


async def test_network_trouble_is_waited_out_longer_each_time_and_nothing_is_lost(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        notice(session, post.district.officer, post.district.item)
    post.channel.troubles[post.district.officer.chat_id] = [Unreachable("no network") for _ in range(12)]
    waits = []
    for _ in range(12):
        await post.cycle.run()
        waits.append((post.row().send_at - post.clock.now()).total_seconds())
        post.clock.move_to(post.row().send_at)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]
    assert await post.cycle.run() == 1


async def test_a_wait_that_the_platform_asks_for_holds_only_that_chat_but_all_of_its_messages(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        for to in (post.district.officer, post.district.officer, post.district.coordinator):
            notice(session, to)
    post.channel.troubles[post.district.officer.chat_id] = [TooFast(37)]
    await post.run_at(NOW)
    assert chats(post) == [post.district.coordinator.chat_id]
    await post.run_at(NOW + 37 * SECOND - timedelta(microseconds=1))
    assert chats(post) == []
    await post.run_at(NOW + 37 * SECOND)
    assert chats(post) == [post.district.officer.chat_id]


async def test_a_message_whose_answer_was_lost_is_tried_again_while_it_says_something(post: Post) -> None:
    """With growing pauses; what the item's end makes needless may have arrived, and is not said to be cancelled."""
    post.asleep()
    with writing(post.engine) as session:
        notice(session, post.district.officer, post.district.item)
    post.channel.troubles[post.district.officer.chat_id] = [Unanswered("timeout") for _ in range(12)]
    waits = []
    for _ in range(10):
        await post.cycle.run()
        waits.append((post.row().send_at - post.clock.now()).total_seconds())
        post.clock.move_to(post.row().send_at)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert (post.row().attempts, post.row().is_repeat) == (10, True)
    with writing(post.engine) as session:
        session.get_one(Occurrence, post.district.item.id).status = ItemStatus.SUBMITTED
    assert await post.cycle.run() == 0
    assert (post.row().status, post.row().reason) == (NoticeStatus.UNKNOWN, "the item is submitted")
    assert len(post.channel.tried) == 10


async def test_an_answer_is_tried_for_a_day_when_the_platforms_are_lost(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        notice(session, post.district.officer, text="Đã ghi")
    post.channel.troubles[post.district.officer.chat_id] = [Unanswered("timeout"), Unanswered("timeout")]
    for hours in (0, 23):
        await post.run_at(NOW + timedelta(hours=hours))
        assert post.row().status is NoticeStatus.PENDING
    await post.run_at(NOW + timedelta(hours=24))
    assert (post.row().status, len(post.channel.tried)) == (NoticeStatus.UNKNOWN, 2)


async def test_a_silent_platform_is_asked_by_one_message_at_a_time_and_all_the_rest_waits(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        chats_there = [chat(session, None) for _ in range(30)]
        for there in chats_there:
            notice(session, there, text="Đã ghi")
    for there in chats_there:
        post.channel.troubles[there.chat_id] = [Unanswered("timeout") for _ in range(9)]
    tried = []
    for _ in range(7):
        await post.cycle.run()
        tried.append(len(post.channel.tried))
        instant = post.cycle.next_event_at()
        assert instant is not None
        post.clock.move_to(instant)
    # What was under way together, and then one after 2, 4, 8, 16, 32 and 60 seconds.
    assert [number - tried[0] for number in tried] == [0, 1, 2, 3, 4, 5, 6]
    assert tried[0] <= 2 * AT_ONCE
    assert post.clock.now() - NOW == timedelta(seconds=2 + 4 + 8 + 16 + 32 + 60 + 60)
    post.channel.troubles.clear()
    await post.cycle.run()
    await post.run_at(NOW + timedelta(minutes=30))
    assert sorted(chats(post)) == sorted(there.chat_id for there in chats_there)


async def test_two_chats_in_a_row_that_have_to_wait_stop_the_channel(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        chats_there = [chat(session, None) for _ in range(40)]
        for there in chats_there:
            notice(session, there, text="Đã ghi")
    for there in chats_there:
        post.channel.troubles[there.chat_id] = [TooFast(60)]
    await post.cycle.run()
    refused = len(post.channel.tried)
    assert 2 <= refused <= 2 * AT_ONCE  # what was under way when the second was refused, whichever that was
    post.channel.troubles.clear()
    await post.run_at(NOW + 59 * SECOND)
    assert len(post.channel.tried) == refused
    await post.run_at(NOW + 60 * SECOND)
    assert len(post.channel.tried) == refused + 40


async def test_a_start_after_a_kill_sends_what_had_not_begun_at_once_and_what_had_once_more(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        begun, taken = (notice(session, chat(session, None), text=text) for text in ("Một", "Hai"))
        claims.claim(session, now=NOW, claim="killed", channel="telegram", chats=30)
        assert claims.begin(session, [begun.id], claim="killed", now=NOW)
    restarted = Post(post.engine, post.district)
    assert await restarted.run_at(NOW + SECOND) == 2
    rows = {row.id: row for row in restarted.rows()}
    assert [(rows[one.id].status, rows[one.id].is_repeat) for one in (begun, taken)] == [
        (NoticeStatus.SENT, True),
        (NoticeStatus.SENT, False),
    ]
    with writing(post.engine) as session:
        notice(session, chat(session, None), text="Ba", send_at=NOW + SECOND)
        claims.claim(session, now=NOW + SECOND, claim="another hand", channel="telegram", chats=30)
    assert await restarted.run_at(NOW + 2 * SECOND) == 0  # only a new start knows that the hands of before are dead


async def test_a_stop_puts_back_what_has_not_begun(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        for _ in range(20):
            notice(session, chat(session, None), text="Đã ghi")
    post.channel.before_sending = lambda: setattr(post.cycle, "_is_finishing", True)
    await post.cycle.run()
    rows = post.rows()
    assert [sum(row.status is status for row in rows) for status in (NoticeStatus.SENT, NoticeStatus.PENDING)] == [
        len(post.channel.tried),
        20 - len(post.channel.tried),
    ]
    assert len(post.channel.tried) <= 8
    assert not any(row.is_repeat or row.attempts for row in rows)


async def test_a_group_that_moved_is_followed(post: Post) -> None:
    post.channel.troubles[post.district.officer.chat_id] = [ChatMoved("-100200300")]
    assert await post.run_at(NOW) == 0
    await post.run_at(NOW + SECOND)
    assert chats(post) == ["-100200300"]


async def test_a_group_that_moved_while_a_message_was_under_way_is_followed(post: Post) -> None:
    """The platform told of the move, to whom it may concern, before it refused what was on its way to the old chat."""

    def told() -> None:
        with writing(post.engine) as session:
            session.get_one(ChatBinding, post.district.officer.id).chat_id = "-100200300"

    post.channel.before_sending = told
    post.channel.troubles[post.district.officer.chat_id] = [ChatMoved("-100200300")]
    await post.run_at(NOW)
    await post.run_at(NOW + SECOND)
    assert chats(post) == ["-100200300"]
    assert post.binding(post.district.officer).status is BindingStatus.LINKED


async def test_a_group_that_moved_to_where_a_stranger_wrote_already_is_followed(post: Post) -> None:
    """Somebody wrote in the supergroup before we learned of it, so its address is taken by a chat we do not know."""
    with writing(post.engine) as session:
        stranger = chat(session, None, "-100200300")
        session.add(InboundMessage(channel="telegram", update_id="1", binding_id=stranger.id, received_at=NOW))
        notice(session, stranger, status=NoticeStatus.SENT, sent_at=NOW)
    post.channel.troubles[post.district.officer.chat_id] = [ChatMoved("-100200300")]
    await post.run_at(NOW)
    await post.run_at(NOW + SECOND)
    assert chats(post) == ["-100200300"]
    moved = post.binding(post.district.officer)
    assert (moved.chat_id, moved.officer_id, moved.status) == (
        "-100200300",
        post.district.officer.officer_id,
        BindingStatus.LINKED,
    )
    with reading(post.engine) as session:
        assert session.exec(select(InboundMessage.binding_id)).all() == [moved.id]


async def test_a_group_that_moved_to_a_chat_linked_anew_is_gone(post: Post) -> None:
    with writing(post.engine) as session:
        chat(session, officer(session, post.district.commune), "-100200300")
    post.channel.troubles[post.district.officer.chat_id] = [ChatMoved("-100200300")]
    for seconds in range(5):
        await post.run_at(NOW + seconds * SECOND)
    assert sorted(chats(post)) == sorted(["-100200300", post.district.coordinator.chat_id])
    assert post.binding(post.district.officer).status is BindingStatus.GONE


async def test_when_a_chat_is_gone_the_head_is_reminded_and_the_coordinator_told_of_the_chat_once(post: Post) -> None:
    with writing(post.engine) as session:
        head = chat_of(session, post.district.commune, Role.HEAD)
    post.channel.troubles[post.district.officer.chat_id] = [ChatGone("blocked")]
    for seconds in range(5):
        await post.run_at(NOW + seconds * SECOND)
    told = {sent.chat_id: sent.text.splitlines()[0] for sent in post.channel.sent}
    assert told == {
        head.chat_id: "🔔 Còn 1 ngày làm việc: Gửi kế hoạch khắc phục",
        post.district.coordinator.chat_id: (
            "⚠️ Không gửi được nhắc hạn cho UBND xã Ia Dom: chat của Rơ Mah H'Bơ không nhận tin nữa (đã chặn bot hoặc "
            "rời nhóm); đã chuyển cho người khác của cơ quan. Việc gần nhất: Gửi kế hoạch khắc phục, hạn trước ngày "
            "06/10/2021."
        ),
    }
    assert len(post.channel.sent) == 2
    gone = post.binding(post.district.officer)
    assert (gone.status, gone.trouble) == (BindingStatus.GONE, "blocked")
    with reading(post.engine) as session:
        assert [entry.action for entry in audit.trail(session, "chat_binding", gone.id)] == ["chat_gone"]


async def test_a_chat_that_was_closed_while_a_message_was_under_way_to_it_is_open_when_it_arrives(post: Post) -> None:
    def close() -> None:
        with writing(post.engine) as session:
            gone = session.get_one(ChatBinding, post.district.officer.id)
            gone.status, gone.trouble = BindingStatus.GONE, "blocked"

    post.channel.before_sending = close
    assert await post.run_at(NOW) == 1
    found = post.binding(post.district.officer)
    assert (found.status, found.trouble) == (BindingStatus.LINKED, None)


async def test_when_nobody_is_left_the_coordinator_is_told_once(post: Post) -> None:
    post.channel.troubles[post.district.officer.chat_id] = [ChatGone("blocked")]
    for seconds in range(5):
        await post.run_at(NOW + seconds * SECOND)
    [sent] = post.channel.take()
    assert sent.chat_id == post.district.coordinator.chat_id
    assert "đã chuyển cho người khác" not in sent.text
    for day in ("2021-10-05", "2021-10-06", "2021-10-07"):
        await post.run_at(at(day, "07:00"))
    assert post.channel.sent == []


async def test_what_waited_behind_an_answer_to_a_chat_that_is_gone_is_owed_elsewhere(post: Post) -> None:
    with writing(post.engine) as session:
        notice(session, post.district.officer)
        head = chat_of(session, post.district.commune, Role.HEAD)
    post.channel.troubles[post.district.officer.chat_id] = [ChatGone("blocked")]
    await post.run_at(NOW)
    await post.run_at(NOW + SECOND)
    assert head.chat_id in chats(post)


async def test_a_chat_that_goes_at_night_is_told_of_in_the_morning(post: Post) -> None:
    with writing(post.engine) as session:
        notice(session, post.district.officer, send_at=at("2021-10-04", "22:00"))
        notice(session, post.district.officer, post.district.item, send_at=at("2021-10-05", "07:00"))
    post.asleep()
    post.channel.troubles[post.district.officer.chat_id] = [ChatGone("blocked")]
    await post.run_at(at("2021-10-04", "22:00"))
    await post.run_at(at("2021-10-04", "22:01"))
    assert post.channel.sent == []
    await post.run_at(at("2021-10-05", "07:00"))
    await post.run_at(at("2021-10-05", "07:01"))
    assert chats(post) == [post.district.coordinator.chat_id]


async def test_a_chat_that_is_written_to_is_left_alone_for_a_second_and_others_go_ahead(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        for to in (post.district.officer, post.district.officer, post.district.coordinator):
            notice(session, to)
    await post.run_at(NOW)
    assert sorted(chats(post)) == sorted([post.district.officer.chat_id, post.district.coordinator.chat_id])
    await post.run_at(NOW + SECOND)
    assert chats(post) == [post.district.officer.chat_id]


async def test_a_notice_to_a_channel_that_is_not_set_up_waits(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        elsewhere = chat(session, officer(session, post.district.commune), channel="zalo")
        notice(session, elsewhere, post.district.item)
    assert await post.run_at(NOW) == 0
    row = post.row()
    assert (row.status, row.reason) == (NoticeStatus.PENDING, None)


async def test_a_row_that_cannot_be_worded_is_postponed_and_the_others_of_the_chat_go_out(post: Post) -> None:
    with writing(post.engine) as session:
        bad = item(session, duty(session, post.district.plan, post.district.commune), post.district.commune)
        bad.period = "no period"
        others = [
            item(session, duty(session, post.district.plan, post.district.commune, title=f"Việc {n}"), bad_agency)
            for n, bad_agency in enumerate([post.district.commune] * 3)
        ]
    await post.run_at(NOW)
    [told] = [sent.text for sent in post.channel.take()]
    assert [f"Việc {n}" in told for n in range(len(others))] == [True] * 3
    assert "Gửi kế hoạch khắc phục" in told
    row = next(row for row in post.rows() if row.occurrence_id == bad.id)
    assert (row.status, row.reason) == (NoticeStatus.PENDING, "the item cannot be worded (see nhachan doctor)")
    assert row.send_at == NOW + timedelta(hours=1)
    with reading(post.engine) as session:
        assert (session.get_one(Occurrence, bad.id).trouble or "").startswith("ValueError: 'no period'")


class TimedChannel(RecordingChannel):
    """Writes down when each message leaves."""

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__()
        self._clock, self.departures = clock, list[datetime]()

    async def send(
        self, chat_id: str, text: str, buttons: Sequence[Sequence[Button]] = (), *, thread: str | None = None
    ) -> str:
        self.departures.append(self._clock.now())
        return await super().send(chat_id, text, buttons, thread=thread)


async def test_everyone_is_written_to_in_one_call_and_never_faster_than_a_strict_window_allows(engine: Engine) -> None:
    with writing(engine) as session:
        for _ in range(61):
            notice(session, chat(session, None))
    clock = SteppedClock(NOW)
    channel = TimedChannel(clock)
    assert await Cycle(engine, {"telegram": channel}, clock).run() == 61
    departures = channel.departures
    too_fast = [
        later - earlier for earlier, later in zip(departures, departures[30:], strict=False) if later - earlier < SECOND
    ]
    assert too_fast == []


async def test_an_outcome_that_cannot_be_recorded_does_not_stop_the_others(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        notice(session, post.district.officer)
        notice(session, post.district.coordinator)
        lost = notice(session, chat(session, None, "lost"))

    def forget() -> None:
        with writing(post.engine) as session:
            session.exec(delete(Notification).where(col(Notification.id) == lost.id))
            session.exec(delete(ChatBinding).where(col(ChatBinding.id) == lost.binding_id))

    post.channel.before_sending = forget
    assert await post.run_at(NOW) == 2
    assert [row.status for row in post.rows()] == [NoticeStatus.SENT] * 2


async def test_an_officer_who_answered_while_the_notice_waited_is_not_reminded(post: Post) -> None:
    with writing(post.engine) as session:
        notice(session, post.district.officer, post.district.item, stage="same-day")
        session.get_one(Occurrence, post.district.item.id).status = ItemStatus.SUBMITTED
    await post.run_at(NOW)
    assert (post.row().status, post.row().reason, post.channel.sent) == (
        NoticeStatus.CANCELLED,
        "the item is submitted",
        [],
    )


async def test_after_a_week_off_a_chat_gets_one_message_worded_for_now(post: Post) -> None:
    await post.run_at(at("2021-10-15", "09:00"))
    [sent] = post.channel.take()
    assert sent.text.startswith("⚠️ Quá hạn 7 ngày làm việc – đôn đốc lần 1: Gửi kế hoạch khắc phục")


async def test_a_story_on_postgresql(postgresql_post: Post) -> None:
    """Reminded, answered late, returned, chased to the head and the coordinator: on the province's database."""
    post = postgresql_post
    with writing(post.engine) as session:
        head = chat_of(session, post.district.commune, Role.HEAD)
    told = {}
    for day in ("2021-10-04", "2021-10-05", "2021-10-06", "2021-10-07", "2021-10-11"):
        await post.run_at(at(day, "07:00"))
        told[day] = sorted(chats(post))  # what leaves at one instant has no order
    agencys = [post.district.officer.chat_id]
    assert told == {
        "2021-10-04": agencys,
        "2021-10-05": agencys,
        "2021-10-06": agencys,
        "2021-10-07": agencys,
        "2021-10-11": sorted([*agencys, post.district.coordinator.chat_id, head.chat_id]),
    }
    with writing(post.engine) as session:
        handle(session, incoming(post, "xong 1"), now=at("2021-10-11", "09:00"))
    await post.run_at(at("2021-10-11", "09:00"))
    sent = {one.chat_id: one.text for one in post.channel.take()}
    assert sent.keys() == {*agencys, head.chat_id}
    assert sent[agencys[0]].startswith("Đã ghi nhận hoàn thành lúc 09:00 11/10/2021 – quá hạn.")
    assert sent[head.chat_id].endswith("báo hoàn thành lúc 09:00 11/10/2021: Gửi kế hoạch khắc phục.")
    await post.run_at(at("2021-11-30", "09:00"))
    assert post.channel.sent == []
    with reading(post.engine) as session:
        assert items.overdue(session, None, as_of=at("2021-10-11", "08:59")) != []
        assert items.overdue(session, None, as_of=at("2021-10-11", "09:00")) == []


def add_file(post: Post, *, content: bytes = b"PK") -> None:
    """Owe the officer a file, as an answer does."""
    with writing(post.engine) as session:
        row = Notification(
            **staged("answer"),
            binding_id=post.district.officer.id,
            created_at=NOW,
            due_at=NOW,
            send_at=NOW,
            is_urgent=True,
            text="Quá hạn: 60 việc",
        )
        outbox.add_with_file(session, row, "overdue.xlsx", content)


def files_kept(post: Post) -> int:
    with reading(post.engine) as session:
        return len(session.exec(select(NotificationFile)).all())


async def test_a_file_goes_out_with_its_caption_and_is_forgotten_once_it_was_sent(post: Post) -> None:
    post.asleep()
    add_file(post)
    assert await post.run_at(NOW) == 1
    assert [sent.text for sent in post.channel.take()] == ["Quá hạn: 60 việc"]
    assert list(post.channel.files.values()) == [("overdue.xlsx", b"PK")]
    assert (post.row().status, post.row().message_id, files_kept(post)) == (NoticeStatus.SENT, "message-1", 1)
    await post.run_at(NOW + SECOND)
    assert (files_kept(post), post.channel.sent) == (0, [])


async def test_a_file_is_paced_like_every_message(post: Post) -> None:
    post.asleep()
    with writing(post.engine) as session:
        notice(session, post.district.officer)
    add_file(post)
    found = []
    for wait in (0 * SECOND, SECOND - timedelta(microseconds=1), SECOND):
        await post.run_at(NOW + wait)
        found.append([sent.text for sent in post.channel.take()])
    assert found == [["Đã ghi."], [], ["Quá hạn: 60 việc"]]


async def test_a_file_whose_answer_was_lost_is_repeated_with_its_content(post: Post) -> None:
    post.asleep()
    add_file(post)
    post.channel.troubles[post.district.officer.chat_id] = [Unanswered("timeout")]
    found = []
    for seconds in (0, 1, 2, 3, 200):
        await post.run_at(NOW + seconds * SECOND)
        found.append((len(post.channel.tried), post.row().status.value, files_kept(post)))
    assert found == [(1, "pending", 1), (1, "pending", 1), (2, "sent", 1), (2, "sent", 0), (2, "sent", 0)]
    assert list(post.channel.files.values()) == [("overdue.xlsx", b"PK")]


async def test_a_file_that_waits_for_the_network_is_kept_until_it_leaves(post: Post) -> None:
    post.asleep()
    add_file(post)
    post.channel.troubles[post.district.officer.chat_id] = [Unreachable("no network")] * 3
    for _ in range(3):
        await post.cycle.run()
        assert (post.row().status, files_kept(post)) == (NoticeStatus.PENDING, 1)
        post.clock.move_to(post.row().send_at)
    assert await post.cycle.run() == 1
    assert list(post.channel.files.values()) == [("overdue.xlsx", b"PK")]


async def test_a_file_for_a_chat_that_is_gone_is_not_kept(post: Post) -> None:
    post.asleep()
    add_file(post)
    post.channel.troubles[post.district.officer.chat_id] = [ChatGone("blocked")]
    await post.run_at(NOW)
    await post.run_at(NOW + SECOND)
    assert (post.rows()[0].status, files_kept(post), post.channel.files) == (NoticeStatus.FAILED, 0, {})
