"""Pure: what does not fit together in a register: keys used twice, names nobody has, duties nobody owes."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from schedules.letters import fold

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Table → its rows → the fields that could be read; a field with a problem of its own is missing."""


class Place(NamedTuple):
    """Where in the file something stands."""

    table: str
    row: int = 0
    field: str | None = None
    item: int | None = None


class Finding(NamedTuple):
    """A problem, and the place that it names with "{other}" when two places are in conflict."""

    place: Place
    problem: str
    other: Place | None = None


def inconsistencies(rows: Rows) -> Iterator[Finding]:
    """Yield every problem between rows."""
    yield from _keys_used_twice(rows, {"agency": "key", "group": "key"})
    yield from _keys_used_twice(rows, {"obligation": "clause"})
    yield from _names_used_twice(rows, "agency")
    yield from _names_used_twice(rows, "group")
    yield from _unknown_names(rows)
    yield from _circles(rows["agency"])
    yield from _owed_by_nobody(rows)


def _keys_used_twice(rows: Rows, keys: Mapping[str, str]) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for table, field in keys.items():
        for index, row in enumerate(rows[table]):
            place, key = Place(table, index, field), row.get(field)
            if key in seen:
                yield Finding(
                    place, f"{field} '{key}' đã dùng ở {{other}}; mỗi [[{table}]] cần một {field} riêng", seen[key]
                )
            elif key:
                seen[key] = place


def _names_used_twice(rows: Rows, table: str) -> Iterator[Finding]:
    """Two agencies that people call the same cannot be told apart."""
    seen: dict[str, tuple[Place, int]] = {}
    for index, row in enumerate(rows[table]):
        names = [(Place(table, index, field), row[field]) for field in ("name", "short") if field in row]
        names += [(Place(table, index, "aliases", item), name) for item, name in enumerate(row.get("aliases", ()))]
        for place, name in names:
            other, owner = seen.setdefault(fold(name), (place, index))
            if owner != index:
                key = rows[table][owner].get("key", "?")
                yield Finding(
                    place, f"'{name}' đã là tên của '{key}' ở {{other}}; bỏ tên trùng hoặc gộp hai phần", other
                )


def _unknown_names(rows: Rows) -> Iterator[Finding]:
    keyed = [row for row in rows["agency"] if "key" in row]
    agencies = {row["key"] for row in keyed}
    groups = {row["key"] for row in rows["group"] if "key" in row}
    called = {fold(row[field]): row["key"] for row in keyed for field in ("name", "short") if row.get(field)}
    for place, name, takes_groups in _names(rows):
        if name in agencies:
            continue
        if name in groups:
            if not takes_groups:
                yield Finding(place, f"'{name}' là nhóm cơ quan; {place.field} cần một cơ quan")
            continue
        meant = [called[fold(name)]] if fold(name) in called else get_close_matches(name, agencies | groups, n=1)
        hint = f" (có phải '{meant[0]}'?)" if meant else ""
        yield Finding(place, f"không có cơ quan '{name}'{hint}; sửa tên hoặc thêm [[agency]] có key này")


def _names(rows: Rows) -> Iterator[tuple[Place, str, bool]]:
    """Yield every mention of an agency, and whether a group may be named there."""
    fields = {
        "plan": ("issuer", "coordinator"),
        "agency": ("parent",),
        "group": ("members",),
        "obligation": ("recipient", "lead", "cooperating", "implementing"),
    }
    for table, names in fields.items():
        for index, row in enumerate(rows[table]):
            for field in names:
                named = row.get(field, ())
                if isinstance(named, str):
                    yield Place(table, index, field), named, False
                    continue
                for item, name in enumerate(named):
                    yield Place(table, index, field, item), name, table == "obligation"


def _circles(agencies: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """An agency above itself has no top; each circle is told once, at its first agency."""
    above = {row["key"]: row.get("parent") for row in agencies if "key" in row}
    told: set[str] = set()
    for index, row in enumerate(agencies):
        chain: list[str] = []
        current = row.get("key")
        while current in above and current not in chain:
            chain.append(str(current))
            current = above[current]
        if chain and current == chain[0] and not told & set(chain):
            told |= set(chain)
            circle = " → ".join([*chain, chain[0]])
            yield Finding(Place("agency", index, "parent"), f"cấp trên đi thành vòng: {circle}; bỏ một parent")


def _owed_by_nobody(rows: Rows) -> Iterator[Finding]:
    members = {row["key"]: row.get("members", ()) for row in rows["group"] if "key" in row}
    for index, row in enumerate(rows["obligation"]):
        owing = {agency for name in row.get("lead", ()) for agency in members.get(name, (name,))}
        if owing and owing == {row.get("recipient")}:
            problem = f"cơ quan chủ trì duy nhất '{row['recipient']}' cũng là nơi nhận; sửa lead hoặc bỏ recipient"
            yield Finding(Place("obligation", index, "lead"), problem)
