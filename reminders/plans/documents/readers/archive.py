"""Shell: what an Office file (a zip of XML) holds, looked at before any reader opens it."""

import io
import zipfile
import zlib

from reminders.plans.documents.readers import refusals
from reminders.plans.documents.readers.package import DECLARATION, Package
from reminders.plans.documents.readers.refusals import PlanUnreadable, damaged_by

MAX_UNPACKED = 150_000_000
MAX_MEMBERS = 5_000
MAX_RATIO = 300
"""Times an XML member may grow; the XML of a plan grows about 20 times."""
RATIO_COUNTS_FROM = 5_000_000
MAX_INDEX = 5_000_000
"""Letters of the parts that say what the others are; those of a plan stay below a hundredth."""

_OPEN = "application/vnd.oasis.opendocument."
_OPEN_DOCUMENTS = {f"{_OPEN}text": "odt", f"{_OPEN}text-template": "odt", f"{_OPEN}spreadsheet": "ods"}
_CHUNK = 1 << 20
_INDEX = ("[content_types].xml", "_rels/.rels")
DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
    *(KeyError, SyntaxError),
)
"""What a broken zip, and broken XML in it, end in."""


def office_format(content: bytes) -> str:
    """Return "docx", "xlsx", "odt" or "ods" for a file that is safe to open. PlanUnreadable for everything else."""
    with damaged_by(*DAMAGES), zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        _check_size(members)
        names = {member.filename for member in members}
        if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
            raise PlanUnreadable(refusals.MACROS)
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels")):
                _check_declarations(archive, member)
        if "mimetype" in names:
            return _open_document(archive)
        holds = Package(archive).main()[1] if "[Content_Types].xml" in names else ""
    found = next((name for kind, name in (("word", "docx"), ("sheet", "xlsx"), ("excel", "xlsx")) if kind in holds), "")
    if not found:
        raise PlanUnreadable(refusals.UNKNOWN)
    return found


def _open_document(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as stream:
        kind = stream.read(80).decode("ascii", "replace").strip()
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise PlanUnreadable(refusals.ENCRYPTED)
    if kind not in _OPEN_DOCUMENTS:
        raise PlanUnreadable(refusals.OPEN_DOCUMENT)
    return _OPEN_DOCUMENTS[kind]


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    grows = any(
        member.file_size > RATIO_COUNTS_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    has_long_index = any(member.file_size > MAX_INDEX for member in members if member.filename.lower() in _INDEX)
    if total > MAX_UNPACKED or len(members) > MAX_MEMBERS or grows or has_long_index:
        raise PlanUnreadable(refusals.BOMB)


def _check_declarations(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse XML that declares a document type."""
    with archive.open(member) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            if DECLARATION.search(before + chunk):
                raise PlanUnreadable(refusals.ENTITIES)
            before = chunk[-16:]
