"""Shell: "gia hạn 3 đến 15/10": an agency asks for more time, the coordinator decides; both are told."""

from dataclasses import replace
from typing import Any

from db.queries import items
from db.queries.items import Item
from db.statuses import OWED
from db.tables import Extension
from reminders.chat.conversation import Answer, Conversation, about, button_of, to_agency, to_coordinators, to_self
from reminders.chat.named import of_each
from reminders.chat.verbs.behalf import each_with_right, reported
from reminders.items import extensions
from reminders.items.deadlines import Refused, day_asked_for, last_day
from reminders.items.facts import due_of
from reminders.replies import Behalf, Decide, Extend, button_command
from schedules.zone import local_date


def extend(talk: Conversation, wish: Extend) -> list[Answer]:
    """Ask for more time for each item of the officer's agency, or say why that cannot be asked."""
    return each_with_right(talk, wish, lambda item, behalf: _ask(talk, item, wish, behalf))


def _ask(talk: Conversation, item: Item, wish: Extend, behalf: Behalf | None) -> list[Answer]:
    if item.occurrence.status not in OWED:
        return [about(talk, item, "unchanged", by="")]
    items.lock(talk.session, [item.occurrence.id])
    day = day_asked_for(due_of(item.occurrence), until=wish.until, days=wish.days, now=talk.now)
    if isinstance(day, Refused):
        soonest = max(local_date(talk.now), last_day(due_of(item.occurrence)))
        example = talk.calendar.add_working_days(soonest, 3)
        return [about(talk, item, "extension_how", why=day.why, example=f"{example:%d/%m/%Y}")]
    by = talk.by(item.occurrence, behalf=behalf)
    officer = talk.acting(item.occurrence, decides=behalf is not None)
    asked = extensions.request(
        talk.session, officer, item.occurrence, day, by, calendar=talk.calendar, reason=wish.reason
    )
    if behalf:  # whoever would have to decide on it asks for it: it is granted at once
        extensions.decide(
            talk.session, officer, item.occurrence, asked, by, is_granted=True, reason="", calendar=talk.calendar
        )
        return reported(talk, replace(wish, until=day), [item], behalf)
    words: dict[str, Any] = {"day": f"{day:%d/%m/%Y}", "reason": wish.reason, "count": item.occurrence.extension_count}
    choices = {"grant": "dongy", "refuse": "khongdongy"}.items()
    buttons = tuple(button_of(verb, button_command(command, asked.id)) for verb, command in choices)
    told = to_coordinators(talk, item, "extension_asked", (buttons,), **words)
    name = talk.coordinator_of(item.plan)
    return [about(talk, item, "extension_sent", coordinator=name, is_told=bool(told), **words), *told]


def decide(talk: Conversation, wish: Decide) -> list[Answer]:
    """Grant or refuse a request in the coordinator's scope; a second decision changes nothing."""
    request = talk.session.get(Extension, wish.request) if wish.request else None

    def decided(item: Item) -> list[Answer]:
        pending = request or items.pending_extension(talk.session, item.occurrence.id)
        if pending is None:
            return [about(talk, item, "no_request")]
        return settle(talk, item, pending, is_granted=wish.is_granted, reason=wish.reason)

    answers = of_each(talk, wish.codes, talk.coordinated, decided, [request.occurrence_id] if request else ())
    return answers or [to_self(talk, "no_such_code", code=0)]


def settle(talk: Conversation, item: Item, request: Extension, *, is_granted: bool, reason: str) -> list[Answer]:
    """Decide one request and tell the coordinator and the agency. The caller has asked whether the officer may."""
    row, by = item.occurrence, talk.by(item.occurrence, decides=True)
    officer = talk.acting(row, decides=True)
    has_decided = extensions.decide(
        talk.session, officer, row, request, by, is_granted=is_granted, reason=reason, calendar=talk.calendar
    )
    if not has_decided:
        return [about(talk, item, "no_request")]
    day = local_date(request.proposed_at)
    words: dict[str, Any] = {"is_granted": is_granted, "day": f"{day:%d/%m/%Y}", "reason": reason}
    own = about(talk, item, "extension_decided", **words)
    coordinator = talk.agency_acting(row, decides=True)
    return [own, *to_agency(talk, item, "extension_answer", coordinator=coordinator, **words)]
