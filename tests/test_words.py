"""The words of the product: the government's own, wherever it speaks, and a deadline said once in a line.

What officers may type is wider ("trễ", "báo xong"): tests/replies.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from reminders.items.facts import ItemFacts
from reminders.messages import TEMPLATES, render, speaking
from reminders.samples import SAMPLES
from schedules.occurrences import Due
from schedules.rules import Weekday, Weekly
from schedules.zone import local

ROOT = Path(__file__).parent.parent

WRONG = {
    r"trễ(?! hẹn)": "quá hạn",
    r"báo xong": "báo hoàn thành",
    r"(?<!sáp )nhập vào": "sáp nhập vào",
    r"cơ quan thay(?! thế| đổi)": "cơ quan thay thế",
    r"thôi thay|kết thúc thay|kết thúc ủy quyền": "kết thúc làm thay",
    r"nháp": "lệnh",
    r"nợ nhiều nhất": "nhiều việc quá hạn nhất",
}
READERS = ("reminders/replies/", "reminders/plans/documents/")
"""They know the words of others."""


def samples(*, minimal: bool = False) -> Iterator[tuple[str, str]]:
    with speaking(minimal=minimal):
        yield from ((name, render(f"chat/{name}", **facts)) for name, facts in SAMPLES)


def strings(path: Path) -> Iterator[str]:
    """Yield the strings of a module: docstrings too, for they are the help of a command."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def spoken() -> Iterator[tuple[str, str]]:
    """Yield where the product speaks, and what it says there."""
    for minimal in (False, True):
        yield from samples(minimal=minimal)
    for path in TEMPLATES.rglob("*.j2"):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for package in ("reminders", "schedules", "bots"):
        for path in (ROOT / package).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            if not name.startswith(READERS):
                yield from ((name, said) for said in strings(path))
    for path in (ROOT / "bots").rglob("*.*"):
        if path.suffix in (".html", ".js"):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")):
        yield path.name, path.read_text(encoding="utf-8")


def test_the_product_speaks_the_words_of_the_administration() -> None:
    places = list(spoken())
    assert len(places) > 1000
    assert [
        (place, wrong, right)
        for wrong, right in WRONG.items()
        for place, text in places
        if re.search(wrong, text, re.I)
    ] == []


@pytest.mark.parametrize(
    "wrong", ["trễ 2 ngày", "Nợ nhiều nhất: …", "UBND xã Ia Kla nhập vào UBND xã Ia Dơk", "Nháp 1"]
)
def test_a_wrong_word_is_found(wrong: str) -> None:
    assert any(re.search(pattern, wrong, re.I) for pattern in WRONG)


WEEKLY: dict[str, Any] = {
    "rule": Weekly(weekdays=(Weekday.THURSDAY,), at=time(15)),
    "period": "kỳ 07/10/2021",
    "due": Due(
        period="2021-10-07",
        nominal=local(date(2021, 10, 7), time(15)),
        act_by=local(date(2021, 10, 7), time(15)),
        overdue_from=local(date(2021, 10, 7), time(15)),
    ),
}


def weekly(facts: Any) -> Any:
    """Return the facts of a sample with every item one of a weekly duty, whose period is the day of its deadline.

    An extended one has another deadline, and tells its period beside it.
    """
    if isinstance(facts, ItemFacts) and not facts.first_nominal:
        return replace(facts, **WEEKLY)
    if isinstance(facts, dict):
        return {name: weekly(fact) for name, fact in facts.items()}
    if isinstance(facts, list):
        return [weekly(fact) for fact in facts]
    return facts


SPOKEN_OF = [(name, weekly(facts)) for name, facts in SAMPLES if weekly(facts) != facts]


def test_a_deadline_is_said_once_in_a_line() -> None:
    lines = [(name, line) for name, facts in SPOKEN_OF for line in render(f"chat/{name}", **facts).splitlines()]
    lines += [(name, line) for name, text in samples() for line in text.splitlines()]
    days = [(name, line, re.findall(r"\b\d\d/\d\d\b", line)) for name, line in lines]
    assert [(name, line) for name, line, found in days if len(found) > len(set(found))] == []


def test_a_duty_that_comes_again_is_told_with_its_day() -> None:
    texts = [(name, render(f"chat/{name}", **facts)) for name, facts in SPOKEN_OF]
    assert len(texts) > 50
    assert [name for name, text in texts if "Gửi kế hoạch" in text and "07/10" not in text] == []
