"""One message to one chat: what goes into it, in which order, and what waits."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import claims
from db.queries import item_codes
from db.statuses import ItemStatus, NoticeKind, NoticeStatus
from db.tables import Agency, ChatBinding, Notification, Occurrence
from reminders.delivery.choosing import DAILY_CAP
from reminders.delivery.parcels import Parcel, pack
from reminders.delivery.wording import SHOWN
from tests.rows import CALENDAR, NOW, District, a_district, agency, at, duty, item, notice, officer

LONGEST = 2000
"""What voice.md allows."""


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def packed(session: Session, to: ChatBinding, *, now: datetime = NOW) -> Parcel | None:
    """Claim what is due and pack what belongs to one chat."""
    rows = [
        row
        for row in claims.claim(session, now=now, claim="hand", channel="telegram", chats=30)
        if row.binding_id == to.id
    ]
    return next(iter(pack(session, rows, claim="hand", now=now, calendar=CALENDAR)), None)


def several(
    session: Session, district: District, count: int, *, title: str = "Việc", **values: datetime
) -> list[Occurrence]:
    """Add items of the commune, each due a day later than the one before, with a notice of each, last first."""
    found = []
    for number in range(count):
        obligation = duty(session, district.plan, district.commune, title=f"{title} {number + 1}")
        moved: dict[str, Any] = {"act_by_at": at("2021-10-05", "17:00") + timedelta(days=number)} | values
        found.append(item(session, obligation, district.commune, **moved))
    for row in reversed(found):
        notice(session, district.officer, row)
    return found


def statuses(session: Session) -> list[tuple[str, str | None]]:
    rows = session.exec(select(Notification).order_by(col(Notification.id))).all()
    for row in rows:
        session.refresh(row)
    return [(row.status.value, row.reason) for row in rows]


def test_one_item_is_told_in_full_with_buttons(session: Session, district: District) -> None:
    notice(session, district.officer, district.item)
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert parcel.text.splitlines() == [
        "🔔 Còn 1 ngày làm việc: Gửi kế hoạch khắc phục",
        "Hạn: trước ngày 06/10/2021 (chậm nhất hết giờ làm việc thứ Ba 05/10)",
        f"Mã 1 · UBND xã Ia Dom · KH 135/KH-UBND, mục {district.duty.clause}",
        "Trả lời: XONG 1 · NHẬN 1 · GIA HẠN 1 <ngày>",
    ]
    assert [[(button.label, button.command) for button in row] for row in parcel.buttons] == [
        [("Xong 1", f"xong #{district.item.id}"), ("Đã nhận 1", f"nhận #{district.item.id}")]
    ]


@pytest.mark.parametrize("status", [ItemStatus.ACKNOWLEDGED, ItemStatus.RETURNED])
def test_what_was_seen_is_not_offered_to_be_seen_again(
    session: Session, district: District, status: ItemStatus
) -> None:
    district.item.status = status
    notice(session, district.officer, district.item, stage="same-day")
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert [button.label for row in parcel.buttons for button in row] == ["Xong 1"]


def test_several_items_are_one_message_the_most_urgent_first(session: Session, district: District) -> None:
    several(session, district, 3)
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert [line.split(" – ")[-1] for line in parcel.text.splitlines()[1:-1]] == ["Việc 1", "Việc 2", "Việc 3"]
    assert (parcel.buttons, len(parcel.notices)) == ((), 3)


def test_what_is_late_comes_before_what_is_due(session: Session, district: District) -> None:
    several(session, district, 2)
    late = several(session, district, 1, title="Việc muộn", overdue_from=NOW, act_by_at=at("2021-10-20", "17:00"))
    for row in session.exec(select(Notification).where(Notification.occurrence_id == late[0].id)).all():
        row.kind, row.stage = NoticeKind.OVERDUE, "overdue:1"
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert parcel.text.splitlines()[0] == "⚠️ UBND xã Ia Dom: 1 việc quá hạn, nhắc 2 việc sắp đến hạn"
    assert "Việc muộn 1" in parcel.text.splitlines()[1]


def untold_late(session: Session, district: District, of: Agency, count: int) -> None:
    """Add items that an agency is late with and is not told of now."""
    for number in range(count):
        item(session, duty(session, district.plan, of, title=f"Nợ {number}"), of, overdue_from=NOW)


def test_the_first_line_says_how_many_are_late_and_how_many_of_them_are_told(
    session: Session, district: District
) -> None:
    for row in several(session, district, 3)[:1]:
        row.overdue_from = NOW
        [told] = session.exec(select(Notification).where(Notification.occurrence_id == row.id)).all()
        told.kind, told.stage = NoticeKind.OVERDUE, "overdue:1"
    untold_late(session, district, district.commune, 6)
    untold_late(session, district, district.desk, 4)
    parcel = packed(session, district.officer)
    assert parcel is not None
    first = "⚠️ UBND xã Ia Dom: hôm nay nhắc 1 trong 7 việc quá hạn, 2 việc sắp đến hạn"
    assert parcel.text.splitlines()[0] == first


def test_a_reminder_of_what_is_to_come_says_what_is_late_besides(session: Session, district: District) -> None:
    untold_late(session, district, district.commune, 2)
    notice(session, district.officer, district.item)
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert parcel.text.splitlines()[3] == "UBND xã Ia Dom còn 2 việc quá hạn: /quahan"
    several(session, district, 2)
    parcel = packed(session, district.officer, now=NOW + timedelta(seconds=1))
    assert parcel is not None
    assert parcel.text.splitlines()[0] == "🔔 UBND xã Ia Dom: nhắc 2 việc sắp đến hạn, đang có 2 việc quá hạn"


def test_an_alert_of_one_item_counts_the_others_that_are_late(session: Session, district: District) -> None:
    district.item.overdue_from = NOW
    untold_late(session, district, district.commune, 2)
    notice(session, district.officer, district.item, stage="overdue:1")
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert parcel.text.splitlines()[3] == "UBND xã Ia Dom còn 2 việc khác quá hạn: /quahan"


def test_who_stands_in_is_told_of_each_agency_what_that_one_is_late_with(session: Session, district: District) -> None:
    neighbour = agency(session, "UBND xã Ia Nan", parent=district.district)
    away = officer(session, neighbour)
    away.deputy_id, away.deputy_from, away.deputy_until = (
        district.officer.officer_id,
        at("2021-10-01").date(),
        at("2021-11-01").date(),
    )
    theirs = item(session, duty(session, district.plan, neighbour), neighbour)
    untold_late(session, district, district.commune, 2)
    untold_late(session, district, neighbour, 5)
    notice(session, district.officer, district.item)
    notice(session, district.officer, theirs)
    parcels = [packed(session, district.officer, now=NOW + timedelta(seconds=number)) for number in range(2)]
    told = [parcel.text.splitlines()[3] for parcel in parcels if parcel]
    assert told == ["UBND xã Ia Dom còn 2 việc quá hạn: /quahan", "UBND xã Ia Nan còn 5 việc quá hạn: /quahan"]


def test_the_coordinator_is_told_how_many_are_chased_so_often_and_how_many_of_them_now(
    session: Session, district: District
) -> None:
    foreign = agency(session, "UBND huyện Chư Prông")
    for of in (district.commune, district.commune, foreign):
        chased = item(session, duty(session, district.plan, of), of, overdue_from=at("2021-09-29"))
        for number in (1, 2, 3):
            sent = {"status": NoticeStatus.SENT, "sent_at": NOW}
            notice(session, district.officer, chased, stage=f"overdue:{number}", **sent)
    district.item.overdue_from = NOW
    notice(session, district.coordinator, district.item, stage="escalated:overdue:3")
    parcel = packed(session, district.coordinator)
    assert parcel is not None
    assert parcel.text.splitlines()[0] == "⚠️ Đã đôn đốc từ 3 lần, chưa có kết quả: 3 việc, tin này báo 1"


def test_two_stages_of_one_item_are_one_line(session: Session, district: District) -> None:
    for stage in ("before:1", "same-day"):
        notice(session, district.officer, district.item, stage=stage)
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert (parcel.text.count("Gửi kế hoạch khắc phục"), len(parcel.notices)) == (1, 2)


def test_needless_notices_are_cancelled_with_their_reason_and_the_others_go(
    session: Session, district: District
) -> None:
    done = several(session, district, 1)[0]
    done.status = ItemStatus.SUBMITTED
    notice(session, district.officer, district.item)
    parcel = packed(session, district.officer)
    assert parcel is not None
    assert parcel.text.startswith("🔔 Còn 1 ngày làm việc: Gửi kế hoạch khắc phục")
    assert statuses(session) == [("cancelled", "the item is submitted"), ("taken", None)]


def test_when_everything_became_needless_no_empty_message_is_sent(session: Session, district: District) -> None:
    district.item.status = ItemStatus.CANCELLED
    notice(session, district.officer, district.item)
    assert packed(session, district.officer) is None


def test_an_answer_goes_first_and_alone_and_the_rest_a_second_later(session: Session, district: District) -> None:
    notice(session, district.officer, district.item)
    notice(session, district.officer, text="Một")
    notice(session, district.officer, text="Hai")
    texts = []
    for seconds in range(3):
        parcel = packed(session, district.officer, now=NOW + timedelta(seconds=seconds))
        assert parcel is not None
        claims.settle(session, parcel.notices, claim="hand", status=NoticeStatus.SENT, sent_at=NOW, message_id="1")
        texts.append(parcel.text.splitlines()[0])
    assert texts == ["Một", "Hai", "🔔 Còn 1 ngày làm việc: Gửi kế hoạch khắc phục"]


def test_what_the_coordinator_is_told_is_kept_apart_from_the_own_duties(session: Session, district: District) -> None:
    own = item(session, duty(session, district.plan, district.desk, title="Tổng hợp"), district.desk)
    notice(session, district.coordinator, district.item, stage="escalated:overdue:3")
    notice(session, district.coordinator, own)
    first = packed(session, district.coordinator)
    second = packed(session, district.coordinator, now=NOW + timedelta(seconds=1))
    assert first is not None
    assert second is not None
    assert first.text.startswith("🔔 Còn 1 ngày làm việc: Tổng hợp")
    assert second.text.startswith("⚠️ Đã đôn đốc từ 3 lần, chưa có kết quả: 1 việc")


def fill_the_day(session: Session, district: District, *, until: datetime = NOW) -> None:
    for number in range(DAILY_CAP):
        notice(
            session,
            district.officer,
            district.item,
            stage=f"overdue:{number}",
            status=NoticeStatus.SENT,
            sent_at=until - timedelta(minutes=number),
            message_id=f"m{number}",
        )


def test_over_the_daily_cap_what_is_not_urgent_waits_for_the_next_working_morning(
    session: Session, district: District
) -> None:
    fill_the_day(session, district)
    row = notice(session, district.officer, district.item)
    assert packed(session, district.officer) is None
    session.refresh(row)
    assert (row.status, row.reason, row.send_at) == (NoticeStatus.PENDING, "held: daily cap", at("2021-10-05", "07:00"))


def test_the_cap_of_a_friday_ends_on_monday(session: Session, district: District) -> None:
    friday = at("2021-10-01", "16:00")
    fill_the_day(session, district, until=friday)
    row = notice(session, district.officer, district.item, send_at=friday)
    assert packed(session, district.officer, now=friday) is None
    session.refresh(row)
    assert row.send_at == at("2021-10-04", "07:00")


def test_the_cap_counts_the_messages_of_this_day_only(session: Session, district: District) -> None:
    fill_the_day(session, district, until=at("2021-10-03", "23:59"))
    notice(session, district.officer, district.item)
    assert packed(session, district.officer) is not None


def test_urgent_notices_and_answers_pass_the_cap(session: Session, district: District) -> None:
    fill_the_day(session, district)
    notice(session, district.officer, district.item, stage="same-day", is_urgent=True)
    assert packed(session, district.officer) is not None
    notice(session, district.officer)
    assert packed(session, district.officer) is not None


def test_what_a_message_does_not_list_is_counted(session: Session, district: District) -> None:
    several(session, district, 13)
    parcel = packed(session, district.officer)
    assert parcel is not None
    lines = parcel.text.splitlines()
    assert (lines[0], lines[SHOWN], lines[SHOWN + 1]) == (
        "🔔 UBND xã Ia Dom: nhắc 13 việc sắp đến hạn",
        lines[SHOWN],
        "… và 3 việc khác: /viec",
    )
    assert len(parcel.notices) == 13


TITLES = {
    "emoji without a space": "🎉" * 4000,
    "a thousand words": "kế hoạch khắc phục, nâng cao Chỉ số cải cách hành chính " * 80,
    "one long word": "x" * 4000,
    "markup and lines": "<b>*_`[x](y)\n\n" * 300,
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("count", [1, 2, 60])
def test_a_message_stays_short_whatever_the_titles_are(
    session: Session, district: District, title: str, count: int
) -> None:
    district.commune.name = "Ban Quản lý dự án đầu tư xây dựng và phát triển quỹ đất huyện Đức Cơ, tỉnh Gia Lai"
    found = several(session, district, count, title=title, overdue_from=at("2021-06-01"))
    for row in session.exec(select(Notification)).all():
        row.kind, row.stage = NoticeKind.OVERDUE, "overdue:19"
        item = session.get_one(Occurrence, row.occurrence_id)
        notice(session, district.coordinator, item, stage="escalated:overdue:19")
    rows = claims.claim(session, now=NOW, claim="hand", channel="telegram", chats=2)
    sent = pack(session, rows, claim="hand", now=NOW, calendar=CALENDAR)
    assert [(parcel.binding_id, len(parcel.notices)) for parcel in sent] == [
        (district.officer.id, count),
        (district.coordinator.id, count),
    ]
    assert [len(parcel.text) for parcel in sent if len(parcel.text) > LONGEST] == []
    assert [parcel.text for parcel in sent if title.split()[0][:20] not in parcel.text] == []
    assert len(item_codes.of_chat(session, district.officer.id)) == min(len(found), SHOWN)  # what is shown has a number


def test_the_coordinator_is_told_of_sixty_silent_agencies_in_one_short_message(
    session: Session, district: District
) -> None:
    for number in range(60):
        silent = agency(session, f"UBND xã Ia Lang số {number} của huyện Đức Cơ", parent=district.district)
        owed = item(session, duty(session, district.plan, silent, title=TITLES["a thousand words"]), silent)
        notice(session, district.coordinator, owed, stage="unreachable")
    parcel = packed(session, district.coordinator)
    assert parcel is not None
    assert len(parcel.text) <= LONGEST
    assert len(parcel.notices) == 60
    assert parcel.text.count("⚠️") == 1
    assert parcel.text.splitlines()[0] == "⚠️ Không gửi được nhắc hạn cho 60 cơ quan"
