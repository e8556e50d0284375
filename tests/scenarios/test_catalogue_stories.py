"""One duty told with minimal content, from the welcome to the coordinator's decision."""

from collections.abc import Iterator

import pytest

from db.statuses import Role
from reminders.messages import speaking
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

SECRETS = ("UBND", "Phòng Nội vụ", "Rơ Mah", "KH 9", "mục 1", "mất điện", "thiếu phụ lục", "45/BC")


@pytest.fixture
def minimal() -> Iterator[None]:
    """The office lets the platform know as little as is useful."""
    with speaking(minimal=True):
        yield


async def linked(office: Office, officer: int, *welcome: str) -> Person:
    """Return an officer after the welcome, which is not the one that `Office.link` expects."""
    person = office.stranger("Rơ Mah H'Bơ")
    await person.writes(office.link_code(officer))
    office.expects(person, *welcome)
    return person


@pytest.mark.usefixtures("minimal")
async def test_with_minimal_content_no_name_source_or_reason_leaves_for_the_agency(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021"), lead=PNON)))
    dom = await linked(office, office.add_officer(DOM, name="Rơ Mah H'Bơ"), "Đã liên kết chat này.")
    overseer = office.add_officer("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen")
    coordinator = await linked(office, overseer, "Đã liên kết chat này.")

    await office.until("2021-10-06 09:00")
    told = [message for message in dom.chat.messages if message.author is None]
    assert told[-1].text == (
        "⚠️ Quá hạn – đôn đốc lần 1: Gửi kế hoạch khắc phục\n"
        "Hạn: trước ngày 06/10/2021. Chưa nhận được báo hoàn thành.\n"
        "Mã 1 · Trả lời: XONG 1 · GIA HẠN 1 <ngày> · LÝ DO 1 <nội dung>"
    )
    await dom.writes("lý do 1 mất điện")
    await coordinator.writes("/quahan")
    office.seen(*(message for person in (dom, coordinator) for message in person.chat.messages[:-1]))
    office.expects(
        coordinator, "• 1) UBND xã Ia Dom – Gửi kế hoạch khắc phục – hạn trước ngày 06/10/2021", "đã giải trình"
    )
    await dom.writes("gia hạn 1 đến 15/10 vì mất điện")
    await coordinator.writes("từ chối 1 thiếu phụ lục")
    await dom.writes("xong 1, số 45/BC-UBND")
    await coordinator.writes("trả lại 1 thiếu phụ lục")
    office.seen(*(message for person in (dom, coordinator) for message in person.chat.messages[:-1]))
    office.expects(dom, "Đơn vị đầu mối trả lại việc 1: cần bổ sung.", "Trả lời XONG 1 khi đã bổ sung")
    office.expects(coordinator, "Đã trả lại việc 1 cho UBND xã Ia Dom")
    office.nothing_else()
    to_agency = [message.text for message in dom.chat.messages if message.author is None]
    to_coordinator = [message.text for message in coordinator.chat.messages if message.author is None]
    assert [secret for secret in SECRETS for text in to_agency if secret in text] == []
    assert [secret for secret in SECRETS[2:] for text in to_coordinator if secret in text] == []
