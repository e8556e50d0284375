"""Transactions and column types, alike on SQLite and PostgreSQL."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import Session, col, select

from db import audit
from db.audit import By
from db.engine import make_engine, missing_file, reading, resiliently, writing
from db.errors import OtherFile
from db.place import unwritable
from db.statuses import ItemStatus
from db.tables import Agency, AuditEntry, ChatBinding, Occurrence, Officer, Plan
from tests.databases import migrated_file, sqlite_file
from tests.rows import NOW, a_district, agency, at


def test_an_instant_comes_back_in_utc_whatever_zone_it_was_given_in(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        a_district(session, nominal_at=at("2021-10-06", "00:00"))
    with reading(either_engine) as session:
        nominal_at = session.exec(select(Occurrence)).one().nominal_at
    assert nominal_at == at("2021-10-06", "00:00")
    assert nominal_at.isoformat() == "2021-10-05T17:00:00+00:00"


def test_an_instant_keeps_its_microseconds(either_engine: Engine) -> None:
    instant = datetime(2021, 10, 6, 1, 2, 3, 456789, tzinfo=UTC)
    with writing(either_engine) as session:
        a_district(session, completed_at=instant)
    with reading(either_engine) as session:
        assert session.exec(select(Occurrence)).one().completed_at == instant


def test_instants_are_compared_as_instants(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        a_district(session, nominal_at=at("2021-10-06", "00:00"))
    with reading(either_engine) as session:
        before = select(Occurrence).where(Occurrence.nominal_at < datetime(2021, 10, 5, 17, 0, 1, tzinfo=UTC))
        same = select(Occurrence).where(Occurrence.nominal_at < datetime(2021, 10, 5, 17, 0, tzinfo=UTC))
        assert (len(session.exec(before).all()), len(session.exec(same).all())) == (1, 0)


def test_an_instant_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="must carry its zone"):
        a_district(session, nominal_at=datetime(2021, 10, 6))  # noqa: DTZ001


def test_a_status_is_stored_by_its_value(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        a_district(session, status=ItemStatus.NOT_OURS)
    with reading(either_engine) as session:
        assert session.execute(text("SELECT status FROM occurrence")).scalar() == "not_ours"
        assert session.exec(select(Occurrence)).one().status is ItemStatus.NOT_OURS


def test_a_row_that_points_to_nothing_is_refused(either_engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(either_engine) as session:
        session.add(ChatBinding(channel="telegram", chat_id="1", officer_id=4711))


def test_a_row_that_others_point_to_cannot_be_deleted(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        district = a_district(session)
    with pytest.raises(IntegrityError), writing(either_engine) as session:
        session.delete(session.get_one(Plan, district.plan.id))


def test_a_body_that_raises_writes_nothing(either_engine: Engine) -> None:
    def body() -> None:
        with writing(either_engine) as session:
            agency(session, "Phòng Y tế")
            raise LookupError

    with pytest.raises(LookupError):
        body()
    with reading(either_engine) as session:
        assert session.exec(select(Agency)).all() == []


def test_a_reader_sees_one_moment_and_does_not_wait_for_a_writer(engine: Engine) -> None:
    with reading(engine) as reader:
        assert reader.exec(select(Agency)).all() == []
        with writing(engine) as writer:
            agency(writer, "Phòng Y tế")
        if engine.dialect.name == "sqlite":
            assert reader.exec(select(Agency)).all() == []
    with reading(engine) as reader:
        assert len(reader.exec(select(Agency)).all()) == 1


def test_writers_wait_for_each_other(either_engine: Engine) -> None:
    def work() -> None:
        for _ in range(10):
            with writing(either_engine) as session:
                found = len(session.exec(select(Agency)).all())
                session.add(Agency(key=f"{id(session)}-{found}", name="Phòng Y tế"))

    hands = [Thread(target=work) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with reading(either_engine) as session:
        assert len(session.exec(select(Agency)).all()) == 40


def test_what_was_stored_is_not_told_by_an_error(either_engine: Engine) -> None:
    with pytest.raises(IntegrityError) as caught, writing(either_engine) as session:
        session.add(Officer(agency_id=4711, name="Rơ Mah CANARY"))
    assert "CANARY" not in str(caught.value)


def test_a_database_is_sqlite_in_wal_mode_or_postgresql(either_engine: Engine) -> None:
    if either_engine.dialect.name == "postgresql":
        return
    with either_engine.connect() as connection:
        wanted = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10000}
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted


def test_a_commit_waits_until_it_is_on_the_disk(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/x.sqlite3")
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        engine.dispose()


def test_a_wrong_address_is_refused_before_anything_is_opened() -> None:
    with pytest.raises(Exception, match="Could not parse"):
        make_engine("nhachan.sqlite3")


def test_the_audit_log_of_a_row_is_told_in_the_order_it_was_written(session: Session) -> None:
    for number, moment in enumerate((NOW, NOW, NOW - timedelta(days=1))):
        audit.record(session, By(actor="cli", now=moment), f"step {number}", Officer(id=7, agency_id=1, name="An"))
    audit.record(session, By(actor="cli", now=NOW), "other", Officer(id=8, agency_id=1, name="An"))
    audit.record(session, By(actor="cli", now=NOW), "other", Agency(id=7, key="a", name="A"))
    assert [entry.action for entry in audit.trail(session, "officer", 7)] == ["step 0", "step 1", "step 2"]


def test_an_entry_of_the_audit_log_says_who_did_what_by_which_message(session: Session) -> None:
    audit.record(
        session, By(actor="officer:5", now=NOW), "complete", Officer(id=9, agency_id=1, name="An"), before="open"
    )
    [entry] = session.exec(select(AuditEntry)).all()
    assert (entry.recorded_at, entry.actor, entry.action, entry.subject, entry.subject_id, entry.inbound_id) == (
        NOW,
        "officer:5",
        "complete",
        "officer",
        9,
        None,
    )
    assert entry.details == {"before": "open"}


def test_one_bad_row_stops_no_other_and_leaves_nothing_behind(either_engine: Engine) -> None:
    def work(names: Sequence[str]) -> None:
        for name in names:
            agency(session, name)
            if name == "bad":
                session.execute(text("SELECT nothing"))

    with writing(either_engine) as session:
        failed = resiliently(session, ["Một", "bad", "Ba"], work)
    assert [(name, isinstance(error, DBAPIError)) for name, error in failed] == [("bad", True)]
    with reading(either_engine) as session:
        assert [row.name for row in session.exec(select(Agency).order_by(col(Agency.id))).all()] == ["Một", "Ba"]


def test_no_row_is_blamed_for_what_fails_with_all_of_them(tmp_path: Path) -> None:
    with sqlite_file(tmp_path) as engine, reading(engine) as session:
        session.execute(text("PRAGMA query_only=ON"))
        with pytest.raises(DBAPIError, match="readonly database"):
            resiliently(session, ["Một", "Hai"], lambda names: [agency(session, name) for name in names])


def test_a_connection_that_was_opened_when_nothing_could_be_written_is_given_up(tmp_path: Path) -> None:
    with sqlite_file(tmp_path) as engine:
        with reading(engine) as session:  # SQLite opens a file without the right to write for reading, and stays so
            session.execute(text("PRAGMA query_only=ON"))
        with pytest.raises(DBAPIError, match="readonly database"), writing(engine) as session:
            agency(session, "Một")
        with writing(engine) as session:
            agency(session, "Một")
        with reading(engine) as session:
            assert [row.name for row in session.exec(select(Agency)).all()] == ["Một"]


def test_a_file_or_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    file, no_file = tmp_path / "here.sqlite3", tmp_path / "folder"
    assert unwritable(f"sqlite:///{file}") is None  # it is still to be made
    file.touch()
    no_file.mkdir()
    assert unwritable(f"sqlite:///{file}") is None
    assert unwritable(f"sqlite:///{no_file}") == no_file
    assert unwritable("sqlite:////proc/here.sqlite3") == Path("/proc")  # nobody, not even root, makes a file there
    assert unwritable("postgresql+psycopg://u@127.0.0.1:9/x") is None


def test_only_a_file_that_could_be_there_and_is_not_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.sqlite3").touch()
    assert missing_file("sqlite:///data/x.sqlite3") == tmp_path / "data/x.sqlite3"
    assert missing_file("sqlite:////nowhere/x.sqlite3") == Path("/nowhere/x.sqlite3")
    there = ["here.sqlite3", ":memory:", "file:x.sqlite3?mode=ro&uri=true"]
    assert [missing_file(f"sqlite:///{name}") for name in there] == [None] * 3
    assert missing_file("postgresql+psycopg://u@127.0.0.1:9/x") is None

    def forbidden(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", forbidden)
    assert missing_file("sqlite:///data/x.sqlite3") is None


def test_nothing_is_written_once_the_file_has_gone_from_its_place(tmp_path: Path) -> None:
    with sqlite_file(tmp_path) as engine:
        with writing(engine) as session:
            agency(session, "Phòng Y tế")
        assert engine.url.database
        file = Path(engine.url.database)
        file.rename(tmp_path / "elsewhere.sqlite3")
        for _ in range(2):
            with pytest.raises(OtherFile, match="is not the file any more"), writing(engine) as session:
                agency(session, "Phòng Tư pháp")
        engine.dispose()
        with pytest.raises(OtherFile), reading(engine) as session:
            session.exec(select(Agency)).all()
        assert not file.exists()


def test_nothing_is_written_into_another_file_in_the_same_place(tmp_path: Path) -> None:
    with sqlite_file(tmp_path) as engine:
        with reading(engine) as session:
            assert session.exec(select(Agency)).all() == []
        assert engine.url.database
        file = Path(engine.url.database)
        file.rename(tmp_path / "elsewhere.sqlite3")
        file.write_bytes(migrated_file())
        with pytest.raises(OtherFile), writing(engine) as session:
            agency(session, "Phòng Tư pháp")
