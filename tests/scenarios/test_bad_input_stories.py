"""A file that cannot be imported: every problem at once, each with its line and what to do, and nothing is written."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reminders.plans.register.register import RegisterError
from tests.scenarios.office import Office, on_telegram
from tests.scenarios.processes import NHACHAN, process
from tests.scenarios.small_plans import DOM, SUBMISSION, WEEKLY, duty, on_date, plan

BAD = plan(
    duty("1", "Không có cơ quan", on_date("06/10/2021"), lead="phong-khong-co"),
    duty("2", "Ngày không có", on_date("31/02/2022")),
    duty("3", "Có múi giờ", 'kind = "weekly", weekdays = ["thu"], at = "15:00+07:00"'),
    duty("3", "Trùng mục", on_date("06/10/2021")),
    duty("4", "Loại không có", 'kind = "sometimes"'),
)


def line_of(words: str, text: str = BAD) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


@on_telegram
async def test_every_problem_of_a_file_is_told_at_once_with_its_line(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.toml"
    file.write_text(BAD)
    url = office.engine.url.render_as_string(hide_password=False)
    async with process(tmp_path / "out", NHACHAN, "plan", "import", file, database_url=url) as importing:
        assert await importing.ends() == 1
    told = importing.log.splitlines()
    assert told[0] == f"{file}: 5 lỗi, chưa ghi gì."
    lines = {int(number): words for line in told[1:] for number, words in re.findall(r"Dòng (\d+): (.*)", line)}
    expected = {
        line_of("phong-khong-co"): "không có cơ quan 'phong-khong-co'",
        line_of("31/02/2022"): "31/02/2022 không có trong lịch",
        line_of("15:00+07:00"): "kèm múi giờ",
        BAD.splitlines().index('clause = "3"', line_of("15:00+07:00")) + 1: "clause '3' đã dùng",
        line_of("sometimes"): "loại 'sometimes' không có",
    }
    assert lines.keys() == expected.keys()
    for number, words in expected.items():
        assert words in lines[number]
    assert office.items("1") == office.items("2") == office.items("3") == []
    office.nothing_else()


CONTENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b" \n", "Tệp trống"),
    "in a legacy encoding": (lambda: SUBMISSION.encode("cp1258", "replace"), "UTF-8"),
    "of a newer version": (lambda: plan(SUBMISSION).replace("format = 1", "format = 2").encode(), "phiên bản 2"),
    "not TOML": (lambda: plan(SUBMISSION, "[[obligation").encode(), "Dòng 51"),
    "without duties": (lambda: plan().encode(), "không có nhiệm vụ nào"),
}


@on_telegram
@pytest.mark.parametrize("kind", CONTENTS)
async def test_a_file_that_is(office: Office, tmp_path: Path, kind: str) -> None:
    content, words = CONTENTS[kind]
    file = tmp_path / "ke-hoach.toml"
    file.write_bytes(content())
    with pytest.raises(RegisterError) as refusal:
        office.import_plan(file)
    assert words in str(refusal.value)
    assert office.items("1") == []
    office.nothing_else()


@on_telegram
async def test_a_bad_file_leaves_the_plan_that_is_there(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, WEEKLY))
    dom = await office.officer_of(DOM)
    with pytest.raises(RegisterError):
        office.import_plan(plan(SUBMISSION.replace("06/10/2021", "31/02/2022")))
    await office.until("2021-09-24 09:00")
    office.expects(dom, "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục", sent="2021-09-24 07:00")
    office.nothing_else()
