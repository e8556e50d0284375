"""A message that is edited is read again within ten minutes; a forwarded one says nothing."""

from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from bots.sandbox.chats import Kind
from bots.sandbox.files import ChatFile
from db.engine import reading
from db.statuses import Role
from db.tables import AuditEntry, Evidence
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, SUBMISSION, WEEKLY, duty, on_date, plan

DAY = on_date("06/10/2021")
THREE = [SUBMISSION, duty("2", "Lập danh sách hộ nghèo", DAY), duty("3", "Rà soát thủ tục", DAY)]
PHOTO = ChatFile(name="anh.jpg", content=b"\xff\xd8 anh", media_type="image/jpeg")

pytestmark = on_telegram


async def reminded(office: Office, *duties: str) -> Person:
    """Return an officer who has been told of three items, with the codes 1, 2, 3."""
    office.import_plan(plan(*(duties or THREE)))
    dom = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    await office.until("2021-09-24 08:00")
    office.expects(dom, sent="2021-09-24 07:00")
    return dom


def entries(office: Office) -> int:
    """Return how much the log says."""
    with reading(office.engine) as session:
        return session.exec(select(func.count(col(AuditEntry.id)))).one()


def statuses(office: Office) -> list[str]:
    return [office.items(clause)[0].occurrence.status.value for clause in ("1", "2", "3")]


async def test_a_mistyped_message_counts_as_corrected(office: Office) -> None:
    dom = await reminded(office)
    await dom.writes("xnog 1")
    office.expects(dom, "Chưa rõ ý")
    await dom.edits("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 1")
    assert statuses(office) == ["submitted", "open", "open"]
    office.nothing_else()


async def test_what_the_first_words_did_is_taken_back_and_said(office: Office) -> None:
    dom = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 1")
    await dom.edits("xong 2")
    office.expects(dom, "Đã hủy: việc 1 trở lại như trước", "Đã ghi nhận hoàn thành", "Mã 2")
    assert statuses(office) == ["open", "submitted", "open"]
    await dom.edits("xong 3")
    office.expects(dom, "Đã hủy: việc 2 trở lại như trước", "Đã ghi nhận hoàn thành", "Mã 3")
    assert statuses(office) == ["open", "open", "submitted"]
    office.nothing_else()


async def test_what_the_new_words_say_again_is_not_told_as_taken_back(office: Office) -> None:
    dom = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await dom.edits("xong 1 và 2")
    answer = office.expects(dom, "Đã ghi nhận hoàn thành 2 việc")
    assert "Đã hủy" not in answer.text
    assert statuses(office) == ["submitted", "submitted", "open"]
    office.nothing_else()


@pytest.mark.parametrize("words", ["Xong 1.", "xong 1 ạ", "XONG 1", "đã xong việc 1", "xong  1"])
async def test_other_words_for_the_same_get_no_answer_and_change_nothing(office: Office, words: str) -> None:
    dom = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    before = entries(office)
    await dom.edits(words)
    assert (statuses(office), entries(office)) == (["submitted", "open", "open"], before)
    await dom.edits("chưa xong 1")
    office.expects(dom, "Đã hủy: việc 1 trở lại như trước", "chưa xong")
    assert statuses(office) == ["open", "open", "open"]
    office.nothing_else()


@pytest.mark.parametrize("words", ["xong 1 chưa nhỉ", "xong 1?", "ủa nhầm"])
async def test_words_that_are_not_understood_take_back_what_was(office: Office, words: str) -> None:
    dom = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await dom.edits(words)
    office.expects(dom, "Đã hủy: việc 1 trở lại như trước")
    assert statuses(office) == ["open", "open", "open"]
    office.nothing_else()


async def test_ten_minutes_later_an_edit_does_not_count_and_is_told_so(office: Office) -> None:
    dom = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.run_until(office.now + timedelta(minutes=11))
    await dom.edits("Xong 1")
    await dom.edits("xong 2")
    office.expects(dom, "Tin đã gửi quá 10 phút nên sửa không còn tính")
    assert statuses(office) == ["submitted", "open", "open"]
    office.nothing_else()


async def test_within_ten_minutes_it_does(office: Office) -> None:
    dom = await reminded(office)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await office.run_until(office.now + timedelta(minutes=9))
    await dom.edits("xong 2")
    office.expects(dom, "Đã hủy: việc 1", "Mã 2")
    assert statuses(office) == ["open", "submitted", "open"]
    office.nothing_else()


async def test_what_somebody_did_since_is_not_taken_back(office: Office) -> None:
    office.import_plan(plan(*THREE))
    bo = await office.officer_of(DOM, name="Rơ Mah H'Bơ")
    hyin = await office.officer_of(DOM, name="Siu Hyin")
    await office.until("2021-09-24 08:00")
    for person in (bo, hyin):
        office.expects(person, "3 việc")
    await bo.writes("nhận 1")
    office.expects(bo, "đã nhận việc 1")
    await hyin.writes("xong 1")
    office.expects(hyin, "Đã ghi nhận hoàn thành")
    office.expects(bo, "đã được Siu Hyin báo hoàn thành")
    await bo.edits("nhận 2")
    office.expects(bo, "Việc 1 vẫn như đã ghi theo tin trước khi sửa: chờ xác nhận", "đã nhận việc 2")
    assert statuses(office) == ["submitted", "acknowledged", "open"]
    office.nothing_else()


