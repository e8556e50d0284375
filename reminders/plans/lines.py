"""Pure: on which line of a TOML file a table or a field stands, since the TOML reader does not say."""

import re


class Lines:
    """Knows the lines of a file's tables; every answer is 1-based."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._tables: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, 1):
            if header := re.match(r"\s*\[\[?\s*([\w-]+)\s*\]?\]", line):
                self._tables.setdefault(header[1], []).append(number)

    def of_field(self, table: str, index: int, name: str | None) -> int:
        """Return the line of a field in the `index`th table of a kind; the table's own line when it is not found."""
        headers = self._tables.get(table, [])
        if index >= len(headers):
            return 1
        start = headers[index]
        end = min((line for lines in self._tables.values() for line in lines if line > start), default=None)
        for number in range(start, (end or len(self._lines) + 1) - 1):
            if name and re.match(rf"\s*{re.escape(name)}\s*=", self._lines[number]):
                return number + 1
        return start

    def of_value(self, field: str, value: str, *, occurrence: int = 0) -> int:
        """Return the line of the given occurrence (from 0) of `field = "value"`; 1 when there is none."""
        pattern = re.compile(rf"\s*{re.escape(field)}\s*=\s*[\"']{re.escape(value)}[\"']")
        found = [number for number, line in enumerate(self._lines, 1) if pattern.match(line)]
        return found[min(occurrence, len(found) - 1)] if found else 1

    def of_name(self, name: str) -> int:
        """Return the line of a table header or of a field at the top of the file; 1 when it is not found."""
        if name in self._tables:
            return self._tables[name][0]
        return next((i for i, line in enumerate(self._lines, 1) if re.match(rf"\s*{re.escape(name)}\b", line)), 1)
