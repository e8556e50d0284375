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
from reminders.messages import LONGEST, render
from reminders.plans.agencies import find
from reminders.workflow.actions import DECISIONS, act, may
from reminders.workflow.replies import Act, Ask, Link, Reply, Unclear
from reminders.workflow.transitions import Action
from schedules.working_days import WorkingCalendar
from schedules.zone import LOCAL

LOOK_AHEAD_DAYS = 30
DUE_SOON_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Conversation:
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

    def listed(self, found: list[Item]) -> list[ItemFacts | None]:
        """The facts of what a list shows; the rest is only counted, so it gets no code."""
        return [*self.facts(found[:SHOWN]), *[None] * (len(found) - SHOWN)]


@dataclass(frozen=True)
class Answer:
    """A text for one chat."""

    binding_id: int
    text: str


def answer(talk: Conversation, reply: Reply) -> list[Answer]:
    """Return the answers to a linked officer's message: to the own chat, and to others whom it concerns."""
    match reply:
        case Act():
            return _do(talk, reply)
        case Ask(what=what, about=about):
            return [Answer(talk.binding.id or 0, QUESTIONS[what](talk, about))]
        case Link() | Unclear():
            return [Answer(talk.binding.id or 0, _unclear(talk))]


def open_items(talk: Conversation, _about: str = "") -> str:
    """Return the list of what the officer's agency has open."""
    until = talk.now + timedelta(days=LOOK_AHEAD_DAYS)
    found = items.of_agency(talk.session, talk.officer.agency_id, act_by_until=until)
    return render("chat/items", agency=talk.agency, items=talk.listed(found), shown=SHOWN, days=LOOK_AHEAD_DAYS)


def _do(talk: Conversation, wish: Act) -> list[Answer]:
    codes = {code: item for item, code in items.codes_of(talk.session, talk.binding.id or 0).items()}
    wanted = [(wish.item, 0)] if wish.item else [(codes.get(code), code) for code in wish.codes]
    found = items.by_ids(talk.session, [item for item, _ in wanted if item])
    texts: list[str] = []
    changed: list[Item] = []
    for item_id, code in wanted:
        item = found.get(item_id or 0)
        if item is None or not may(talk.session, talk.officer, wish.action, item.occurrence):
            is_coordinators = wish.action in DECISIONS and talk.officer.role is not Role.COORDINATOR
            texts.append(render("chat/not_allowed") if is_coordinators else render("chat/no_such_code", code=code))
        elif _act(talk, wish, item):
            changed.append(item)
        else:
            facts = talk.facts([item])[0]
            texts.append(render("chat/unchanged", item=facts, by=_who_did_it(talk, item)))
    if changed:
        texts.insert(0, _confirmation(talk, wish, changed))
    own = Answer(talk.binding.id or 0, _one_text(texts))
    others = _tell_others(talk, changed) if wish.action is Action.COMPLETE else []
    return [own, *others, *(told for item in changed for told in _tell_agency(talk, wish, item))]


def _one_text(texts: list[str]) -> str:
    """Return distinct texts as one message; of hundreds of wrong codes only the first are told."""
    distinct = list(dict.fromkeys(texts))
    while len(distinct) > 1 and len("\n\n".join(distinct)) > LONGEST:
        distinct.pop()
    return "\n\n".join(distinct)


def _act(talk: Conversation, wish: Act, item: Item) -> bool:
    return act(
        talk.session,
        talk.officer,
        wish.action,
        item.occurrence,
        now=talk.now,
        calendar=talk.calendar,
        inbound_id=talk.inbound_id,
        reason=wish.reason,
    )


CONFIRMATIONS = {
    Action.ACKNOWLEDGE: "acknowledged",
    Action.COMPLETE: "done",
    Action.ACCEPT: "accepted",
    Action.RETURN: "returned",
}


def _confirmation(talk: Conversation, wish: Act, changed: list[Item]) -> str:
    facts = talk.facts(changed)
    return render(
        f"chat/{CONFIRMATIONS[wish.action]}",
        item=facts[0],
        items=facts,
        late=[fact.id for fact, item in zip(facts, changed, strict=True) if _is_late(talk, item)],
        at=talk.at,
        coordinator=_coordinator_name(talk, changed[0].plan),
        reason=wish.reason,
        shown=SHOWN,
    )


def _is_late(talk: Conversation, item: Item) -> bool:
    due = item.occurrence.overdue_from
    return due is not None and talk.now >= due


