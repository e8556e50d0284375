"""Shell: bring a database to the present tables, and say whether it is there."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel

import db.tables  # noqa: F401  (fills the metadata)


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database does not have yet; do nothing when it is up to date."""
    if is_current(engine):
        return
    with engine.begin() as connection:
        command.upgrade(_config(connection), "head")


def is_current(engine: Engine) -> bool:
    """Return whether every migration has been run."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        return current == ScriptDirectory.from_config(_config(connection)).get_current_head()


def differences(engine: Engine) -> list[Any]:
    """Return what distinguishes the database from the tables of the code; empty when the migrations are complete."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
