"""One incoming message: stored once, acted on by whoever may, answered in its own chat."""

import pytest
from sqlmodel import Session, col, select

from bots.channel import Incoming
from db.audit import By
from db.queries import item_codes
from db.statuses import BindingStatus, ItemStatus, Role
from db.tables import ChatBinding, Completion, InboundMessage, Notification, Occurrence, Officer
from reminders.chat.incoming import apologise, handle
from reminders.people.linking import GUESSES, issue_code
from tests.rows import NOW, District, a_district, agency, chat, chat_of, duty, item, notice

STRANGER = "Chat này chưa liên kết với cơ quan nào. Gửi mã liên kết 8 ký tự do đơn vị đầu mối cấp."


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def write(
    session: Session,
    to: ChatBinding | str,
    text: str,
    *,
    update_id: str | None = None,
    channel: str = "telegram",
    pressed: bool = False,
) -> list[tuple[int, str]]:
    """Write into a chat; return the new answers with the chat of each."""
    known = set(session.exec(select(Notification.id)).all())
    number = len(session.exec(select(InboundMessage)).all())
    message = Incoming(
        channel=channel,
        update_id=update_id or f"update-{number}",
        chat_id=to if isinstance(to, str) else to.chat_id,
        text=text,
        sent_at=NOW,
        pressed=pressed,
    )
    handle(session, message, now=NOW)
    rows = session.exec(select(Notification).order_by(col(Notification.id))).all()
    return [(row.binding_id, row.text or "") for row in rows if row.id not in known]


def answer(session: Session, to: ChatBinding | str, text: str, *, pressed: bool = False) -> str:
    """Write into a chat and return the one answer."""
    [(_, said)] = write(session, to, text, pressed=pressed)
    return said


def press(session: Session, to: ChatBinding, verb: str, about: Occurrence) -> str:
    return answer(session, to, f"{verb} #{about.id}", pressed=True)


def test_an_answer_is_urgent_and_leaves_at_once(session: Session, district: District) -> None:
    write(session, district.officer, "/help")
    [row] = session.exec(select(Notification)).all()
    assert (row.binding_id, row.send_at, row.is_urgent, row.occurrence_id) == (district.officer.id, NOW, True, None)


def test_the_same_update_is_acted_on_and_answered_once(session: Session, district: District) -> None:
    assert len(write(session, district.officer, "/viec", update_id="7")) == 1
    assert write(session, district.officer, "xong 1", update_id="7") == []
    assert session.exec(select(Completion)).all() == []


def test_updates_that_come_out_of_order_are_each_acted_on_once(session: Session, district: District) -> None:
    """An undo that overtakes its "done" undoes nothing; what is done later stays done."""
    write(session, district.officer, "/viec")
    assert [said[:18] for _, said in write(session, district.officer, "hủy 1", update_id="9")] == ["Không hủy được: vi"]
    assert len(write(session, district.officer, "xong 1", update_id="8")) == 1
    assert write(session, district.officer, "hủy 1", update_id="9") == []
    assert district.item.status is ItemStatus.SUBMITTED
    assert len(session.exec(select(Completion)).all()) == 1


def test_the_same_number_on_another_channel_is_another_update(session: Session, district: District) -> None:
    write(session, district.officer, "/help", update_id="7")
    assert len(write(session, "somebody", "/help", update_id="7", channel="zalo")) == 1


@pytest.mark.parametrize(
    "text", ["", "xin chào", "/start", "/viec", "/quahan", "xong 1", "xong #1", "/help", "🎉", "x" * 9000]
)
def test_a_stranger_learns_nothing_and_changes_nothing(session: Session, district: District, text: str) -> None:
    before = district.item.model_dump()
    assert answer(session, "somebody", text) == STRANGER
    assert answer(session, "somebody", text, pressed=True) == STRANGER
    session.refresh(district.item)
    assert district.item.model_dump() == before


def test_a_wrong_a_used_and_an_expired_code_are_answered_alike(session: Session, district: District) -> None:
    person = session.get_one(Officer, district.officer.officer_id)
    used = issue_code(session, person, By(actor="cli", now=NOW))
    write(session, "first", used)
    expired = issue_code(session, person, By(actor="cli", now=NOW.replace(year=2020)))
    said = {answer(session, "second", code) for code in (used, expired, "WRONG234")}
    assert len(said) == 1
    assert said.pop().startswith("Mã liên kết không đúng hoặc đã hết hạn.")


