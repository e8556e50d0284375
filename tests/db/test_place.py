"""A SQLite file is read through, and whoever meets damage in it is heard."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db.engine import reading, writing
from db.errors import Damaged
from db.place import hearing_of_damage, look_through
from tests.databases import damage, sqlite_file
from tests.rows import a_district


def test_a_whole_database_is_read_through_without_a_word(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        a_district(session)
    look_through(either_engine)


@pytest.mark.parametrize("name", ["occurrence", "ix_notification_status_send_at", "alembic_version"])
def test_damage_anywhere_in_a_file_is_found(tmp_path: Path, name: str) -> None:
    with sqlite_file(tmp_path) as engine:
        damage(Path(engine.url.database or ""), name)
        with pytest.raises(Damaged, match=r"^\S.*\S$"):
            look_through(engine)


def test_damage_is_heard_of_whoever_catches_the_error(tmp_path: Path) -> None:
    heard: list[str] = []
    with sqlite_file(tmp_path) as engine:
        damage(Path(engine.url.database or ""), "agency")
        with hearing_of_damage(engine, heard.append):
            with suppress(Exception), reading(engine) as session:
                session.execute(text("SELECT * FROM agency"))
            with pytest.raises(DBAPIError), reading(engine) as session:
                session.execute(text("SELECT * FROM nowhere"))
        with pytest.raises(DBAPIError), reading(engine) as session:
            session.execute(text("SELECT * FROM agency"))
    assert heard == ["database disk image is malformed"]  # no other error, and none afterwards
