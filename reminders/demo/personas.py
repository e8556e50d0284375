"""Pure: the people of the demo: what each would answer to a message, and how long after it came."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Persona(StrEnum):
    """How an officer of the demo behaves."""

    PROMPT = "prompt"  # does a thing when first reminded of it
    ORDERLY = "orderly"  # says "nhận" first and finishes on the last day
    LATE = "late"  # finishes only after the second đôn đốc
    SILENT = "silent"  # never answers


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


def answer_to(persona: Persona, text: str) -> Answer | None:
    """Return what the officer answers to a message of the bot, reading it as a person would; None for nothing."""
    lines = _read(text)
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
