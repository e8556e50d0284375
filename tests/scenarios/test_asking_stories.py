"""What is asked: how far everybody is in a span of days. What is not understood is said."""

import pytest

from db.statuses import Role
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, PNON, SUBMISSION, WEEKLY, duty, on_date, plan

THEIRS = duty("3", "Việc của Ia Pnôn", on_date("06/10/2021"), lead=PNON)


def told(office: Office, *people: Person) -> None:
    """Take everything that was sent so far as expected."""
    office.seen(*(message for person in people for message in person.chat.messages if message.author is None))


async def in_october(office: Office) -> tuple[Person, Person, Person]:
    """Return coordinator, Ia Dom and Ia Pnôn on Friday 08/10/2021: the latter has done its task too late."""
    office.import_plan(plan(SUBMISSION, THEIRS, WEEKLY))
    people = await office.coordinator(), await office.officer_of(DOM), await office.officer_of(PNON)
    await office.until("2021-10-07 08:00")
    told(office, *people)
    await people[2].writes("xong 1")
    office.expects(people[2], "Đã ghi nhận hoàn thành")
    await office.until("2021-10-08 08:00")
    told(office, *people)
    return people


async def test_the_progress_of_a_quarter_of_a_month_and_of_an_agency(office: Office) -> None:
    coordinator, _, _ = await in_october(office)
    await coordinator.writes("/tiendo quý IV")
    office.expects(
        coordinator,
        "Tiến độ UBND huyện Đức Cơ, hạn từ 01/10/2021 đến 31/12/2021 (08:00 08/10/2021): "
        "1/14 việc đã hoàn thành, 0 đúng hạn, 1 quá hạn\n"
        "13 chưa hoàn thành (2 quá hạn), 1 chờ xác nhận, đôn đốc 5 lần\n"
        "• UBND xã Ia Dom: 0/13 hoàn thành, 13 chưa hoàn thành (2 quá hạn), đôn đốc 3 lần\n"
        "• UBND xã Ia Pnôn: 1/1 hoàn thành (1 quá hạn), 1 chờ xác nhận, đôn đốc 2 lần\n"
        "Việc có hạn từ 30/12/2021 chưa được lập đủ nên chưa tính hết.\n",
    )
    await coordinator.writes("/tiendo Ia Pnôn quý IV 2021")
    office.expects(
        coordinator,
        "Tiến độ UBND xã Ia Pnôn, hạn từ 01/10/2021 đến 31/12/2021 (08:00 08/10/2021): 1/1 việc đã hoàn thành",
    )
    await coordinator.writes("/tiendo tháng 11 Ia Dom")
    office.expects(coordinator, "Tiến độ UBND xã Ia Dom, hạn từ 01/11/2021 đến 30/11/2021", "0/4 việc đã hoàn thành")
    await coordinator.writes("/tiendo từ 1/10 đến 6/10")
    office.expects(coordinator, "hạn từ 01/10/2021 đến 06/10/2021", "1/2 việc đã hoàn thành")
    await coordinator.writes("/tiendo Ia Pnôn")
    office.expects(coordinator, "Tiến độ UBND xã Ia Pnôn (08:00 08/10/2021): 1/1 việc đến hạn đã hoàn thành")
    await coordinator.writes("/tiendo Ia Pnôn tháng 11")
    office.expects(
        coordinator, "Tiến độ UBND xã Ia Pnôn (08:00 08/10/2021): không có việc nào có hạn từ 01/11/2021 đến 30/11/2021"
    )
    office.nothing_else()


async def test_an_officer_asks_for_a_span_of_the_own_agency_and_of_no_other(office: Office) -> None:
    _, dom, _ = await in_october(office)
    await dom.writes("/tiendo quý IV")
    answer = office.expects(dom, "Tiến độ UBND xã Ia Dom, hạn từ 01/10/2021", "0/13 việc đã hoàn thành")
    assert "Pnôn" not in answer.text
    await dom.writes("/tiendo Ia Pnôn quý IV")
    office.expects(dom, 'Chưa hiểu "Ia Pnôn" sau /tiendo.\nCách dùng: /tiendo [kỳ] – tiến độ. Ví dụ: ')
    office.nothing_else()


