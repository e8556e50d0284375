"""Who has not sent something: asked by a duty, by whoever oversees the agencies, on every channel."""

import io

import pytest
from openpyxl import load_workbook

from db.statuses import Role
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, EVERY_THURSDAY, LANG, NAN, PNON, duty, for_many, on_date, plan

COMMUNES = f'[[group]]\nkey = "cac-xa"\nname = "Các xã"\nmembers = {[DOM, PNON, LANG, NAN]}\n'
REMEDY = duty("III.1", "Gửi kế hoạch khắc phục", on_date("06/10/2021"), lead="cac-xa")
MONTHLY = 'kind = "monthly", day = 20, bound = "before"'
MONTH = duty("II.1", "Báo cáo tiến độ giải ngân tháng", MONTHLY, lead="cac-xa")
WEEK = duty("II.2", "Báo cáo tiến độ tuần", EVERY_THURSDAY, lead=LANG)


def told(office: Office, *people: Person) -> None:
    """Take everything that was sent so far as expected."""
    office.seen(*(message for person in people for message in person.chat.messages if message.author is None))


async def communes(office: Office) -> tuple[Person, Person, Person, Person]:
    """Return coordinator, Ia Dom, Ia Pnôn and Ia Nan on Friday 08/10/2021: the first has given the plan in time, the
    second late; the third's was sent back, and Ia Lang has no chat.
    """
    office.import_plan(plan(COMMUNES, REMEDY, MONTH, WEEK))
    people = (
        await office.coordinator(),
        await office.officer_of(DOM),
        await office.officer_of(PNON),
        await office.officer_of(NAN),
    )
    coordinator, dom, pnon, nan = people
    await office.until("2021-10-05 08:00")
    told(office, *people)
    await dom.writes("/viec")
    office.expects(dom, "1) Trước 06/10 – Gửi kế hoạch khắc phục")
    await dom.writes("xong 1")
    office.expects(dom, "Đã ghi nhận hoàn thành")
    await nan.writes("xong 1")
    office.expects(nan, "Đã ghi nhận hoàn thành")
    await office.until("2021-10-07 08:00")
    told(office, *people)
    await pnon.writes("xong 1")
    office.expects(pnon, "Đã ghi nhận hoàn thành", "quá hạn")
    await coordinator.writes("/choduyet")
    waiting = office.expects(coordinator, "Chờ xác nhận: 3 việc")
    [code] = [line[2:].split(")")[0] for line in waiting.text.splitlines() if "Ia Nan" in line]
    await coordinator.writes(f"trả lại {code} thiếu phụ lục")
    office.expects(coordinator, "Đã trả lại việc")
    office.expects(nan, "trả lại việc 1: thiếu phụ lục")
    await office.until("2021-10-08 08:00")
    told(office, *people)
    return people


PLAN = (
    "Gửi kế hoạch khắc phục (III.1, KH 9/KH-UBND): 2/4 đã nộp (1 quá hạn) (08:00 08/10/2021)\n"
    "Hạn: trước ngày 06/10/2021\n"
    "Chưa nộp 2: UBND xã Ia Lang, UBND xã Ia Nan (bị trả lại)"
)


@pytest.mark.parametrize(
    "text",
    [
        *("/ai kế hoạch khắc phục", "/ai III.1", "/ai mục iii.1", "ai chưa nộp kế hoạch khắc phục"),
        *("Ai chưa gửi kế hoạch khắc phục ạ?", "những xã nào chưa nộp kế hoạch khắc phục", "/ai khắc phục tháng 10"),
    ],
)
async def test_who_has_not_given_a_duty(office: Office, text: str) -> None:
    coordinator, *_ = await communes(office)
    await coordinator.writes(text)
    answer = office.expects(coordinator, PLAN)
    assert answer.text == PLAN
    office.nothing_else()


async def test_of_a_monthly_duty_the_period_is_the_one_that_is_due_or_the_one_that_is_named(office: Office) -> None:
    coordinator, *_ = await communes(office)
    await coordinator.writes("/ai giải ngân")
    office.expects(
        coordinator,
        "Báo cáo tiến độ giải ngân tháng (tháng 10/2021) (II.1, KH 9/KH-UBND): 0/4 đã nộp (08:00 08/10/2021)\n"
        "Hạn: trước ngày 20/10/2021\n"
        "Chưa nộp 4: UBND xã Ia Dom, UBND xã Ia Pnôn, UBND xã Ia Lang, UBND xã Ia Nan\n"
        "Kỳ khác: /ai II.1 <kỳ>",
    )
    await coordinator.writes("/ai giải ngân tháng 11")
    office.expects(coordinator, "giải ngân tháng (tháng 11/2021)", "0/4 đã nộp", "Hạn: trước ngày 20/11/2021")
    await coordinator.writes("/ai giải ngân quý IV")
    office.expects(
        coordinator,
        '"giải ngân quý IV": 3 mục khớp (08:00 08/10/2021)\n'
        "• II.1 – Báo cáo tiến độ giải ngân tháng (tháng 10/2021) – 0/4 đã nộp\n"
        "• II.1 – Báo cáo tiến độ giải ngân tháng (tháng 11/2021) – 0/4 đã nộp\n",
        "ví dụ /ai II.1 tháng 10/2021",
    )
    await coordinator.writes("/ai giải ngân tháng 8")
    office.expects(
        coordinator,
        "Không có kỳ nào từ 01/08/2021 đến 31/08/2021 của:\n• II.1 (KH 9/KH-UBND) – Báo cáo tiến độ giải ngân tháng",
    )
    office.nothing_else()


