"""The QR code of a link says the link: read back by a reader of our own that shares nothing with the writer."""

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reminders.commands.qr import PIXELS, QUIET, qr_lines, write_qr

LINK = "https://t.me/nhac_han_tan_phu_bot?start=VW87WNGB"
MASKS: list[Callable[[int, int], bool]] = [
    lambda r, c: (r + c) % 2 == 0,
    lambda r, _: r % 2 == 0,
    lambda _, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
]

Matrix = list[list[int]]


def read(rows: Matrix) -> str:
    """Return the bytes of a QR code of version 2 to 5 with one block (ISO/IEC 18004), as text."""
    size = len(rows)
    pattern = int("".join(str(rows[8][c]) for c in (0, 1, 2, 3, 4, 5, 7, 8)), 2) >> 3
    mask = MASKS[(pattern ^ 0b10101) & 0b111]

    def is_function(r: int, c: int) -> bool:
        finder = (r < 9 and c < 9) or (r < 9 and c >= size - 8) or (r >= size - 8 and c < 9)
        return finder or r == 6 or c == 6 or (size - 9 <= r < size - 4 and size - 9 <= c < size - 4)

    bits, upward = "", True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for r in range(size - 1, -1, -1) if upward else range(size):
            bits += "".join(str(rows[r][c] ^ mask(r, c)) for c in (right, right - 1) if not is_function(r, c))
        upward = not upward
    assert bits[:4] == "0100"  # bytes
    count = int(bits[4:12], 2)
    return bytes(int(bits[at : at + 8], 2) for at in range(12, 12 + 8 * count, 8)).decode()


def cropped(rows: Matrix) -> Matrix:
    """Return the code without the light modules around it, which must be wide enough."""
    dark = [at for at, row in enumerate(rows) if any(row)]
    assert dark[0] == QUIET
    size = dark[-1] - dark[0] + 1
    assert [len(row) for row in rows] == [size + 2 * QUIET] * len(rows)
    return [row[QUIET : QUIET + size] for row in rows[QUIET : QUIET + size]]


def of_png(content: bytes) -> Matrix:
    """Return the pixels of a picture of one bit a pixel, 1 for dark."""
    width, height, depth, colours = struct.unpack(">IIBB", content[16:26])
    assert (depth, colours) == (1, 0)
    parts, at = b"", 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        parts += content[at + 8 : at + 8 + length] if content[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    raw, step = zlib.decompress(parts), 1 + (width + 7) // 8
    lines: list[bytes] = []
    for row in range(height):
        kind, *line = raw[row * step : (row + 1) * step]
        assert kind in (0, 2)  # as it is, or what differs from the line above
        lines.append(bytes((line[at] + lines[-1][at]) % 256 for at in range(step - 1)) if kind else bytes(line))
    return [[1 - (line[x // 8] >> (7 - x % 8) & 1) for x in range(width)] for line in lines]


@pytest.mark.parametrize("link", [LINK, "https://t.me/x_bot?start=VW87WNGB", f"https://t.me/{'a' * 19}?start=VW87WNGB"])
def test_the_half_blocks_of_the_terminal_say_the_link(link: str) -> None:
    upper = {"█": 0, "▀": 0, "▄": 1, " ": 1}
    lower = {"█": 0, "▀": 1, "▄": 0, " ": 1}
    rows = [[part[sign] for sign in line] for line in qr_lines(link) for part in (upper, lower)]
    assert read(cropped(rows)) == link


def test_the_png_says_the_link(tmp_path: Path) -> None:
    write_qr(LINK, tmp_path / "ma.png")
    pixels = of_png((tmp_path / "ma.png").read_bytes())
    assert read(cropped([row[::PIXELS] for row in pixels[::PIXELS]])) == LINK


def test_the_svg_draws_the_same_code(tmp_path: Path) -> None:
    write_qr(LINK, tmp_path / "ma.SVG")
    text = (tmp_path / "ma.SVG").read_text(encoding="utf-8")
    [path] = re.findall(r'd="([^"]+)"', text)
    size, x, y = 29, 0.0, 0.0
    rows = [[0] * size for _ in range(size)]
    for move, values in re.findall(r"([Mmh])([-\d. ]+)", path):
        numbers = [float(value) for value in re.findall(r"-?\d*\.?\d+", values)]
        if move == "h":
            for column in range(int(x), int(x + numbers[0])):
                rows[int(y) - QUIET][column - QUIET] = 1
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if move == "M" else (x + numbers[0], y + numbers[1])
    assert read(rows) == LINK
