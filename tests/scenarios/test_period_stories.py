"""A number that stands for several late periods of one duty: which of them are done is asked, and only those are."""

from datetime import timedelta

import pytest

from bots.sandbox.files import ChatFile
from db.engine import reading
from db.queries import evidence
from tests.scenarios.office import Office, Person, on_telegram
from tests.scenarios.small_plans import DOM, EVERY_THURSDAY, PNON, duty, on_date, plan

WEEKLY = duty("1", "Báo cáo giải ngân", EVERY_THURSDAY)
ALSO_WEEKLY = duty("3", "Báo cáo dịch bệnh", EVERY_THURSDAY)
ONCE = duty("2", "Rà soát", on_date("08/10/2021"))
OPEN, DONE = "open", "submitted"
PHOTO = ChatFile(name="anh.jpg", content=b"\xff\xd8 an image", media_type="image/jpeg")


async def owing_three_weeks(office: Office, *duties: str, until: str = "2021-10-18 08:00") -> Person:
    """Return an officer who has read the morning's đôn đốc of three weeks that are owed, and the list of what is."""
    office.import_plan(plan(WEEKLY, *duties))
    dom = await office.officer_of(DOM)
    await office.until(until)
    await dom.writes("/viec")
    office.seen(*(m for m in dom.chat.messages if m.author is None))
    return dom


def standing(office: Office, clause: str = "1") -> list[str]:
    """Return where the weeks of 30/09, 07/10 and 14/10 stand, and any other that is not open."""
    found = [item.occurrence.status.value for item in office.items(clause)]
    return found[:3] + [one for one in found[3:] if one != OPEN]


def code(person: Person, words: str) -> str:
    """Return the number of the last line that has some words in it."""
    lines = [line for message in person.chat.messages if message.author is None for line in message.text.splitlines()]
    lines = [line.removeprefix("• ") for line in reversed(lines) if words in line]
    return next(line.split(")")[0] for line in lines if ")" in line[:4])


async def asked(office: Office, dom: Person, words: str = "xong {}") -> list[str]:
    """Return the numbers of the three weeks, the newest first, of somebody who has reported the group done."""
    await dom.writes(words.format(code(dom, "nợ 3 kỳ")))
    text = office.expects(dom, "kỳ nào? Chưa ghi nhận gì.", "Báo cáo giải ngân: nợ 3 kỳ, kỳ 30/09–14/10").text
    assert standing(office) == [OPEN] * 3
    return [line.split(")")[0] for line in text.splitlines() if ") kỳ" in line[:6]]


async def test_a_number_of_several_periods_is_asked_and_a_yes_settles_them_all(office: Office) -> None:
    dom = await owing_three_weeks(office)
    await asked(office, dom)
    await dom.writes("đúng")
    office.expects(dom, "Đã ghi nhận hoàn thành 3 việc")
    assert standing(office) == [DONE] * 3
    office.nothing_else()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{0}, {2}", [DONE, OPEN, DONE]),
        ("{0}", [OPEN, OPEN, DONE]),
        ("cả 3 kỳ ạ", [DONE] * 3),
        ("kỳ 30/09 và 07/10", [DONE, DONE, OPEN]),
        ("30/09-07/10", [DONE, DONE, OPEN]),
        ("kỳ mới nhất thôi", [OPEN, OPEN, DONE]),
        ("tuần 40", [OPEN, DONE, OPEN]),
        ("không", [OPEN] * 3),
    ],
)
async def test_the_answer_names_lines_or_periods(office: Office, words: str, expected: list[str]) -> None:
    dom = await owing_three_weeks(office)
    await dom.writes(words.format(*await asked(office, dom)))
    office.expects(dom, "Đã ghi nhận hoàn thành" if DONE in expected else "chưa ghi nhận gì")
    assert standing(office) == expected
    office.nothing_else()