async def test_several_duties_are_listed_with_their_counts_and_none_with_the_nearest(office: Office) -> None:
    coordinator, *_ = await communes(office)
    await coordinator.writes("/ai báo cáo tiến độ")
    office.expects(
        coordinator,
        '"báo cáo tiến độ": 2 mục khớp (08:00 08/10/2021)\n'
        "• II.1 – Báo cáo tiến độ giải ngân tháng (tháng 10/2021) – 0/4 đã nộp\n"
        "• II.2 – Báo cáo tiến độ tuần (kỳ 07/10/2021) – 0/1 đã nộp\n"
        "Xem ai chưa nộp: /ai <việc hoặc mục> [kỳ], ví dụ /ai II.1",
    )
    await coordinator.writes("/ai kỳ 07/10")
    office.expects(coordinator, "Báo cáo tiến độ tuần (kỳ 07/10/2021) (II.2, KH 9/KH-UBND): 0/1 đã nộp")
    await coordinator.writes("/ai rà soát kế hoạch")
    office.expects(
        coordinator,
        'Không có việc nào đã có hạn khớp "rà soát kế hoạch". Gần nhất:\n• III.1 (KH 9/KH-UBND) – Gửi kế hoạch',
    )
    await coordinator.writes("/ai xyz")
    office.expects(coordinator, 'Không có việc nào đã có hạn khớp "xyz".\nGõ vài chữ của tên việc hoặc mục')
    for text in ("/ai", "ai chưa nộp?"):
        await coordinator.writes(text)
        office.expects(coordinator, "Cách dùng: /ai <việc hoặc mục> [kỳ] – ai đã nộp, ai chưa. Ví dụ: ")
    office.nothing_else()


async def test_a_leader_and_who_stands_in_for_the_coordinator_may_ask_and_see_their_own_scope(office: Office) -> None:
    coordinator, dom, *_ = await communes(office)
    leader = await office.officer_of("ubnd-huyen", Role.LEADER)
    await leader.writes("ai chưa nộp kế hoạch khắc phục")
    office.expects(leader, PLAN)
    theirs = await office.officer_of(PNON, Role.COORDINATOR, scope=PNON)
    await theirs.writes("/ai kế hoạch khắc phục")
    answer = office.expects(theirs, "1/1 đã nộp (1 quá hạn)", "Không còn cơ quan nào chưa nộp.")
    assert "Ia Nan" not in answer.text
    foreign = office.items("III.1", NAN)[0].occurrence.id
    await theirs.writes(f"/ai #{foreign}")
    office.expects(theirs, f'Chưa hiểu "#{foreign}" sau /ai.')
    await coordinator.writes("/uyquyen Cán bộ UBND xã Ia Dom đến 15/10")
    told(office, coordinator, dom)
    await dom.writes("ai chưa nộp kế hoạch khắc phục")
    office.expects(dom, PLAN)
    office.nothing_else()


async def test_an_officer_without_oversight_is_not_answered_as_if_by_a_command(office: Office) -> None:
    _, dom, *_ = await communes(office)
    await dom.writes("ai chưa nộp kế hoạch khắc phục")
    answer = office.expects(dom, "Chưa rõ ý nên chưa ghi nhận gì")
    assert "Ia Nan" not in answer.text
    await dom.writes("/ai kế hoạch khắc phục")
    office.expects(dom, "Lệnh này dành cho đơn vị đầu mối")
    office.nothing_else()


@on_telegram
async def test_who_has_not_given_it_comes_as_a_file_too_when_they_are_many(office: Office) -> None:
    office.import_plan(for_many(60, on_date("06/10/2021"))[0])
    coordinator, first = await office.coordinator(), await office.officer_of("xa-000")
    await office.until("2021-10-05 08:00")
    told(office, coordinator, first)
    await first.writes("xong 1, công văn số 45/BC-UBND")
    office.expects(first, "Đã ghi nhận hoàn thành")
    await office.until("2021-10-08 08:00")
    told(office, coordinator, first)
    await coordinator.writes("/ai kế hoạch khắc phục")
    answer = office.expects(
        coordinator,
        "1/60 đã nộp (08:00 08/10/2021)",
        "Chưa nộp 59, cơ quan 1–40: UBND xa-001, UBND xa-002, ",
        "… và 19 cơ quan nữa: trả lời XEM TIẾP",
        "Danh sách đủ 60 cơ quan: tệp kèm theo",
    )
    file = office.expects(coordinator, "Theo nhiệm vụ: 60 việc").file
    assert file
    heading, *rows = load_workbook(io.BytesIO(file.content)).worksheets[0].iter_rows(values_only=True)
    reported = heading.index("Báo hoàn thành lúc")
    assert [row[1] for row in rows] == [f"UBND xa-{number:03}" for number in range(60)]
    assert rows[0][reported + 1 : reported + 3] == ("đúng hạn", "số 45/BC-UBND")
    assert [row[reported] for row in rows[1:]] == [None] * 59
    await coordinator.presses("Xem tiếp", under=answer)
    rest = office.expects(coordinator, "Chưa nộp 59, cơ quan 41–59: UBND xa-041, ")
    assert "tệp" not in rest.text
    office.nothing_else()
