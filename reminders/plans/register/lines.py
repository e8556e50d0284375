"""Pure: on which line of a TOML file a table, a field or an item stands, since the TOML reader does not say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\n]* )
  | (?P<text> \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
  | (?P<newline> \n )
  | (?P<mark> [\[\]{}=,] )
  | (?P<word> [^\s\#"'\[\]{}=,]+ )
    """,
    re.VERBOSE | re.DOTALL,
)

Token = tuple[int, str]
"""The line and the text of a token."""


@dataclass
class _Field:
    line: int
    items: list[int] = field(default_factory=list)


@dataclass
class _Table:
    line: int
    fields: dict[str, _Field] = field(default_factory=dict)


class Lines:
    """Knows the lines of a file that the TOML reader accepted; every answer is 1-based."""

    def __init__(self, text: str) -> None:
        self._top = _Table(line=1)
        self._tables: dict[str, list[_Table]] = {}
        current, part = self._top, ""
        for statement in _statements(text):
            line = statement[0][0]
            if statement[0][1] == "[":
                current, part = self._header(line, _path(statement))
                continue
            name = part or _path(statement)[0]
            values = statement[[token for _, token in statement].index("=") + 1 :] if not part else []
            current.fields.setdefault(name, _Field(line)).items += _items(values)

    def of(self, table: str, index: int = 0, name: str | None = None, item: int | None = None) -> int:
        """Return the line of the `index`th table of a kind, of a field in it, or of an item of that field's list.

        What is not written has the line of what it would stand in.
        """
        tables = self._tables.get(table, [])
        if index >= len(tables):
            written = self._top.fields.get(table, _Field(1))
            return _item(written, index)
        if name is None or name not in tables[index].fields:
            return tables[index].line
        written = tables[index].fields[name]
        return written.line if item is None else _item(written, item)

    def _header(self, line: int, path: list[str]) -> tuple[_Table, str]:
        """Open a table and return it; "[obligation.rule]" is the field "rule" of the table opened last."""
        name, *part = path
        if part and name in self._tables:
            table = self._tables[name][-1]
            table.fields.setdefault(part[0], _Field(line)).items.append(line)
            return table, part[0]
        self._tables.setdefault(name, []).append(_Table(line))
        return self._tables[name][-1], ""


def _statements(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of each header and of each `name = value`, whose brackets may span lines."""
    line, depth, statement = 1, 0, list[Token]()
    for found in _TOKEN.finditer(f"{text}\n"):
        token = found[0]
        if found.lastgroup == "newline" and depth == 0 and statement:
            yield statement
            statement = []
        elif found.lastgroup not in ("newline", "comment"):
            statement.append((line, token))
            depth += _deeper(token)
        line += token.count("\n")


def _path(statement: Sequence[Token]) -> list[str]:
    words = takewhile(lambda token: token != "=", (token for _, token in statement))
    return "".join(word.strip("\"'") for word in words if word not in ("[", "]")).split(".")


def _items(value: Sequence[Token]) -> Iterator[int]:
    """Yield the line on which each item of a list begins; nothing for what is no list."""
    depth, begins = 0, False
    for line, token in value:
        if begins and token != "]":
            yield line
        depth += _deeper(token)
        begins = depth == 1 and token in ("[", ",")


def _item(written: _Field, index: int) -> int:
    return written.items[index] if index < len(written.items) else written.line


def _deeper(token: str) -> int:
    return (token in ("[", "{")) - (token in ("]", "}"))
