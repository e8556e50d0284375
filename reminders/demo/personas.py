"""Pure: the people of the demo: what each would answer to a message, and how long after it came."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Persona(StrEnum):
    """How a person of the demo behaves; an officer who was given something back reports it anew."""

    PROMPT = "prompt"  # does a thing when first reminded of it
    ORDERLY = "orderly"  # says "nhận" first and finishes on the last day
    LATE = "late"  # finishes only after the second đôn đốc
    SILENT = "silent"  # never answers
    DECIDING = "deciding"  # coordinates: accepts each morning what waits, on the first one of a week returns one


@dataclass(frozen=True)
class Answer:
    """A text, and how long after the message it is written."""

    after: timedelta
    text: str


@dataclass(frozen=True)
class _Line:
    code: int
    alert: int
    is_last_day: bool


_SINGLE = re.compile(r"^Mã (\d+) · ", re.MULTILINE)
_LISTED = re.compile(r"^(\d+)\) (.*)$", re.MULTILINE)
_ALERT = re.compile(r"đôn đốc lần (\d+)")
_RETURNED = re.compile(r"trả lại việc (\d+): ")
_WAITING = re.compile(r"^• (\d+)\) ", re.MULTILINE)


def answer_to(persona: Persona, text: str) -> Answer | None:
    """Return what the officer answers to a message of the bot, reading it as a person would; None for nothing."""
    lines = _read(text)
    returned = _RETURNED.search(text.splitlines()[0])
    if returned and persona not in (Persona.SILENT, Persona.DECIDING):
        return Answer(timedelta(hours=1), f"xong {returned[1]}, báo cáo số {returned[1]}/BC")
    match persona:
        case Persona.PROMPT:
            return _say("Xong", lines, timedelta(minutes=95))
        case Persona.ORDERLY:
            done = [line for line in lines if line.is_last_day or line.alert]
            return _say("xong", done, timedelta(hours=2, minutes=10)) or _say("nhận", lines, timedelta(minutes=20))
        case Persona.LATE:
            return _say("xong", [line for line in lines if line.alert >= 2], timedelta(hours=3))
        case Persona.SILENT:
            return None
        case Persona.DECIDING:
            return _decide(text)


def _decide(text: str) -> Answer | None:
    first = text.splitlines()[0]
    if first.endswith("Chưa ghi nhận gì."):
        return Answer(timedelta(minutes=2), "đúng")
    if first.startswith("Đã trả lại"):
        return Answer(timedelta(minutes=3), "duyệt tất cả")
    if first.startswith("Chờ xác nhận: ") and (waiting := _WAITING.search(text)):
        return Answer(timedelta(minutes=5), f"trả lại {waiting[1]} thiếu số văn bản")
    if "việc chờ quyết định" in first:
        is_first_of_week = "\nChờ quyết định: " in text
        return Answer(timedelta(hours=1), "/choduyet" if is_first_of_week else "duyệt tất cả")
    return None


def _say(verb: str, lines: list[_Line], after: timedelta) -> Answer | None:
    codes = ", ".join(str(line.code) for line in lines)
    return Answer(after, f"{verb} {codes}") if lines else None


def _read(text: str) -> list[_Line]:
    if not text.startswith(("🔔", "⚠️")):
        return []
    first = text.splitlines()[0]
    found = [(int(code), first) for code in _SINGLE.findall(text)] or [
        (int(c), line) for c, line in _LISTED.findall(text)
    ]
    return [_Line(code, _alert(words), "hôm nay" in words.lower()) for code, words in found]


def _alert(words: str) -> int:
    found = _ALERT.search(words)
    return int(found[1]) if found else 0
