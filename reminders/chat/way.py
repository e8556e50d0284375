"""Pure: how a message came, and what its channel can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reminders.items.evidence.received import Received


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a message came.

    `files` is what became of its files, if they were wanted; `file_limit` the most bytes of a file that its channel
    can send, 0 where it sends none; `data_dir` where evidence lies; `code_link` the address that
    opens a bot with a code, "{code}" in its place, if there is one.
    """

    files: Sequence[Received] = ()
    file_limit: int = 0
    data_dir: Path = Path("data")
    code_link: str | None = None
