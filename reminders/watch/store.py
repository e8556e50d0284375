"""Shell: watches over the SQLite file while the service runs, and ends it when the file cannot be trusted."""

import asyncio
from contextlib import suppress

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db.engine import reading
from db.place import file_of

LOOK_SECONDS = 1.0
"""Between two looks whether the file is still in its place."""


async def until_lost(engine: Engine) -> None:
    """Watch until cancelled. Raises OtherFile when the file that was opened does not stand in its place any more."""
    if file_of(str(engine.url)) is None:
        await asyncio.Event().wait()
    while True:
        with suppress(DBAPIError):  # whatever else is wrong, the cycles say it
            await asyncio.to_thread(_look, engine)
        await asyncio.sleep(LOOK_SECONDS)


def _look(engine: Engine) -> None:
    with reading(engine) as session:
        session.connection()
