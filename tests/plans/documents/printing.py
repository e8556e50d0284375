"""Make PDF files for the tests: letters at places, turned or struck twice, and lines; every letter half an em wide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZE = 12
LINE = 16
WIDTH, HEIGHT = 595, 842

_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    "endcmap CMapName currentdict /CMap defineresource pop end end"
)


@dataclass(frozen=True)
class Text:
    """Words at a place, counted from the left and from the top; `turn` is 90 for text that reads upwards."""

    left: float
    top: float
    text: str
    turn: int = 0


@dataclass(frozen=True)
class Rule:
    """A line between two places."""

    left: float
    top: float
    right: float
    bottom: float


def paragraphs(*texts: str, top: float = 60, left: float = 60) -> list[Text]:
    return [Text(left, top + at * LINE, text) for at, text in enumerate(texts)]


def columns(lefts: Sequence[float], rows: Iterable[Sequence[str]], *, top: float) -> list[Text]:
    """Return rows of cells at the left edges of columns; a cell with line ends takes several lines, as its row does."""
    placed = []
    for row in rows:
        for left, cell in zip(lefts, row, strict=True):
            placed += paragraphs(*cell.split("\n"), top=top, left=left)
        top += LINE * max(cell.count("\n") + 1 for cell in row)
    return placed


def ruled(lefts: Sequence[float], tops: Sequence[float]) -> list[Rule]:
    """Return the lines around all cells."""
    down = [Rule(left, tops[0], left, tops[-1]) for left in lefts]
    return [*down, *(Rule(lefts[0], top, lefts[-1], top) for top in tops)]


def struck_twice(text: Text, *, apart: float = 0.4) -> list[Text]:
    return [text, Text(text.left + apart, text.top, text.text, text.turn)]


def printed(*pages: Sequence[Text | Rule]) -> bytes:
    """Return a PDF of these pages."""
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 3 0 R/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500"
        "/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/Ascent 800/Descent -200/FontBBox[0 -200 500 800]>>"
        ">>]>>"
    )
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        f"<</Length {len(_TO_UNICODE)}>>stream\n{_TO_UNICODE}\nendstream",
        font,
    ]
    for at, page in enumerate(pages):
        content = "\n".join(map(_drawn, page))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 4 0 R>>>>"
            f"/Contents {6 + 2 * at} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    written, places = "%PDF-1.4\n", []
    for number, content in enumerate(("<</Type/Catalog/Pages 2 0 R>>", *objects), 1):
        places.append(f"{len(written):010d} 00000 n \n")
        written += f"{number} 0 obj\n{content}\nendobj\n"
    size = len(places) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}trailer\n<</Root 1 0 R/Size {size}>>\n"
    return f"{written}{table}startxref\n{len(written)}\n%%EOF\n".encode()


def _drawn(piece: Text | Rule) -> str:
    if isinstance(piece, Rule):
        return f"{piece.left} {HEIGHT - piece.top} m {piece.right} {HEIGHT - piece.bottom} l S"
    matrix = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[piece.turn]
    letters = piece.text.encode("utf-16-be").hex()
    return f"BT /F {SIZE} Tf {matrix} {piece.left:g} {HEIGHT - piece.top:g} Tm <{letters}> Tj ET"
