"""Processes whose clock leaps while they run: a file of the folder that they run in says by how much."""

from pathlib import Path

HERE = str(Path(__file__).parent)
AHEAD = "ahead"
"""The file: by how many seconds the clock is ahead of the one it began with, and by how many the running time, which
counts what the machine slept.
"""


def leap(folder: Path, seconds: float, *, asleep: float = 0) -> None:
    """Have the clock of the processes that run in a folder be so far ahead, or behind, of the right time."""
    new = folder / f"{AHEAD}.new"
    new.write_text(f"{seconds} {asleep}")
    new.rename(folder / AHEAD)
