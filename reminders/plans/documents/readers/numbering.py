"""Pure: the numbers and bullets Word puts before paragraphs without writing them in the text."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HIGHEST = 9_999
"""No list of a plan counts further; a start beyond it is an attack."""
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class _Level:
    """How a level of a list is printed: "decimal", "%1.%2."; `restarts` after a level above it, as nearly all do."""

    kind: str
    text: str
    start: int
    restarts: bool
    is_legal: bool


class Numbering:
    """Counts list paragraphs in the order they are asked for.

    Lists of one abstract list go on counting together; one that overrides a start begins anew, once.
    """

    def __init__(self, lists: Element | None, styles: Element | None) -> None:
        """Read the numbering and the styles of a Word file; one without has no lists."""
        self._styles = {
            style.get(f"{W}styleId", ""): (style.find(f"{W}pPr/{W}numPr"), value(style, "basedOn") or "")
            for style in ([] if styles is None else styles.findall(f"{W}style"))
        }
        self._abstract: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._begins_anew: set[tuple[str, int]] = set()
        self._of_style: dict[tuple[str, str], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if lists is not None:
            self._read(lists)

    def _read(self, lists: Element) -> None:
        abstracts = {one.get(f"{W}abstractNumId", ""): one for one in lists.findall(f"{W}abstractNum")}
        for number in lists.findall(f"{W}num"):
            key, abstract = number.get(f"{W}numId", ""), value(number, "abstractNumId") or ""
            self._abstract[key] = abstract
            for level in self._of_abstract(abstracts, lists, abstract):
                self._level(key, level)
            for override in number.findall(f"{W}lvlOverride"):
                depth = int(override.get(f"{W}ilvl", "0"))
                for level in override.findall(f"{W}lvl"):
                    self._level(key, level)
                if (start := value(override, "startOverride")) is not None and (key, depth) in self._levels:
                    self._levels[key, depth] = replace(self._levels[key, depth], start=_number(start))
                    self._begins_anew.add((key, depth))

    def _of_abstract(self, abstracts: dict[str, Element], lists: Element, key: str) -> Iterator[Element]:
        """Yield the levels of an abstract list; one that only names a style has those of the style's list."""
        abstract = abstracts.get(key, Element("nothing"))
        linked = self._styles.get(value(abstract, "numStyleLink") or "", (None, ""))[0]
        if linked is not None:
            numbers = {one.get(f"{W}numId"): value(one, "abstractNumId") for one in lists.findall(f"{W}num")}
            abstract = abstracts.get(numbers.get(value(linked, "numId")) or "", abstract)
        yield from abstract.findall(f"{W}lvl")

    def _level(self, key: str, level: Element) -> None:
        depth = int(level.get(f"{W}ilvl", "0"))
        self._levels[key, depth] = _Level(
            kind=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            start=_number(value(level, "start") or "1"),
            restarts=value(level, "lvlRestart") != "0",
            is_legal=is_on(level.find(f"{W}isLgl")),
        )
        if style := value(level, "pStyle"):
            self._of_style[key, style] = depth

    def marker(self, properties: Element | None) -> str:
        """Return what Word prints before a paragraph: "1.", "a)", "-"; "" for no list. Counts the paragraph."""
        number, depth = self._numbers(properties)
        if (number, depth) not in self._levels:
            return ""
        level, counts = self._levels[number, depth], self._counts[self._abstract[number]]
        if (number, depth) in self._begins_anew:
            self._begins_anew.remove((number, depth))
            counts.pop(depth, None)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            if self._levels.get((number, deeper), level).restarts:
                del counts[deeper]
        if level.kind == "bullet":
            return "+" if level.text == "+" else "-"
        text = level.text
        for above in range(depth + 1):
            found = self._levels.get((number, above), level)
            kind = "decimal" if level.is_legal else found.kind
            text = text.replace(f"%{above + 1}", _figure(kind, counts.get(above, found.start)))
        return text

    def _numbers(self, properties: Element | None) -> tuple[str, int]:
        """Return the list and the level of a paragraph: its own, else those of its style and the styles below that."""
        style = value(properties, "pStyle") or "" if properties is not None else ""
        own = properties.find(f"{W}numPr") if properties is not None else None
        number, depth = (value(own, "numId"), value(own, "ilvl")) if own is not None else (None, None)
        seen: set[str] = set()
        while style in self._styles and style not in seen and number is None:
            seen.add(style)
            given, below = self._styles[style]
            if given is not None:
                number, depth = value(given, "numId"), depth or value(given, "ilvl")
                if number and depth is None and (number, style) in self._of_style:
                    depth = str(self._of_style[number, style])
            style = below
        return number or "", int(depth or 0)


def value(element: Element, name: str) -> str | None:
    """Return the value of a property in an element; None where it has none."""
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None


def _number(written: str) -> int:
    return max(0, min(int(written), HIGHEST))


def is_on(switch: Element | None) -> bool:
    """Return whether a switch is there and not turned off."""
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _figure(style: str, number: int) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman"):
        left, figures = number, ""
        for worth, letters in _ROMAN:
            while left >= worth:
                figures, left = figures + letters, left - worth
        return figures.upper() if style == "upperRoman" else figures
    if style == "none":
        return ""
    return f"{number:02d}" if style == "decimalZero" else str(number)
