"""Shell: a file that stands whole inside a Word file (`w:altChunk`), as exports of web pages have it."""

from reminders.plans.documents.document import Document
from reminders.plans.documents.readers.html import read_html, read_web_archive
from reminders.plans.documents.readers.opening import decoded, format_of
from reminders.plans.documents.readers.refusals import RICH_TEXT, UNKNOWN, PlanUnreadable
from reminders.plans.documents.readers.text import read_text


def read_chunk(content: bytes) -> Document:
    """Return the document in a part: HTML, a web archive, text or another Word file. PlanUnreadable for others."""
    from reminders.plans.documents.readers.docx import read_docx

    match format_of(content):
        case "docx":
            return read_docx(content)
        case "html":
            return read_html(decoded(content).encode())
        case "web archive":
            return read_web_archive(content)
        case "text":
            return read_text(decoded(content))
        case "rtf":
            raise PlanUnreadable(RICH_TEXT)
        case _:
            raise PlanUnreadable(UNKNOWN)
