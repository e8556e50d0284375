"""What a duty is called: the words of the plan, without the deadline that is told beside it."""

import json
from datetime import date

import pytest

from reminders.plans.documents.reading_files import read_plan
from reminders.plans.documents.titles import short, title_of, without_deadline
from schedules.phrases import read_phrase
from tests.plans.documents.making import DATA

REAL = [json.loads(line) for line in (DATA / "titles.jsonl").read_text(encoding="utf-8").splitlines()]
"""What real plans say, the deadline phrase found in it, and the title read: each looked at by a person."""

ISSUED_ON = date(2021, 9, 27)


def test_titles_of_real_plans() -> None:
    assert len(REAL) > 60
    assert [(one["text"], short(title_of(one["text"], one["phrase"]))) for one in REAL] == [
        (one["text"], one["title"]) for one in REAL
    ]


@pytest.mark.parametrize(
    ("words", "phrase", "title"),
    [
        (
            "Rà soát thủ tục hành chính, hoàn thành trước ngày 20/10/2021.",
            "trước ngày 20/10/2021",
            "Rà soát thủ tục hành chính",
        ),
        (
            "Gửi báo cáo về Phòng Nội vụ chậm nhất ngày 15/11/2021",
            "chậm nhất ngày 15/11/2021",
            "Gửi báo cáo về Phòng Nội vụ",
        ),
        (
            "Tổng hợp báo cáo giải ngân hàng tuần (trước 15 giờ ngày Thứ Năm)",
            "hàng tuần (trước 15 giờ ngày Thứ Năm)",
            "Tổng hợp báo cáo giải ngân",
        ),
        (
            "Xây dựng kế hoạch đào tạo và hoàn thành xong trong quý IV/2021",
            "trong quý IV/2021",
            "Xây dựng kế hoạch đào tạo",
        ),
        (
            "Báo cáo tình hình giải ngân định kỳ hằng tháng trước ngày 20",
            "định kỳ hằng tháng trước ngày 20",
            "Báo cáo tình hình giải ngân",
        ),
        ("Rà soát hộ nghèo (thời gian hoàn thành: trước ngày 20/10/2021)", "trước ngày 20/10/2021", "Rà soát hộ nghèo"),
        (
            "Gửi dự thảo cho các phòng trước ngày 10/10/2021 để lấy ý kiến",
            "trước ngày 10/10/2021",
            "Gửi dự thảo cho các phòng để lấy ý kiến",
        ),
    ],
)
def test_the_deadline_is_cut_with_the_words_that_lead_to_it(words: str, phrase: str, title: str) -> None:
    assert title_of(words, phrase) == title


@pytest.mark.parametrize(
    ("words", "phrase", "title"),
    [
        ("Hoàn thành trước ngày 20/10/2021", "trước ngày 20/10/2021", "Hoàn thành trước ngày 20/10/2021"),
        (
            "Bảo đảm tỷ lệ giải ngân đến ngày 30/9/2021 đạt 60%",
            "đến ngày 30/9/2021",
            "Bảo đảm tỷ lệ giải ngân đến ngày 30/9/2021 đạt 60%",
        ),
        (
            "Triển khai Kế hoạch số 12/KH-UBND ngày 01/3/2021 trước ngày 20/10/2021",
            "trước ngày 20/10/2021",
            "Triển khai Kế hoạch số 12/KH-UBND ngày 01/3/2021",
        ),
        (
            "Tổng kết Chương trình cải cách hành chính năm 2021, trước ngày 20/12/2021",
            "trước ngày 20/12/2021",
            "Tổng kết Chương trình cải cách hành chính năm 2021",
        ),
        (
            "Trước ngày 20/12/2021, báo cáo số liệu từ ngày 15/6/2021 đến ngày 14/12/2021",
            "Trước ngày 20/12/2021",
            "báo cáo số liệu từ ngày 15/6/2021 đến ngày 14/12/2021",
        ),
        ("Báo cáo tỷ lệ hoàn thành trước ngày 20/12/2021", "trước ngày 20/12/2021", "Báo cáo tỷ lệ hoàn thành"),
    ],
)
def test_what_the_sentence_needs_and_other_dates_stay(words: str, phrase: str, title: str) -> None:
    assert title_of(words, phrase) == title


@pytest.mark.parametrize(
    ("heading", "phrase", "title"),
    [
        (
            "Gửi báo cáo quý về Sở Nội vụ, hoàn thành trước ngày 20/10/2021",
            "Trước 20/10/2021",
            "Gửi báo cáo quý về Sở Nội vụ",
        ),
        ("Họp giao ban chậm nhất ngày 05/10/2021", "Ngày 05/10/2021", "Họp giao ban"),
        (
            "Rà soát danh mục, trình trước ngày 10/10/2021",
            "Trước ngày 20/10/2021",
            "Rà soát danh mục, trình trước ngày 10/10/2021",
        ),
        ("Tổng hợp số liệu hàng tháng (trước ngày 20)", "Trước ngày 20 hàng tháng", "Tổng hợp số liệu"),
    ],
)
def test_a_heading_of_a_table_loses_only_its_own_deadline(heading: str, phrase: str, title: str) -> None:
    reading = read_phrase(phrase, issued_on=ISSUED_ON)
    assert without_deadline(heading, reading, issued_on=ISSUED_ON) == title


def test_a_table_that_says_the_deadline_in_the_title_too_says_it_once() -> None:
    plan = (
        "ỦY BAN NHÂN DÂN HUYỆN ĐỨC CƠ\nSố: 9/KH-UBND\nĐức Cơ, ngày 27 tháng 9 năm 2021\nKẾ HOẠCH\nRà soát\n\n"
        "I. NHIỆM VỤ\n\n"
        "TT\tNội dung\tCơ quan chủ trì\tThời gian hoàn thành\n"
        "1\tRà soát hộ nghèo, hoàn thành trước ngày 20/10/2021\tPhòng Tư pháp\tTrước ngày 20/10/2021\n"
        "2\tBáo cáo số liệu năm 2021\tPhòng Nội vụ\tTrước ngày 25/10/2021\n"
    )
    duties = read_plan(plan.encode(), "ke-hoach.txt").duties
    assert [(duty.title, duty.phrase) for duty in duties] == [
        ("Rà soát hộ nghèo", "Trước ngày 20/10/2021"),
        ("Báo cáo số liệu năm 2021", "Trước ngày 25/10/2021"),
    ]
