"""What a notice is stands in the stage of its row, and is read from it by one reader."""

import pytest

from db.statuses import NoticeKind
from reminders.notices.kinds import Kind

OVERDUE = Kind(NoticeKind.OVERDUE, 3)
STAGES = {
    "before:3": Kind(NoticeKind.BEFORE, 3),
    "same-day": Kind(NoticeKind.SAME_DAY),
    "overdue:3": OVERDUE,
    "overdue:asked-7": Kind(NoticeKind.OVERDUE, 7, is_asked=True),
    "asked:7": Kind(NoticeKind.ASKED, 7),
    "changed:45": Kind(NoticeKind.CHANGED, 45),
    "answer": Kind(NoticeKind.ANSWER),
    "list:tiep overdue 1633503600.1633503600.45 #12": Kind(
        NoticeKind.LIST, said="tiep overdue 1633503600.1633503600.45 #12"
    ),
    "unreachable": Kind(NoticeKind.UNREACHABLE),
    "gone:12": Kind(NoticeKind.GONE, 12),
    "escalated:overdue:3": Kind(NoticeKind.ESCALATED, of=OVERDUE),
    "accepting:2021-10-08": Kind(NoticeKind.ACCEPTING, said="2021-10-08"),
    "digest:2021-10-08": Kind(NoticeKind.DIGEST, said="2021-10-08"),
    "digest:2021-W40": Kind(NoticeKind.DIGEST, said="2021-W40"),
}


def test_a_stage_says_its_kind_and_which_of_it() -> None:
    assert {text: Kind.read(text) for text in STAGES} == STAGES


def test_a_kind_is_stored_as_the_stage_that_it_was_read_from() -> None:
    assert [kind.text for kind in STAGES.values()] == list(STAGES)


def test_a_stage_of_every_kind_is_known_here_and_begins_with_its_kind() -> None:
    assert {kind.what for kind in STAGES.values()} == set(NoticeKind)
    assert [text for text, kind in STAGES.items() if text.split(":")[0] != kind.what] == []


@pytest.mark.parametrize("text", ["", "later:3", "before:soon", "escalated", "escalated:x", "Overdue:3"])
def test_what_is_no_stage_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a valid NoticeKind|invalid literal"):
        Kind.read(text)