def _tell_agency(talk: Conversation, wish: Act, item: Item) -> list[Answer]:
    if wish.action is not Action.RETURN:
        return []
    answers = []
    for chat in people.recipients(talk.session, item.occurrence.agency_id):
        occurrence_id = item.occurrence.id or 0
        code = items.give_codes(talk.session, chat.id or 0, [occurrence_id], now=talk.now)[occurrence_id]
        facts = item_facts(item, code=code, alert=0, now=talk.now, calendar=talk.calendar)
        text = render("chat/returned_to_you", item=facts, reason=wish.reason, coordinator=talk.agency)
        answers.append(Answer(chat.id or 0, text))
    return answers


def _tell_others(talk: Conversation, done: list[Item]) -> list[Answer]:
    """Tell the agency's other chats that were reminded of what is done now, each in one message."""
    told: dict[int, list[Item]] = {}
    for item in done:
        for chat in people.reminded_chats(talk.session, item.occurrence.id or 0, item.occurrence.agency_id):
            if chat.id != talk.binding.id:
                told.setdefault(chat.id or 0, []).append(item)
    answers = []
    for binding_id, found in told.items():
        ids = [item.occurrence.id or 0 for item in found]
        codes = items.give_codes(talk.session, binding_id, ids, now=talk.now)
        facts = desk.with_facts(talk.session, found, now=talk.now, calendar=talk.calendar, codes=codes)
        text = render("chat/done_by_other", items=facts, by=talk.officer.name, at=talk.at, shown=SHOWN)
        answers.append(Answer(binding_id, text))
    return answers


def _who_did_it(talk: Conversation, item: Item) -> str:
    completion = items.last_completion(talk.session, item.occurrence.id or 0)
    if completion is None:
        return ""
    officer = talk.session.get_one(Officer, completion.officer_id)
    return f"{officer.name}, {completion.completed_at.astimezone(LOCAL):%H:%M %d/%m/%Y}"


def _coordinator_name(talk: Conversation, plan: Plan) -> str:
    agency = talk.session.get(Agency, plan.coordinator_id) if plan.coordinator_id else None
    return agency.name if agency else "đơn vị đầu mối"


def _unclear(talk: Conversation) -> str:
    until = talk.now + timedelta(days=DUE_SOON_DAYS)
    found = items.of_agency(talk.session, talk.officer.agency_id, act_by_until=until)
    return render("chat/unclear", items=talk.listed(found), shown=SHOWN)


def _overdue(talk: Conversation, about: str) -> str:
    agencies = scope_of(talk.session, talk.officer)
    if about:
        spellings = {key: names for key, names in register.spellings(talk.session).items() if key in agencies}
        meant = find(about, spellings)
        if len(meant) != 1:
            names = [spellings[key][0] for key in meant[:SHOWN]]
            return render("chat/unknown_agency", about=about, candidates=names)
        agencies = register.subtree(talk.session, meant[0]) & agencies
    found = items.overdue(talk.session, agencies, as_of=talk.now)
    return _listed(talk, "chat/overdue", found, about=about)


def _due_soon(talk: Conversation, about: str) -> str:
    days = min(int(about), 90) if about.isascii() and about.isdigit() else DUE_SOON_DAYS
    agencies = scope_of(talk.session, talk.officer)
    found = items.due_between(talk.session, agencies, since=talk.now, until=talk.now + timedelta(days=days))
    return _listed(talk, "chat/due_soon", found, days=days)


def _listed(talk: Conversation, template: str, found: list[Item], **facts: object) -> str:
    agencies = len({item.agency.id for item in found})
    return render(template, items=talk.listed(found), agencies=agencies, at=talk.at, shown=SHOWN, **facts)


def _progress(talk: Conversation, _about: str) -> str:
    rows = desk.progress(talk.session, scope_of(talk.session, talk.officer), now=talk.now)
    return render(
        "chat/progress", rows=rows, total=desk.total(rows), scope=_scope_name(talk), at=talk.at, shown=2 * SHOWN
    )


def _waiting(talk: Conversation, _about: str) -> str:
    if talk.officer.role is not Role.COORDINATOR:
        return render("chat/not_allowed")
    found = items.submitted(talk.session, scope_of(talk.session, talk.officer))
    return _listed(talk, "chat/waiting", found)


def _help(talk: Conversation, _about: str) -> str:
    kind = "coordinator" if talk.officer.role is Role.COORDINATOR else "officer"
    return render(f"chat/help_{kind}", agency=talk.agency, scope=_scope_name(talk))


def _scope_name(talk: Conversation) -> str:
    agency_id = talk.officer.scope_id or talk.officer.agency_id
    return talk.session.get_one(Agency, agency_id).name


QUESTIONS: dict[str, Callable[[Conversation, str], str]] = {
    "items": open_items,
    "overdue": _overdue,
    "due_soon": _due_soon,
    "progress": _progress,
    "waiting": _waiting,
    "help": _help,
}
