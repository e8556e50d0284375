"""Shell: the text of a scanned page, by Tesseract where it is installed: a page of PDF with letters at their places."""

import io
import math
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

MAX_SCANNED = 40
"""Scanned pages of one file that are read."""
PAGE_SECONDS = 30.0
LIST_SECONDS = 10.0
DOTS_PER_INCH = 300
_STRAIGHT = 0.25
"""Degrees that a line may rise before words of one line no longer stand at one height."""
_DARK = 160
"""A page on which nothing is darker than this grey (of 255) is empty."""
_DAMAGES = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, OSError)


class ScanUnreadable(Exception):
    """A scanned page could not be read; the message says in Vietnamese why."""


def can_read_scans() -> bool:
    """Say whether Tesseract is installed with Vietnamese."""
    command = shutil.which("tesseract")
    if command is None:
        return False
    try:
        return "vie" in _run([command, "--list-langs"], seconds=LIST_SECONDS).decode(errors="replace").split()
    except ScanUnreadable:
        return False


def read_scan(page: Any) -> Any | None:
    """Return a page of pdfplumber with the letters seen on one that carries none; None for an empty page.

    A page that was laid slanting on the scanner is straightened and read again. ScanUnreadable where Tesseract hangs,
    crashes or answers something else.
    """
    from pdfplumber.utils.exceptions import PdfminerException

    picture = page.to_image(resolution=DOTS_PER_INCH).original.convert("L")
    if picture.getextrema()[0] > _DARK:
        return None
    try:
        read = _seen(picture)
        slant = _slant(read)
        if abs(slant) > _STRAIGHT:
            read = _seen(picture.rotate(-slant, expand=True, fillcolor=255))
        return read if read.chars else None
    except (*_DAMAGES, PdfminerException) as error:
        raise ScanUnreadable("Tesseract trả lời không đúng") from error


def _seen(picture: Any) -> Any:
    """Return the page of the PDF, text only, that Tesseract makes of a picture."""
    import pdfplumber

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pgm"
        picture.save(path, format="PPM")
        command = ["tesseract", str(path), "stdout", "-l", "vie", "--psm", "1", "--dpi", str(DOTS_PER_INCH)]
        answer = _run([*command, "-c", "textonly_pdf=1", "pdf"], seconds=PAGE_SECONDS)
    return pdfplumber.open(io.BytesIO(answer)).pages[0]


def _slant(page: Any) -> float:
    """Return by how many degrees most lines rise, whichever way the page is turned."""
    rises = (math.degrees(math.atan2(letter["matrix"][1], letter["matrix"][0])) for letter in page.chars)
    slants = [(rise + 45) % 90 - 45 for rise in rises]
    return statistics.median(slants) if slants else 0.0


def _run(command: list[str], *, seconds: float) -> bytes:
    """Return what a command prints. ScanUnreadable for one that fails; one that takes longer is killed.

    It prints into a file: a pipe would be waited for as long as something it has started holds the other end.
    """
    with tempfile.TemporaryFile() as printed:
        try:
            done = subprocess.run(command, stdout=printed, stderr=subprocess.DEVNULL, timeout=seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise ScanUnreadable(f"Tesseract đọc quá {seconds:g} giây") from error
        except OSError as error:
            raise ScanUnreadable("không chạy được Tesseract") from error
        if done.returncode:
            raise ScanUnreadable("Tesseract gặp lỗi")
        printed.seek(0)
        return printed.read()
