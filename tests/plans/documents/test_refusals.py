"""Files that are not read: each with its reason, and nothing taken from them."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from reminders.plans.documents.readers import confined, refusals
from reminders.plans.documents.readers.opening import read_document
from reminders.plans.documents.readers.refusals import PlanUnreadable
from reminders.plans.documents.reading_files import read_plan
from tests.plans.documents.making import DATA


def refusal(content: bytes, filename: str = "ke-hoach.docx") -> str:
    with pytest.raises(PlanUnreadable) as caught:
        read_document(content, filename)
    return str(caught.value)


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def word_file() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def with_member(content: bytes, name: str, added: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, added if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, added)
    return stream.getvalue()


def blank_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


REFUSED = {
    "empty": (b"  \n", refusals.EMPTY),
    "larger than the limit": (b"x" * (refusals.MAX_BYTES + 1), refusals.TOO_LARGE),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, refusals.OLD_OFFICE),
    "locked Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        refusals.ENCRYPTED,
    ),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, refusals.PICTURE),
    "Excel 2003 XML with entities": (
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>&b;</Workbook>",
        refusals.ENTITIES,
    ),
    "damaged Excel 2003 XML": (b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", refusals.DAMAGED),
    "web archive without a page": (b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", refusals.DAMAGED),
    "tables without end": (b"<html>" + b"<table><tr><td>" * 500, refusals.DAMAGED),
    "open document": (
        archive(mimetype=b"application/vnd.oasis.opendocument.graphics", **{"META-INF__manifest.xml": b"<m/>"}),
        refusals.OPEN_DOCUMENT,
    ),
    "some other zip": (archive(a=b"x"), refusals.UNKNOWN),
    "cut zip": (archive(a=b"x" * 500)[:90], refusals.DAMAGED),
    "zip bomb": (archive(word__document=b"0" * 160_000_000), refusals.BOMB),
    "damaged PDF": (b"%PDF-1.7\n" + bytes(range(256)) * 20, refusals.DAMAGED),
    "locked PDF": ((DATA / "co-mat-khau.pdf").read_bytes(), refusals.ENCRYPTED),
    "bytes that are no text": (b"\x00\x01\x02" * 50, refusals.UNKNOWN),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_is_refused_with_what_to_do(name: str) -> None:
    content, reason = REFUSED[name]
    assert refusal(content) == reason


def test_every_refusal_says_what_to_do() -> None:
    for content, reason in REFUSED.values():
        assert content is not None
        assert any(word in reason for word in ("thử lại", "Chọn lại", "Dùng", "Tải lại", "lưu"))


def test_macros_are_refused() -> None:
    assert refusal(with_member(word_file(), "word/vbaProject.bin", b"x")) == refusals.MACROS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><w:document>&d;</w:document>'
    assert refusal(with_member(word_file(), "word/document.xml", bomb.encode(encoding))) == refusals.ENTITIES


def test_broken_xml_is_damage() -> None:
    assert refusal(with_member(word_file(), "word/document.xml", b"<w:document")) == refusals.DAMAGED


def test_other_bytes_name_their_line() -> None:
    assert refusal(b"mot\nhai \xff\n", "a.txt") == refusals.NOT_UTF8.format(line=2)


def test_text_longer_than_any_plan_is_refused() -> None:
    assert refusal(b"a b\n" * 600_000, "a.txt") == refusals.TOO_LONG.format(limit="2000 nghìn chữ cái")


def test_wrong_extension_is_read_and_told() -> None:
    document = read_document("I. MỘT VIỆC".encode(), "ke-hoach.pdf")
    assert document.warnings == (
        "Tên tệp “ke-hoach.pdf” không đúng loại: nội dung là văn bản chữ. Đã đọc theo nội dung.",
    )


def test_plan_without_tables_and_dates_says_so() -> None:
    plan = read_plan("Một đoạn văn không có việc gì.\n".encode(), "a.txt")
    assert plan.duties == ()
    assert plan.warnings[0] == (
        "Không thấy bảng phân công nào và không thấy câu nào có thời hạn. Kiểm tra xem đây có phải là kế hoạch; "
        "nếu phải, chép các việc vào tệp mẫu (nhachan plan template) rồi nhập tệp đó."
    )


def test_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(confined, "MAX_SECONDS", -4.8)
    monkeypatch.setattr(sys, "executable", str(slow))
    with pytest.raises(PlanUnreadable, match="quá lâu"):
        confined.read_confined("docx", b"")


def test_reader_may_not_take_all_memory() -> None:
    script = "from reminders.plans.documents.readers.confined import _limit; _limit(); x = bytearray(3_000_000_000)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr
