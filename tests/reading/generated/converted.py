"""Shell: the formats that are made of a Word file: .doc, .odt, .rtf and PDF by LibreOffice, a scan of its PDF.

They are there only where LibreOffice is installed: `INSTALLED`.
"""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import pdfplumber

from tests.reading.generated.layouts import Piece
from tests.reading.generated.renderings import word

OFFICE = shutil.which("soffice")
INSTALLED = OFFICE is not None
LONGEST_SECONDS, DOTS_PER_INCH = 120, 300


def convert(pieces: Iterable[Piece], extension: str, *, ruled: bool = True) -> bytes:
    """Return the document in a format that LibreOffice writes; without `ruled` its tables have no lines."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "ke-hoach.docx").write_bytes(word(pieces, ruled=ruled))
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", extension, "--outdir", folder]
        run = [*command, str(place / "ke-hoach.docx")]
        subprocess.run(run, check=True, capture_output=True, timeout=LONGEST_SECONDS)
        return (place / f"ke-hoach.{extension}").read_bytes()


def scan(pieces: Iterable[Piece]) -> bytes:
    """Return a PDF of pictures: each page as a scanner at 300 dots per inch gives it, without letters."""
    with pdfplumber.open(io.BytesIO(convert(pieces, "pdf"))) as document:
        pages = [page.to_image(resolution=DOTS_PER_INCH).original.convert("L") for page in document.pages]
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", resolution=DOTS_PER_INCH, save_all=True, append_images=pages[1:])
    return stream.getvalue()


CONVERSIONS: Mapping[str, Callable[[Iterable[Piece]], bytes]] = {
    "doc": partial(convert, extension="doc"),
    "odt": partial(convert, extension="odt"),
    "rtf": partial(convert, extension="rtf"),
    "ruled.pdf": partial(convert, extension="pdf"),
    "borderless.pdf": partial(convert, extension="pdf", ruled=False),
    "scan.pdf": scan,
}