def test_a_code_links_the_chat_and_shows_what_the_agency_has_open(session: Session, district: District) -> None:
    person = session.get_one(Officer, district.officer.officer_id)
    (_, said), (first, warned) = write(session, "new", issue_code(session, person, By(actor="cli", now=NOW)))
    assert (first, warned.splitlines()[0]) == (
        district.officer.id,
        "Một chat Telegram khác vừa liên kết với tên Rơ Mah H'Bơ lúc 09:00 04/10/2021.",
    )
    assert said.splitlines()[:3] == [
        "Đã liên kết chat này với UBND xã Ia Dom (Rơ Mah H'Bơ).",
        "UBND xã Ia Dom: 1 việc đang mở",
        "1) Trước 06/10 – Gửi kế hoạch khắc phục – sắp đến hạn",
    ]
    assert answer(session, "new", "/viec").startswith("UBND xã Ia Dom: 1 việc đang mở")


def test_a_chat_that_guesses_is_told_how_long_to_wait(session: Session) -> None:
    said = [answer(session, "guessing", f"WRONG{n}34") for n in range(GUESSES + 1)]
    assert said[-1] == "Đã thử sai quá nhiều lần. Vui lòng thử lại sau 15 phút."


def test_a_linked_chat_is_not_linked_anew_unasked_and_the_code_stays_good(session: Session, district: District) -> None:
    other = session.get_one(Officer, district.coordinator.officer_id)
    code = issue_code(session, other, By(actor="cli", now=NOW))
    assert answer(session, district.officer, f"/start {code}").startswith(
        "Thêm vai: Rơ Mah H'Bơ, Phòng Nội vụ, bên cạnh UBND xã Ia Dom (Rơ Mah H'Bơ)? Chưa thay đổi gì."
    )
    own = issue_code(session, session.get_one(Officer, district.officer.officer_id), By(actor="cli", now=NOW))
    for used in (own, "ABCD2345"):
        assert answer(session, district.officer, f"/start {used}") == (
            "Chat này đã liên kết với UBND xã Ia Dom (Rơ Mah H'Bơ); mã vừa gửi chưa được dùng."
        )
    assert write(session, "new", f"/start {code}")[0][1].startswith("Đã liên kết chat này với Phòng Nội vụ")


def test_who_blocked_the_bot_and_writes_again_is_known_again(session: Session, district: District) -> None:
    gone = district.officer
    gone.status, gone.trouble = BindingStatus.GONE, "blocked"
    assert answer(session, district.officer, "/viec").startswith("UBND xã Ia Dom: 1 việc đang mở")
    assert (district.officer.status, district.officer.trouble) == (BindingStatus.LINKED, None)


def test_a_stranger_who_blocked_the_bot_stays_a_stranger(session: Session) -> None:
    gone = chat(session, None, "gone")
    gone.status = BindingStatus.GONE
    assert answer(session, gone, "/viec") == STRANGER
    assert gone.status is BindingStatus.STRANGER


def test_a_button_is_about_its_own_item_whatever_the_codes_are(session: Session, district: District) -> None:
    second = item(session, duty(session, district.plan, district.commune, title="Báo cáo quý"), district.commune)
    write(session, district.officer, "/viec")
    assert "Báo cáo quý" in press(session, district.officer, "xong", second)
    assert (second.status, district.item.status) == (ItemStatus.SUBMITTED, ItemStatus.OPEN)


def test_a_button_of_another_agencys_item_is_refused_without_a_word_about_it(
    session: Session, district: District
) -> None:
    other = agency(session, "UBND xã Ia Nan", parent=district.district)
    theirs = item(session, duty(session, district.plan, other, title="Bí mật"), other)
    said = [press(session, district.officer, verb, theirs) for verb in ("xong", "nhận", "duyệt")]
    assert [text for text in said if "Bí mật" in text or "Ia Nan" in text] == []
    assert theirs.status is ItemStatus.OPEN
    assert said[0] == answer(session, district.officer, "xong #4711", pressed=True)


