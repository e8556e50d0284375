"""The migrations make what the code's tables say, on SQLite and on PostgreSQL, and can be taken back."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

import db.upgrade
from db.engine import make_engine
from db.upgrade import differences, is_current, newest_revision, upgrade


def run(engine: Engine, step: str) -> None:
    """Run the migrations to the empty database ("base"), to one of them ("0008") or the last ("head"), back or on."""
    config = Config()
    config.set_main_option("script_location", str(Path(db.upgrade.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        present = MigrationContext.configure(connection).get_current_revision() or "base"
        is_back = step == "base" or (step != "head" and present != "base" and present > step)
        (command.downgrade if is_back else command.upgrade)(config, step)


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


STAGES = {
    "before:3": "before",
    "same-day": "same-day",
    "overdue:2": "overdue",
    "overdue:asked-7": "overdue",
    "asked:7": "asked",
    "answer": "answer",
    "list:tiep overdue 1.2.3": "list",
    "unreachable": "unreachable",
    "gone:12": "gone",
    "escalated:overdue:3": "escalated",
    "digest:2021-10-08": "digest",
    "digest:2021-W40": "digest",
    "chat-gone": "answer",  # a text of its own that an early version sent
}


def test_notices_get_the_kind_that_their_stage_begins_with(either_engine: Engine) -> None:
    run(either_engine, "base")
    run(either_engine, "0008")
    owed = {"revision": 0, "binding_id": 1, "is_urgent": False, "status": "sent", "attempts": 0, "is_repeat": False}
    owed |= dict.fromkeys(("created_at", "due_at", "send_at"), "2021-10-05 02:00:00+00:00")
    columns = ", ".join([*owed, "stage"])
    values = ", ".join(f":{name}" for name in [*owed, "stage"])
    with either_engine.begin() as connection:
        chat = "INSERT INTO chat_binding (id, channel, chat_id, status, wrong_codes, is_group)"
        connection.execute(text(f"{chat} VALUES (1, 'telegram', '1', 'linked', 0, :no)"), {"no": False})
        rows = [owed | {"stage": stage} for stage in STAGES]
        connection.execute(text(f"INSERT INTO notification ({columns}) VALUES ({values})"), rows)
        kept = text("INSERT INTO notification_file (notification_id, name, content) VALUES (1, 'a.xlsx', :content)")
        connection.execute(kept, {"content": b"PK"})
    run(either_engine, "head")
    with either_engine.connect() as connection:
        found = connection.execute(text("SELECT stage, kind FROM notification")).all()
        assert connection.execute(text("SELECT count(*) FROM notification_file")).scalar_one() == 1
    assert {row.stage: row.kind for row in found} == STAGES
    again = text(f"INSERT INTO notification ({columns}, kind) VALUES ({values}, 'digest')")
    with pytest.raises(IntegrityError), either_engine.begin() as connection:
        connection.execute(again, owed | {"stage": "digest:2021-10-08"})
    assert differences(either_engine) == []


def test_the_newest_revision_is_the_last_that_alembic_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(db.upgrade.MIGRATIONS))
    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_a_database_that_is_up_to_date_needs_no_alembic(engine: Engine) -> None:
    program = f"""
import sys
from db.engine import make_engine
from db.upgrade import upgrade
import reminders.troubles
upgrade(make_engine({engine.url.render_as_string(hide_password=False)!r}))
sys.exit("alembic" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_ladders_that_were_set_are_kept_and_those_of_agencies_have_no_place_below(either_engine: Engine) -> None:
    own = {"before_days": [2], "overdue_after": [0], "overdue_every": 1}
    run(either_engine, "base")
    run(either_engine, "0009")
    with either_engine.begin() as connection:
        added = text("INSERT INTO ladder_policy (kind, ladder) VALUES ('weekly', :own)")
        connection.execute(added, {"own": json.dumps(own)})
    run(either_engine, "head")
    with either_engine.begin() as connection:
        found = connection.execute(text("SELECT id, kind, agency_id, ladder FROM ladder_policy")).all()
        assert [(*row[:3], as_json(row.ladder)) for row in found] == [(1, "weekly", None, own)]
        connection.execute(text("INSERT INTO agency (id, key, name) VALUES (7, 'a', 'UBND xã Ia Dom')"))
        added = text("INSERT INTO ladder_policy (kind, agency_id, ladder) VALUES (:kind, :agency, :own)")
        for kind, agency, said in [("weekly", 7, own), (None, None, own), ("date", None, {"overdue_every": 2})]:
            connection.execute(added, {"kind": kind, "agency": agency, "own": json.dumps(said)})
    again = {"kind": "weekly", "agency": 7, "own": "{}"}
    with pytest.raises(IntegrityError), either_engine.begin() as connection:
        connection.execute(added, again)
    assert differences(either_engine) == []
    run(either_engine, "0009")
    with either_engine.connect() as connection:
        found = connection.execute(text("SELECT kind, ladder FROM ladder_policy")).all()
    assert [(row.kind, as_json(row.ladder)) for row in found] == [("weekly", own)]


def test_messages_that_came_before_their_wordings_were_told_apart_are_kept(either_engine: Engine) -> None:
    run(either_engine, "0010")
    with either_engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO chat_binding (id, channel, chat_id, status, wrong_codes) VALUES "
                "(1, 'telegram', '519', 'stranger', 0)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO inbound_message (id, channel, update_id, binding_id, received_at) VALUES "
                "(7, 'telegram', '10001', 1, '2021-10-05 02:22:00')"
            )
        )
    run(either_engine, "head")
    with either_engine.connect() as connection:
        found = connection.execute(text("SELECT id, update_id, message_id, words, meaning FROM inbound_message")).all()
    assert found == [(7, "10001", None, None, None)]
    assert differences(either_engine) == []
    run(either_engine, "0010")
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT id, update_id FROM inbound_message")).all() == [(7, "10001")]


def as_json(stored: Any) -> Any:
    """Return a JSON column as the drivers give it: PostgreSQL's has read it already."""
    return json.loads(stored) if isinstance(stored, str) else stored


def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/data/deeper/nhachan.sqlite3")
    upgrade(engine)
    assert is_current(engine)
    engine.dispose()


@pytest.mark.parametrize("name", ["ix", "uq", "fk", "pk"])
def test_every_constraint_has_a_name_so_that_a_later_migration_can_change_it(name: str) -> None:
    assert name in SQLModel.metadata.naming_convention
