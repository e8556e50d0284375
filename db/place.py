"""Shell: where a SQLite file is, that it stays the one that was opened, and that it is whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import Engine, ExceptionContext, event, make_url
from sqlalchemy.exc import DBAPIError

from db.errors import Damaged, OtherFile, is_damage, words_of


def file_of(url: str) -> Path | None:
    """Return the SQLite file that a URL names by its path; None for a server, and for what is only in memory."""
    parsed = make_url(url)
    path = parsed.database or ""
    if parsed.get_backend_name() != "sqlite" or path in ("", ":memory:") or path.startswith("file:"):
        return None
    return Path(path)


def unwritable(url: str) -> Path | None:
    """Return the SQLite file of a URL, or its folder, where it is there and cannot be written to; None otherwise.
    SQLite needs the folder too, for the files it keeps beside its own.
    """
    file = file_of(url)
    folder = file.absolute().parent if file else None
    try:
        if folder and folder.exists():
            with TemporaryFile(dir=folder):
                pass
    except OSError:
        return folder
    try:
        if file and file.exists():
            file.open("ab").close()
    except OSError:
        return file
    return None


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


def look_through(engine: Engine) -> None:
    """Read all of a SQLite file; a third of a second for 100 MB, two from a cold disk. Raises Damaged.

    Not looked for is whether an index says the same as its table: that takes five times as long.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect().execution_options(read_only=True) as connection:
            found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    except DBAPIError as error:
        if is_damage(error):
            raise Damaged(words_of(error)) from None
        raise
    if found != "ok":
        raise Damaged(" ".join(found.split()))


@contextmanager
def hearing_of_damage(engine: Engine, tell: Callable[[str], object]) -> Iterator[None]:
    """Call `tell` with the words of every error of an engine that says that its file is damaged, whoever catches it and
    in whatever thread, until the body ends.
    """

    def hear(context: ExceptionContext) -> None:
        if is_damage(context.original_exception):
            tell(words_of(context.original_exception))

    event.listen(engine, "handle_error", hear)
    try:
        yield
    finally:
        event.remove(engine, "handle_error", hear)


def _identity(file: Path) -> list[tuple[int, int]]:
    """Return which file stands there now: device and number of the file, nothing where there is none."""
    try:
        found = file.stat()
    except OSError:  # whatever hides it: what is written there cannot be found again
        return []
    return [(found.st_dev, found.st_ino)]
