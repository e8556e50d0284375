"""Shell: "/datngay": the coordinator gives a deadline to a duty whose plan names none."""

from dataclasses import replace

from db import audit
from db.statuses import Cause, DraftKind
from db.tables import Draft, Obligation
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import duties
from reminders.chat.orders.choosing import chosen, leads_of, listed, still_theirs
from reminders.chat.orders.drafting import Outcome, propose
from reminders.chat.orders.dues import due_facts
from reminders.chat.orders.timing import Deadline, first_due, read_deadline
from reminders.items.making import realign
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
    deadline = read_deadline(meant.rest, now=talk.now, calendar=talk.calendar)
    if not isinstance(deadline, Deadline):
        day = talk.calendar.add_working_days(local_date(talk.now), EXAMPLE_DAYS)
        facts = {"clause": duty.clause, "why": deadline.why, "phrase": meant.rest[:80], "example": f"{day:%d/%m/%Y}"}
        return [to_self(talk, "date_unclear", **facts)]
    details = {
        "subject": duty.title,
        "obligation": duty.id,
        "rule": rule_to_dict(deadline.rule),
        "phrase": meant.rest,
    }
    return propose(talk, DraftKind.DATE, details, "date_draft", **_facts(talk, duty, deadline))


def assign(talk: Conversation, draft: Draft) -> Outcome:
    """Give the duty the deadline; what the register says is kept beside it, for when it is imported again."""
    duty = talk.session.get(Obligation, draft.details["obligation"])
    deadline = first_due(rule_from_dict(draft.details["rule"]), talk.now, talk.calendar)
    is_theirs = duty is not None and still_theirs(talk, duty)
    is_still_open = duty is not None and (duty.stated_rule is not None or is_open(rule_from_dict(duty.rule)))
    if duty is None or not (is_theirs and is_still_open) or not isinstance(deadline, Deadline):
        why = "past" if is_theirs and is_still_open else "dated" if is_theirs else "scope"
        return Outcome([to_self(talk, "draft_refused", subject=draft.details["subject"], why=why)], is_done=False)
    before = duty.rule
    duty.stated_rule = duty.stated_rule or duty.rule
    duty.rule = draft.details["rule"]
    duty.assigned_by_id, duty.assigned_at = talk.officer.id, talk.now
    by = replace(talk.by(), inbound_id=draft.inbound_id)
    audit.record(
        talk.session,
        by,
        "date_assigned",
        duty,
        phrase=draft.details["phrase"],
        before=before,
        after=duty.rule,
    )
    talk.session.flush()
    realign(talk.session, duty, by, calendar=talk.calendar, cause=Cause.DATE)
    return Outcome([to_self(talk, "date_assigned", **_facts(talk, duty, deadline))])


def _facts(talk: Conversation, duty: Obligation, deadline: Deadline) -> dict[str, object]:
    return {
        "clause": duty.clause,
        "title": duty.title[:300],
        "leads": leads_of(talk, duty),
        "due": due_facts(talk, deadline),
    }
