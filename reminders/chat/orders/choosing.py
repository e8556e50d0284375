"""Shell: which duty of the coordinator's plans is meant by its clause; several or none are asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.queries import register
from db.tables import Obligation, Plan
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import duties
from reminders.chat.orders.pointing import Pointed, page_of, pointed
from reminders.delivery.wording import SHOWN
from schedules.letters import fold

Duties = Sequence[tuple[Obligation, Plan]]


@dataclass(frozen=True)
class Chosen:
    """A duty of a plan, and what was written after its clause (without the plan's name)."""

    duty: Obligation
    rest: str


def chosen(talk: Conversation, text: str, among: Duties, command: str) -> Chosen | Answer:
    """Return the one duty that is meant, or the question which. After the clause the plan may be named."""
    meant = pointed(text, [duty.clause for duty, _ in among])
    found = [(duty, plan) for duty, plan in among if duty.clause == meant.clause]
    named = [Chosen(duty, rest) for duty, plan in found if (rest := _without_plan(meant.rest, plan)) is not None]
    if len(named) == 1:
        return named[0]
    if len(found) == 1:
        return Chosen(found[0][0], meant.rest)
    return _ask(talk, meant, found, command)


def _ask(talk: Conversation, meant: Pointed, found: Duties, command: str) -> Answer:
    is_other = any(fold(duty.clause) == fold(meant.written) for duty, _ in duties(talk))
    facts = {"clause": meant.written, "rest": meant.rest, "plans": [plan.short for _, plan in found[:SHOWN]]}
    return to_self(talk, "no_such_clause", is_other=is_other, command=command, **facts)


def _without_plan(rest: str, plan: Plan) -> str | None:
    """Return the rest without the name of the plan at its end or head; None when it does not name it."""
    for name in (plan.short, plan.number, plan.key):
        if rest.lower().endswith(name.lower()):
            return rest[: -len(name)].strip(" ,;:()")
        if rest.lower().startswith(name.lower()):
            return rest[len(name) :].strip(" ,;:()")
    return None


def listed(talk: Conversation, text: str, among: Duties, template: str) -> Answer | None:
    """Return the page of a list that is asked for, None when the text names a clause."""
    page = page_of(text)
    if page is None:
        return None
    pages = max(1, -(-len(among) // SHOWN))
    page = min(page, pages)
    part = among[(page - 1) * SHOWN : page * SHOWN]
    leads = leads_of(talk, [duty for duty, _ in part])
    rows = [_row(duty, plan, list(leads[duty.id].values())) for duty, plan in part]
    return to_self(talk, template, rows=rows, total=len(among), page=page, pages=pages, shown=SHOWN)


def _row(duty: Obligation, plan: Plan, leads: list[str]) -> dict[str, Any]:
    trigger = duty.rule.get("trigger") or duty.rule.get("reason") or ""
    title = duty.title if len(duty.title) <= 70 else duty.title[:69].rsplit(" ", 1)[0] + "…"
    return {"clause": duty.clause, "title": title, "plan": plan.short, "leads": leads, "waits_for": trigger[:70]}


def leads_of(talk: Conversation, among: Sequence[Obligation]) -> dict[int, dict[int, str]]:
    """Return the agencies that owe duties, by the duties' ids and their own their names."""
    known, parties = talk.all_agencies, register.lead_parties(talk.session, among)
    return {
        duty.id: {key: known[key].name for key in known.leads(duty, parties[duty.id], on=talk.on)} for duty in among
    }
