"""Kế hoạch 135 from text, Word and PDF against the register an expert made of it."""

from functools import cache

import pytest

from reminders.plans.documents.duties import ReadPlan
from reminders.plans.documents.reading_files import read_plan
from tests.plans.documents.comparing import Comparison, book, compare, register
from tests.plans.documents.making import DATA, plan_text, word_file

FORMATS = ("md", "docx", "pdf")

# The expert's undated places that are not read: a condition ("đến ngày 30/9/2021 … đạt dưới 60%"), words of time that
# name no day and no hand-over ("cuối năm chi không hết", "đúng thời gian quy định"), a task without a time beside one
# with it (III.4), and two sentences the expert gave to a row of the annex as further sources.
UNREAD = 7


@cache
def content(found: str) -> bytes:
    if found == "md":
        return plan_text().encode()
    return word_file(plan_text()) if found == "docx" else (DATA / "ke-hoach-135.pdf").read_bytes()


@cache
def read(found: str) -> ReadPlan:
    return read_plan(content(found), f"ke-hoach-135.{found}", known=book(register()))


def compared(found: str) -> Comparison:
    return compare(read(found), register())


@pytest.mark.parametrize("found", FORMATS)
def test_all_criteria_have_the_right_lead_phrase_and_rule(found: str) -> None:
    result = compared(found)
    assert (result.found["criteria"], result.missed["criteria"], result.wrong["criteria"]) == (23, 0, 0)


@pytest.mark.parametrize("found", FORMATS)
def test_all_annex_rows_have_the_right_lead_phrase_and_rule(found: str) -> None:
    result = compared(found)
    rows = {duty.section for duty in read(found).duties if duty.in_annex}
    assert len(rows) == 93
    assert (result.found["annex rows"], result.missed["annex rows"], result.wrong["annex rows"]) == (96, 0, 0)


@pytest.mark.parametrize("found", FORMATS)
def test_every_dated_recurring_and_standing_duty_of_the_prose_is_found(found: str) -> None:
    result = compared(found)
    parts = ("prose dated", "prose event", "prose standing")
    assert [(result.found[part], result.missed[part], result.wrong[part]) for part in parts] == [
        (15, 0, 0),
        (4, 0, 0),
        (12, 0, 0),
    ]


@pytest.mark.parametrize("found", FORMATS)
def test_undated_duties_of_the_prose(found: str) -> None:
    result = compared(found)
    assert (result.found["prose undated"], result.missed["prose undated"], result.wrong["prose undated"]) == (
        9,
        UNREAD,
        0,
    )


@pytest.mark.parametrize("found", FORMATS)
def test_nothing_is_read_that_the_expert_does_not_know(found: str) -> None:
    assert [(duty.key, duty.phrase) for duty in compared(found).extra] == [("III.3", "")]


@pytest.mark.parametrize("found", FORMATS)
def test_every_criterion_comes_back_in_the_annex(found: str) -> None:
    plan = read(found)
    same = {duty.key: duty.same_as for duty in plan.duties if duty.same_as and not duty.in_annex}
    assert (len(same), sum(map(len, same.values())), same["II.1.9"]) == (23, 24, ("PL.VI.2", "PL.VI.10"))


def test_body_and_annex_that_disagree_are_asked() -> None:
    asked = [question for question in read("md").questions if "Áp dụng thời hạn nào?" in question]
    assert [question.split(" ghi ")[0] for question in asked] == [
        "Mục II.1.1",
        "Mục II.1.2",
        "Mục II.1.3",
        "Mục II.1.8",
        "Mục II.1.11",
        "Mục II.1.13",
        "Mục II.2.1",
    ]


@pytest.mark.parametrize("found", FORMATS)
def test_fifteen_duties_say_to_whom_they_are_given(found: str) -> None:
    """So many has the expert, who has none for PL.I.6; instead one is not read ("gửi … đúng thời gian quy định")."""
    assert {duty.key: duty.recipient for duty in read(found).duties if duty.recipient} == {
        **dict.fromkeys(("II.1.8.b6", "II.1.8.b7", "II.1.8.b8", "II.1.8.b9"), "UBND tỉnh Gia Lai"),
        **dict.fromkeys(("II.1.8.b10", "II.1.8.b11", "II.1.8.b12"), "Phòng Tài chính – Kế hoạch"),
        **dict.fromkeys(("II.1.10.b2", "III.4"), "UBND huyện Đức Cơ"),
        "II.1.14.b1": "Phòng Văn hóa và Thông tin",
        **dict.fromkeys(("III.1-2", "III.1-3", "III.4-2", "PL.I.6-2"), "Phòng Nội vụ"),
        "PL.I.6": "Sở Nội vụ",
    }


def test_all_formats_read_the_same_duties() -> None:
    def duties(found: str) -> list[tuple[str, tuple[str, ...], str]]:
        return [(duty.key, duty.lead, duty.phrase) for duty in read(found).duties]

    assert duties("docx") == duties("md")
    assert duties("pdf") == duties("md")


def test_sources_are_lines_paragraphs_and_pages() -> None:
    sources = {found: next(duty for duty in read(found).duties if duty.key == "II.1.1").source for found in FORMATS}
    assert (sources["md"].line, sources["docx"].paragraph, sources["pdf"].page) == (55, 26, 3)


def test_names_the_register_does_not_know_are_new_with_the_nearest() -> None:
    new = {name.name: name.nearest for name in read("md").new_names}
    assert new == {
        "Các chủ đầu tư liên quan": None,
        "Các đơn vị": None,
        "Văn phòng HĐND-UBND": "Văn phòng HĐND-UBND tỉnh",
        "Sở Nội vụ": "Phòng Nội vụ",
    }