async def test_what_a_coordinator_decided_stands_and_the_new_words_are_done_too(office: Office) -> None:
    office.import_plan(plan(*THREE))
    coordinator = await office.coordinator()
    dom = await reminded(office)
    await dom.writes("xong 1, 2")
    office.expects(dom, "Đã ghi nhận hoàn thành 2 việc")
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "1)", "2)")
    await coordinator.writes("duyệt 1")
    office.expects(coordinator, "1")
    await coordinator.edits("duyệt 2")
    office.expects(coordinator, "Việc 1 vẫn như đã ghi theo tin trước khi sửa", "2")
    assert statuses(office) == ["accepted", "accepted", "open"]


async def test_a_request_for_more_time_is_asked_anew(office: Office) -> None:
    office.import_plan(plan(*THREE))
    coordinator = await office.coordinator()
    dom = await reminded(office)
    await dom.writes("gia hạn 1 đến 10/10")
    office.expects(dom, "10/10/2021")
    office.expects(coordinator, "10/10/2021")
    await dom.edits("gia hạn 1 đến 12/10")
    answer = office.expects(dom, "12/10/2021")
    assert "rút lại" not in answer.text
    office.expects(coordinator, "12/10/2021")
    office.expects(coordinator, "rút lại đề nghị gia hạn")
    office.nothing_else()


async def test_the_file_of_an_edited_message_goes_with_its_words(office: Office) -> None:
    dom = await reminded(office)
    await dom.sends("xong 1", PHOTO)
    office.expects(dom, "Đã ghi nhận hoàn thành", "1 tệp minh chứng")
    await dom.edits("xong 2")
    office.expects(dom, "Đã hủy: việc 1", "Mã 2", "1 tệp minh chứng")
    with reading(office.engine) as session:
        [row] = session.exec(select(Evidence)).all()
    assert row.occurrence_id == office.items("2")[0].occurrence.id
    await dom.edits("ủa nhầm")
    assert "Chưa rõ ý nên chưa ghi nhận gì. Hiện" not in office.expects(dom, "Đã hủy: việc 2", "Tệp").text
    with reading(office.engine) as session:
        assert [row.occurrence_id for row in session.exec(select(Evidence)).all()] == [None]
    office.nothing_else()


async def test_a_strangers_code_may_be_corrected(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    stranger = office.stranger("Rơ Mah H'Bơ")
    code = office.link_code(office.add_officer(DOM, name="Rơ Mah H'Bơ"))
    await stranger.writes(code[:7])
    office.expects(stranger, "Chat này chưa liên kết")
    await stranger.edits(code)
    office.expects(stranger, "Đã liên kết chat này")
    office.nothing_else()


async def test_an_edit_of_what_never_arrived_counts_while_it_is_young(office: Office) -> None:
    office.import_plan(plan(*THREE))
    group = await office.link(office.add_officer(DOM), kind=Kind.GROUP)
    group.chat.bot.hears_groups = False
    await office.until("2021-09-24 08:00")
    office.expects(group, "3 việc")
    unheard = office.world.write(group.chat.id, "xong 1")
    old = office.world.write(group.chat.id, "xong 2")
    await office.handled(lambda: office.world.edit(group.chat.id, unheard.id, "/xong 1"))
    office.expects(group, "Đã ghi nhận hoàn thành", "Mã 1")
    await office.run_until(office.now + timedelta(minutes=11))
    await office.handled(lambda: office.world.edit(group.chat.id, old.id, "/xong 2"))
    assert statuses(office) == ["submitted", "open", "open"]
    office.nothing_else()


async def test_a_forwarded_reminder_changes_nothing(office: Office) -> None:
    dom = await reminded(office, SUBMISSION, WEEKLY)
    reminders = [message for message in dom.chat.messages if message.author is None]
    for message in reminders:
        await dom.forwards(message)
        office.expects(dom, "Tin chuyển tiếp không tính là câu trả lời nên chưa ghi nhận gì.")
    assert office.items("1")[0].occurrence.status.value == "open"
    office.nothing_else()


async def test_what_somebody_else_wrote_is_no_answer_when_it_is_forwarded(office: Office) -> None:
    dom = await reminded(office)
    hyin = office.stranger("Siu Hyin")
    await hyin.writes("xong 1")
    await dom.forwards(hyin.chat.messages[0])
    office.expects(dom, "Tin chuyển tiếp")
    assert statuses(office) == ["open", "open", "open"]


async def test_a_forwarded_file_is_evidence_and_its_caption_is_not_heard(office: Office) -> None:
    dom = await reminded(office)
    hyin = office.stranger("Siu Hyin")
    await hyin.sends("xong 1", PHOTO)
    await dom.forwards(hyin.chat.messages[0])
    office.expects(dom, "Tệp này là minh chứng cho việc nào?")
    assert statuses(office) == ["open", "open", "open"]
    with reading(office.engine) as session:
        assert [row.occurrence_id for row in session.exec(select(Evidence)).all()] == [None]


async def test_a_forwarded_code_links(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator = await office.officer_of("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen")
    stranger = office.stranger("Rơ Mah H'Bơ")
    code = office.link_code(office.add_officer(DOM, name="Rơ Mah H'Bơ"))
    await stranger.forwards(office.world.send(coordinator.chat, f"• Rơ Mah H'Bơ: {code}"))
    office.expects(stranger, "Đã liên kết chat này")
