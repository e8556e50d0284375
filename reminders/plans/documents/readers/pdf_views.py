"""Shell: a page of a PDF as it is read: each letter once, and turned so that the text stands upright."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

_PIXEL = 1.5
"""Points that two prints of one letter lie apart at most; two letters of a word never lie as near."""


def views(page: Any, *, least: int) -> Iterator[Any]:
    """Yield a page for each direction in which it carries at least so many letters, the usual one first.

    A page that has only text of the usual direction, struck once, is yielded as it is.
    """
    page = _struck_once(page)
    turns = Counter(_turn(letter) for letter in page.chars)
    if turns.keys() <= {0}:
        yield page
        return
    for turn in sorted(turn for turn, letters in turns.items() if letters >= least or turn == 0):
        turned = _struck_once(_turned(page, turn)) if turn else page
        yield turned.filter(lambda piece: piece["object_type"] != "char" or _turn(piece) == 0)


def _turn(letter: dict[str, Any]) -> int:
    """Return by how many degrees a page must be turned (clockwise) for a letter to stand upright."""
    along, up = letter["matrix"][:2]
    if abs(up) > abs(along):
        return 90 if up > 0 else 270
    return 0 if along >= 0 else 180


def _turned(page: Any, degrees: int) -> Any:
    from pdfplumber.page import Page

    rotation = (page.root_page.rotation + degrees) % 360
    page.page_obj.rotate = page.page_obj.attrs["Rotate"] = rotation
    return Page(page.pdf, page.page_obj, page.page_number)


def _struck_once(page: Any) -> Any:
    """Return a page without the second print of letters that a printer's driver strikes twice to make them bold."""
    places = Counter((letter["text"], letter["x0"] // _PIXEL, letter["top"] // _PIXEL) for letter in page.chars)
    is_double = any(times > 1 and text.strip() for (text, _, _), times in places.items())
    return page.dedupe_chars(tolerance=_PIXEL) if is_double else page
