"""Registers for tests: a small one to vary, and the real one."""

from importlib.resources import files

REAL = (files("reminders") / "plans/registers/ke-hoach-135.toml").read_text(encoding="utf-8")

SMALL = """\
format = 1

[plan]
key = "kh-1"
number = "1/KH-UBND"
short = "KH 1"
title = "Cải cách hành chính"
issuer = "huyen"
issued_on = "27/09/2021"
coordinator = "noi-vu"

[[agency]]
key = "huyen"
name = "UBND huyện"

[[agency]]
key = "noi-vu"
name = "Phòng Nội vụ"
short = "Phòng NV"
parent = "huyen"

[[agency]]
key = "xa-a"
name = "UBND xã A"
parent = "huyen"
aliases = ["Xã A"]

[[agency]]
key = "xa-b"
name = "UBND xã B"
parent = "huyen"

[[group]]
key = "xa"
name = "UBND các xã"
members = ["xa-a", "xa-b"]

[[obligation]]
clause = "I.1"
title = "Gửi kế hoạch"
lead = ["xa"]
recipient = "noi-vu"
phrase = "trước ngày 06/10/2021"
rule = { kind = "date", on = "06/10/2021" }
sources = [{ clause = "I.1", line = 5, phrase = "trước ngày 06/10/2021" }]

[[obligation]]
clause = "I.2"
title = "Báo cáo tuần"
lead = ["noi-vu"]
phrase = "hàng tuần, trước 15 giờ thứ Năm"
rule = { kind = "weekly", weekdays = ["thu"], at = "15:00" }
sources = [{ clause = "I.2", line = 7, phrase = "trước 15 giờ ngày thứ Năm" }]

[[obligation]]
clause = "I.3"
title = "Rà soát"
lead = ["noi-vu"]
phrase = "theo kế hoạch"
rule = { kind = "undated", reason = "theo kế hoạch" }
sources = [{ clause = "I.3", phrase = "theo kế hoạch" }]
questions = ["Hạn là ngày nào?"]
"""


def changed(*replacements: tuple[str, str], text: str = SMALL) -> bytes:
    """The bytes of a register in which each first text, which must be there, is replaced at its first place."""
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def line_of(text: str, part: str, nth: int = 1) -> int:
    """The line on which `part` stands for the nth time, found without the product's help."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if part in line]
    return lines[nth - 1]