@on_telegram
async def test_the_button_settles_all_that_was_listed_and_nothing_that_became_late_since(office: Office) -> None:
    dom = await owing_three_weeks(office, until="2021-10-21 08:00")
    await asked(office, dom, "không phát sinh {}")
    question = dom.chat.messages[-1]
    await office.until("2021-10-22 06:30")
    office.seen(*(m for m in dom.chat.messages if m.author is None))
    await dom.presses("Đúng", under=question)
    office.expects(dom, "Đã ghi nhận hoàn thành 3 việc (không phát sinh)")
    assert standing(office) == [DONE] * 3
    office.nothing_else()


async def test_what_was_not_listed_is_asked_again_and_completes_nothing(office: Office) -> None:
    dom = await owing_three_weeks(office, ONCE)
    newest, *_ = await asked(office, dom)
    for words in (code(dom, "Rà soát"), f"{newest}, {code(dom, 'Rà soát')}", "38, 40"):
        await dom.writes(words)
        office.expects(dom, "Chưa rõ là dòng nào, nên chưa ghi nhận gì.", f'"việc {newest}"')
        assert standing(office) + standing(office, "2") == [OPEN] * 4
    await dom.writes("đúng")
    office.expects(dom, "Đã ghi nhận hoàn thành 3 việc")
    assert standing(office) + standing(office, "2") == [DONE] * 3 + [OPEN]
    office.nothing_else()


async def test_a_number_chosen_for_another_question_still_asks_which_periods(office: Office) -> None:
    dom = await owing_three_weeks(office, ONCE)
    await dom.writes("xong")
    office.expects(dom, "Xong việc nào?")
    await asked(office, dom, "{}")
    office.nothing_else()


async def test_the_number_of_an_older_list_means_what_was_owed_then(office: Office) -> None:
    dom = await owing_three_weeks(office)
    number = code(dom, "nợ 3 kỳ")
    await office.until("2021-10-22 08:00")
    await dom.writes("/viec")
    office.seen(*(m for m in dom.chat.messages if m.author is None))
    assert code(dom, "nợ 4 kỳ") != number
    await dom.writes(f"xong {number}")
    office.expects(dom, "Xong kỳ nào?", "nợ 3 kỳ, kỳ 30/09–14/10")
    office.nothing_else()


async def test_periods_named_with_the_number_are_confirmed_where_they_are_several(office: Office) -> None:
    dom = await owing_three_weeks(office)
    number = code(dom, "nợ 3 kỳ")
    await dom.writes(f"xong {number} kỳ 07/10")
    office.expects(dom, "Đã ghi nhận hoàn thành lúc")
    assert standing(office) == [OPEN, DONE, OPEN]
    await dom.writes(f"xong {number} tuần 39-42")
    text = office.expects(dom, "Xong 2 kỳ? Chưa ghi nhận gì.", "Báo cáo giải ngân\n", "ĐÚNG để ghi nhận cả 2 kỳ").text
    assert "kỳ 07/10" not in text
    assert standing(office) == [OPEN, DONE, OPEN]
    await dom.writes("đúng")
    office.expects(dom, "Đã ghi nhận hoàn thành 2 việc")
    assert standing(office) == [DONE] * 3
    office.nothing_else()


async def test_what_else_was_named_is_asked_about_with_the_periods_and_not_lost(office: Office) -> None:
    dom = await owing_three_weeks(office, ONCE, ALSO_WEEKLY)
    lines = [message.text for message in dom.chat.messages][-1].splitlines()
    first, second = (
        next(line.split(")")[0] for line in lines if f"{title}: nợ 3 kỳ" in line)
        for title in ("Báo cáo giải ngân", "Báo cáo dịch bệnh")
    )
    await dom.writes(f"xong {code(dom, 'Rà soát')}, {first}, {second}, 99")
    text = office.expects(dom, "Xong kỳ nào?", "ĐÚNG để ghi nhận cả 7 việc", "Không có việc mã 99").text
    for title in ("Báo cáo giải ngân", "Báo cáo dịch bệnh"):
        assert (
            f"{title}: nợ 3 kỳ, kỳ 30/09–14/10\n{code(dom, 'kỳ 14/10') if title != 'Báo cáo giải ngân' else first})"
            in text
        )
    await dom.writes("cả 7 việc")
    office.expects(dom, "Đã ghi nhận hoàn thành 7 việc")
    assert standing(office) + standing(office, "2") + standing(office, "3") == [DONE] * 7
    office.nothing_else()


