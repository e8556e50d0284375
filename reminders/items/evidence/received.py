"""Pure: what became of a file that an officer sent, and how a file is named to people."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from mimetypes import guess_extension

LONGEST_NAME = 100
ENDING = 10
MEGABYTE = 1024 * 1024


class Why(StrEnum):
    """Why a file was not stored."""

    TOO_LARGE = "too_large"
    DAY_FULL = "day_full"  # the chat has sent as much as it may in one day
    EMPTY = "empty"
    NOT_FETCHED = "not_fetched"  # the platform did not hand it out
    NOT_STORED = "not_stored"  # the disk did not take it


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file that lies on disk; `path` is relative to the data directory."""

    name: str
    media_type: str | None
    size: int
    sha256: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Lost:
    """A file that was not stored; `limit_mb` is the limit that it would have broken, if it was one."""

    name: str
    why: Why
    limit_mb: int = 0


Received = Kept | Lost


def shown_name(sent: str) -> str:
    """Return a file's name as it may be shown and logged: the last part of a path, see `one_line`; "" without one.

    It is only ever shown; no file on disk is named so.
    """
    name = one_line(sent.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    return name if name.strip(". ") else ""


def one_line(sent: str) -> str:
    """Return what a sender's platform says of a file as one line in NFC, cut in the middle, its ending kept.

    Control characters and those that turn the direction of writing are dropped: they make "gpj.exe" read "exe.jpg".
    """
    visible = "".join(" " if letter.isspace() else letter for letter in sent if _is_visible(letter))
    line = unicodedata.normalize("NFC", " ".join(visible.split()))
    if len(line) <= LONGEST_NAME:
        return line
    return f"{line[: LONGEST_NAME - ENDING - 1]}…{line[-ENDING:]}"


def file_name(number: int, media_type: str | None, content: bytes) -> str:
    """Return a name for a file that came without one; its ending says what it is, as far as that is known.

    The platforms say nothing of a photo; they make a JPEG of it.
    """
    kind = media_type or ("image/jpeg" if content.startswith(b"\xff\xd8") else "")
    return f"minh-chung-{number}{guess_extension(kind) or ''}"


def shown_size(size: int) -> str:
    """Return a number of bytes as people write it: "850 KB", "1,4 MB"."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


def _is_visible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter)[0] != "C"
