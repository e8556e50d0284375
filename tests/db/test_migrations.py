"""The migrations make what the code's tables say, on SQLite and on PostgreSQL, and can be taken back."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

import db.upgrade
from db.engine import make_engine
from db.upgrade import differences, is_current, upgrade


def run(engine: Engine, step: str) -> None:
    """Run the migrations back to the empty database ("base") or on to the present one ("head")."""
    config = Config()
    config.set_main_option("script_location", str(Path(db.upgrade.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if step == "base" else command.upgrade)(config, step)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_a_fresh_database_equals_the_tables_of_the_code(either_engine: Engine) -> None:
    assert tables(either_engine) == set(SQLModel.metadata.tables)
    assert differences(either_engine) == []
    assert is_current(either_engine)


def test_a_missing_column_or_index_is_noticed(either_engine: Engine) -> None:
    with either_engine.begin() as connection:
        connection.execute(text("ALTER TABLE occurrence DROP COLUMN trouble"))
        connection.execute(text("DROP INDEX ix_notification_status_send_at"))
    assert {change[0] for change in differences(either_engine)} == {"add_column", "add_index"}


def test_the_migrations_can_be_taken_back_and_run_again(either_engine: Engine) -> None:
    run(either_engine, "base")
    assert tables(either_engine) == set()
    assert not is_current(either_engine)
    run(either_engine, "head")
    assert differences(either_engine) == []


def test_upgrading_an_up_to_date_database_does_nothing(either_engine: Engine) -> None:
    with either_engine.begin() as connection:
        connection.execute(text("INSERT INTO agency (key, name) VALUES ('a', 'Phòng Nội vụ')"))
    upgrade(either_engine)
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM agency")).scalars().all() == ["Phòng Nội vụ"]


def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/data/deeper/nhachan.sqlite3")
    upgrade(engine)
    assert is_current(engine)
    engine.dispose()


@pytest.mark.parametrize("name", ["ix", "uq", "fk", "pk"])
def test_every_constraint_has_a_name_so_that_a_later_migration_can_change_it(name: str) -> None:
    assert name in SQLModel.metadata.naming_convention
