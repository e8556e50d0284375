"""Shell: what an Office file (a zip of XML) holds, looked at before any library opens it."""

import io
import re
import zipfile
import zlib

from reminders.plans.documents.readers import refusals
from reminders.plans.documents.readers.refusals import PlanUnreadable, damaged_by

MAX_UNPACKED = 150_000_000
MAX_MEMBERS = 5_000
MAX_RATIO = 300
"""Times an XML member may grow; the XML of a plan grows about 20 times."""
RATIO_COUNTS_FROM = 5_000_000

_DECLARATION = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)|\x00<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)"
)
_CHUNK = 1 << 20
_DAMAGES = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def office_format(content: bytes) -> str:
    """Return "docx" or "xlsx" for a file that is safe to open. PlanUnreadable for everything else."""
    with damaged_by(*_DAMAGES), zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        _check_size(members)
        names = {member.filename for member in members}
        if "mimetype" in names and archive.read("mimetype")[:60].startswith(b"application/vnd.oasis"):
            raise PlanUnreadable(refusals.OPEN_DOCUMENT)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise PlanUnreadable(refusals.MACROS)
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels")):
                _check_declarations(archive, member)
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise PlanUnreadable(refusals.UNKNOWN)


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    grows = any(
        member.file_size > RATIO_COUNTS_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if total > MAX_UNPACKED or len(members) > MAX_MEMBERS or grows:
        raise PlanUnreadable(refusals.BOMB)


def _check_declarations(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse XML that declares a document type: entities can read files and grow without end."""
    with archive.open(member) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            if _DECLARATION.search(before + chunk):
                raise PlanUnreadable(refusals.ENTITIES)
            before = chunk[-16:]
