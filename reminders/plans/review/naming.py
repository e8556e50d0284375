"""Pure: the names in a review workbook become keys: those of earlier plans where they are known, else new ones."""

from collections.abc import Iterator
from dataclasses import replace

from reminders.plans.documents.spellings import AgencyBook, spelling_key
from reminders.plans.register.register import AgencyEntry, GroupEntry
from reminders.plans.review.known import Known
from reminders.plans.review.sheets import AGENCIES, GROUPS, Cell, Line, listed
from schedules.letters import fold

Entry = AgencyEntry | GroupEntry


class Names:
    """Every agency and group of a workbook and of earlier plans; what does not fit is collected in `problems`."""

    def __init__(self, agencies: list[Line], groups: list[Line], known: Known) -> None:
        """Take the rows of both sheets."""
        self.problems: list[str] = []
        self.places: dict[str, Cell] = {}
        self._new: dict[str, str] = {}
        self._entries: dict[str, Entry] = {agency.key: agency for agency in known.agencies}
        self._entries |= {group.key: group for group in known.groups}
        alike = [line for line in agencies if text(line, "same_as")]
        own = [line for line in agencies if not text(line, "same_as")]
        self._read_spellings()
        for line in own:
            self._add(line, AgencyEntry)
        for line in groups:
            self._add(line, GroupEntry)
        self._read_spellings()
        for line in alike:
            for key in self.keys(line["same_as"])[:1]:
                self._add_spellings(key, (text(line, "name"), *listed(text(line, "aliases"))))
        self._read_spellings()
        for line in own:
            self._set_parent(line)
        for line in groups:
            self._set_members(line)

    @property
    def agencies(self) -> dict[str, AgencyEntry]:
        """Return every agency by its key."""
        return {key: entry for key, entry in self._entries.items() if isinstance(entry, AgencyEntry)}

    @property
    def groups(self) -> dict[str, GroupEntry]:
        """Return every group by its key."""
        return {key: entry for key, entry in self._entries.items() if isinstance(entry, GroupEntry)}

    def keys(self, cell: Cell, *, agencies_only: bool = False) -> tuple[str, ...]:
        """Return the keys of the names in a cell, each once; a name nobody has is a problem."""
        return tuple(dict.fromkeys(self._keys(cell, listed(cell.text), agencies_only)))

    def key(self, cell: Cell) -> str | None:
        """Return the key of the one agency in a cell; None for an empty cell or a problem."""
        found = self.keys(cell, agencies_only=True)
        if len(found) > 1:
            self.problems.append(f"{cell.place}: chỉ ghi một cơ quan")
        return found[0] if found else None

    def name(self, key: str) -> str:
        """Return the name a key stands for."""
        return self._entries[key].name

    def _keys(self, cell: Cell, names: tuple[str, ...], agencies_only: bool) -> Iterator[str]:
        for name in names:
            match = self._book.match(name)
            key = self._called[match.known] if match.known else None
            if key and (isinstance(self._entries[key], AgencyEntry) or not agencies_only):
                yield key
            elif key:
                self.problems.append(f"{cell.place}: “{name}” là một nhóm; ghi tên một cơ quan")
            else:
                hint = f" (có phải “{match.nearest}”?)" if match.nearest else ""
                self.problems.append(
                    f"{cell.place}: không có cơ quan hay nhóm “{name}”{hint}; sửa tên, hoặc thêm một dòng vào trang "
                    f"{AGENCIES} hay {GROUPS}"
                )

    def _add(self, line: Line, kind: type[AgencyEntry] | type[GroupEntry]) -> None:
        cell, name = line["name"], " ".join(text(line, "name").split())
        if not name:
            self.problems.append(f"{cell.place}: dòng không có tên; ghi tên hoặc xóa dòng")
            return
        called = self._book.match(name).known
        key = self._called[called] if called else self._new.get(spelling_key(name))
        if key in self.places:
            self.problems.append(f"{cell.place}: “{name}” đã ghi ở {self.places[key].place}; bỏ một dòng")
            return
        if key and not isinstance(self._entries[key], kind):
            self.problems.append(f"{cell.place}: “{name}” đã là {'một nhóm' if kind is AgencyEntry else 'một cơ quan'}")
            return
        if not key:
            key = self._new[spelling_key(name)] = self._free(name)
            self._entries[key] = kind(key=key, name=name)
        self._add_spellings(key, (name, *listed(text(line, "aliases"))))
        self.places[key] = cell

    def _free(self, name: str) -> str:
        stem = fold(name).replace(" ", "-") or "co-quan"
        free = (stem, *(f"{stem}-{number}" for number in range(2, len(self._entries) + 3)))
        return next(key for key in free if key not in self._entries)

    def _add_spellings(self, key: str, names: tuple[str, ...]) -> None:
        entry = self._entries[key]
        aliases = tuple(dict.fromkeys(name for name in (*entry.aliases, *names) if name != entry.name))
        self._entries[key] = replace(entry, aliases=aliases)

    def _read_spellings(self) -> None:
        self._book = AgencyBook({entry.name: entry.aliases for entry in self._entries.values()})
        self._called = {entry.name: key for key, entry in self._entries.items()}

    def _set_parent(self, line: Line) -> None:
        key = self._own_key(line)
        if key and "parent" in line and (parent := self.key(line["parent"])):
            self._entries[key] = replace(self.agencies[key], parent=parent)

    def _set_members(self, line: Line) -> None:
        key = self._own_key(line)
        if key and "members" in line:
            members = self.keys(line["members"], agencies_only=True)
            self._entries[key] = replace(self.groups[key], members=members)

    def _own_key(self, line: Line) -> str | None:
        return next((key for key, cell in self.places.items() if cell is line["name"]), None)


def text(line: Line, field: str) -> str:
    """Return the text of a cell; "" where the sheet has no such column."""
    return line[field].text if field in line else ""
