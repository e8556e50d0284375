"""Pure: where in a plan a paragraph stands: the markers paragraphs begin with, and the clause they add up to."""

import re
from dataclasses import dataclass, field

_PATTERNS = (
    ("annex", re.compile(r"(?i)phụ lục(?: số)?\s*[:.]?\s*([IVX]+\b|\d+\b|)[.:]?\s*")),
    ("part", re.compile(r"(?:Phần|PHẦN)(?: thứ| THỨ)? ([IVX]+|\d+|\w+)\b[.:]?\s*")),
    ("chapter", re.compile(r"(?:Chương|CHƯƠNG) ([IVX]+|\d+)\b[.:]?\s*")),
    ("article", re.compile(r"Điều (\d+)\b[.:]?\s*")),
    ("roman", re.compile(r"([IVX]{1,5})\s?[.)/:–-]\s*(?=\D)")),
    ("upper", re.compile(r"([A-HKĐ])\s?[.)/]\s*(?=\D)")),
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2})+)(?:[.)]\s*|\s+(?![-–]))(?=[^\d\s/])")),
    ("number", re.compile(r"(\d{1,2})\s?[.)/]\s*(?=[^\W\d]|[“\"(*+-]|\d+ ?%)")),
    ("bracket", re.compile(r"\((\d{1,2}|[a-zđ])\)\s*")),
    ("letter", re.compile(r"([a-zđ])(?:\)\s*|\.\s+)")),
    ("plus", re.compile(r"(\+)\s*(?=\D)")),
    ("dash", re.compile(r"([-–—•*▪●o])(?:\s+|(?=[^\W\d]))(?<!o)|(o)\s+(?=[A-ZĐ])")),
)
_LISTS = ("dash", "plus")
_LONGEST_ANNEX_TITLE = 160


@dataclass(frozen=True)
class Marker:
    """What a paragraph begins with: "II." is a roman II, "1.8." a decimal, "b)" a letter, "-" a dash."""

    kind: str
    label: str

    @property
    def is_list_item(self) -> bool:
        return self.kind in _LISTS


def split_marker(text: str) -> tuple[Marker | None, str]:
    """Return the marker of a paragraph and the rest of it. A dash before another marker is dropped: "- a) …"."""
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if not found or (kind == "annex" and not _is_annex_title(text)):
            continue
        rest = text[found.end() :]
        if kind in _LISTS:
            inner, after = split_marker(rest)
            if inner and inner.kind in ("letter", "plus", "number", "decimal"):
                return inner, after
        return Marker(kind, next((label for label in found.groups() if label), "")), rest
    return None, text


def _is_annex_title(text: str) -> bool:
    return len(text) < _LONGEST_ANNEX_TITLE and not text.rstrip().endswith((";", ",")) and "kèm theo" not in text[:25]


@dataclass
class Node:
    """A clause that is open: its marker and its text."""

    marker: Marker
    text: str
    number: int


@dataclass
class Outline:
    """The clauses a walk through the document stands in, outermost first."""

    nodes: list[Node] = field(default_factory=list)
    entered: int = 0

    def enter(self, marker: Marker, text: str) -> Node:
        """Close what the marker closes and open its clause."""
        del self.nodes[self._depth(marker) :]
        self.entered += 1
        node = Node(marker, text, self.entered)
        self.nodes.append(node)
        return node

    def _depth(self, marker: Marker) -> int:
        if marker.kind == "annex":
            return 0
        for depth, node in enumerate(self.nodes):
            if node.marker.kind == marker.kind and marker.kind != "decimal":
                return depth
        if marker.kind == "decimal":
            return self._depth_of_decimal(marker.label)
        if marker.kind in ("roman", "part", "chapter", "article", "upper"):
            outer = ("annex", "part", "upper") if marker.kind == "roman" else ("annex", "part", "chapter", "roman")
            return next((at for at, node in enumerate(self.nodes) if node.marker.kind not in outer), len(self.nodes))
        lists = [at for at, node in enumerate(self.nodes) if node.marker.is_list_item]
        return lists[0] if lists and not marker.is_list_item else len(self.nodes)

    def _depth_of_decimal(self, label: str) -> int:
        numbered = [at for at, node in enumerate(self.nodes) if node.marker.kind in ("number", "decimal")]
        for at in reversed(numbered):
            if label.startswith(self.nodes[at].marker.label + "."):
                return at + 1
        inside = ("number", "decimal", "letter", "bracket", *_LISTS)
        return next((at for at, node in enumerate(self.nodes) if node.marker.kind in inside), len(self.nodes))

    @property
    def clause(self) -> str:
        """Return the clause as people write it: "II.1.8.b"; list items have no name of their own."""
        return clause_of(self.nodes)

    @property
    def in_annex(self) -> bool:
        return any(node.marker.kind == "annex" for node in self.nodes)


def clause_of(nodes: list[Node]) -> str:
    """Return the name of the innermost of some clauses."""
    parts: list[str] = []
    for node in nodes:
        if node.marker.is_list_item:
            continue
        label = node.marker.label
        if node.marker.kind == "annex":
            label = f"PL{label}"
        elif node.marker.kind == "article":
            label = f"Điều {label}"
        elif node.marker.kind == "decimal" and parts and label.startswith(parts[-1] + "."):
            label = label[len(parts[-1]) + 1 :]
        parts += label.split(".") if node.marker.kind == "decimal" else [label]
    return ".".join(parts)