async def test_the_number_of_a_document_and_a_file_go_to_the_periods_that_are_chosen(office: Office) -> None:
    dom = await owing_three_weeks(office)
    number = code(dom, "nợ 3 kỳ")
    await dom.sends(f"xong {number} số 45/BC-UBND", PHOTO)
    office.expects(dom, "Xong kỳ nào?", "Đã nhận 1 tệp; lưu vào việc được trả lời là đã xong.")
    await dom.writes("kỳ 30/09, 07/10")
    office.expects(dom, "Đã ghi nhận hoàn thành 2 việc", "Văn bản số 45/BC-UBND", "có 1 tệp minh chứng")
    with reading(office.engine) as session:
        files = [len(evidence.of_item(session, item.occurrence.id)) for item in office.items("1")]
        assert (files[:3], evidence.of_item(session, None)) == ([1, 1, 0], [])
    office.nothing_else()


async def test_who_takes_one_of_them_back_is_told_which_others_are_still_done(office: Office) -> None:
    dom = await owing_three_weeks(office)
    newest, middle, oldest = await asked(office, dom)
    await dom.writes("đúng")
    office.expects(dom, "Đã ghi nhận hoàn thành 3 việc")
    await dom.writes(f"hủy {newest}")
    office.expects(
        dom, "Đã hủy", f"vẫn là đã xong: việc {oldest}, {middle}. Nhầm cả thì trả lời HỦY {oldest}, {middle}"
    )
    assert standing(office) == [DONE, DONE, OPEN]
    await dom.writes(f"hủy {oldest}, {middle}")
    assert "vẫn là đã xong" not in office.expects(dom, "Đã hủy").text
    assert standing(office) == [OPEN] * 3
    office.nothing_else()


async def test_who_reports_for_an_agency_is_asked_which_periods_too(office: Office) -> None:
    office.import_plan(plan(duty("1", "Báo cáo giải ngân", EVERY_THURSDAY, lead=PNON)))
    coordinator, pnon = await office.coordinator(), await office.officer_of(PNON)
    await office.until("2021-10-18 08:00")
    digest = next(m.text for m in reversed(coordinator.chat.messages) if "Bản tin sáng 18/10/2021" in m.text)
    assert "• UBND xã Ia Pnôn – Báo cáo giải ngân: nợ 3 kỳ, kỳ 30/09–14/10 – quá 12 ngày làm việc\n" in digest
    assert digest.count("Báo cáo giải ngân") == 1
    await coordinator.writes("/quahan")
    office.seen(*(m for one in (coordinator, pnon) for m in one.chat.messages if m.author is None))
    await coordinator.writes(f"xong {code(coordinator, 'nợ 3 kỳ')} thay Ia Pnôn, gọi điện lúc 9h")
    office.expects(coordinator, "Xong kỳ nào?", "Báo cáo giải ngân – UBND xã Ia Pnôn: nợ 3 kỳ")
    await office.run_until(office.now + timedelta(minutes=1))
    await coordinator.writes("kỳ 30/09 và 07/10")
    office.expects(coordinator, "Đã báo hoàn thành thay UBND xã Ia Pnôn", "gọi điện lúc 9h")
    office.expects(pnon, "đã báo hoàn thành thay UBND xã Ia Pnôn", "gọi điện lúc 9h")
    assert standing(office) == ["accepted", "accepted", OPEN]
    office.nothing_else()
