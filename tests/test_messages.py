"""Every sentence of the product: it renders, obeys voice.md, and its first line says everything on a lock screen."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from sqlmodel import Session

from db.queries import items
from db.statuses import ItemStatus
from reminders.items.facts import ItemFacts, item_facts, standing
from reminders.messages import LONGEST, TEMPLATES, render, speaking
from reminders.preview import previews
from reminders.samples import SAMPLES
from reminders.samples.facts import ITEM, LATE
from schedules.notation import rule_to_dict
from schedules.rules import Bound, OnDate
from tests.rows import CALENDAR, a_district, at

TEXTS = Path(__file__).parent / "texts"
CATALOGUES = {"vi": False, "vi-minimal": True}
"""The folders of texts, and whether each holds minimal content."""

MARKUP = re.compile(r"</?[a-z]+>|\*\*|__|```|\{\{|\{%")


def emojis(text: str) -> list[int]:
    """Return where the emojis stand (a variation sign after one is part of it)."""
    return [place for place, sign in enumerate(text) if unicodedata.category(sign) == "So"]


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """Each sample's text in each catalogue, by the catalogue, the template and the sample's number."""
    texts = {}
    for folder, is_minimal in CATALOGUES.items():
        with speaking(minimal=is_minimal):
            for number, (name, facts) in enumerate(SAMPLES):
                texts[f"{folder}/{name} {number}"] = render(f"chat/{name}", **facts)
    return texts


@pytest.mark.parametrize("folder", CATALOGUES)
def test_what_is_said_is_what_was_read_and_approved(folder: str) -> None:
    """After a change read `git diff tests/texts` once `make texts` has written the texts anew."""
    approved = {path.stem: path.read_text(encoding="utf-8") for path in (TEXTS / folder).iterdir()}
    said = previews(minimal=CATALOGUES[folder])
    differ = sorted(name for name in said.keys() | approved if said.get(name) != approved.get(name))
    assert [said.get(name) for name in differ] == [approved.get(name) for name in differ]


def test_every_catalogue_is_kept() -> None:
    assert {path.name for path in TEXTS.iterdir()} == set(CATALOGUES)


def faults(text: str) -> Iterator[str]:
    """Yield what is wrong with the look of a message."""
    yield from (f"an emoji at {place}" for place in emojis(text)[:1] if place)
    yield from (f"an emoji more at {place}" for place in emojis(text)[1:])
    yield from MARKUP.findall(text)
    yield from (repr(line) for line in text.splitlines() if not line or line != line.strip() or "  " in line)
    if "None" in text:
        yield "None"
    if len(text) > 600:
        yield f"{len(text)} characters"


def test_a_message_is_plain_tidy_text_with_one_emoji_at_most_at_its_start(said: dict[str, str]) -> None:
    assert [(sample, fault) for sample, text in said.items() for fault in faults(text)] == []


def test_nobody_is_addressed_as_ban_or_quy_khach(said: dict[str, str]) -> None:
    assert [sample for sample, text in said.items() if re.search(r"\b[Bb]ạn\b|[Qq]uý khách", text)] == []


def test_a_chat_is_told_no_command_of_the_shell(said: dict[str, str]) -> None:
    """Who reads a chat has no shell: a "/" command, or the admin, does it. Branches without a sample count too."""
    sources = {str(path): path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2")}
    assert [name for name, text in (said | sources).items() if re.search(r"\bnhachan\s+[a-z…<-]", text)] == []


def test_every_template_has_a_sample() -> None:
    assert {path.name.removesuffix(".txt.j2") for path in (TEMPLATES / "chat").iterdir()} == {
        name for name, _ in SAMPLES
    }


def is_said_without_facts(name: str) -> bool:
    try:
        render(f"chat/{name}")
    except UndefinedError:
        return False
    return True


def test_a_fact_that_is_missing_is_an_error() -> None:
    assert [name for name, facts in SAMPLES if facts and is_said_without_facts(name)] == []


LONG = replace(LATE, duty="Báo cáo tiến độ " * 7, agency="Ban Quản lý dự án đầu tư xây dựng huyện Đức Cơ")


def sixty(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the lists of a sample with sixty rows each, the items with a long title."""
    rows = {key: value[:1] * 60 for key, value in facts.items() if isinstance(value, list) and key != "late"}
    return rows | {key: [LONG] * 60 for key, value in rows.items() if value and isinstance(value[0], ItemFacts)}