def test_an_old_button_says_who_did_it_and_when(session: Session, district: District) -> None:
    press(session, district.officer, "xong", district.item)
    second = chat_of(session, district.commune)
    assert press(session, second, "xong", district.item).splitlines()[0] == (
        "Việc 1 không thay đổi: chờ xác nhận (Rơ Mah H'Bơ, 09:00 04/10/2021)."
    )
    assert len(session.exec(select(Completion)).all()) == 1


def test_what_is_done_is_told_with_its_code_title_and_deadline(session: Session, district: District) -> None:
    write(session, district.officer, "/viec")
    assert answer(session, district.officer, "xong 1").splitlines() == [
        "Đã ghi nhận hoàn thành lúc 09:00 04/10/2021 – đúng hạn.",
        "Mã 1: Gửi kế hoạch khắc phục (trước ngày 06/10/2021). Chờ Phòng Nội vụ xác nhận.",
        "Nhầm? Trả lời HỦY 1 trong 10 phút.",
    ]


def test_a_returned_item_is_told_to_every_chat_of_its_agency_with_the_reason(
    session: Session, district: District
) -> None:
    second = chat_of(session, district.commune)
    press(session, district.officer, "xong", district.item)
    write(session, district.coordinator, "/viec")
    [(_, listed)] = write(session, district.coordinator, "/quahan")
    assert listed.startswith("Không có việc nào quá hạn")
    notice(session, district.coordinator, text="x")
    said = return_item(session, district, "thiếu phụ lục số liệu")
    told = {binding: text.splitlines()[0] for binding, text in said}
    assert told[district.officer.id] == "Phòng Nội vụ trả lại việc 1: thiếu phụ lục số liệu."
    assert told[second.id] == "Phòng Nội vụ trả lại việc 1: thiếu phụ lục số liệu."
    assert told[district.coordinator.id].startswith("Đã trả lại việc 1 cho UBND xã Ia Dom")
    assert district.item.status is ItemStatus.RETURNED


def return_item(session: Session, district: District, reason: str) -> list[tuple[int, str]]:
    """Return the item as the coordinator; a submitted item is in no list, so its code is given here."""
    item_codes.give(session, district.coordinator.id, [district.item.id], now=NOW)
    return write(session, district.coordinator, f"trả lại 1 {reason}")


def test_an_officer_may_not_return(session: Session, district: District) -> None:
    write(session, district.officer, "/viec")
    press(session, district.officer, "xong", district.item)
    assert answer(session, district.officer, "trả lại 1 chưa đạt") == (
        "Lệnh này dành cho đơn vị đầu mối. Xem các lệnh: /help"
    )
    assert district.item.status is ItemStatus.SUBMITTED


def test_rights_are_those_of_the_moment(session: Session, district: District) -> None:
    press(session, district.officer, "xong", district.item)
    session.get_one(Officer, district.coordinator.officer_id).role = Role.LEADER
    assert [text for _, text in return_item(session, district, "chưa đạt")] == [
        "Lệnh này dành cho đơn vị đầu mối. Xem các lệnh: /help"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "xong " + " ".join(str(number) for number in range(1, 400)),
        "xong 1 " + "x" * 100_000,
        "trả lại 1 " + "vì thiếu phụ lục " * 500,
        "/quahan " + "Ia Dom " * 500,
        "🎉" * 50_000,
        "\x00\u202e\ufeff" * 400,
    ],
    ids=["codes", "a long tail", "a long reason", "a long name", "emoji", "control signs"],
)
def test_no_text_makes_a_long_answer(session: Session, district: District, text: str) -> None:
    write(session, district.coordinator, "/viec")
    for to in (district.officer, district.coordinator):
        assert [len(said) for _, said in write(session, to, text) if len(said) > 2000] == []


def test_an_apology_counts_the_message_as_received(session: Session, district: District) -> None:
    message = Incoming(channel="telegram", update_id="7", chat_id=district.officer.chat_id, text="xong 1", sent_at=NOW)
    apologise(session, message, now=NOW)
    handle(session, message, now=NOW)
    assert [row.text for row in session.exec(select(Notification)).all()] == [
        "Hệ thống gặp lỗi khi xử lý tin này nên chưa ghi nhận gì. Vui lòng gửi lại sau ít phút."
    ]
