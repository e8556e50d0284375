"""Shell: what a linked officer may ask to see: the own items, what is late, what waits, how far everybody is."""

from collections.abc import Callable
from datetime import timedelta

from db.queries import items
from db.queries.items import Item
from db.statuses import Role
from db.tables import Agency
from reminders.delivery.parcels import SHOWN
from reminders.desk import overdue as desk
from reminders.desk.scope import scope_of
from reminders.desk.story import story
from reminders.desk.unreachable import SILENT_DAYS, unreachable
from reminders.messages import render
from reminders.workflow.naming import agencies_meant
from reminders.workflow.talk import Conversation, named
from reminders.workflow.urging import urge

LOOK_AHEAD_DAYS = 30
DUE_SOON_DAYS = 7


def open_items(talk: Conversation, _about: str = "") -> str:
    """Return the list of what the officer's agency has open."""
    until = talk.now + timedelta(days=LOOK_AHEAD_DAYS)
    found = items.of_agency(talk.session, talk.officer.agency_id, act_by_until=until)
    return render("chat/items", agency=talk.agency, items=talk.listed(found), shown=SHOWN, days=LOOK_AHEAD_DAYS)


def unclear(talk: Conversation) -> str:
    until = talk.now + timedelta(days=DUE_SOON_DAYS)
    found = items.of_agency(talk.session, talk.officer.agency_id, act_by_until=until)
    return render("chat/unclear", items=talk.listed(found), shown=SHOWN)


def _overdue(talk: Conversation, about: str) -> str:
    meant = agencies_meant(talk, about, "/quahan") if about else scope_of(talk.session, talk.officer)
    if isinstance(meant, str):
        return meant
    found = items.overdue(talk.session, meant, as_of=talk.now)
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
    found = items.awaiting_decision(talk.session, scope_of(talk.session, talk.officer))
    return _listed(talk, "chat/waiting", found)


def _unreachable(talk: Conversation, _about: str) -> str:
    if talk.officer.role is not Role.COORDINATOR:
        return render("chat/not_allowed")
    rows = unreachable(talk.session, scope_of(talk.session, talk.officer), now=talk.now)
    return render("chat/unreachable", rows=rows, days=SILENT_DAYS, at=talk.at, shown=2 * SHOWN)


def _story(talk: Conversation, about: str) -> str:
    """The story of one item, for whoever may see it."""
    code = int(about) if about.isascii() and about.isdigit() else 0
    item = named(talk, [code])[0].item
    if item is None or item.occurrence.agency_id not in scope_of(talk.session, talk.officer):
        return render("chat/no_such_code", code=code)
    events = story(talk.session, item)
    return render("chat/story", item=talk.facts([item])[0], events=events, shown=2 * SHOWN)


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
    "story": _story,
    "urge": urge,
    "unreachable": _unreachable,
}
