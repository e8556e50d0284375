"""Shell: a link as a QR code, in the terminal or as a picture."""

import io
from pathlib import Path

import segno

FORMATS = (".png", ".svg")
QUIET = 4
"""Light modules around the code, as ISO/IEC 18004 asks for."""

PIXELS = 8
"""The side of a module in a picture."""

_HALVES = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
"""Two modules, one above the other, as one character: light on dark, 1 is a dark module."""


def qr_lines(link: str) -> list[str]:
    """Return the QR code of a link as lines of half blocks, to be shown light on dark."""
    rows = [list(row) for row in segno.make_qr(link).matrix_iter(border=QUIET)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    return [
        "".join(_HALVES[pair] for pair in zip(*two, strict=True)) for two in zip(rows[::2], rows[1::2], strict=True)
    ]


def write_qr(link: str, file: Path) -> None:
    """Write the QR code of a link as a picture whose kind the ending says, one of FORMATS. OSError if it cannot be."""
    segno.make_qr(link).save(str(file), kind=file.suffix[1:].lower(), scale=PIXELS, border=QUIET)


def qr_png(text: str) -> bytes:
    """Return the QR code of a link, or of a code, as a picture to be put into a document."""
    stream = io.BytesIO()
    segno.make_qr(text).save(stream, kind="png", scale=PIXELS, border=QUIET)
    return stream.getvalue()
