"""Shell: a file is checked before it counts: read, compared with what was imported, laid out for review; no writing."""

from dataclasses import dataclass

from sqlmodel import Session

from reminders.calendar import load_calendar
from reminders.plans.documents.duties import ReadPlan
from reminders.plans.documents.reading_files import read_plan
from reminders.plans.register.reading import read_register
from reminders.plans.register.register import Register, RegisterError
from reminders.plans.review.amending import Difference, difference, kept_clauses
from reminders.plans.review.checked import register_as_read
from reminders.plans.review.confirming import Confirmed, confirmed, plan_key
from reminders.plans.review.known import Known
from reminders.plans.review.recalling import Imported, recall_keyed, recall_numbered, recall_parties
from reminders.plans.review.reviewing import completed_rows, obligations, review_of
from reminders.plans.review.sheets import Sheets, Written, as_read
from reminders.plans.review.workbook import read_workbook
from schedules.working_days import WorkingCalendar

ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Check:
    """What a file says; the rows of its review (None for what is a review or a register already); what it changes.

    `left_out` and `unread` are clauses of a review that are not imported. `changes` is None where the plan was never
    imported, or where its head lacks what an import needs.
    """

    plan: ReadPlan
    calendar: WorkingCalendar
    review: Written | None = None
    changes: Difference | None = None
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def check_file(session: Session | None, content: bytes, filename: str) -> Check:
    """Return what a file says: a document, a review workbook, or a register (.toml). None: there is no database.

    PlanUnreadable or RegisterError with all that is wrong.
    """
    calendar = load_calendar(session) if session else WorkingCalendar()
    if filename.lower().endswith(".toml"):
        return _check_register(session, Confirmed(read_register(content)), calendar)
    if content.startswith(ZIP) and (sheets := read_workbook(content)):
        return _check_register(session, confirmed_review(session, sheets), calendar)
    known = recall_parties(session) if session else Known()
    plan = read_plan(content, filename, known=known.book)
    imported = recall_numbered(session, plan.head.number, plan.head.issued_on) if session else None
    if imported is None:
        return Check(plan, calendar, review_of(plan, known))
    before = imported.register
    called = {agency.key: agency.name for agency in known.agencies} | {group.key: group.name for group in known.groups}
    keys = kept_clauses(list(obligations(plan)), (*before.obligations, *imported.ended), called)
    recipients = {duty.clause: called[duty.recipient] for duty in before.obligations if duty.recipient}
    completed = completed_rows([entry for entry in before.obligations if entry.clause not in keys.values()], called)
    review = review_of(plan, known, before=before.plan, keys=keys, recipients=recipients, completed=completed)
    return Check(plan, calendar, review, _changes(review, known, before))


def confirmed_review(session: Session | None, sheets: Sheets) -> Confirmed:
    """Return the register of a review workbook. RegisterError with every problem."""
    known = recall_parties(session) if session else Known()
    imported = _keyed(session, plan_key(sheets))
    return confirmed(sheets, known, imported.register if imported else None)


def _check_register(session: Session | None, found: Confirmed, calendar: WorkingCalendar) -> Check:
    imported = _keyed(session, found.register.plan.key)
    changes = difference(imported.register, found.register) if imported else None
    return Check(
        register_as_read(found.register), calendar, changes=changes, left_out=found.left_out, unread=found.unread
    )


def _keyed(session: Session | None, key: str) -> Imported | None:
    return recall_keyed(session, key) if session else None


def _changes(review: Written, known: Known, before: Register) -> Difference | None:
    try:
        return difference(before, confirmed(as_read(review), known, before).register)
    except RegisterError:
        return None
