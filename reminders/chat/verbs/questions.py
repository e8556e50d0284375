"""Shell: what a linked officer may ask to see: the own items, what is late, what waits, how far everybody is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from db import outbox
from db.queries import items
from db.queries.items import Item
from db.statuses import Role
from reminders.chat.conversation import Answer, Conversation, one_text, to_self
from reminders.chat.menu import usages
from reminders.chat.naming import agency_meant, and_below, overseer, scope_name, visible
from reminders.chat.pages import show_items, show_rows
from reminders.chat.verbs.measuring import measure
from reminders.chat.verbs.showing import show_evidence
from reminders.chat.verbs.subscribing import subscribe
from reminders.chat.verbs.surveying import survey
from reminders.chat.verbs.urging import urge
from reminders.delivery.wording import SHOWN
from reminders.desk.story import story
from reminders.desk.unreachable import SILENT_DAYS, unreachable
from reminders.items.facts import SOON_DAYS
from reminders.messages import render
from reminders.notices.kinds import Kind
from reminders.replies import Ask, understand_button
from reminders.replies.commands import NAMED, Topic

LOOK_AHEAD_DAYS = 30
MOST_DAYS = 90
"""Items are made so far ahead."""

ITEMS = Ask("items")


def open_items(talk: Conversation, ask: Ask = ITEMS) -> Answer:
    """Return the list of what the officer's agency has open, and those of the agencies they stand in for."""
    one = int(ask.about.removeprefix("#") or 0) if ask.about.startswith("#") else 0
    lists = [_open_items(talk, ask, agency) for agency in ([one] if one in talk.agencies else talk.agencies)]
    goes_on = next((listed for listed in lists if listed.buttons), lists[0])
    buttons = tuple(row for listed in lists for row in listed.buttons)
    return replace(goes_on, text=one_text(listed.text for listed in lists), buttons=buttons)


def _open_items(talk: Conversation, ask: Ask, agency_id: int) -> Answer:
    until = talk.now + timedelta(days=LOOK_AHEAD_DAYS)
    found = items.owed_by(talk.session, [agency_id], act_by_until=until)
    name = talk.all_agencies[agency_id].name
    ask = replace(ask, about=f"#{agency_id}" if len(talk.agencies) > 1 else "")
    return show_items(talk, ask, "items", found, has_debts=True, agency=name, days=LOOK_AHEAD_DAYS)


def unclear(talk: Conversation) -> str:
    """Return that nothing was understood, what is open soon, else the next of all, and how much waits to be decided."""
    until = talk.now + timedelta(days=SOON_DAYS)
    found = items.owed_by(talk.session, talk.agencies, act_by_until=until)
    found = found or items.owed_by(talk.session, talk.agencies)[:1]
    waiting = len(items.awaiting_decision(talk.session, talk.coordinated)) if talk.coordinated else 0
    is_overseer = bool(talk.scope.difference(talk.agencies))
    return render("chat/unclear", items=talk.lines(found), waiting=waiting, is_overseer=is_overseer, shown=SHOWN)


def _overdue(talk: Conversation, ask: Ask) -> Answer:
    agencies, name = talk.scope, ""
    if ask.about:
        number = ask.about.removeprefix("#")
        named_agency = agency_meant(talk, ask.about, "/quahan") if number == ask.about else None
        if isinstance(named_agency, str):
            return Answer(talk.chat_id, named_agency)
        meant = named_agency.id if named_agency else int(number)
        ask, agencies = replace(ask, about=f"#{meant}"), and_below(talk, meant)
        name = talk.all_agencies[meant].name if agencies else ""
    found = items.overdue(talk.session, agencies, as_of=talk.now)
    return _listed(talk, ask, "overdue", found, has_debts=True, about=name)


def _due_soon(talk: Conversation, ask: Ask) -> Answer:
    days = min(int(ask.about or SOON_DAYS), MOST_DAYS)
    agencies = talk.scope
    found = items.due_between(talk.session, agencies, since=talk.now, until=talk.now + timedelta(days=days))
    return _listed(talk, replace(ask, about=str(days)), "due_soon", found, days=days)


def _listed(
    talk: Conversation, ask: Ask, template: str, found: list[Item], *, has_debts: bool = False, **facts: object
) -> Answer:
    agencies = len({item.agency.id for item in found})
    return show_items(talk, ask, template, found, has_debts=has_debts, agencies=agencies, at=talk.at, **facts)


def _waiting(talk: Conversation, ask: Ask) -> Answer:
    found = items.awaiting_decision(talk.session, talk.coordinated)
    return _listed(talk, replace(ask, about=""), "waiting", found)


def _unreachable(talk: Conversation, ask: Ask) -> Answer:
    rows = unreachable(talk.session, talk.all_agencies, talk.coordinated, now=talk.now)
    return show_rows(talk, replace(ask, about=""), "unreachable", rows, days=SILENT_DAYS, at=talk.at)


def _story(talk: Conversation, ask: Ask) -> Answer:
    """The story of one item, for whoever may see it, the newest events on the first page."""
    meant = visible(talk, ask.about)
    item = meant.item
    if item is None:
        return to_self(talk, "no_such_code", code=meant.code)
    events = story(talk.session, item)[::-1]
    ask = replace(ask, about=f"#{item.occurrence.id}")
    return show_rows(talk, ask, "story", events, item=talk.facts([item])[0])


def goes_on(talk: Conversation, ask: Ask) -> Ask | None:
    """Return what follows what this chat was shown last, or a page of that list; None: it was shown no list."""
    stage = outbox.last_list(talk.session, talk.chat_id)
    last = understand_button(Kind.read(stage).said) if stage else None
    if not isinstance(last, Ask):
        return None
    return replace(last, page=ask.page, after=()) if ask.page else last


def _help(talk: Conversation, ask: Ask) -> Answer:
    role = Role.COORDINATOR if talk.coordinated else overseer(talk).role
    about = NAMED.get(ask.about.replace(" ", ""))
    topic = about.topics[-1] if about and about.topics else Topic.FIRST
    kind = topic if talk.coordinated else "officer"
    return to_self(talk, f"help_{kind}", agency=talk.agency, scope=scope_name(talk), commands=usages(role))


QUESTIONS: dict[str, Callable[[Conversation, Ask], Answer]] = {
    "items": open_items,
    "overdue": _overdue,
    "due_soon": _due_soon,
    "progress": measure,
    "duty": survey,
    "waiting": _waiting,
    "help": _help,
    "story": _story,
    "evidence": show_evidence,
    "urge": urge,
    "unreachable": _unreachable,
    "digests": subscribe,
}
"""Who answers which question; "more" is asked of the list that was shown last."""
