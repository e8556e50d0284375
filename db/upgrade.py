"""Shell: bring a database to the present tables, and say whether it is there.

Every command asks that, and Alembic takes a third of a second to load: only what runs or compares migrations loads it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import SQLModel

import db.tables  # noqa: F401  (fills the metadata)

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


class NewerTables(Exception):
    """A newer version of the program has migrated the database."""


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database does not have yet; do nothing when it is up to date.

    Raises NewerTables when it has one that is not known here.
    """
    if is_current(engine):
        return
    from alembic import command
    from alembic.util import CommandError

    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection), "head")
    except CommandError as error:
        raise NewerTables(str(error)) from error


def is_current(engine: Engine) -> bool:
    """Return whether every migration has been run."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        current: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return current == newest_revision()


def newest_revision() -> str:
    """Return the number of the last migration, with which the name of its file begins: "0009"."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("m????_*.py")).removeprefix("m")[:4]


def differences(engine: Engine) -> list[Any]:
    """Return what distinguishes the database from the tables of the code; empty when the migrations are complete."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
