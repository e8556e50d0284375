"""The migrations make what the code's tables say, on SQLite and on PostgreSQL, and can be taken back."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

import db.upgrade
from db.engine import make_engine, reading
from db.tables import ItemCode
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
from db.engine import make_engine, reading
from db.tables import ItemCode
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


def test_plans_that_are_there_go_on_without_an_end_and_keep_their_duties(either_engine: Engine) -> None:
    run(either_engine, "base")
    run(either_engine, "0010")
    with either_engine.begin() as connection:
        connection.execute(text("INSERT INTO agency (id, key, name) VALUES (1, 'a', 'UBND huyện')"))
        columns = "id, key, number, short, title, issuer_id, issued_on, imported_at"
        values = "7, 'kh-9', '9/KH', 'KH 9', 'Kế hoạch', 1, '2021-09-27', '2021-09-27 00:00:00+00:00'"
        connection.execute(text(f"INSERT INTO plan ({columns}) VALUES ({values})"))
        columns = "id, plan_id, clause, title, goal, phrase, rule, terms, starts_at, extended_until"
        values = "1, 7, 'I', 'Họp', '', 'x', '{}', '{}', '2021-09-27 00:00:00+00:00', '2021-09-27 00:00:00+00:00'"
        connection.execute(text(f"INSERT INTO obligation ({columns}) VALUES ({values})"))
    run(either_engine, "head")
    with either_engine.begin() as connection:
        assert connection.execute(text("SELECT id, key, ends_on FROM plan")).all() == [(7, "kh-9", None)]
        assert connection.execute(text("SELECT count(*) FROM heartbeat")).scalar_one() == 0
        connection.execute(text("UPDATE plan SET ends_on = '2021-12-31'"))
    run(either_engine, "0010")
    with either_engine.connect() as connection:
        kept = "SELECT plan.key, obligation.clause FROM plan JOIN obligation ON obligation.plan_id = plan.id"
        assert connection.execute(text(kept)).all() == [("kh-9", "I")]
    run(either_engine, "head")
    assert differences(either_engine) == []


def test_plans_that_are_there_accept_nothing_by_themselves_and_keep_their_rows(either_engine: Engine) -> None:
    run(either_engine, "base")
    run(either_engine, "0015")
    with either_engine.begin() as connection:
        connection.execute(text("INSERT INTO agency (id, key, name) VALUES (1, 'a', 'UBND huyện')"))
        columns = "id, key, number, short, title, issuer_id, issued_on, imported_at, ends_on"
        values = "7, 'kh-9', '9/KH', 'KH 9', 'Kế hoạch', 1, '2021-09-27', '2021-09-27 00:00:00+00:00', '2021-12-31'"
        connection.execute(text(f"INSERT INTO plan ({columns}) VALUES ({values})"))
    run(either_engine, "head")
    with either_engine.begin() as connection:
        kept = connection.execute(text("SELECT id, key, accepts_after_days FROM plan")).all()
        assert kept == [(7, "kh-9", None)]
        connection.execute(text("UPDATE plan SET accepts_after_days = 5"))
    run(either_engine, "0015")
    with either_engine.connect() as connection:
        found = connection.execute(text("SELECT key, title, CAST(ends_on AS TEXT) FROM plan")).all()
    assert found == [("kh-9", "Kế hoạch", "2021-12-31")]
    run(either_engine, "head")
    assert differences(either_engine) == []


def test_officers_of_before_have_no_phone_and_keep_the_rest(either_engine: Engine) -> None:
    run(either_engine, "base")
    run(either_engine, "0010")
    with either_engine.begin() as connection:
        connection.execute(text("INSERT INTO agency (id, key, name) VALUES (7, 'a', 'UBND xã Ia Dom')"))
        connection.execute(text("INSERT INTO officer (agency_id, name, role) VALUES (7, 'Siu Hyin', 'head')"))
    run(either_engine, "head")
    with either_engine.begin() as connection:
        found = connection.execute(text("SELECT name, role, phone FROM officer")).all()
        assert [tuple(row) for row in found] == [("Siu Hyin", "head", None)]
        connection.execute(text("UPDATE officer SET phone = '0912345678'"))
    run(either_engine, "0010")
    with either_engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(text("SELECT name, role FROM officer"))] == [
            ("Siu Hyin", "head")
        ]


def test_a_number_that_a_chat_knows_was_shown_there_with_its_last_message(either_engine: Engine) -> None:
    run(either_engine, "base")
    run(either_engine, "0010")
    day = "'2021-09-27 00:00:00+00:00'" if either_engine.dialect.name == "postgresql" else "'2021-09-27 00:00:00'"
    sent = day.replace("27", "29")
    rows = [
        "agency (id, key, name) VALUES (1, 'a', 'UBND huyện')",
        "plan (id, key, number, short, title, issuer_id, issued_on, imported_at) VALUES "
        f"(7, 'kh-9', '9/KH', 'KH 9', 'Kế hoạch', 1, '2021-09-27', {day})",
        "obligation (id, plan_id, clause, title, goal, phrase, rule, terms, starts_at, extended_until) VALUES "
        f"(1, 7, 'I', 'Họp', '', 'x', '{{}}', '{{}}', {day}, {day})",
        "occurrence (id, obligation_id, agency_id, period, nominal_at, act_by_at, status, revision, ladder, created_at)"
        f" VALUES (3, 1, 1, 'once', {day}, {day}, 'open', 1, '{{}}', {day})",
        "chat_binding (id, channel, chat_id, status, wrong_codes) VALUES (5, 'telegram', '77', 'linked', 0)",
        "item_code (binding_id, occurrence_id, code) VALUES (5, 3, 1)",
        "notification (binding_id, stage, revision, created_at, due_at, send_at, status, attempts, is_urgent,"
        f" is_repeat, sent_at) VALUES (5, 'answer', 0, {day}, {day}, {day}, 'sent', 0, false, false, {sent})",
    ]
    with either_engine.begin() as connection:
        for row in rows:
            connection.execute(text(f"INSERT INTO {row}"))
    run(either_engine, "head")
    with reading(either_engine) as session:
        [code] = session.exec(select(ItemCode)).all()
        assert (code.code, code.shown_at) == (1, datetime(2021, 9, 29, tzinfo=UTC))
    assert differences(either_engine) == []
    run(either_engine, "0010")
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT code FROM item_code")).scalar_one() == 1
    run(either_engine, "head")


def test_messages_that_came_before_their_wordings_were_told_apart_are_kept(either_engine: Engine) -> None:
    run(either_engine, "0013")
    day = "'2021-09-27 00:00:00+00:00'" if either_engine.dialect.name == "postgresql" else "'2021-09-27 00:00:00'"
    rows = [
        "chat_binding (id, channel, chat_id, status, wrong_codes) VALUES (5, 'telegram', '77', 'linked', 0)",
        f"inbound_message (id, channel, update_id, binding_id, received_at) VALUES (7, 'telegram', '101', 5, {day})",
        "audit_entry (recorded_at, actor, action, subject, subject_id, inbound_id, details) VALUES "
        f"({day}, 'officer:1', 'chat_linked', 'chat_binding', 5, 7, '{{}}')",
    ]
    with either_engine.begin() as connection:
        for row in rows:
            connection.execute(text(f"INSERT INTO {row}"))
    run(either_engine, "head")
    with either_engine.connect() as connection:
        found = connection.execute(text("SELECT id, update_id, message_id, words, meaning FROM inbound_message")).all()
    assert found == [(7, "101", None, None, None)]
    assert differences(either_engine) == []
    run(either_engine, "0013")
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT id, update_id FROM inbound_message")).all() == [(7, "101")]


def test_chats_and_messages_of_before_there_were_topics_have_none(either_engine: Engine) -> None:
    run(either_engine, "0014")
    day = "'2021-09-27 00:00:00+00:00'" if either_engine.dialect.name == "postgresql" else "'2021-09-27 00:00:00'"
    rows = [
        "chat_binding (id, channel, chat_id, status, wrong_codes) VALUES (5, 'telegram', '-77', 'linked', 0)",
        "notification (id, binding_id, stage, revision, created_at, due_at, send_at, status, attempts, is_urgent,"
        f" is_repeat) VALUES (7, 5, 'answer', 0, {day}, {day}, {day}, 'pending', 0, false, false)",
    ]
    with either_engine.begin() as connection:
        for row in rows:
            connection.execute(text(f"INSERT INTO {row}"))
    run(either_engine, "head")
    topics = "SELECT chat_id, a.thread, stage, b.thread FROM notification b JOIN chat_binding a ON a.id = binding_id"
    with either_engine.connect() as connection:
        assert connection.execute(text(topics)).all() == [("-77", None, "answer", None)]
    assert differences(either_engine) == []
    run(either_engine, "0014")
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT id, binding_id, status FROM notification")).all() == [(7, 5, "pending")]


def test_officers_and_duties_that_were_there_before_anybody_was_responsible_are_kept(either_engine: Engine) -> None:
    run(either_engine, "0014")
    day = "'2021-09-27 00:00:00+00:00'" if either_engine.dialect.name == "postgresql" else "'2021-09-27 00:00:00'"
    rows = [
        "agency (id, key, name) VALUES (1, 'a', 'UBND xã Ia Dom')",
        "plan (id, key, number, short, title, issuer_id, issued_on, imported_at) VALUES "
        f"(7, 'kh-9', '9/KH', 'KH 9', 'Kế hoạch', 1, '2021-09-27', {day})",
        "obligation (id, plan_id, clause, title, goal, phrase, rule, terms, starts_at, extended_until) VALUES "
        f"(2, 7, 'I', 'Họp', '', 'x', '{{}}', '{{}}', {day}, {day})",
        "officer (id, agency_id, name, role) VALUES (3, 1, 'Siu Hyin', 'officer')",
    ]
    with either_engine.begin() as connection:
        for row in rows:
            connection.execute(text(f"INSERT INTO {row}"))
    run(either_engine, "head")
    assert differences(either_engine) == []
    entrusted = f"responsible (obligation_id, agency_id, officer_id, named_at) VALUES (2, 1, 3, {day})"
    with either_engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {entrusted}"))
    with pytest.raises(IntegrityError), either_engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {entrusted}"))
    run(either_engine, "0014")
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT id, name FROM officer")).all() == [(3, "Siu Hyin")]
        assert connection.execute(text("SELECT id, title FROM obligation")).all() == [(2, "Họp")]


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


def test_chats_and_codes_stay_when_one_code_may_be_for_several_officers(either_engine: Engine) -> None:
    run(either_engine, "base")
    run(either_engine, "0015")
    code = "INSERT INTO link_code (officer_id, code_hash, expires_at) VALUES (:officer, :code, '2021-10-05 02:00:00')"
    with either_engine.begin() as connection:
        connection.execute(text("INSERT INTO agency (key, name) VALUES ('a', 'Phòng Nội vụ')"))
        for number in (1, 2):
            officer = "INSERT INTO officer (id, agency_id, name, role) VALUES (:id, 1, 'Rơ Mah H''Bơ', 'officer')"
            connection.execute(text(officer), {"id": number})
        chat = "INSERT INTO chat_binding (id, channel, chat_id, officer_id, status, wrong_codes, is_group)"
        connection.execute(text(f"{chat} VALUES (1, 'telegram', '1', 1, 'linked', 0, :no)"), {"no": False})
        connection.execute(text(code), {"officer": 1, "code": "x"})
    run(either_engine, "head")
    with either_engine.begin() as connection:
        connection.execute(text(code), {"officer": 2, "code": "x"})
        role = "INSERT INTO chat_role (binding_id, officer_id, linked_at) VALUES (1, 2, '2021-10-05 02:00:00')"
        connection.execute(text(role))
        assert connection.execute(text("SELECT officer_id, status FROM chat_binding")).all() == [(1, "linked")]
    for twice in (role, code):
        with pytest.raises(IntegrityError), either_engine.begin() as connection:
            connection.execute(text(twice), {"officer": 2, "code": "x"})
    assert differences(either_engine) == []
    run(either_engine, "0015")
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT officer_id, code_hash FROM link_code")).all() == [(1, "x")]


def test_what_came_in_stays_when_what_cannot_be_read_is_kept(either_engine: Engine) -> None:
    run(either_engine, "base")
    run(either_engine, "0020")
    kept = "unreadable_update (channel, update_id, received_at, content) VALUES ('telegram', '7', :day, '{}')"
    day = {"day": "2021-10-05 02:00:00"}
    with either_engine.begin() as connection:
        chat = "chat_binding (id, channel, chat_id, status, wrong_codes, is_group)"
        connection.execute(text(f"INSERT INTO {chat} VALUES (1, 'telegram', '1', 'stranger', 0, :no)"), {"no": False})
        inbound = "inbound_message (channel, update_id, binding_id, received_at) VALUES ('telegram', '6', 1, :day)"
        connection.execute(text(f"INSERT INTO {inbound}"), day)
    run(either_engine, "head")
    assert differences(either_engine) == []
    with either_engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {kept}"), day)
    with pytest.raises(IntegrityError), either_engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {kept}"), day)
    run(either_engine, "0020")
    with either_engine.connect() as connection:
        assert connection.execute(text("SELECT update_id FROM inbound_message")).all() == [("6",)]
