"""Shell: "/moviec": the coordinator records the day of an event, from which the deadline of a duty is counted."""

from datetime import date

from db.queries import register
from db.statuses import DraftKind
from db.tables import Draft, Obligation, Plan
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import coordinating, duties
from reminders.chat.orders.choosing import Chosen, chosen, listed
from reminders.chat.orders.drafting import Outcome, by_order, propose, refused
from reminders.chat.orders.dues import duty_facts
from reminders.chat.orders.pointing import day_of_event
from reminders.chat.orders.timing import Deadline
from reminders.plans.register.events import NotRecorded, deadline_after, record_event
from schedules.occurrences import occurrences
from schedules.rules import OnDate
from schedules.zone import local, local_date


def arm(talk: Conversation, text: str) -> list[Answer]:
    """Repeat the event and the deadline that follows, and ask to confirm; without words list what waits for one."""
    counted = [pair for pair in duties(talk) if pair[0].rule["kind"] == "event" and pair[0].rule["offset"]]
    happened = register.events(talk.session, [duty.id for duty, _ in counted])
    waiting = [pair for pair in counted if not happened[pair[0].id]]
    if answer := listed(talk, text, waiting, "awaiting_event"):
        return [answer]
    meant = chosen(talk, text, counted, "/moviec")
    return [meant] if isinstance(meant, Answer) else _proposed(talk, meant)


def _proposed(talk: Conversation, meant: Chosen) -> list[Answer]:
    duty, today = meant.duty, local_date(talk.now)
    talk = coordinating(talk, [talk.session.get_one(Plan, duty.plan_id).coordinator_id])
    on, remark = day_of_event(meant.rest, today)
    if on is None:
        return [_refused(talk, duty, "no_day", today)]
    rule = deadline_after(talk.session, talk.officer, duty, on, today=today, calendar=talk.calendar)
    if isinstance(rule, NotRecorded):
        return [_refused(talk, duty, rule.why, today if rule.why == "future" else on)]
    details = {"subject": duty.title, "obligation": duty.id, "on": on.isoformat(), "remark": remark}
    return propose(talk, DraftKind.EVENT, details, "event_draft", **_facts(talk, duty, on, rule))


def _refused(talk: Conversation, duty: Obligation, why: str, day: date) -> Answer:
    return to_self(talk, "event_refused", duty=duty, why=why, today=f"{day:%d/%m/%Y}")


def record(talk: Conversation, draft: Draft) -> Outcome:
    """Record the event; the agencies are reminded of the deadline that follows as of any other."""
    duty, on = talk.session.get(Obligation, draft.details["obligation"]), date.fromisoformat(draft.details["on"])
    if duty is None:  # its plan was removed meanwhile
        return refused(talk, draft, "scope")
    by, remark = by_order(talk, draft), draft.details["remark"] or None
    rule = record_event(talk.session, talk.officer, duty, on, by, remark=remark)
    if rule == NotRecorded("not_theirs"):
        return refused(talk, draft, "scope")
    if isinstance(rule, NotRecorded):
        return Outcome([_refused(talk, duty, rule.why, on)], is_done=False)
    return Outcome([to_self(talk, "event_recorded", **_facts(talk, duty, on, rule))])


def _facts(talk: Conversation, duty: Obligation, on: date, rule: OnDate) -> dict[str, object]:
    """Return what is said of an event and the deadline it brings."""
    due = next(occurrences(rule, since=local(date(2000, 1, 1)), until=local(date(9000, 1, 1)), calendar=talk.calendar))
    return {"event": duty.rule["trigger"], "on": f"{on:%d/%m/%Y}", **duty_facts(talk, duty, Deadline(rule, due))}
