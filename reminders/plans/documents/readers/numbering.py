"""Shell: the numbers and bullets Word puts before paragraphs without writing them in the text."""

from collections import defaultdict
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts list paragraphs in the order they are asked for."""

    def __init__(self, word: Any) -> None:
        """Read the lists of a python-docx document; a file without lists has none."""
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = word.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.findall(f"{_W}abstractNum"):
            for level in abstract.findall(f"{_W}lvl"):
                key = (abstract.get(f"{_W}abstractNumId"), int(level.get(f"{_W}ilvl")))
                start = int(_value(level, "start") or 1)
                self._levels[key] = (_value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", start)
        for number in root.findall(f"{_W}num"):
            self._abstract[number.get(f"{_W}numId")] = _value(number, "abstractNumId") or ""
        for style in word.styles.element.findall(f"{_W}style"):
            if found := _numbers(style.find(f"{_W}pPr")):
                self._styles[style.get(f"{_W}styleId")] = found

    def marker(self, paragraph: Any) -> str:
        """Return what Word prints before a paragraph: "1.", "a)", "-"; "" for no list. Counts the paragraph."""
        found = _numbers(paragraph.pPr) or self._styles.get(paragraph.style or "")
        if not found or found[0] == "0":
            return ""
        number, depth = found
        abstract = self._abstract.get(number, "")
        if (abstract, depth) not in self._levels:
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, self._levels[abstract, depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        style, text, _ = self._levels[abstract, depth]
        if style == "bullet":
            return "+" if text == "+" else "-"
        for level in range(depth + 1):
            kind, _, start = self._levels.get((abstract, level), ("decimal", "", 1))
            text = text.replace(f"%{level + 1}", _figure(kind, counts.get(level, start)))
        return text


def _numbers(properties: Any) -> tuple[str, int] | None:
    if properties is None:
        return None
    number = properties.find(f"{_W}numPr/{_W}numId")
    depth = properties.find(f"{_W}numPr/{_W}ilvl")
    if number is None:
        return None
    return number.get(f"{_W}val"), int(depth.get(f"{_W}val")) if depth is not None else 0


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    value: str | None = found.get(f"{_W}val") if found is not None else None
    return value


def _figure(style: str, number: int) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26]
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman"):
        left, figures = number, ""
        for value, letters in _ROMAN:
            while left >= value:
                figures, left = figures + letters, left - value
        return figures.upper() if style == "upperRoman" else figures
    return f"{number:02d}" if style == "decimalZero" else str(number)
