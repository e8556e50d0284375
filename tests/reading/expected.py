"""Pure: what a person reads in a document; the form of the gold files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Expected:
    """One duty: `lead` as printed, () is not judged; `deadline` as `meant.meets` takes it, {} is not judged.

    An `optional` duty may be read or not.
    """

    key: str
    title: str
    lead: tuple[str, ...]
    phrase: str
    deadline: Mapping[str, Any] = field(default_factory=dict)
    optional: bool = False


def gold(path: Path) -> list[Expected]:
    """Return the duties of a gold file."""
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return [
        Expected(
            key=row["key"],
            title=row["title"],
            lead=tuple(row["lead_agency"]),
            phrase=row["deadline_phrase"],
            deadline=row["deadline"],
            optional=row.get("optional", False),
        )
        for row in rows
    ]
