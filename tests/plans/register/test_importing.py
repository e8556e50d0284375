"""Importing a register is idempotent, says what changed, and floods nobody."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, SQLModel, col, select

from db import audit
from db.queries import register as stored
from db.statuses import ItemStatus
from db.tables import Agency, AuditEntry, Obligation, Occurrence
from reminders.agencies.loading import load_agencies
from reminders.plans.register.importing import ImportReport, import_register
from reminders.plans.register.reading import read_register
from reminders.plans.register.register import RegisterError
from schedules.zone import local_date
from tests.plans.register.registers import REAL, SMALL, changed

MONDAY = datetime(2021, 9, 27, 0, 0, tzinfo=UTC)  # 07:00 in Vietnam
OCTOBER_15 = datetime(2021, 10, 15, 0, 0, tzinfo=UTC)

DUTY_I_2 = SMALL[SMALL.index('[[obligation]]\nclause = "I.2"') : SMALL.index('[[obligation]]\nclause = "I.3"')]


def import_(
    session: Session, content: bytes | str = SMALL, *, now: datetime = MONDAY, since: datetime | None = None
) -> ImportReport:
    content = content.encode() if isinstance(content, str) else content
    return import_register(session, read_register(content), now=now, since=since, actor="cli")


def duty(session: Session, clause: str) -> Obligation:
    return session.exec(select(Obligation).where(Obligation.clause == clause)).one()


def items(session: Session, clause: str) -> list[tuple[str, str, str]]:
    """The agency, period and status of every item of a clause, in the order they were made."""
    query = (
        select(Agency.key, Occurrence.period, Occurrence.status)
        .join(Agency, col(Agency.id) == Occurrence.agency_id)
        .where(Occurrence.obligation_id == duty(session, clause).id)
        .order_by(col(Occurrence.id))
    )
    return [(key, period, ItemStatus(status).value) for key, period, status in session.exec(query).all()]


def rows(session: Session) -> dict[str, int]:
    return {
        table.name: len(session.connection().execute(table.select()).all())
        for table in SQLModel.metadata.sorted_tables
        if table.name != "audit_entry"
    }


def test_first_import_adds_every_clause_and_makes_items_at_once(session: Session) -> None:
    report = import_(session)
    assert report == ImportReport(
        plan="1/KH-UBND",
        added=["I.1", "I.2", "I.3"],
        undated=["I.3"],
        agencies=["huyen", "noi-vu", "xa-a", "xa-b"],
        questions=1,
        items=15,
    )
    assert items(session, "I.1") == [("xa-a", "once", "open"), ("xa-b", "once", "open")]
    assert items(session, "I.2")[:2] == [("noi-vu", "2021-09-30", "open"), ("noi-vu", "2021-10-07", "open")]
    assert len(items(session, "I.2")) == 13  # thirteen Thursdays in ninety days
    assert items(session, "I.3") == []


def test_importing_again_changes_nothing(session: Session) -> None:
    import_(session)
    before = rows(session)
    report = import_(session, now=OCTOBER_15)
    assert (report.added, report.changed, report.ended, report.agencies) == ([], [], [], [])
    assert report.unchanged == ["I.1", "I.2", "I.3"]
    assert report.undated == ["I.3"]
    after = rows(session)
    assert after.pop("occurrence") - before.pop("occurrence") == report.items  # the horizon moved on
    assert after == before


def test_real_plan_is_imported_twice_with_nothing_changed(session: Session) -> None:
    first = import_(session, REAL)
    again = import_(session, REAL)
    assert (len(first.added), len(first.undated), first.questions) == (140, 37, 56)
    assert (len(again.unchanged), again.added, again.changed, again.ended, again.items) == (140, [], [], [], 0)


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ('title = "Báo cáo tuần"', 'title = "Báo cáo tiến độ"', "title"),
        ('title = "Báo cáo tuần"\nlead = ["noi-vu"]', 'title = "Báo cáo tuần"\nlead = ["xa-a"]', "parties"),
        ('phrase = "hàng tuần, trước 15 giờ thứ Năm"', 'phrase = "thứ Năm"', "phrase"),
        ('at = "15:00"', 'at = "14:00"', "rule"),
        ('clause = "I.2", line = 7', 'clause = "I.2", line = 8', "sources"),
        ('clause = "I.2"\n', 'clause = "I.2"\nquestions = ["Giờ nào?"]\n', "questions"),
        ('clause = "I.2"\n', 'clause = "I.2"\ngoal = "100%"\n', "goal"),
        ('clause = "I.2"\n', 'clause = "I.2"\nday_off = "next"\n', "terms"),
        ('clause = "I.2"\n', 'clause = "I.2"\nladder = "monthly"\n', "ladder"),
        ('clause = "I.2"\n', 'clause = "I.2"\nrecipient = "huyen"\n', "recipient_id"),
        ('clause = "I.2"\n', 'clause = "I.2"\ncooperating = ["xa-a"]\n', "parties"),
    ],
)
def test_each_change_of_a_duty_is_seen_and_recorded(session: Session, old: str, new: str, fields: str) -> None:
    import_(session)
    report = import_(session, changed((old, new)))
    assert (report.added, report.changed, report.unchanged) == ([], ["I.2"], ["I.1", "I.3"])
    (entry,) = audit.trail(session, "obligation", duty(session, "I.2").id)
    assert (entry.action, entry.actor, entry.details) == ("obligation_changed", "cli", {"fields": fields})
    assert import_(session, changed((old, new))).changed == []


def test_changed_hour_moves_open_items_and_leaves_finished_ones(session: Session) -> None:
    import_(session)
    done, following = session.exec(
        select(Occurrence).where(Occurrence.obligation_id == duty(session, "I.2").id).limit(2)
    ).all()
    done.status = ItemStatus.SUBMITTED
    was = done.nominal_at
    import_(session, changed(('at = "15:00"', 'at = "14:00"')))
    assert (done.nominal_at, done.revision) == (was, 1)
    assert (following.nominal_at, following.revision) == (datetime(2021, 10, 7, 7, tzinfo=UTC), 2)


def test_changed_weekday_replaces_what_is_to_come_and_makes_no_debts_of_the_past(session: Session) -> None:
    import_(session)
    import_(session, changed(('weekdays = ["thu"]', 'weekdays = ["fri"]')), now=OCTOBER_15)
    found = items(session, "I.2")
    assert found[:4] == [
        ("noi-vu", "2021-09-30", "open"),
        ("noi-vu", "2021-10-07", "open"),
        ("noi-vu", "2021-10-14", "open"),
        ("noi-vu", "2021-10-21", "cancelled"),
    ]
    owed = [period for _, period, status in found if status == "open"]
    assert owed[3:5] == ["2021-10-15", "2021-10-22"]
    assert "2021-10-01" not in owed
    assert "2021-10-08" not in owed


def test_rule_that_changes_back_is_owed_again(session: Session) -> None:
    import_(session)
    import_(session, changed(('weekdays = ["thu"]', 'weekdays = ["fri"]')))
    import_(session)
    assert {status for _, period, status in items(session, "I.2") if period == "2021-10-07"} == {"open"}
    assert {status for _, period, status in items(session, "I.2") if period == "2021-10-08"} == {"cancelled"}


def test_duty_that_loses_its_date_is_no_longer_chased(session: Session) -> None:
    import_(session)
    without = changed(('kind = "weekly", weekdays = ["thu"], at = "15:00"', 'kind = "undated", reason = "khi có"'))
    report = import_(session, without)
    assert report.undated == ["I.2", "I.3"]
    assert {status for _, _, status in items(session, "I.2")} == {"cancelled"}


def test_new_lead_owes_what_is_to_come_and_the_old_one_what_was(session: Session) -> None:
    import_(session)
    import_(session, changed((DUTY_I_2, DUTY_I_2.replace('"noi-vu"', '"xa-a"'))), now=OCTOBER_15)
    owed = [(agency, period) for agency, period, status in items(session, "I.2") if status == "open"]
    assert owed[:4] == [
        ("noi-vu", "2021-09-30"),
        ("noi-vu", "2021-10-07"),
        ("noi-vu", "2021-10-14"),
        ("xa-a", "2021-10-21"),
    ]


def test_new_member_of_a_group_owes_its_duties_at_once(session: Session) -> None:
    import_(session)
    report = import_(
        session,
        changed(
            ("[[group]]", '[[agency]]\nkey = "xa-c"\nname = "UBND xã C"\n\n[[group]]'),
            ('members = ["xa-a", "xa-b"]', 'members = ["xa-a", "xa-c"]'),
        ),
    )
    assert (report.agencies, report.changed, report.items) == (["xa-c"], ["I.1"], 2)
    assert items(session, "I.1") == [("xa-a", "once", "open"), ("xa-b", "once", "cancelled"), ("xa-c", "once", "open")]


def test_ended_clause_cancels_what_is_owed_and_keeps_its_history(session: Session) -> None:
    import_(session)
    done = session.exec(select(Occurrence).where(Occurrence.obligation_id == duty(session, "I.2").id)).first()
    assert done is not None
    done.status = ItemStatus.SUBMITTED
    report = import_(session, changed((DUTY_I_2, "")), now=OCTOBER_15)
    assert (report.ended, report.unchanged) == (["I.2"], ["I.1", "I.3"])
    statuses = [status for _, _, status in items(session, "I.2")]
    assert statuses == ["submitted"] + ["cancelled"] * 12
    assert duty(session, "I.2").ended_at == OCTOBER_15
    assert [row.clause for row in stored.obligations(session)] == ["I.1", "I.3"]
    assert [entry.action for entry in audit.trail(session, "obligation", duty(session, "I.2").id)] == [
        "obligation_ended"
    ]
    assert import_(session, changed((DUTY_I_2, "")), now=OCTOBER_15).ended == []


def test_clause_that_comes_back_is_owed_again_from_then_on(session: Session) -> None:
    import_(session)
    import_(session, changed((DUTY_I_2, "")))
    report = import_(session, now=OCTOBER_15)
    assert (report.added, report.ended) == (["I.2"], [])
    assert duty(session, "I.2").ended_at is None
    by_period = {period: status for _, period, status in items(session, "I.2")}
    assert [by_period[f"2021-10-{day}"] for day in ("07", "14", "21", "28")] == ["cancelled"] * 2 + ["open"] * 2
    assert by_period["2022-01-06"] == "open"  # beyond the horizon of the first import


def test_nothing_that_fell_due_before_the_import_is_owed(session: Session) -> None:
    import_(session, now=OCTOBER_15)
    assert items(session, "I.1") == []
    assert items(session, "I.2")[0] == ("noi-vu", "2021-10-21", "open")


def test_since_adds_what_fell_due_from_then_on_also_when_imported_again(session: Session) -> None:
    october_1 = datetime(2021, 9, 30, 17, tzinfo=UTC)
    import_(session, now=OCTOBER_15)
    report = import_(session, now=OCTOBER_15, since=october_1)
    assert (report.unchanged, report.items) == (["I.1", "I.2", "I.3"], 4)
    assert [item[:2] for item in items(session, "I.1")] == [("xa-a", "once"), ("xa-b", "once")]
    assert sorted(period for _, period, _ in items(session, "I.2"))[:3] == ["2021-10-07", "2021-10-14", "2021-10-21"]
    assert import_(session, now=OCTOBER_15, since=october_1).items == 0


def test_nothing_is_owed_before_the_plan_was_issued(session: Session) -> None:
    import_(session, since=datetime(2020, 1, 1, tzinfo=UTC))
    assert items(session, "I.2")[0][1] == "2021-09-30"
    assert local_date(duty(session, "I.2").starts_at).isoformat() == "2021-09-27"


def test_import_is_recorded_in_the_audit_log(session: Session) -> None:
    import_(session)
    (entry,) = session.exec(select(AuditEntry)).all()
    assert (entry.action, entry.actor, entry.subject, entry.recorded_at) == ("plan_imported", "cli", "plan", MONDAY)
    assert entry.details == {"added": 3, "changed": 0, "ended": 0}


SECOND = changed(
    ('key = "kh-1"', 'key = "kh-2"'),
    ('number = "1/KH-UBND"', 'number = "2/KH-UBND"'),
    ('name = "UBND xã B"', 'name = "UBND xã B"\naliases = ["Xã B"]'),
    ("[[group]]", '[[agency]]\nkey = "kho-bac"\nname = "Kho bạc"\n\n[[group]]'),
)


def test_second_plan_shares_agencies_and_groups_and_leaves_the_first_alone(session: Session) -> None:
    import_(session)
    report = import_(session, SECOND)
    assert (report.added, report.ended, report.agencies) == (["I.1", "I.2", "I.3"], [], ["kho-bac"])
    assert [agency.key for agency in stored.agencies(session)] == ["huyen", "noi-vu", "xa-a", "xa-b", "kho-bac"]
    plans = [stored.plan_by_key(session, key) for key in ("kh-1", "kh-2")]
    assert [len(stored.obligations(session, plan.id)) for plan in plans if plan] == [3, 3]
    assert import_(session).unchanged == ["I.1", "I.2", "I.3"]


def test_renamed_agency_keeps_its_old_name_and_every_alias(session: Session) -> None:
    import_(session)
    import_(session, changed(('name = "UBND xã A"', 'name = "UBND phường A"'), ('aliases = ["Xã A"]', "")))
    agency = next(agency for agency in stored.agencies(session) if agency.key == "xa-a")
    assert agency.name == "UBND phường A"
    assert load_agencies(session)[agency.id].names == ("UBND phường A", "Xã A", "UBND xã A")
    import_(session)
    assert agency.name == "UBND xã A"
    assert set(load_agencies(session)[agency.id].names) == {"UBND xã A", "Xã A", "UBND phường A"}


@pytest.mark.parametrize(
    ("replacements", "problem"),
    [
        (
            [('key = "xa-b"', 'key = "xa-bb"'), ('"xa-a", "xa-b"', '"xa-a", "xa-bb"')],
            "'UBND xã B' đã là tên của cơ quan 'xa-b'. Dùng key 'xa-b' thay cho 'xa-bb'.",
        ),
        (
            [
                ("[[group]]", '[[agency]]\nkey = "xa"\nname = "Xã"\n\n[[group]]'),
                ('\nkey = "xa"\nname = "UBND', '\nkey = "x"\nname = "UBND'),
                ('lead = ["xa"]', 'lead = ["x"]'),
            ],
            "Khóa 'xa' đã là một nhóm cơ quan của kế hoạch nhập trước. Đặt key khác cho cơ quan này.",
        ),
    ],
)
def test_register_that_contradicts_an_earlier_one_is_refused(
    session: Session, replacements: list[tuple[str, str]], problem: str
) -> None:
    import_(session)
    before = rows(session)
    with pytest.raises(RegisterError) as caught:
        import_(session, changed(('key = "kh-1"', 'key = "kh-2"'), *replacements))
    assert caught.value.problems == [problem]
    assert rows(session) == before