@pytest.mark.parametrize("is_minimal", CATALOGUES.values(), ids=CATALOGUES)
def test_a_list_of_sixty_is_cut_to_what_fits_and_the_rest_is_counted(is_minimal: bool) -> None:
    lists = [(name, facts, sixty(facts)) for name, facts in SAMPLES if "shown" in facts]
    with speaking(minimal=is_minimal):
        texts = [(name, rows, render(f"chat/{name}", **facts | rows)) for name, facts, rows in lists]
    assert [(name, len(text)) for name, _, text in texts if len(text) > LONGEST] == []
    assert [name for name, rows, text in texts if any(rows.values()) and not re.search(r"… và \d+ ", text)] == []


def test_a_title_with_markup_comes_through_as_it_is() -> None:
    text = render("chat/reminder", item=replace(ITEM, duty="<b>Chỉ số</b> *PAR* & {{ 7 * 7 }}"), group="")
    assert "<b>Chỉ số</b> *PAR* & {{ 7 * 7 }}" in text


def facts_at(session: Session, now: datetime, **values: Any) -> ItemFacts:
    district = a_district(session, **values)
    found = items.by_ids(session, [district.item.id])[district.item.id]
    return item_facts(found, code=1, alert=1, now=now, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at("2021-09-30", "07:00"), (3, False, False, 0)),
        (at("2021-10-02", "10:00"), (2, False, False, 0)),  # Saturday
        (at("2021-10-05", "07:00"), (0, True, False, 0)),
        (at("2021-10-05", "23:59"), (0, True, False, 0)),
        (at("2021-10-06"), (-1, False, True, 0)),
        (at("2021-10-07", "07:00"), (-2, False, True, 1)),
        (at("2021-10-11", "07:00"), (-4, False, True, 3)),
    ],
)
def test_days_left_and_days_late_are_working_days(
    session: Session, now: datetime, expected: tuple[int, bool, bool, int]
) -> None:
    facts = facts_at(session, now)
    assert (facts.days_left, facts.is_last_day, facts.is_overdue, facts.days_overdue) == expected


def test_between_the_last_working_day_and_a_deadline_in_tet_nobody_is_told_that_it_is_today(session: Session) -> None:
    district = a_district(
        session,
        nominal_at=at("2022-01-31", "23:59"),
        act_by_at=at("2022-01-28", "17:00"),
        overdue_from=at("2022-02-01"),
    )
    district.duty.rule = rule_to_dict(OnDate(on=at("2022-01-31").date(), bound=Bound.BY))
    session.flush()
    found = items.by_ids(session, [district.item.id])[district.item.id]
    facts = item_facts(found, code=1, alert=1, now=at("2022-01-29", "10:00"), calendar=CALENDAR)
    assert render("chat/reminder", item=facts, group="").startswith("🔔 Hết ngày làm việc trước hạn: ")


OCTOBER = {day: at(f"2021-10-{day:02}", "12:00") for day in range(1, 31)}


@pytest.mark.parametrize(
    ("status", "now", "completed_at", "expected"),
    [
        (ItemStatus.OPEN, at("2021-09-20"), None, "Chưa đến hạn"),
        (ItemStatus.OPEN, OCTOBER[1], None, "Sắp đến hạn"),
        (ItemStatus.ACKNOWLEDGED, OCTOBER[1], None, "Sắp đến hạn"),
        (ItemStatus.OPEN, OCTOBER[6], None, "Quá hạn"),
        (ItemStatus.RETURNED, OCTOBER[5], None, "Trả lại"),
        (ItemStatus.RETURNED, OCTOBER[6], None, "Quá hạn"),
        (ItemStatus.SUBMITTED, OCTOBER[8], OCTOBER[7], "Chờ xác nhận"),
        (ItemStatus.ACCEPTED, OCTOBER[8], OCTOBER[5], "Hoàn thành đúng hạn"),
        (ItemStatus.ACCEPTED, OCTOBER[8], at("2021-10-06"), "Hoàn thành quá hạn"),
        (ItemStatus.CANCELLED, OCTOBER[8], None, "Đã hủy"),
        (ItemStatus.NOT_OURS, OCTOBER[8], None, "Chờ phân công lại"),
    ],
)
def test_where_an_item_stands_is_said_in_the_governments_words(
    session: Session, status: ItemStatus, now: datetime, completed_at: datetime | None, expected: str
) -> None:
    district = a_district(session, status=status, completed_at=completed_at)
    assert render("words/standing", stand=standing(district.item, now)) == expected
