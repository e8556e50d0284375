"""Shell: Word documents of A4 pages, to be printed: what cards and the officers' sheet have in common."""

from typing import Any

MARGIN = 10
"""Millimetres."""

BODY = "Arial"


def set_page(document: Any, title: str) -> None:
    """Make a document one of A4 pages with narrow margins, named and signed by the program."""
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = page.footer_distance = Mm(0)
    document.core_properties.author, document.core_properties.title = "Nhắc Hạn", title


def write(paragraph: Any, words: str, points: int, *, bold: bool = False, font: str = BODY) -> Any:
    """Write words into a paragraph, close to the next one; return the run."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(min(points, 3)), 1
    run = paragraph.add_run(words)
    run.font.size, run.font.bold, run.font.name = Pt(points), bold, font
    return run


def element(name: str, attributes: dict[str, str]) -> Any:
    """Return an element of a Word document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
