"""Pure: the letters of a Word paragraph, each piece with why it does not count: struck out, hidden, deleted."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reminders.plans.documents.readers.numbering import W, is_on, value

STRUCK, HIDDEN, DELETED, UNFILLED = "bị gạch bỏ", "ẩn", "đã xóa (theo dõi thay đổi)", "còn chờ điền"
"""Why a piece does not count, as people read it; UNFILLED: the prompt of a field nobody filled in."""

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}
_SILENT = {
    f"{W}{name}"
    for name in ("pPr", "rPr", "sdtPr", "customXmlPr", "smartTagPr", "moveFrom", "instrText", "delInstrText", "rt")
}
BOX = f"{W}txbxContent"
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
    f"{W}lastRenderedPageBreak": "",
}

Piece = tuple[str | Element, str]
"""Letters, or a text box that stands among them; and why they do not count, "" for those that do."""


class Styles:
    """What the styles of a Word file say about letters, each with what it takes over from the styles below it."""

    def __init__(self, styles: Element | None) -> None:
        """Read the styles part; a file without has none."""
        found = [] if styles is None else styles.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId", ""): style for style in found}
        names = {key: (value(style, "name") or "").lower() for key, style in self._by_id.items()}
        self.headings = {
            key
            for key, name in names.items()
            if key.lower().startswith("heading") or name.startswith(("heading", "title"))
        }
        self._prompts = {key for key, name in names.items() if name == "placeholder text"}

    def why(self, properties: Element | None, style: str, *, otherwise: str = "") -> str:
        """Return why letters with these properties, of this style, do not count: "" where they do."""
        if properties is not None and value(properties, "rStyle") in self._prompts:
            return UNFILLED
        levels = [properties, *self._below(value(properties, "rStyle") or "" if properties is not None else "")]
        levels += self._below(style)
        for why, names in ((STRUCK, ("strike", "dstrike")), (HIDDEN, ("vanish",))):
            said = [is_on(found) for name in names if (found := _first(levels, name)) is not None]
            if any(said):
                return why
        return otherwise

    def _below(self, style: str) -> list[Element | None]:
        """Return the letters' properties of a style and of those it is based on."""
        found: list[Element | None] = []
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            found.append(self._by_id[style].find(f"{W}rPr"))
            style = value(self._by_id[style], "basedOn") or ""
        return found


def _first(levels: list[Element | None], name: str) -> Element | None:
    found = (level.find(f"{W}{name}") for level in levels if level is not None)
    return next((one for one in found if one is not None), None)


def unwrapped(parent: Element) -> Iterator[Element]:
    """Yield what stands in an element, without what only wraps it: content controls, custom XML, insertions."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from unwrapped(child)
        elif child.tag == _ALTERNATE:
            yield from unwrapped(_chosen(child))
        elif child.tag not in _SILENT:
            yield child


def _chosen(alternate: Element) -> Element:
    """Return the first way in which something is stated that has letters: Word reads the first it knows."""
    return next((way for way in alternate if way.find(f".//{W}t") is not None), Element("nothing"))


def pieces(parent: Element, styles: Styles, *, style: str = "", why: str = "") -> Iterator[Piece]:
    """Yield the letters in a paragraph of a style, and its text boxes; `why` holds for all of it."""
    for child in unwrapped(parent):
        if child.tag == f"{W}r":
            yield from pieces(child, styles, style=style, why=why or styles.why(child.find(f"{W}rPr"), style))
        elif child.tag == f"{W}del":
            yield from pieces(child, styles, style=style, why=DELETED)
        elif child.tag in (f"{W}t", f"{W}delText"):
            yield child.text or "", why
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag], why
        elif child.tag == BOX:
            yield child, why
        else:
            yield from pieces(child, styles, style=style, why=why)
