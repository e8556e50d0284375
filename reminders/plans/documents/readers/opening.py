"""Shell: a file's bytes into a document: the format is told by the content, and what cannot be read is refused."""

import re
from dataclasses import replace

from reminders.plans.documents.document import Document
from reminders.plans.documents.old_letters import converted
from reminders.plans.documents.readers import refusals
from reminders.plans.documents.readers.archive import office_format
from reminders.plans.documents.readers.code_pages import in_code_page
from reminders.plans.documents.readers.confined import read_confined
from reminders.plans.documents.readers.converting import TARGETS, in_present_format
from reminders.plans.documents.readers.csv import read_csv
from reminders.plans.documents.readers.legacy import in_unicode
from reminders.plans.documents.readers.refusals import MAX_BYTES, PlanUnreadable
from reminders.plans.documents.readers.text import read_text

MAX_LETTERS = 2_000_000
"""Letters of a text that is read: about 600 pages."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("EncryptedPackage", "_VBA_PROJECT", "WordDocument", "Workbook", "Book")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_SEPARATED = ("csv", "tsv")
_EXTENSIONS = {
    "docx": ("docx", "docm"),
    "xlsx": ("xlsx", "xlsm"),
    "pdf": ("pdf",),
    "html": ("html", "htm", "xhtml", "mht", "mhtml"),
    "web archive": ("mht", "mhtml"),
    "spreadsheet xml": ("xml",),
    "csv": _SEPARATED,
    "doc": ("doc", "dot"),
    "odt": ("odt", "ott"),
    "rtf": ("rtf", "doc"),
    "xls": ("xls", "xlt"),
    "ods": ("ods",),
    "text": ("txt", "md", "markdown", ""),
}
_SHOWN = {"docx": "Word (.docx)", "xlsx": "Excel (.xlsx)", "pdf": "PDF", "text": "văn bản chữ"}
_SHOWN |= {"html": "trang web (HTML)", "web archive": "trang web lưu trữ (.mht)", "spreadsheet xml": "Excel 2003 XML"}
_SHOWN |= {"doc": "Word 97-2003 (.doc)", "odt": "OpenDocument (.odt)", "rtf": "RTF", "xls": "Excel 97-2003 (.xls)"}
_SHOWN |= {"ods": "OpenDocument (.ods)"}
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|meta|title|style|body|table|div|p|center|font)\b", re.IGNORECASE)
_ARCHIVE = re.compile(r"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*mime-version: ", re.IGNORECASE)


def read_document(content: bytes, filename: str) -> Document:
    """Return the document in a file. PlanUnreadable says in Vietnamese why not and what to do."""
    found = format_of(content)
    extension = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    if found == "text" and extension in _SEPARATED:
        found = "csv"
    if found in ("text", "csv"):
        document = (read_csv if found == "csv" else read_text)(decoded(content))
    elif found in TARGETS:
        document = _read_converted(found, content)
    else:
        document = read_confined(found, decoded(content).encode() if found in ("html", "spreadsheet xml") else content)
    document = in_unicode(document)
    if extension in _EXTENSIONS[found]:
        return document
    return replace(document, warnings=(refusals.wrong_extension(filename, _SHOWN[found]), *document.warnings))


def _read_converted(found: str, content: bytes) -> Document:
    made = in_present_format(found, content)
    try:
        kind = office_format(made)
    except PlanUnreadable:
        kind = ""
    if kind != TARGETS[found]:
        failed = refusals.CONVERTER_FAILED.format(found=found, target=TARGETS[found], why="kết quả hỏng")
        raise PlanUnreadable(failed)
    return read_confined(kind, made)


def format_of(content: bytes) -> str:
    """Return "docx", "pdf", "doc", "rtf", "html", "text" … by the content. PlanUnreadable for everything else."""
    if len(content) > MAX_BYTES:
        raise PlanUnreadable(refusals.TOO_LARGE)
    if not content.strip():
        raise PlanUnreadable(refusals.EMPTY)
    head = content[:1024].lstrip()
    if content.startswith(b"PK"):
        return office_format(content)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_OLE):
        return _old_office(content)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_PICTURES):
        raise PlanUnreadable(refusals.PICTURE)
    return _kind_of_text(content[:4096].decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig", "ignore"))


def _old_office(content: bytes) -> str:
    """Return "doc" or "xls" by the names of the streams in it, which stand there in UTF-16."""
    has = {name for name in _STREAMS if name.encode("utf-16-le") in content}
    if has & {"EncryptedPackage", "_VBA_PROJECT"}:
        raise PlanUnreadable(refusals.ENCRYPTED if "EncryptedPackage" in has else refusals.MACROS)
    if not has:
        raise PlanUnreadable(refusals.OLD_OFFICE)
    return "doc" if "WordDocument" in has else "xls"


def _kind_of_text(beginning: str) -> str:
    start = beginning.lstrip()
    if start.startswith("<") and "urn:schemas-microsoft-com:office:spreadsheet" in start and "<html" not in start:
        return "spreadsheet xml"
    if _ARCHIVE.match(start.replace("\r", "")):
        return "web archive"
    declared = re.sub(r"^<\?xml[^>]*>\s*", "", start)
    return "html" if _WEB_PAGE.match(re.sub(r"^(?:<!--.*?-->\s*)+", "", declared, flags=re.DOTALL)) else "text"


def decoded(content: bytes) -> str:
    """Return the text of a text file: UTF-8, or UTF-16 with its mark. TCVN3 and VNI stay as they are."""
    if content.startswith(_UTF_16):
        return content.decode("utf-16", errors="replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        old = content.decode("latin-1")
        if (found := converted(old)) and found.is_sure:
            return old
        if read := in_code_page(content):
            return read
        line = content[: error.start].count(b"\n") + 1
        raise PlanUnreadable(refusals.NOT_UTF8.format(line=line)) from error
    if "\x00" in text:
        raise PlanUnreadable(refusals.UNKNOWN)
    if len(text) > MAX_LETTERS:
        raise PlanUnreadable(refusals.TOO_LONG.format(limit=f"{MAX_LETTERS // 1000} nghìn chữ cái"))
    return text
