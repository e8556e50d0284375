"""Files on disk: named by their content, stored once, whole or not at all, and checked."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from reminders.items.evidence.received import file_name, one_line, shown_name, shown_size
from reminders.items.evidence.storage import Condition, condition, has_size, is_writable, store, stored

SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of "abc"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_content_lies_under_its_hash_and_nobody_else_reads_it(tmp_path: Path) -> None:
    assert store(tmp_path, b"abc") == (SHA256, f"evidence/ba/{SHA256}")
    [file] = files(tmp_path)
    assert file == tmp_path / "evidence" / "ba" / SHA256
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"abc", 0o600)


def test_the_same_content_is_stored_once_and_a_damaged_file_is_mended(tmp_path: Path) -> None:
    first = store(tmp_path, b"abc")
    file = tmp_path / first[1]
    written = file.stat().st_mtime_ns, file.stat().st_ino
    assert store(tmp_path, b"abc") == first
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == written
    file.write_bytes(b"abd")
    assert store(tmp_path, b"abc") == first
    assert file.read_bytes() == b"abc"
    assert files(tmp_path) == [file]


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(tmp_path, b"abc")
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda _: None, Condition.GOOD),
        (lambda file: file.unlink(), Condition.MISSING),
        (lambda file: file.write_bytes(b"abd"), Condition.DAMAGED),
        (lambda file: (file.unlink(), file.mkdir()), Condition.DAMAGED),
    ],
    ids=["good", "missing", "other bytes", "a folder"],
)
def test_a_file_is_checked_by_all_of_its_content(tmp_path: Path, spoil: Any, expected: Condition) -> None:
    sha256, path = store(tmp_path, b"abc")
    spoil(tmp_path / path)
    assert condition(tmp_path, path, sha256) is expected
    assert stored(tmp_path, path, sha256) == (b"abc" if expected is Condition.GOOD else None)


def test_size_is_asked_without_reading(tmp_path: Path) -> None:
    _, path = store(tmp_path, b"abc")
    found = [has_size(tmp_path, path, 3), has_size(tmp_path, path, 4), has_size(tmp_path, "x", 3)]
    assert found == [True, False, False]


def test_a_folder_is_writable_when_it_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = [is_writable(tmp_path / name) for name in ("", "new/deeper", "file", "file/below")]
    assert found == [True, True, False, False]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("báo cáo.pdf", "báo cáo.pdf"),
        ("ba\u0301o ca\u0301o.pdf", "báo cáo.pdf"),
        ("../../x", "x"),
        ("C:\\Users\\a\\x.docx", "x.docx"),
        ("/etc/", "etc"),
        ("a\x00b\x1b[2J\r\nc\u2028d.pdf", "ab[2J c d.pdf"),
        ("\u202egpj.exe\u2066", "gpj.exe"),
        ("  a \t b  ", "a b"),
        ("", ""),
        ("...", ""),
        ("\u200b\ud800", ""),
        ("x" * 200 + ".docx", "x" * 89 + "…xxxxx.docx"),
    ],
)
def test_a_name_is_made_fit_to_be_shown(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_a_media_type_is_one_line_too() -> None:
    assert one_line("application/pdf\nX: y") == "application/pdf X: y"


@pytest.mark.parametrize(
    ("size", "shown"), [(1, "1 KB"), (870_400, "850 KB"), (1_048_576, "1,0 MB"), (1_468_006, "1,4 MB")]
)
def test_a_size_is_written_as_people_write_it(size: int, shown: str) -> None:
    assert shown_size(size) == shown


@pytest.mark.parametrize(
    ("media_type", "content", "name"),
    [
        (None, b"\xff\xd8\xff", "minh-chung-7.jpg"),
        ("video/mp4", b"", "minh-chung-7.mp4"),
        (None, b"OggS", "minh-chung-7"),
        ("../../x", b"", "minh-chung-7"),
    ],
)
def test_a_file_without_a_name_gets_one_that_can_be_opened(media_type: str | None, content: bytes, name: str) -> None:
    assert file_name(7, media_type, content) == name
