"""Shell: the answer to what a linked officer asks or does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries import items, people, register
from db.queries.items import Item
from db.statuses import Role
from db.tables import Agency, ChatBinding, Officer, Plan
from reminders.delivery.parcels import SHOWN
from reminders.desk import overdue as desk
from reminders.desk.scope import scope_of
from reminders.facts import ItemFacts, item_facts
from reminders.messages import render
from reminders.plans.agencies import find
from reminders.workflow.actions import DECISIONS, act, may
from reminders.workflow.replies import Act, Ask, Link, Reply, Unclear
from reminders.workflow.transitions import Action
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

LOOK_AHEAD_DAYS = 30
DUE_SOON_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything an answer needs: who asks, from which chat, when."""

    session: Session
    binding: ChatBinding
    officer: Officer
    inbound_id: int
    now: datetime
    calendar: WorkingCalendar

    @property
    def agency(self) -> str:
        """The name of the officer's agency."""
        return self.session.get_one(Agency, self.officer.agency_id).name

    @property
    def at(self) -> str:
        """The present time as it is written in answers: "08:00 08/10/2021"."""
        return f"{self.now.astimezone(LOCAL):%H:%M %d/%m/%Y}"

    def facts(self, found: list[Item]) -> list[ItemFacts]:
        """The facts of items, with this chat's codes."""
        ids = [item.occurrence.id or 0 for item in found]
        codes = items.give_codes(self.session, self.binding.id or 0, ids, now=self.now)
        return desk.with_facts(self.session, found, now=self.now, calendar=self.calendar, codes=codes)


@dataclass(frozen=True)
class Answer:
    """A text for one chat."""

    binding_id: int
    text: str


def answer(desk_: Desk, reply: Reply) -> list[Answer]:
    """Return the answers to a linked officer's message: to the own chat, and to others whom it concerns."""
    match reply:
        case Act():
            return _do(desk_, reply)
        case Ask(what=what, about=about):
            return [Answer(desk_.binding.id or 0, QUESTIONS[what](desk_, about))]
        case Link() | Unclear():
            return [Answer(desk_.binding.id or 0, _unclear(desk_))]


def open_items(desk_: Desk, _about: str = "") -> str:
    """Return the list of what the officer's agency has open."""
    until = desk_.now + timedelta(days=LOOK_AHEAD_DAYS)
    found = items.of_agency(desk_.session, desk_.officer.agency_id, act_by_until=until)
    return render("chat/items", agency=desk_.agency, items=desk_.facts(found), shown=SHOWN, days=LOOK_AHEAD_DAYS)


def _do(desk_: Desk, wish: Act) -> list[Answer]:
    codes = {code: item for item, code in items.codes_of(desk_.session, desk_.binding.id or 0).items()}
    wanted = [(wish.item, 0)] if wish.item else [(codes.get(code), code) for code in wish.codes]
    found = items.by_ids(desk_.session, [item for item, _ in wanted if item])
    texts: list[str] = []
    changed: list[Item] = []
    for item_id, code in wanted:
        item = found.get(item_id or 0)
        if item is None or not may(desk_.session, desk_.officer, wish.action, item.occurrence):
            is_coordinators = wish.action in DECISIONS and desk_.officer.role is not Role.COORDINATOR
            texts.append(render("chat/not_allowed") if is_coordinators else render("chat/no_such_code", code=code))
        elif _act(desk_, wish, item):
            changed.append(item)
        else:
            facts = desk_.facts([item])[0]
            texts.append(render("chat/unchanged", item=facts, by=_who_did_it(desk_, item)))
    if changed:
        texts.insert(0, _confirmation(desk_, wish, changed))
    own = Answer(desk_.binding.id or 0, "\n\n".join(dict.fromkeys(texts)))
    return [own, *(told for item in changed for told in _tell_agency(desk_, wish, item))]


def _act(desk_: Desk, wish: Act, item: Item) -> bool:
    return act(
        desk_.session,
        desk_.officer,
        wish.action,
        item.occurrence,
        now=desk_.now,
        calendar=desk_.calendar,
        inbound_id=desk_.inbound_id,
        reason=wish.reason,
    )


CONFIRMATIONS = {
    Action.ACKNOWLEDGE: "acknowledged",
    Action.COMPLETE: "done",
    Action.ACCEPT: "accepted",
    Action.RETURN: "returned",
}


