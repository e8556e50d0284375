"""What is chased often: the periods of a duty together, as the đôn đốc of one debt are counted."""

from sqlmodel import Session

from db.statuses import NoticeStatus
from reminders.desk.digests import often_chased
from tests.rows import a_district, at, item, notice

NOW = at("2021-10-18", "09:00")


def test_the_periods_of_a_duty_are_often_chased_by_their_alerts_together(session: Session) -> None:
    district = a_district(session)
    other = item(session, district.duty, district.commune, period="2021-10-07", overdue_from=at("2021-10-08"))
    agencies = [district.commune.id]
    for number, late in enumerate((district.item, district.item, other), start=1):
        assert often_chased(session, agencies, now=NOW) == []
        due_at = at(f"2021-10-1{number}")
        notice(
            session,
            district.officer,
            late,
            stage=f"overdue:{number}",
            status=NoticeStatus.SENT,
            sent_at=NOW,
            due_at=due_at,
        )
    found = often_chased(session, agencies, now=NOW)
    assert {one.item: least for one, least in found} == {district.item.id: 3, other.id: 3}
