"""Pure: assignment tables: what the columns hold, which rows belong together, and the duty each row states."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, groupby

from reminders.plans.documents.document import Row, Source, Table
from reminders.plans.documents.labels import Role, column_role, split_labels
from reminders.plans.documents.outline import Marker, Outline, split_marker
from schedules.letters import fold, plain

Columns = Mapping[Role, int]

_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])\)?(?:=.*)?")
_GROUP_LABEL = re.compile(r"([IVX]+|[A-H]|\d+(?:\.\d+)*)[.)/:]?\s+(?=\S)")
_COUNTED = re.compile(r"\(?[\dIVX]+[.)]?")
_HEADER_SHARE = 0.7
_FINISH = re.compile(r"hoan thanh|ket thuc|han\b")
_WHEN_DONE = re.compile(r"(?:ngay|thoi diem) (?:da )?hoan thanh|.*thuc te")  # beside a deadline: when it was done
_STRONG_TITLE = re.compile(r"noi dung|nhiem vu|cong viec|ten ")
_PARTIES = (Role.LEAD, Role.DOER, Role.COOPERATING, Role.COOPERATING_OR_DOING)
_ASSIGNING = {Role.LEAD, Role.DOER, Role.COOPERATING_OR_DOING, Role.TIME}
"""One of these columns beside a title makes a table one of duties."""


@dataclass(frozen=True)
class Assignment:
    """A row that states a duty: the words of its cells by role, and the clause its numbers make."""

    clause: str
    source: Source
    cells: Mapping[Role, str]

    def cell(self, role: Role) -> str:
        return self.cells.get(role, "")


@dataclass
class _Raw:
    """A row of cells under known columns, before groups and inheritance."""

    columns: Columns
    cells: list[str]
    source: Source
    prefix: str


def assignments(tables: list[tuple[Table, str]]) -> list[Assignment]:
    """Return the duties the tables state, in order; tables without an assignment header are left out.

    Each table comes with the clause it stands in. A table without a header that follows one with as many columns goes
    on with its columns (a page break); its first row, or the first behind a repeated header, completes the row before
    it where it has no number of its own.
    """
    return [row for _, same in groupby(_joined(tables), key=lambda raw: raw.prefix) for row in _of_clause(same)]


def _joined(tables: list[tuple[Table, str]]) -> list[_Raw]:
    rows: list[_Raw] = []
    columns: Columns = {}
    before: tuple[str, int] | None = None
    for table, prefix in tables:
        width = max((len(row.cells) for row in table.rows), default=0)
        columns = _taken(table, prefix, width, columns if before == (prefix, width) else {}, rows)
        before = prefix, width
    return rows


def _taken(table: Table, prefix: str, width: int, columns: Columns, rows: list[_Raw]) -> Columns:
    """Add the rows of a table to those before it; `columns` hold on from there. Return the columns at its end."""
    is_after_break = bool(columns)
    at = 0
    while at < len(table.rows):
        if found := _header(table.rows, at):
            size, new = found
            is_after_break = bool(rows) and new == columns
            columns, at = new, at + size
            continue
        row = table.rows[at]
        at += 1
        if not columns or not any(row.cells) or _is_numbering(row):
            continue
        raw = _Raw(columns, _padded(row.cells, width), row.source, prefix)
        if is_after_break and rows and _completes(raw, rows[-1]):
            rows[-1].cells = [f"{a} {b}".strip() for a, b in zip(rows[-1].cells, raw.cells, strict=False)]
        else:
            rows.append(raw)
        is_after_break = False
    return columns


def _header(rows: tuple[Row, ...], at: int) -> tuple[int, Columns] | None:
    """Return how many rows the header that begins here takes, and its columns; None where none begins."""
    columns = _columns(rows[at].cells)
    if not columns:
        return None
    spread: Iterator[str] = accumulate(rows[at].cells, lambda head, cell: cell or head)
    heads = list(spread)  # a head that spans columns stands over those behind it
    size = 1
    while at + size < len(rows) and size < 3:
        below = rows[at + size].cells
        named = [cell for cell in below if cell]
        if len(named) < 2 or any(map(_COUNTED.fullmatch, named)) or not all(map(column_role, named)):
            break
        both = [
            lower if fold(upper) == fold(lower) else f"{upper} {lower}".strip()
            for upper, lower in zip(heads, _padded(below, len(rows[at].cells)), strict=False)
        ]
        columns = _columns(below) or _columns(tuple(both)) or columns
        size += 1
    return size, columns


def _columns(cells: tuple[str, ...]) -> dict[Role, int]:
    """Return the columns a header names; nothing where the row is no header of an assignment table."""
    columns: dict[Role, int] = {}
    if not _names_columns([cell for cell in cells if cell]):
        return {}
    for at, cell in enumerate(cells):
        role = column_role(cell)
        if role in (None, Role.OTHER) or (role in columns and not _is_better(role, cell, cells[columns[role]])):
            continue
        columns[role] = at
    if Role.TITLE not in columns and Role.GOAL in columns:
        columns[Role.TITLE] = columns.pop(Role.GOAL)
    is_assignment = Role.TITLE in columns and not _ASSIGNING.isdisjoint(columns)
    return columns if is_assignment else {}


def _names_columns(named: list[str]) -> bool:
    if any(map(_COUNTED.fullmatch, named)):
        return False
    return sum(map(bool, map(column_role, named))) >= _HEADER_SHARE * len(named)


def _is_better(role: Role, cell: str, other: str) -> bool:
    if role is Role.TIME:
        return bool(_FINISH.search(plain(cell))) and not _WHEN_DONE.match(plain(cell))
    return role is Role.TITLE and bool(_STRONG_TITLE.search(plain(cell))) and not _STRONG_TITLE.search(plain(other))


def _is_numbering(row: Row) -> bool:
    """Say whether a row only counts the columns: 1 2 3 4 5 6, (1) (2) (3), A B C 1 2."""
    named = [cell for cell in row.cells if cell]
    return len(named) >= 3 and all(_NUMBERING.fullmatch(cell) for cell in named)


def _padded(cells: tuple[str, ...], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _at(raw: _Raw, role: Role) -> str:
    at = raw.columns.get(role)
    return raw.cells[at] if at is not None and at < len(raw.cells) else ""


def _completes(raw: _Raw, before: _Raw) -> bool:
    """Say whether a row behind a page break is the rest of the row before it."""
    if raw.columns != before.columns or raw.prefix != before.prefix:
        return False
    if Role.NUMBER in raw.columns:
        return not _at(raw, Role.NUMBER)
    title = _at(raw, Role.TITLE)
    return not title or title[0].islower()


def _of_clause(rows: Iterable[_Raw]) -> Iterator[Assignment]:
    """Yield the duties of the rows of one clause; rows without a number are counted."""
    outline, count = Outline(), 0
    last: dict[str, Mapping[Role, str]] = {}
    for raw in rows:
        marker, own = _numbered(raw)
        if marker:
            outline.enter(marker, own.get(Role.TITLE, ""))
        parents = [last[name] for name in _ancestors(outline.clause, own=bool(marker)) if name in last]
        if not _states_duty(own, parents):
            last[outline.clause] = own
            continue
        last[outline.clause] = cells = _with_title(own, parents)
        count += not marker and Role.NUMBER not in raw.columns
        number = str(count) if count and not marker else ""
        clause = ".".join(filter(None, (raw.prefix, outline.clause, number)))
        yield Assignment(clause, raw.source, _inherited(cells, parents))


def _states_duty(cells: Mapping[Role, str], parents: list[Mapping[Role, str]]) -> bool:
    if any(cells.get(role) for role in (*_PARTIES, Role.TIME, Role.GOAL)):
        return True
    return any(parent.get(role) for parent in parents for role in _PARTIES)


def _with_title(cells: Mapping[Role, str], parents: list[Mapping[Role, str]]) -> Mapping[Role, str]:
    """Return a row without a title as its parent with what differs."""
    if cells.get(Role.TITLE) or not parents:
        return cells
    return {**parents[0], **{role: text for role, text in cells.items() if text}}


def _ancestors(clause: str, *, own: bool) -> list[str]:
    parts = clause.split(".")
    return [".".join(parts[:size]) for size in range(len(parts) - (1 if own else 0), 0, -1)]


def _inherited(cells: Mapping[Role, str], parents: list[Mapping[Role, str]]) -> Mapping[Role, str]:
    """Fill in a body or a time that only the row above the group states."""
    merged = dict(cells)
    for parent in parents:
        if not any(merged.get(role) for role in _PARTIES):
            merged.update({role: parent.get(role, "") for role in _PARTIES})
        if not merged.get(Role.TIME):
            merged[Role.TIME] = parent.get(Role.TIME, "")
    return merged


def _numbered(raw: _Raw) -> tuple[Marker | None, dict[Role, str]]:
    """Return the marker a row is numbered with, and its cells by role, parties in labelled cells told apart."""
    cells: dict[Role, str] = {role: _at(raw, role) for role in raw.columns if role is not Role.NUMBER}
    number = _at(raw, Role.NUMBER)
    named = [cell for cell in raw.cells if cell]
    if len(named) == 1 and (group := _GROUP_LABEL.match(named[0])):
        marker = split_marker(f"{group[1]}. x")[0]
        return marker, {Role.TITLE: named[0][group.end() :]}
    if len(named) == 1 and not number:
        cells[Role.TITLE] = named[0]
    if number:
        text = number if re.search(r"[.)]$", number) else f"{number}."
        return split_marker(f"{text} x")[0] or Marker("number", number), _told_apart(cells)
    marker, title = split_marker(cells.get(Role.TITLE, ""))
    if marker and not marker.is_list_item:
        return marker, _told_apart({**cells, Role.TITLE: title})
    return None, _told_apart(cells)


def _told_apart(cells: dict[Role, str]) -> dict[Role, str]:
    """Take a cell with labels inside ("Chủ trì: …; Phối hợp: …") apart."""
    told = dict(cells)
    for role, text in cells.items():
        if role is Role.TITLE:
            continue
        parts = split_labels(text)
        if len(parts) > 1 and all(part.role for part in parts):
            told[role] = ""
            told.update({part.role: part.text for part in parts if part.role})
    return told