async def test_the_pages_of_a_span_go_on_with_it(office: Office) -> None:
    agencies = [f'[[agency]]\nkey = "xa-{n:02}"\nname = "UBND xã {n:02}"\nparent = "ubnd-huyen"\n' for n in range(25)]
    duties = [duty(str(number), "Báo cáo", on_date("12/10/2021"), lead=f"xa-{number:02}") for number in range(25)]
    office.import_plan(plan(*agencies, *duties))
    coordinator = await office.coordinator()
    await coordinator.writes("/tiendo tháng 10")
    office.expects(coordinator, "0/25 việc đã hoàn thành", "cơ quan 1–20\n", "• UBND xã 00: 0/1 hoàn thành")
    await coordinator.chooses("Xem tiếp", "xem tiếp")
    office.expects(coordinator, "hạn từ 01/10/2021 đến 31/10/2021", "cơ quan 21–25\n", "• UBND xã 24: 0/1 hoàn thành")
    office.nothing_else()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/tiendo abc", 'Chưa hiểu "abc" sau /tiendo.\nCách dùng: /tiendo [cơ quan] [kỳ] – tiến độ. Ví dụ: '),
        ("/tiendo Ia Pnôn tháng 13", 'Chưa hiểu "Ia Pnôn tháng 13" sau /tiendo.'),
        ("/tiendo xã quý IV", '"xã" có thể là: UBND xã Ia Dom; '),
        ("/choduyet abc", 'Chưa hiểu "abc" sau /choduyet.\nCách dùng: /choduyet – việc chờ xác nhận'),
        ("/khonglienlac abc", 'Chưa hiểu "abc" sau /khonglienlac.'),
        ("/viec 3", 'Chưa hiểu "3" sau /viec.\nCách dùng: /viec – việc của cơ quan mình'),
        ("/saphan abc", 'Chưa hiểu "abc" sau /saphan.\nCách dùng: /saphan [số ngày]'),
        ("/bantin abc", 'Chưa hiểu "abc" sau /bantin.\nCách dùng: /bantin [bật|tắt] – bản tin'),
        ("/help abc", 'Chưa hiểu "abc" sau /help.'),
        ("/visao abc", 'Chưa hiểu "abc" sau /visao.\nCách dùng: /visao <mã> – diễn biến'),
        ("/quahan abc", 'Không tìm thấy cơ quan "abc"'),
        ("/nhac abc", 'Không tìm thấy cơ quan "abc"'),
        ("/huylienket abc", 'Chưa hiểu "abc" sau /huylienket.'),
    ],
)
async def test_what_means_nothing_after_a_command_is_said(office: Office, text: str, answer: str) -> None:
    office.import_plan(plan(SUBMISSION))
    coordinator = await office.coordinator()
    await coordinator.writes(text)
    office.expects(coordinator, answer)
    office.nothing_else()


async def test_a_command_of_others_is_refused_whatever_follows_it(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    leader = await office.officer_of("ubnd-huyen", Role.LEADER)
    await leader.writes("/choduyet abc")
    office.expects(leader, "Lệnh này dành cho đơn vị đầu mối")
    office.nothing_else()


async def test_what_waits_says_what_is_asked(office: Office) -> None:
    titles = ("Báo cáo một", "Báo cáo hai", "Báo cáo ba", "Báo cáo bốn")
    duties = [duty(str(number), title, on_date("06/10/2021")) for number, title in enumerate(titles, start=1)]
    office.import_plan(plan(*duties))
    coordinator, dom = await office.coordinator(), await office.officer_of(DOM)
    await office.until("2021-10-05 08:00")
    for text in (
        "gia hạn 1 đến 12/12 vì chờ số liệu",
        "xong 2, công văn số 45/BC-UBND",
        "việc 3 không phải của xã em, của phòng Tư pháp",
        "gia hạn 4 đến 15/1/2022",
    ):
        await dom.writes(text)
    told(office, coordinator, dom)
    await coordinator.writes("/choduyet")
    answer = office.expects(coordinator, "Chờ xác nhận: 4 việc của 1 cơ quan")
    rows = {line.split(" – ")[1][:11].strip(): line.split(" – ")[-1] for line in answer.text.splitlines()[1:5]}
    assert rows == {
        "Báo cáo một": "xin gia hạn đến 12/12 (chờ số liệu)",
        "Báo cáo hai": "báo hoàn thành 05/10, đúng hạn (số 45/BC-UBND)",
        "Báo cáo ba": "báo không phải việc của mình: của phòng Tư pháp",
        "Báo cáo bốn": "xin gia hạn đến 15/01/2022",
    }
    office.nothing_else()
