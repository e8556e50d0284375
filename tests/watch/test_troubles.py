"""What is wrong with the service is told to the admin once, on a channel that works, and again when it is over."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session, col, select

from db.statuses import Role, TroubleKind
from db.tables import Notification
from reminders.watch.troubles import Finding, begin, end, follow, happened, open_troubles
from tests.rows import agency, at, chat, chat_of, officer

NOW = at("2021-10-05", "07:12")
LATER = NOW + timedelta(minutes=30)
STUCK = Finding(kind=TroubleKind.NOTICES_STUCK, detail="12 tin")
SILENT = Finding(kind=TroubleKind.CHANNEL_SILENT, subject="telegram")
UNREADABLE = Finding(kind=TroubleKind.UPDATE_UNREADABLE, subject="telegram")
WATCHED = (TroubleKind.NOTICES_STUCK, TroubleKind.CHANNEL_SILENT)


def told(session: Session) -> Sequence[tuple[int, str]]:
    """Return what was told and to which chat: the first lines, in their order."""
    rows = session.exec(select(Notification).order_by(col(Notification.id))).all()
    return [(row.binding_id, (row.text or "").splitlines()[0]) for row in rows]


def test_what_is_found_again_and_again_is_told_once_and_once_that_it_is_over(session: Session) -> None:
    admin = chat_of(session, agency(session, "UBND huyện"), Role.ADMIN)
    for minute in range(5):
        follow(session, [STUCK], looked_for=WATCHED, now=NOW + timedelta(minutes=minute))
    follow(session, [], looked_for=WATCHED, now=LATER)
    follow(session, [], looked_for=WATCHED, now=LATER)
    sentence = "có tin phải gửi mà quá 5 phút chưa gửi được (12 tin)"
    assert told(session) == [
        (admin.id, f"⚠️ Nhắc Hạn: {sentence}."),
        (admin.id, f"Đã hết, lúc 07:42 05/10/2021: {sentence}."),
    ]
    assert not open_troubles(session)


def test_what_was_not_looked_for_is_not_over(session: Session) -> None:
    begin(session, STUCK, now=NOW)
    follow(session, [], looked_for=[TroubleKind.CHANNEL_SILENT], now=LATER)
    assert [one.kind for one in open_troubles(session)] == [TroubleKind.NOTICES_STUCK]


def test_a_trouble_of_a_channel_is_told_on_the_other_one(session: Session) -> None:
    admin = officer(session, agency(session, "UBND huyện"), Role.ADMIN)
    chat(session, admin, channel="telegram")
    zalo = chat(session, admin, channel="zalo")
    begin(session, SILENT, now=NOW)
    begin(session, STUCK, now=NOW)
    assert [chat_id for chat_id, _ in told(session)] == [zalo.id, zalo.id]


def test_where_no_other_channel_is_left_it_waits_on_the_one_that_is_down(session: Session) -> None:
    admin = chat_of(session, agency(session, "UBND huyện"), Role.ADMIN)
    begin(session, SILENT, now=NOW)
    assert [chat_id for chat_id, _ in told(session)] == [admin.id]


def test_without_an_admin_the_coordinator_of_all_is_told_and_nobody_else(session: Session) -> None:
    district = agency(session, "UBND huyện")
    commune = agency(session, "UBND xã", parent=district)
    desk = chat_of(session, agency(session, "Phòng Nội vụ", parent=district), Role.COORDINATOR, scope=district)
    chat_of(session, commune, Role.COORDINATOR, scope=commune)
    chat_of(session, commune)
    begin(session, STUCK, now=NOW)
    assert [chat_id for chat_id, _ in told(session)] == [desk.id]


def test_what_happens_often_and_is_over_at_once_is_told_once_a_day(session: Session) -> None:
    chat_of(session, agency(session, "UBND huyện"), Role.ADMIN)
    for hours in (0, 1, 23, 24):
        happened(session, UNREADABLE, now=NOW + timedelta(hours=hours))
    assert len(told(session)) == 2
    assert not open_troubles(session)


def test_a_trouble_that_ends_can_begin_anew(session: Session) -> None:
    begin(session, STUCK, now=NOW)
    assert end(session, TroubleKind.NOTICES_STUCK, now=LATER)
    assert not end(session, TroubleKind.NOTICES_STUCK, now=LATER)
    begin(session, STUCK, now=LATER)
    assert [one.began_at for one in open_troubles(session)] == [LATER]