def _confirmation(desk_: Desk, wish: Act, changed: list[Item]) -> str:
    facts = desk_.facts(changed)
    return render(
        f"chat/{CONFIRMATIONS[wish.action]}",
        item=facts[0],
        items=facts,
        late=[fact.id for fact, item in zip(facts, changed, strict=True) if _is_late(desk_, item)],
        at=desk_.at,
        coordinator=_coordinator_name(desk_, changed[0].plan),
        reason=wish.reason,
        shown=SHOWN,
    )


def _is_late(desk_: Desk, item: Item) -> bool:
    due = item.occurrence.overdue_from
    return due is not None and desk_.now >= due


def _tell_agency(desk_: Desk, wish: Act, item: Item) -> list[Answer]:
    if wish.action is not Action.RETURN:
        return []
    answers = []
    for chat in people.recipients(desk_.session, item.occurrence.agency_id):
        occurrence_id = item.occurrence.id or 0
        code = items.give_codes(desk_.session, chat.id or 0, [occurrence_id], now=desk_.now)[occurrence_id]
        facts = item_facts(item, code=code, alert=0, now=desk_.now, calendar=desk_.calendar)
        text = render("chat/returned_to_you", item=facts, reason=wish.reason, coordinator=desk_.agency)
        answers.append(Answer(chat.id or 0, text))
    return answers


def _who_did_it(desk_: Desk, item: Item) -> str:
    completion = items.last_completion(desk_.session, item.occurrence.id or 0)
    if completion is None:
        return ""
    officer = desk_.session.get_one(Officer, completion.officer_id)
    return f"{officer.name}, {completion.completed_at.astimezone(LOCAL):%H:%M %d/%m/%Y}"


def _coordinator_name(desk_: Desk, plan: Plan) -> str:
    agency = desk_.session.get(Agency, plan.coordinator_id) if plan.coordinator_id else None
    return agency.name if agency else "đơn vị đầu mối"


def _unclear(desk_: Desk) -> str:
    until = desk_.now + timedelta(days=DUE_SOON_DAYS)
    found = items.of_agency(desk_.session, desk_.officer.agency_id, act_by_until=until)
    return render("chat/unclear", items=desk_.facts(found), shown=SHOWN)


def _overdue(desk_: Desk, about: str) -> str:
    agencies = scope_of(desk_.session, desk_.officer)
    if about:
        spellings = {key: names for key, names in register.spellings(desk_.session).items() if key in agencies}
        meant = find(about, spellings)
        if len(meant) != 1:
            names = [spellings[key][0] for key in meant[:SHOWN]]
            return render("chat/unknown_agency", about=about, candidates=names)
        agencies = register.subtree(desk_.session, meant[0]) & agencies
    found = items.overdue(desk_.session, agencies, as_of=desk_.now)
    return _listed(desk_, "chat/overdue", found, about=about)


def _due_soon(desk_: Desk, about: str) -> str:
    days = min(int(about), 90) if about.isascii() and about.isdigit() else DUE_SOON_DAYS
    agencies = scope_of(desk_.session, desk_.officer)
    found = items.due_between(desk_.session, agencies, since=desk_.now, until=desk_.now + timedelta(days=days))
    return _listed(desk_, "chat/due_soon", found, days=days)


def _listed(desk_: Desk, template: str, found: list[Item], **facts: object) -> str:
    agencies = len({item.agency.id for item in found})
    listed = desk_.facts(found[:SHOWN]) + [None] * max(0, len(found) - SHOWN)  # only what is shown needs a code
    return render(template, items=listed, agencies=agencies, at=desk_.at, shown=SHOWN, **facts)


def _progress(desk_: Desk, _about: str) -> str:
    rows = desk.progress(desk_.session, scope_of(desk_.session, desk_.officer), now=desk_.now)
    return render(
        "chat/progress", rows=rows, total=desk.total(rows), scope=_scope_name(desk_), at=desk_.at, shown=2 * SHOWN
    )


def _help(desk_: Desk, _about: str) -> str:
    kind = "coordinator" if desk_.officer.role is Role.COORDINATOR else "officer"
    return render(f"chat/help_{kind}", agency=desk_.agency, scope=_scope_name(desk_))


def _scope_name(desk_: Desk) -> str:
    agency_id = desk_.officer.scope_id or desk_.officer.agency_id
    return desk_.session.get_one(Agency, agency_id).name


QUESTIONS: dict[str, Callable[[Desk, str], str]] = {
    "items": open_items,
    "overdue": _overdue,
    "due_soon": _due_soon,
    "progress": _progress,
    "help": _help,
}
