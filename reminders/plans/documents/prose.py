"""Pure: the paragraphs of a plan with the clause each stands in, and the sentences and clauses inside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reminders.plans.documents.bodies import assigned_inside, leading_bodies, subject_after
from reminders.plans.documents.document import Document, Source, Table, rejoined
from reminders.plans.documents.labels import Part, split_labels
from reminders.plans.documents.outline import Marker, Node, Outline, clause_of, split_marker
from schedules.letters import fold, plain

_SENTENCE = re.compile(r"(?<=[.!?…])(?<!TT\.)(?<!TP\.)\s+(?=[A-ZÀ-ỸĐ“\"(])")
_HEADING = re.compile(r"[^:,;.()]{3,50}: ")
_ONLY_ENDS = re.compile(
    r"(?i)\s*(?:và |phải |cần |bảo đảm |đảm bảo )*(?:hoàn thành|hoàn tất|xong|kết thúc|thời hạn|thời gian)(?!\w)"
)
_AIMS = ("muc dich", "yeu cau", "quan diem", "muc tieu", "nguyen tac", "can cu")
_ENDS = re.compile(r"(?i)^(?:-\s*)?nơi nhận\s*:?")
_TM = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\. ")


@dataclass(frozen=True)
class Item:
    """A paragraph of the body: its clause as the nodes it stands in (its own last), its text without the marker."""

    source: Source
    marker: Marker | None
    nodes: tuple[Node, ...]
    text: str
    parts: tuple[Part, ...]

    @property
    def clause(self) -> str:
        return clause_of(list(self.nodes))

    @property
    def roles(self) -> set[str]:
        return {part.role for part in self.parts if part.role}


@dataclass(frozen=True)
class PlacedTable:
    """A table and the clause it stands in."""

    table: Table
    clause: str


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between semicolons, whom it is about, and where it begins in its sentence."""

    text: str
    subject: tuple[str, ...]
    doing: str
    is_named_here: bool


def walk(document: Document) -> Iterator[Item | PlacedTable]:
    """Yield the paragraphs behind the head, and all tables, each with its clause; the list of receivers is left out."""
    outline = Outline()
    is_body = False
    for block in rejoined(document.blocks):
        if isinstance(block, Table):
            yield PlacedTable(block, outline.clause)
            continue
        marker, text = split_marker(block.text)
        if marker and marker.kind == "annex":
            is_body = True
        elif _ENDS.match(block.text) or _TM.match(block.text):
            is_body = False
        elif marker and not outline.nodes and not marker.is_list_item and marker.kind != "letter":
            is_body = True
        if not is_body:
            continue
        if marker:
            outline.enter(marker, text)
        yield Item(block.source, marker, tuple(outline.nodes), text, tuple(split_labels(text)))


def clauses(text: str) -> Iterator[tuple[str, list[Clause]]]:
    """Yield each sentence of a paragraph with its clauses; a clause without a subject has that of the one before it."""
    subject: tuple[str, ...] = ()
    for sentence in sentences(text):
        found: list[Clause] = []
        is_named_here = False
        for at, piece in enumerate(_pieces(sentence)):
            names, doing = leading_bodies(piece.strip())
            if not names and at == 0:
                names, doing = subject_after(piece.strip())
            if not names and (heading := _HEADING.match(piece.strip())):
                names, doing = leading_bodies(piece.strip()[heading.end() :])
            if not names:
                names, doing = assigned_inside(piece.strip())
            if names and (at == 0 or doing):
                subject, is_named_here = names, True
            elif found and _ONLY_ENDS.match(piece):  # "…; hoàn thành trước ngày …" says when, not what
                doing = "; ".join([*(clause.doing for clause in found), piece.strip()])
            else:
                doing = piece.strip()
            found.append(Clause(piece.strip(), subject, doing, is_named_here))
        yield sentence, found


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence]


def _pieces(sentence: str) -> list[str]:
    """Split a sentence at the semicolons that stand in no bracket."""
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(sentence):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == ";" and depth <= 0:
            pieces.append(sentence[start:at])
            start = at + 1
    return [piece for piece in [*pieces, sentence[start:]] if piece.strip()]


def is_heading_of_parts(text: str) -> bool:
    """Say whether a clause only announces who and when: "c) Phân công trách nhiệm"."""
    flat = plain(text)
    return len(text) < 60 and bool(re.match(r"phan cong|trach nhiem|to chuc thuc hien|thoi gian|tien do|co quan", flat))


def is_aim(node: Node) -> bool:
    """Say whether a clause says why, and assigns nothing: "Mục đích, yêu cầu"."""
    heading = folded_heading(node)
    return any(word in heading for word in _AIMS)


def folded_heading(node: Node) -> str:
    """Return the folded beginning of a clause's text."""
    return fold(node.text[:80])
