"""The QR code of a link says the link: read back by a reader of our own that shares nothing with the writer."""

import re
from pathlib import Path

import pytest

from reminders.commands.qr import QUIET, qr_lines, write_qr
from tests.commands.qr_reading import cropped, of_png, read, read_png

LINK = "https://t.me/nhac_han_tan_phu_bot?start=VW87WNGB"


@pytest.mark.parametrize("link", [LINK, "https://t.me/x_bot?start=VW87WNGB", f"https://t.me/{'a' * 19}?start=VW87WNGB"])
def test_the_half_blocks_of_the_terminal_say_the_link(link: str) -> None:
    upper = {"█": 0, "▀": 0, "▄": 1, " ": 1}
    lower = {"█": 0, "▀": 1, "▄": 0, " ": 1}
    rows = [[part[sign] for sign in line] for line in qr_lines(link) for part in (upper, lower)]
    assert read(cropped(rows)) == link


def test_the_png_says_the_link(tmp_path: Path) -> None:
    write_qr(LINK, tmp_path / "ma.png")
    assert read_png(of_png((tmp_path / "ma.png").read_bytes())) == LINK


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
