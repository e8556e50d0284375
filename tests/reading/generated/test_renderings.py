"""The reading does not depend on the rendering: the same duties from each file of one plan, duty by duty."""

import pytest

from reminders.plans.documents.reading_files import read_plan
from tests.reading.generated.converted import CONVERSIONS, INSTALLED
from tests.reading.generated.judging import written
from tests.reading.generated.model import drawn
from tests.reading.generated.renderings import RENDERINGS

PLAN = drawn(11, 4)
SAME: dict[str, tuple[str, ...]] = {
    "docx": ("prose leads", "table"),
    "xlsx": ("table",),
    "csv": ("prose leads",),
    "web.txt": ("prose leads",),
    "html": (),
}
"""Layouts that read the same as from text. The goal is both for every rendering; a rendering may only gain one."""

CONVERTED_SAME: dict[str, tuple[str, ...]] = {
    "doc": (),
    "odt": (),
    "rtf": (),
    "ruled.pdf": ("table",),
    "borderless.pdf": ("prose leads",),
    "scan.pdf": (),
}
"""The same for what LibreOffice makes; prose is tried in one PDF only, for there it has no lines to differ by."""


def duties(layout: str, rendering: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str, str]]:
    """Return who, with whom, what and when of each duty that is read."""
    plan = read_plan(written(PLAN, layout, rendering), f"ke-hoach.{rendering}")
    return [(duty.lead, duty.cooperating, duty.title, duty.phrase) for duty in plan.duties]


def check(rendering: str, layouts: tuple[str, ...]) -> None:
    assert [duties(layout, rendering) for layout in layouts] == [duties(layout, "txt") for layout in layouts]


@pytest.mark.parametrize("rendering", SAME)
def test_same_duties_as_from_text(rendering: str) -> None:
    check(rendering, SAME[rendering])


@pytest.mark.skipif(not INSTALLED, reason="LibreOffice, which makes these files, is not installed")
@pytest.mark.parametrize("rendering", [name for name, layouts in CONVERTED_SAME.items() if layouts])
def test_same_duties_as_from_text_in_what_libreoffice_makes(rendering: str) -> None:
    check(rendering, CONVERTED_SAME[rendering])


def test_every_rendering_is_compared() -> None:
    assert ({"txt", *SAME}, set(CONVERTED_SAME)) == (set(RENDERINGS), set(CONVERSIONS))
