"""Shell: where a SQLite file is, and that it stays the one that was opened."""

from pathlib import Path

from sqlalchemy import Engine, event, make_url

from db.errors import OtherFile


def file_of(url: str) -> Path | None:
    """Return the SQLite file that a URL names by its path; None for a server, and for what is only in memory."""
    parsed = make_url(url)
    path = parsed.database or ""
    if parsed.get_backend_name() != "sqlite" or path in ("", ":memory:") or path.startswith("file:"):
        return None
    return Path(path)


def stay_in_place(engine: Engine, file: Path) -> None:
    """Let an engine begin nothing more, and make no new file, once the file that it opened first has gone from its
    place: SQLite would go on writing into a file without a name. Raises OtherFile then.

    A look at the folder takes microseconds, a transaction a hundred times as long.
    """
    opened: list[tuple[int, int]] = []

    def remember(*_: object) -> None:
        if not opened:
            opened.extend(_identity(file))

    def compare(*_: object) -> None:
        if opened and _identity(file) != opened:
            raise OtherFile(file)

    event.listen(engine, "do_connect", compare)
    event.listen(engine, "connect", remember)
    event.listen(engine, "begin", compare)


def _identity(file: Path) -> list[tuple[int, int]]:
    """Return which file stands there now: device and number of the file, nothing where there is none."""
    try:
        found = file.stat()
    except OSError:  # whatever hides it: what is written there cannot be found again
        return []
    return [(found.st_dev, found.st_ino)]
