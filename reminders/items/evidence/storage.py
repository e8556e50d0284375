"""Shell: evidence on disk, under names that the content gives: each content is stored once, and can be checked."""

import hashlib
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import mkstemp

from reminders.items.evidence.received import MEGABYTE

FOLDER = "evidence"


@dataclass(frozen=True, kw_only=True)
class Storage:
    """The data directory, and how many bytes may come: in one file, and from one chat on one day."""

    folder: Path = Path("data")
    file_limit: int = 20 * MEGABYTE
    day_limit: int = 200 * MEGABYTE


class Condition(StrEnum):
    """How a stored file is."""

    GOOD = "good"
    MISSING = "missing"
    DAMAGED = "damaged"  # not what was stored


def store(folder: Path, content: bytes) -> tuple[str, str]:
    """Write `content` below the data directory, so that it survives a power cut; return its SHA-256 and relative path.

    A file that has the content already is left alone, a damaged one replaced. Raises OSError.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"{FOLDER}/{sha256[:2]}/{sha256}"
    if condition(folder, path, sha256) is not Condition.GOOD:
        _write(folder / path, content)
    return sha256, path


def condition(folder: Path, path: str, sha256: str) -> Condition:
    """Return how the file at a relative path is, having read all of it."""
    try:
        with (folder / path).open("rb") as file:
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return Condition.MISSING
    except OSError:
        return Condition.DAMAGED
    return Condition.GOOD if is_same else Condition.DAMAGED


def stored(folder: Path, path: str, sha256: str) -> bytes | None:
    """Return the content of the file at a relative path, None when it is missing or not what was stored."""
    try:
        content = (folder / path).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def has_size(folder: Path, path: str, size: int) -> bool:
    """Return whether there is a file of this size at a relative path, without reading it."""
    try:
        return (folder / path).stat().st_size == size
    except OSError:
        return False


def is_writable(folder: Path) -> bool:
    """Return whether files can be stored below `folder`, which may have to be made."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _write(target: Path, content: bytes) -> None:
    """Write aside and rename, so that nobody ever sees half a file under its name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name, too, is on disk
    finally:
        os.close(folder)
