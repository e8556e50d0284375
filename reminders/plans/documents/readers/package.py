"""Shell: the parts of an Office file (a zip of XML), found by what they are to each other, whatever their names."""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from reminders.plans.documents.readers.refusals import ENTITIES, PlanUnreadable

DECLARATION = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)|\x00<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)"
)
"""What XML of Word and Excel never holds: entities can read files and grow without end."""

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_MAIN = "officeDocument"


@dataclass(frozen=True)
class Relation:
    """What a part is to another: "styles", "footnotes"; `target` is the name of a part, or an address outside."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of an open zip. Names count without case, as the standard has it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def main(self) -> tuple[str, str]:
        """Return the name of the part that is the document, and its content type; "" for none."""
        relations = self.relations("").values()
        name = next((one.target for one in relations if one.kind == _MAIN and one.target.lower() in self._names), "")
        return name, self.content_type(name) if name else ""

    def content_type(self, name: str) -> str:
        """Return what a part holds, as the file declares it; "" where it does not."""
        named = suffixed = ""
        for entry in self.xml("[Content_Types].xml"):
            if entry.get("PartName", "").lower() == f"/{name}".lower():
                named = entry.get("ContentType", "")
            elif entry.get("Extension", "-").lower() == name.rsplit(".", 1)[-1].lower():
                suffixed = entry.get("ContentType", "")
        return named or suffixed

    def relations(self, name: str) -> dict[str, Relation]:
        """Return what a part (the whole file for "") is related to, by id."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        return {one.get("Id", ""): _relation(one, folder) for one in self.xml(path)} if self.has(path) else {}

    def related(self, name: str, kind: str) -> ElementTree.Element | None:
        """Return the part of a kind that belongs to a part; None where it has none."""
        found = (one.target for one in self.relations(name).values() if one.kind == kind and self.has(one.target))
        path = next(found, "")
        return self.xml(path) if path else None

    def has(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name.lower() in self._names

    def content(self, name: str) -> bytes:
        """Return the bytes of a part. KeyError where there is none."""
        return self._archive.read(self._names[name.lower()])

    def xml(self, name: str) -> ElementTree.Element:
        """Return a part parsed, with the usual namespaces also where the file is "Strict Open XML"."""
        content = self.content(name)
        if DECLARATION.search(content):
            raise PlanUnreadable(ENTITIES)
        return ElementTree.fromstring(_STRICT.sub(_USUAL, content))


def _relation(entry: ElementTree.Element, folder: str) -> Relation:
    target, is_outside = entry.get("Target", ""), entry.get("TargetMode") == "External"
    if not is_outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(entry.get("Type", "").rsplit("/", 1)[-1], target, is_outside)
