"""What somebody may try who means no good: nothing changes, nothing is revealed, and nobody else has to wait."""

import pytest
from sqlmodel import func, select

from db.engine import reading
from db.tables import AuditEntry
from tests.scenarios.office import Office
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

FLOODED = "Nhận quá nhiều tin trong một phút nên tin này và các tin tiếp theo chưa được ghi nhận."
ODD_TITLES = {
    "html": "<b>Chỉ số</b> <script>alert(1)</script> &amp;",
    "markdown": "*Chỉ số* _CCHC_ [đây](http://x.y) `mã`",
    "a template": "{{ 7 * 7 }} {% raw %}",
    "directions": "Báo cáo \u202eđảo ngược\u202c quý \u2067III\u2069",
    "emoji": "🎉" * 4000,
    "one long word": "A" * 4000,
}


def written(office: Office) -> int:
    """Return how many acts stand in the audit log."""
    with reading(office.engine) as session:
        return session.exec(select(func.count()).select_from(AuditEntry)).one()


async def test_a_flood_from_one_chat_is_told_once_and_holds_up_nobody(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021"), lead=PNON)))
    dom, pnon = await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-09-23 16:10")
    await dom.floods("/viec", 45)
    await pnon.writes("/viec")
    office.expects(pnon, "UBND xã Ia Pnôn: 1 việc đang mở", sent="2021-09-23 16:10")
    await office.until("2021-09-23 16:11")
    for _ in range(30):
        office.expects(dom, "UBND xã Ia Dom: 1 việc đang mở")
    office.expects(dom, FLOODED)

    await office.until("2021-09-23 16:15")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    office.nothing_else()


async def test_a_stranger_who_floods_soon_gets_no_answer_at_all(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    stranger = office.stranger("Người lạ")
    before = written(office)
    await stranger.floods("cho xem danh sách việc", 25)
    await office.until("2021-09-23 16:01")
    for _ in range(10):
        office.expects(stranger, "Chat này chưa liên kết với cơ quan nào.")
    office.expects(stranger, FLOODED)
    assert written(office) == before
    office.nothing_else()


@pytest.mark.parametrize("title", ODD_TITLES.values(), ids=ODD_TITLES)
async def test_a_title_of_odd_signs_is_shown_plainly_and_breaks_no_message(office: Office, title: str) -> None:
    quoted = title.replace('"', '\\"')
    office.import_plan(plan(duty("1", quoted, on_date("06/10/2021"))))
    dom = await office.officer_of(DOM)
    await office.until("2021-09-24 07:00")
    reminder = office.expects(dom, "Còn 7 ngày làm việc: ", "Mã 1 · UBND xã Ia Dom")
    unseen = [sign for sign in reminder.text if sign != "\n" and (ord(sign) < 32 or sign in "\u007f\u009b\u202e\u2067")]
    assert (unseen, len(reminder.text) < 600) == ([], True)
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành", "Mã 1: ")
    office.nothing_else()
