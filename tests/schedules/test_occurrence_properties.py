from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.occurrences import Due, occurrences
from schedules.rules import Terms
from schedules.working_days import WorkingCalendar
from tests.schedules.rule_strategies import calendars, instants, rules_by_kind, terms

DATED = sorted(rules_by_kind.keys() - {"event", "undated"})


@pytest.mark.parametrize("kind", DATED)
@settings(max_examples=200)
@given(data=st.data(), terms=terms, calendar=calendars, since=instants, days=st.integers(0, 500))
def test_instants_of_a_due_are_in_order_and_dues_follow_each_other(
    kind: str, data: st.DataObject, terms: Terms, calendar: WorkingCalendar, since: datetime, days: int
) -> None:
    rule, until = data.draw(rules_by_kind[kind]), since + timedelta(days=days)
    found = list(occurrences(rule, since=since, until=until, calendar=calendar, terms=terms))
    nominals = [due.nominal for due in found]
    assert nominals == sorted(nominals)
    assert all(since <= nominal < until for nominal in nominals)
    assert len({due.period for due in found}) == len(found)
    for due in found:
        assert due.act_by <= due.nominal
        assert due.nominal <= due.overdue_from if due.overdue_from else kind == "standing"
        assert calendar.last_working_moment(due.act_by) == due.act_by


@pytest.mark.parametrize("kind", DATED)
@settings(max_examples=200)
@given(data=st.data(), terms=terms, calendar=calendars, since=instants, days=st.integers(1, 500))
def test_a_range_cut_anywhere_has_no_gap_and_no_double(
    kind: str, data: st.DataObject, terms: Terms, calendar: WorkingCalendar, since: datetime, days: int
) -> None:
    rule, until = data.draw(rules_by_kind[kind]), since + timedelta(days=days)

    def found(a: datetime, b: datetime) -> list[Due]:
        return list(occurrences(rule, since=a, until=b, calendar=calendar, terms=terms))

    whole = found(since, until)
    beside_dues = [due.nominal + timedelta(seconds=n) for due in whole for n in (-1, 0, 1)]
    at_a_due = [at for at in beside_dues if since <= at <= until]
    cuts = st.integers(0, days).map(lambda n: since + timedelta(days=n))
    cut = data.draw(st.sampled_from(at_a_due) | cuts if at_a_due else cuts)
    assert whole == found(since, cut) + found(cut, until)


@settings(max_examples=200)
@given(on=st.dates(date(2021, 6, 1), date(2022, 6, 1)), n=st.integers(-30, 30), calendar=calendars)
def test_working_days_added_are_the_working_days_between(on: date, n: int, calendar: WorkingCalendar) -> None:
    assert calendar.working_days_between(on, calendar.add_working_days(on, n)) == n
