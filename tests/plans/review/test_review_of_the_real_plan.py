"""Kế hoạch 135: text → review workbook → register in the database, against what was read and what an expert wrote."""

import tomllib
from collections import Counter
from collections.abc import Iterable

from sqlmodel import Session, select

from db.tables import Obligation
from reminders.plans.documents.spellings import spelling_key
from reminders.plans.register.importing import import_register
from reminders.plans.register.reading import read_register
from reminders.plans.review.checking import check_file
from reminders.plans.review.recalling import recall_numbered
from reminders.plans.review.reviewing import obligations
from schedules.notation import rule_from_dict
from schedules.rules import Event, Rule, Standing, Undated
from schedules.wording import sentence
from tests.plans.review.workbooks import NOW, REAL_PLAN, imported, review

REGISTER = REAL_PLAN.parents[4] / "reminders/plans/registers/ke-hoach-135.toml"
# Where the register names bodies by other words than the plan: three duties that are the same otherwise. The fourth is
# the second time of PL.III.6 ("Thường xuyên trong năm/Sau khi có quyết định công bố TTHC"), a duty of its own here.
# What the expert has and we lack beyond those three: the four sentences of UNREAD (tests/readers) that owe something.
MORE = [
    ("ban quan ly cac du an; chu dau tu; co quan don vi dia phuong", "hàng tuần"),
    ("ban quan ly cac du an; chu dau tu; co quan don vi dia phuong", "standing"),
    ("mttq; to chuc chinh tri xa hoi huyen", "open"),
    ("van phong hdnd ubnd huyen", "open"),
]
TEXT = REAL_PLAN.read_text(encoding="utf-8")


def in_database(session: Session) -> dict[str, tuple[frozenset[str], Rule]]:
    """Return lead names and rule of every duty in force, by clause."""
    found = recall_numbered(session, "135/KH-UBND", None)
    assert found is not None
    names = {entry.key: entry.name for entry in found.register.agencies}
    names |= {entry.key: entry.name for entry in found.register.groups}
    return {
        entry.clause: (frozenset(names[key] for key in entry.lead), rule_from_dict(entry.rule))
        for entry in found.register.obligations
    }


def test_leads_and_rules_arrive_as_they_were_read(session: Session) -> None:
    read = check_file(None, TEXT.encode(), "ke-hoach.md").plan
    report = imported(session, review(None, TEXT))
    assert (len(report.added), len(report.agencies), len(report.undated)) == (137, 20, 34)
    stored = in_database(session)
    rows = list(obligations(read))
    assert len(rows) == 137
    assert [row.key for row in rows if stored[row.key][0] != frozenset(row.duty.lead)] == []
    assert [row.key for row in rows if row.reading and stored[row.key][1] != row.reading.rule] == [
        "III.2",  # both print no words of time, so the reason is said for them
        "III.3",
    ]


def test_importing_the_same_review_again_changes_nothing(session: Session) -> None:
    workbook = review(None, TEXT)
    imported(session, workbook)
    again = imported(session, workbook)
    assert (again.added, again.changed, again.ended, again.items, len(again.unchanged)) == ([], [], [], 0, 137)


def test_a_review_of_what_is_imported_changes_nothing(session: Session) -> None:
    imported(session, review(None, TEXT))
    check = check_file(session, TEXT.encode(), "ke-hoach.md")
    assert check.changes is not None
    assert (check.changes.added, check.changes.changed, check.changes.ended) == ((), {}, ())
    again = imported(session, review(session, TEXT))
    assert (again.added, again.ended, again.items, len(again.unchanged)) == ([], [], 0, 137)


def test_obligations_equal_those_an_expert_wrote(session: Session) -> None:
    """133 of the expert's 140 duties come out with the same lead and rule; open ones wait for the coordinator in both.

    The comment above MORE says why the others do not.
    """
    imported(session, review(None, TEXT))
    data = tomllib.loads(REGISTER.read_text(encoding="utf-8"))
    names = {entry["key"]: entry["name"] for entry in (*data["agency"], *data["group"])}
    ours = Counter(_told(lead, rule) for lead, rule in in_database(session).values())
    experts = {
        duty["clause"]: _told([names[key] for key in duty["lead"]], rule_from_dict(duty["rule"]))
        for duty in data["obligation"]
    }
    left = Counter(experts.values()) - ours
    assert (len(experts), left.total(), sorted((ours - Counter(experts.values())).elements())) == (140, 7, MORE)


def _told(lead: Iterable[str], rule: Rule) -> tuple[str, str]:
    match rule:
        case Event() | Undated():
            said = "open"
        case Standing():
            said = "standing"
        case _:
            said = sentence(rule)
    return "; ".join(sorted(map(spelling_key, lead))), said


def test_amended_plan_keeps_the_history_of_open_items(session: Session) -> None:
    imported(session, review(None, TEXT))
    before = {row.title: row.id for row in session.exec(select(Obligation)).all() if row.clause.startswith("PL.II.")}
    assert len(before) == 5
    amended = TEXT.replace("trước ngày 06/10/2021", "trước ngày 16/10/2021")
    assert amended != TEXT
    check = check_file(session, amended.encode(), "ke-hoach.md")
    assert check.changes is not None
    assert (check.changes.added, check.changes.ended) == ((), ())
    assert check.changes.changed == {"III.1-2": ("goal", "phrase", "rule")}
    report = imported(session, review(session, amended))
    assert (report.added, report.changed, report.ended) == ([], ["III.1-2"], [])
    after = {row.title: row.id for row in session.exec(select(Obligation)).all() if row.clause.startswith("PL.II.")}
    assert after == before


def test_clauses_of_the_expert_register_are_found_again(session: Session) -> None:
    import_register(session, read_register(REGISTER.read_bytes()), now=NOW, since=None, actor="cli")
    check = check_file(session, TEXT.encode(), "ke-hoach.md")
    assert check.changes is not None
    kept = 137 - len(check.changes.added)
    assert (kept, len(check.changes.ended)) == (121, 18)
    assert [clause for clause, names in check.changes.changed.items() if "lead" in names] == []


def test_known_names_are_not_new_again(session: Session) -> None:
    assert len(check_file(session, TEXT.encode(), "ke-hoach.md").plan.new_names) == 36
    imported(session, review(None, TEXT))
    assert check_file(session, TEXT.encode(), "ke-hoach.md").plan.new_names == ()
