"""The periods of a duty as one agency has them, beside each other."""

from typing import Any

from sqlalchemy import Engine

from db.engine import writing
from db.queries.periods import passing
from db.statuses import ItemStatus
from tests.rows import a_district, agency, at, item

LATE, GIVEN = at("2021-10-08"), at("2021-10-12", "09:00")


def test_each_period_is_told_with_when_it_passes_and_until_when_it_was_owed(either_engine: Engine) -> None:
    """Not one that was cancelled, which has not passed; what is another agency's speaks for nobody."""
    with writing(either_engine) as session:
        district = a_district(session)
        facts: dict[str, Any] = {"nominal_at": LATE, "act_by_at": LATE, "overdue_from": LATE}
        kept: list[dict[str, Any]] = [
            {"status": ItemStatus.OPEN},
            {"status": ItemStatus.OPEN, "first_nominal_at": at("2021-10-01")},
            {"status": ItemStatus.OPEN, "overdue_from": None},
            {"status": ItemStatus.SUBMITTED, "completed_at": GIVEN},
            {"status": ItemStatus.NOT_OURS},
            {"status": ItemStatus.CANCELLED, "completed_at": GIVEN},
        ]
        rows = [
            item(session, district.duty, district.commune, **facts | {"period": f"2021-W{week}"} | values)
            for week, values in enumerate(kept, start=40)
        ]
        district.item.status = ItemStatus.CANCELLED
        other = agency(session, "UBND xã Ia Nan")
        item(session, district.duty, other)
        session.flush()
        pair = (district.duty.id, district.commune.id)
        assert passing(session, []) == {}
        found = passing(session, [pair])
        assert list(found) == [pair]
        in_order = sorted(found[pair], key=lambda one: one.item)
        assert [(one.item, one.stands_at, one.late_from, one.settled_at) for one in in_order] == [
            (rows[0].id, LATE, LATE, None),
            (rows[1].id, at("2021-10-01"), LATE, None),
            (rows[2].id, LATE, None, None),
            (rows[3].id, LATE, LATE, GIVEN),
            (rows[4].id, LATE, LATE, LATE),
        ]
