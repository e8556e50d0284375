"""A number that stands for several late periods of one duty: which of them are done is asked, and only those are."""

from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, EVERY_THURSDAY, duty, on_date, plan

WEEKLY = duty("1", "Báo cáo giải ngân", EVERY_THURSDAY)


async def owing_three_weeks(office: Office) -> Person:
    """Return an officer who has read the morning's đôn đốc of three weeks that are owed."""
    office.import_plan(plan(WEEKLY))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-18 08:00")
    office.seen(*(m for m in dom.chat.messages if m.author is None))
    return dom


def standing(office: Office) -> list[str]:
    return [item.occurrence.status.value for item in office.items("1")]


async def test_a_number_of_several_periods_is_asked_and_a_yes_settles_them_all(office: Office) -> None:
    dom = await owing_three_weeks(office)
    await dom.writes("/viec")
    told = office.expects(dom, "việc đang mở", "nợ 3 kỳ")
    before = standing(office)
    assert set(before[:4]) == {"open"}
    code = told.text.split("nợ 3 kỳ")[0].splitlines()[-1].split(")")[0]
    await dom.writes(f"xong {code}")
    office.expects(dom, "Xong kỳ nào? Nợ 3 kỳ", "chưa ghi nhận gì", "Trả lời ĐÚNG để ghi nhận cả 3 kỳ")
    assert standing(office) == before
    await dom.writes("đúng")
    office.expects(dom, "Đã ghi nhận hoàn thành 3 việc")
    assert standing(office)[:4] == ["submitted"] * 3 + ["open"]
    office.nothing_else()


async def test_some_of_the_periods_are_chosen_by_their_numbers_and_may_be_taken_back(office: Office) -> None:
    dom = await owing_three_weeks(office)
    await dom.writes("/viec")
    told = office.expects(dom, "nợ 3 kỳ")
    code = told.text.split("nợ 3 kỳ")[0].splitlines()[-1].split(")")[0]
    await dom.writes(f"xong {code}")
    asked = office.expects(dom, "Xong kỳ nào?")
    newest, _, oldest = [line.split(")")[0] for line in asked.text.splitlines() if ") " in line[:4]]
    assert newest == code
    await dom.writes(f"{newest}, {oldest}")
    office.expects(dom, "Đã ghi nhận hoàn thành 2 việc")
    assert standing(office)[:4] == ["submitted", "open", "submitted", "open"]
    await dom.writes(f"hủy {newest}, {oldest}")
    office.expects(dom, "Đã hủy")
    assert standing(office)[:4] == ["open"] * 4
    office.nothing_else()


async def test_the_newest_alone_may_be_meant_and_a_no_records_nothing(office: Office) -> None:
    dom = await owing_three_weeks(office)
    await dom.writes("/viec")
    told = office.expects(dom, "nợ 3 kỳ")
    code = told.text.split("nợ 3 kỳ")[0].splitlines()[-1].split(")")[0]
    await dom.writes(f"không phát sinh {code}")
    office.expects(dom, "Không phát sinh kỳ nào? Nợ 3 kỳ")
    await dom.writes("không")
    office.expects(dom, "chưa ghi nhận gì")
    assert set(standing(office)[:4]) == {"open"}
    await dom.writes(f"xong {code}")
    office.expects(dom, "Xong kỳ nào?")
    await dom.writes(code)
    office.expects(dom, "Đã ghi nhận hoàn thành lúc")
    assert standing(office)[:4] == ["open", "open", "submitted", "open"]
    office.nothing_else()


async def test_what_else_was_named_is_asked_about_with_the_periods_and_not_lost(office: Office) -> None:
    office.import_plan(plan(WEEKLY, duty("2", "Rà soát", on_date("08/10/2021"))))
    dom = await office.officer_of(DOM)
    await office.until("2021-10-18 08:00")
    office.seen(*(m for m in dom.chat.messages if m.author is None))
    await dom.writes("/viec")
    lines = office.expects(dom, "nợ 3 kỳ").text.splitlines()
    group, once = (next(line.split(")")[0] for line in lines if words in line) for words in ("nợ 3 kỳ", "Rà soát"))
    await dom.writes(f"xong {group}, {once}")
    office.expects(dom, "Xong kỳ nào?", "Rà soát", "Trả lời ĐÚNG để ghi nhận cả 4 kỳ")
    await dom.writes("đúng")
    office.expects(dom, "Đã ghi nhận hoàn thành 4 việc")
    assert [item.occurrence.status.value for item in office.items("2")] == ["submitted"]
    office.nothing_else()
