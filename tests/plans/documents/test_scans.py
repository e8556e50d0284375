"""Scanned pages: read by Tesseract where it is installed, doubted all, told where not; a Tesseract that fails."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from reminders.plans.documents.document import Paragraph
from reminders.plans.documents.readers import refusals, scans
from reminders.plans.documents.readers.pdf import read_pdf
from reminders.plans.documents.readers.refusals import PlanUnreadable
from reminders.plans.documents.reading_files import read_plan
from schedules.phrases import Status
from tests.plans.documents.printing import paragraphs, printed

TEXT = (
    "UBND XÃ TÂN PHÚ",
    "Số: 01/KH-UBND",
    "Tân Phú, ngày 05 tháng 01 năm 2026",
    "KẾ HOẠCH",
    "I. NHIỆM VỤ",
    "1. Phòng Nội vụ gửi báo cáo về UBND xã trước ngày 20/02/2026.",
    "2. Phòng Tài chính báo cáo kết quả kiểm tra trước ngày 15/6/2026.",
)
REFUSED = (
    "PDF này là bản quét (ảnh), không có chữ để đọc, và không nhận dạng được chữ: {}. Dùng bản Word hoặc PDF có chữ; "
    "nếu không có, quét lại rõ hơn rồi thử lại."
)
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def paper(dark: int = 0) -> Image.Image:
    """Return a sheet of A4 with a dark stroke and nothing to read."""
    sheet = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(sheet).line((100, 100, 900, 100), fill=dark, width=6)
    return sheet


def scanned(*sheets: Image.Image, dots: int = 150) -> bytes:
    stream = io.BytesIO()
    sheets[0].save(stream, format="PDF", resolution=dots, save_all=True, append_images=sheets[1:])
    return stream.getvalue()


def tesseract(monkeypatch: pytest.MonkeyPatch, folder: Path, does: str, *, languages: str = "eng vie") -> None:
    """Put a program of that name on the path, and nothing else of that name."""
    program = folder / "tesseract"
    listing = "".join(f"echo {language}; " for language in languages.split())
    program.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then {listing}exit 0; fi\n{does}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def answering(folder: Path, answer: bytes) -> str:
    (folder / "answer").write_bytes(answer)
    return f"cat {folder}/answer"


def test_every_deadline_of_a_scan_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tesseract(monkeypatch, tmp_path, answering(tmp_path, printed(paragraphs(*TEXT, left=30))))
    plan = read_plan(scanned(paper()), "quet.pdf")
    assert [(duty.lead, duty.phrase, duty.status) for duty in plan.duties] == [
        (("Phòng Nội vụ",), "trước ngày 20/02/2026", Status.AMBIGUOUS),
        (("Phòng Tài chính",), "trước ngày 15/6/2026", Status.AMBIGUOUS),
    ]
    assert plan.questions[0] == (
        "Mục I.1: trang 1 là ảnh quét, chữ có thể đọc sai. Việc, cơ quan, thời hạn có đúng bản gốc không?"
    )
    assert plan.warnings[0] == (
        "Trang 1 là ảnh quét, đọc bằng nhận dạng chữ nên có thể sai: đối chiếu từng việc với bản gốc."
    )


@pytest.mark.parametrize("languages", ["", "eng", "eng vietnamese"])
def test_scan_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, languages: str) -> None:
    tesseract(monkeypatch, tmp_path, "exit 1", languages=languages)
    with pytest.raises(PlanUnreadable) as caught:
        read_pdf(scanned(paper()))
    assert str(caught.value) == REFUSED.format(refusals.NO_TESSERACT)


def test_scan_without_tesseract_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlanUnreadable) as caught:
        read_pdf(scanned(paper()))
    assert str(caught.value) == REFUSED.format(refusals.NO_TESSERACT)


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("exit 3", "Tesseract gặp lỗi"),
        ("kill -9 $$", "Tesseract gặp lỗi"),
        ("sleep 60", "Tesseract đọc quá 0.5 giây"),
        ("echo rubbish", "Tesseract trả lời không đúng"),
        ("head -c 5000 /dev/urandom", "Tesseract trả lời không đúng"),
        ("", "Tesseract trả lời không đúng"),
    ],
)
def test_tesseract_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str, why: str) -> None:
    tesseract(monkeypatch, tmp_path, does)
    monkeypatch.setattr(scans, "PAGE_SECONDS", 0.5)
    with pytest.raises(PlanUnreadable) as caught:
        read_pdf(scanned(paper()))
    assert str(caught.value) == REFUSED.format(why)


def test_page_that_cannot_be_read_is_told_beside_one_that_can(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = answering(tmp_path, printed(paragraphs("Một đoạn văn của trang đầu")))
    once = f"if [ -e {tmp_path}/done ]; then exit 1; fi; touch {tmp_path}/done; {seen}"
    tesseract(monkeypatch, tmp_path, once)
    document = read_pdf(scanned(paper(), paper()))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Một đoạn văn của trang đầu"]
    assert document.warnings[1] == (
        "Trang 2 không có chữ (ảnh quét hoặc trang trống) nên không đọc: Tesseract gặp lỗi."
    )


def test_empty_page_needs_no_tesseract_run_and_is_no_loss(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tesseract(monkeypatch, tmp_path, "exit 1")
    with pytest.raises(PlanUnreadable, match="các trang trống"):
        read_pdf(scanned(paper(dark=250)))


REAL = pytest.mark.skipif(
    not (DEJAVU.exists() and scans.can_read_scans()), reason="needs tesseract-ocr-vie and fonts-dejavu"
)


def drawn(*texts: tuple[float, float, str], rules: Sequence[tuple[float, ...]] = ()) -> Image.Image:
    """Return a sheet of A4 at 300 dpi with texts at places, and lines."""
    sheet = Image.new("L", (2480, 3508), 255)
    for left, top, text in texts:
        ImageDraw.Draw(sheet).multiline_text(
            (left, top), text, font=ImageFont.truetype(str(DEJAVU), 46), fill=0, spacing=16
        )
    for rule in rules:
        ImageDraw.Draw(sheet).line(rule, fill=0, width=4)
    return sheet


@REAL
@pytest.mark.parametrize("turned", [0.0, 1.5, 90.0])
def test_real_tesseract_reads_the_same_duties(turned: float) -> None:
    sheet = drawn(*((200, 200 + 100 * at, line) for at, line in enumerate(TEXT)))
    content = scanned(sheet.rotate(turned, expand=True, fillcolor=255), dots=300)
    assert [(duty.lead, duty.phrase, duty.status) for duty in read_plan(content, "quet.pdf").duties] == [
        (("Phòng Nội vụ",), "trước ngày 20/02/2026", Status.AMBIGUOUS),
        (("Phòng Tài chính",), "trước ngày 15/6/2026", Status.AMBIGUOUS),
    ]


ROWS = (
    ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
    ("1", "Ban hành kế hoạch kiểm\ntra năm 2026", "Phòng Nội vụ", "trước ngày\n20/02/2026"),
    ("2", "Báo cáo kết quả kiểm tra", "Phòng Tài chính", "trước ngày\n15/6/2026"),
)


@REAL
def test_real_tesseract_reads_the_rows_of_a_table() -> None:
    lefts, tops = (150, 300, 1150, 1700, 2400), (400, 540, 680, 820)
    rules = [(left, tops[0], left, tops[-1]) for left in lefts] + [(lefts[0], top, lefts[-1], top) for top in tops]
    cells = [
        (left + 20, top + 10, cell)
        for row, top in zip(ROWS, tops, strict=False)
        for left, cell in zip(lefts, row, strict=False)
    ]
    content = scanned(drawn((200, 200, "KẾ HOẠCH"), *cells, rules=rules), dots=300)
    assert [(duty.lead, duty.phrase) for duty in read_plan(content, "quet.pdf").duties] == [
        (("Phòng Nội vụ",), "trước ngày 20/02/2026"),
        (("Phòng Tài chính",), "trước ngày 15/6/2026"),
    ]
