"""Writes docs/rooms.md: every module with the first sentence of its docstring, room by room. `make docs` calls it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/rooms.md"
PACKAGES = ("schedules", "db", "bots", "reminders")
HEAD = """# Rooms and their modules

Written by `make docs` from the docstrings; a test compares. What each room is for: [architecture.md](architecture.md).
"""


def rooms_page() -> str:
    """Return the page: a table for each folder of modules, the fixed top level first."""
    folders = [folder for package in PACKAGES for folder in [ROOT / package, *sorted(_folders(ROOT / package))]]
    return "\n".join([HEAD, *(_table(folder) for folder in folders if _modules(folder))])


def _folders(package: Path) -> list[Path]:
    return [path for path in package.rglob("*") if path.is_dir() and path.name not in ("__pycache__", "versions")]


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.py") if path.stem != "__init__")


def _table(folder: Path) -> str:
    rows = [f"| {path.stem} | {_sentence(path)} |" for path in _modules(folder)]
    return "\n".join([f"## {folder.relative_to(ROOT)}/", "", "| module | |", "|---|---|", *rows, ""])


def _sentence(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(rooms_page(), encoding="utf-8")
