"""Shell: "/datngay": the coordinator gives a deadline to a duty whose plan names none."""

from db.statuses import DraftKind
from db.tables import Draft, Obligation, Plan
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import coordinating, duties
from reminders.chat.orders.choosing import chosen, listed
from reminders.chat.orders.drafting import Outcome, by_order, propose, refused
from reminders.chat.orders.dues import duty_facts
from reminders.chat.orders.timing import Deadline, read_deadline
from reminders.plans.register.dating import NotAssigned, assign_date
from schedules.notation import rule_from_dict, rule_to_dict
from schedules.rules import is_open
from schedules.zone import local_date

EXAMPLE_DAYS = 10


def date_duty(talk: Conversation, text: str) -> list[Answer]:
    """Repeat the deadline as it was understood and ask to confirm; without words list the duties that have none."""
    undated = [pair for pair in duties(talk) if is_open(rule_from_dict(pair[0].rule))]
    if answer := listed(talk, text, undated, "undated"):
        return [answer]
    dated = [pair for pair in duties(talk) if pair[0].stated_rule is not None]
    meant = chosen(talk, text, [*undated, *dated], "/datngay")
    if isinstance(meant, Answer):
        return [meant]
    duty = meant.duty
    talk = coordinating(talk, [talk.session.get_one(Plan, duty.plan_id).coordinator_id])
    deadline = read_deadline(meant.rest, now=talk.now, calendar=talk.calendar)
    if not isinstance(deadline, Deadline):
        day = talk.calendar.add_working_days(local_date(talk.now), EXAMPLE_DAYS)
        facts = {"clause": duty.clause, "why": deadline.why, "phrase": meant.rest[:80], "example": f"{day:%d/%m/%Y}"}
        return [to_self(talk, "date_unclear", **facts)]
    details = {"subject": duty.title, "obligation": duty.id, "rule": rule_to_dict(deadline.rule), "phrase": meant.rest}
    return propose(talk, DraftKind.DATE, details, "date_draft", **duty_facts(talk, duty, deadline))


def assign(talk: Conversation, draft: Draft) -> Outcome:
    """Give the duty the deadline that was confirmed."""
    duty, rule = talk.session.get(Obligation, draft.details["obligation"]), rule_from_dict(draft.details["rule"])
    if duty is None:  # its plan was removed meanwhile
        return refused(talk, draft, "scope")
    by, phrase = by_order(talk, draft), draft.details["phrase"]
    found = assign_date(talk.session, talk.officer, duty, rule, by, phrase=phrase, calendar=talk.calendar)
    if isinstance(found, NotAssigned):
        return refused(talk, draft, "scope" if found.why == "not_theirs" else found.why)
    return Outcome([to_self(talk, "date_assigned", **duty_facts(talk, duty, Deadline(rule, found)))])
