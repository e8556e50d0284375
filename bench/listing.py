"""Shell: list what one agency of 1,000 is late with, among 200,000 occurrences."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Engine

from bench.rows import DUTIES, NOW, add, database, drop_indexes
from bench.timing import Comparison, seconds
from db.engine import reading
from db.queries import items
from db.statuses import ItemStatus
from db.tables import Occurrence

AGENCIES = 1_000
ONE_IN = 33
"""One occurrence in so many is late: 3 %."""


def compare() -> Iterator[Comparison]:
    """Measure the query with the indexes of the migrations, and without."""
    with database(agencies=AGENCIES, chats=1) as engine:
        add(engine, Occurrence, (_occurrence(number) for number in range(AGENCIES * DUTIES)))
        ours = seconds(lambda: list_overdue(engine))
        drop_indexes(engine, "occurrence")
        plain = seconds(lambda: list_overdue(engine))
    yield Comparison(f"overdue of one agency among {AGENCIES * DUTIES:,} occurrences", ours, plain, "no index")


def list_overdue(engine: Engine) -> int:
    """Ask for one agency's late items, as /quahan does; return how many there are."""
    with reading(engine) as session:
        return len(items.overdue(session, [AGENCIES // 2], as_of=NOW))


def _occurrence(number: int) -> dict[str, object]:
    at = NOW - timedelta(days=number % 300)
    return {
        "obligation_id": number % DUTIES + 1,
        "agency_id": number // DUTIES + 1,
        "period": "once",
        "nominal_at": at,
        "act_by_at": at,
        "overdue_from": at,
        "status": ItemStatus.OPEN if number % ONE_IN == 0 else ItemStatus.ACCEPTED,
        "ladder": {},
        "created_at": at,
    }
