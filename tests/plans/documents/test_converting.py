"""Other Office formats by LibreOffice: what is read, and what is said where it is missing, fails or hangs."""

import shutil
import subprocess
from pathlib import Path

import pytest

from reminders.plans.documents.document import Paragraph
from reminders.plans.documents.readers import converting, refusals
from reminders.plans.documents.readers.opening import read_document
from reminders.plans.documents.readers.refusals import PlanUnreadable
from reminders.plans.documents.reading_files import read_plan
from tests.plans.documents.test_refusals import archive
from tests.plans.documents.word_files import p, tbl, tr, word

RTF = b"{\\rtf1\\ansi x}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OPEN = "application/vnd.oasis.opendocument."
MANIFEST = {"META-INF__manifest.xml": b"<m/>"}


def stream(*names: str) -> bytes:
    return OLE + b"".join(name.encode("utf-16-le") + b"\0\0" for name in names)


FILES = {
    "doc": stream("WordDocument"),
    "xls": stream("Workbook"),
    "rtf": RTF,
    "odt": archive(mimetype=f"{OPEN}text".encode(), **MANIFEST),
    "ods": archive(mimetype=f"{OPEN}spreadsheet".encode(), **MANIFEST),
}


def soffice(monkeypatch: pytest.MonkeyPatch, folder: Path, does: str) -> None:
    """Put a program of that name on the path; "$out" is the folder it writes to."""
    program = folder / "soffice"
    finding = 'while [ "$1" != --outdir ]; do shift; done; out=$2; mkdir -p "$out"'
    program.write_text(f"#!/bin/sh\n{finding}\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(PlanUnreadable) as caught:
        read_document(content, name)
    return str(caught.value)


@pytest.mark.parametrize("found", FILES)
def test_without_libreoffice_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, found: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    target = "xlsx" if found in ("xls", "ods") else "docx"
    assert refusal(FILES[found], f"a.{found}") == refusals.NO_CONVERTER.format(found=found, target=target)


@pytest.mark.parametrize("found", ["doc", "odt", "rtf"])
def test_what_libreoffice_makes_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, found: str) -> None:
    (tmp_path / "answer").write_bytes(word(p("Một việc")))
    soffice(monkeypatch, tmp_path, f'cp "{tmp_path}/answer" "$out/document.docx"')
    document = read_document(FILES[found], f"a.{found}")
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Một việc"]
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("exit 1", "chương trình gặp lỗi"),
        ("kill -SEGV $$", "chương trình gặp lỗi"),
        ("exit 0", "không có kết quả"),
        ('echo rubbish > "$out/document.docx"', "kết quả hỏng"),
        ('printf "PK" > "$out/document.docx"', "kết quả hỏng"),
    ],
)
def test_libreoffice_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str, why: str) -> None:
    soffice(monkeypatch, tmp_path, does)
    assert refusal(RTF, "a.rtf") == refusals.CONVERTER_FAILED.format(found="rtf", target="docx", why=why)


def test_libreoffice_that_hangs_is_killed_with_what_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(converting, "SECONDS", 0.5)
    soffice(monkeypatch, tmp_path, "sleep 987654 &\nsleep 987654")
    assert "(quá 0.5 giây)" in refusal(RTF, "a.rtf")
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [command for command in running if b"987654" in command and b"sleep" in command]


def test_libreoffice_sees_nothing_of_the_services_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", "CANARY")
    soffice(monkeypatch, tmp_path, f'env > "{tmp_path}/seen"; exit 1')
    refusal(RTF, "a.rtf")
    seen = (tmp_path / "seen").read_text()
    assert "HOME=" in seen
    assert "CANARY" not in seen


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (stream("WordDocument", "_VBA_PROJECT"), refusals.MACROS),
        (stream("Workbook", "_VBA_PROJECT"), refusals.MACROS),
        (archive(mimetype=f"{OPEN}text".encode(), **MANIFEST, **{"Basic__script-lc.xml": b"<a/>"}), refusals.MACROS),
        (
            archive(mimetype=f"{OPEN}text".encode(), **{"META-INF__manifest.xml": b"<encryption-data/>"}),
            refusals.ENCRYPTED,
        ),
    ],
)
def test_macros_and_passwords_are_refused_before_it_runs(content: bytes, reason: str) -> None:
    assert refusal(content, "a.doc") == reason


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("found", ["doc", "odt", "rtf"])
def test_the_same_duties_are_read_from_every_format(tmp_path: Path, found: str) -> None:
    header = tr("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành")
    rows = (
        tr("1", "Ban hành kế hoạch kiểm tra", "Phòng Nội vụ", "trước ngày 20/02/2026"),
        tr("2", "Báo cáo kết quả kiểm tra", "Phòng Tài chính", "trước ngày 15/6/2026"),
    )
    body = p("Số: 01/KH-UBND") + p("Tân Phú, ngày 05 tháng 01 năm 2026") + p("KẾ HOẠCH") + p("I. NHIỆM VỤ")
    content = word(body + tbl(header, *rows) + p("Trên đây là kế hoạch."))
    (tmp_path / "a.docx").write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to", found]
    subprocess.run([*command, "a.docx"], cwd=tmp_path, check=True, capture_output=True)
    usual = read_plan(content, "a.docx").duties
    other = read_plan((tmp_path / f"a.{found}").read_bytes(), f"a.{found}").duties
    assert [(one.key, one.title, one.lead, one.phrase) for one in other] == [
        (one.key, one.title, one.lead, one.phrase) for one in usual
    ]
    assert len(usual) == 2
