"""Reads a QR code back; shares nothing with the writer."""

import struct
import zlib
from collections.abc import Callable

from reminders.commands.qr import PIXELS, QUIET

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


def read_png(pixels: Matrix) -> str:
    """Return what the QR code of a picture says."""
    return read(cropped([row[::PIXELS] for row in pixels[::PIXELS]]))
