"""Shell: a database of its own with many rows, made fast."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, insert, inspect
from sqlmodel import SQLModel

from db.engine import make_engine, writing
from db.tables import Agency, ChatBinding, Obligation, Plan
from db.upgrade import upgrade

NOW = datetime(2021, 10, 8, 1, tzinfo=UTC)
DUTIES = 200


@contextmanager
def database(*, agencies: int, chats: int) -> Iterator[Engine]:
    """Yield a migrated SQLite database with one plan of DUTIES duties, and so many agencies and chats."""
    with TemporaryDirectory(prefix="nhachan-bench-") as folder:
        engine = make_engine(f"sqlite:///{folder}/bench.sqlite3")
        upgrade(engine)
        add(engine, Agency, ({"id": n, "key": str(n), "name": f"Cơ quan {n}"} for n in range(1, agencies + 1)))
        add(engine, ChatBinding, ({"id": n, "channel": "telegram", "chat_id": str(n)} for n in range(1, chats + 1)))
        head = {"number": "1", "short": "KH 1", "title": "Kế hoạch", "issuer_id": 1, "issued_on": NOW.date()}
        add(engine, Plan, [{"id": 1, "key": "plan", "imported_at": NOW, **head}])
        duty = {"plan_id": 1, "title": "Việc", "phrase": "hàng tuần", "rule": {"kind": "weekly"}, "terms": {}}
        span = {"starts_at": NOW, "extended_until": NOW}
        add(engine, Obligation, ({"id": n, "clause": str(n), **duty, **span} for n in range(1, DUTIES + 1)))
        yield engine
        engine.dispose()


def add(engine: Engine, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows in one transaction."""
    with writing(engine) as session:
        session.execute(insert(table), list(rows))


def drop_indexes(engine: Engine, table: str) -> None:
    """Leave a table with its primary key and its unique keys only."""
    names = [index["name"] for index in inspect(engine).get_indexes(table)]
    with writing(engine) as session:
        for name in names:
            session.connection().exec_driver_sql(f"DROP INDEX {name}")
