"""A register is read into values, whatever its notation."""

from datetime import date

import pytest

from reminders.plans.register.reading import read_register
from reminders.plans.register.register import AgencyEntry, GroupEntry, ObligationEntry, PlanEntry, SourceEntry
from tests.plans.register.registers import REAL, SMALL, changed


def test_small_register_is_read_into_values() -> None:
    register = read_register(SMALL.encode())
    assert register.plan == PlanEntry(
        key="kh-1",
        number="1/KH-UBND",
        short="KH 1",
        title="Cải cách hành chính",
        issuer="huyen",
        issued_on=date(2021, 9, 27),
        coordinator="noi-vu",
    )
    assert register.agencies[1:3] == (
        AgencyEntry(key="noi-vu", name="Phòng Nội vụ", short="Phòng NV", parent="huyen"),
        AgencyEntry(key="xa-a", name="UBND xã A", parent="huyen", aliases=("Xã A",)),
    )
    assert register.groups == (GroupEntry(key="xa", name="UBND các xã", members=("xa-a", "xa-b")),)
    assert register.obligations[0] == ObligationEntry(
        clause="I.1",
        title="Gửi kế hoạch",
        lead=("xa",),
        recipient="noi-vu",
        phrase="trước ngày 06/10/2021",
        rule={"kind": "date", "on": "2021-10-06"},
        terms={},
        sources=(SourceEntry(clause="I.1", line=5, phrase="trước ngày 06/10/2021"),),
    )
    assert register.obligations[2].questions == ("Hạn là ngày nào?",)
    assert register.obligations[2].sources == (SourceEntry(clause="I.3", phrase="theo kế hoạch"),)


def test_real_register_is_read_whole() -> None:
    register = read_register(REAL.encode())
    assert (len(register.agencies), len(register.groups), len(register.obligations)) == (30, 11, 140)


def test_register_is_the_same_with_windows_line_ends_a_byte_order_mark_and_decomposed_letters() -> None:
    from unicodedata import normalize

    expected = read_register(SMALL.encode())
    assert read_register(SMALL.replace("\n", "\r\n").encode()) == expected
    assert read_register(b"\xef\xbb\xbf" + SMALL.encode()) == expected
    assert normalize("NFD", SMALL) != SMALL
    assert read_register(normalize("NFD", SMALL).encode()) == expected


def test_sub_tables_mean_the_same_as_inline_ones() -> None:
    written = """rule = { kind = "date", on = "06/10/2021" }
sources = [{ clause = "I.1", line = 5, phrase = "trước ngày 06/10/2021" }]
"""
    spread = """[obligation.rule]
kind = "date"
on = 2021-10-06
[[obligation.sources]]
clause = "I.1"
line = 5
phrase = "trước ngày 06/10/2021"
"""
    assert read_register(changed((written, spread))) == read_register(SMALL.encode())


def test_spaces_around_texts_go() -> None:
    assert read_register(changed(('"Gửi kế hoạch"', '"  Gửi kế hoạch "'))) == read_register(SMALL.encode())


def test_terms_and_ladder_are_read() -> None:
    added = 'lead = ["xa"]\nladder = "weekly"\nday_off = "next"\ngrace_days = 2'
    duty = read_register(changed(('lead = ["xa"]', added))).obligations[0]
    assert (duty.ladder, duty.terms) == ("weekly", {"day_off": "next", "grace_days": 2})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('members = ["xa-a", "xa-b"]', "members = []"),
        ('members = ["xa-a", "xa-b"]', ""),
        ('parent = "huyen"', ""),  # several roots
        ('aliases = ["Xã A"]', 'aliases = ["UBND xã A", "Xã A"]'),  # its own name once more
        ('lead = ["xa"]', 'lead = ["noi-vu", "xa"]'),  # the recipient among others
    ],
)
def test_these_are_no_problems(old: str, new: str) -> None:
    read_register(changed((old, new)))
