"""Shell: more time: an agency asks for it, the coordinator decides, the deadline moves and the first one is kept."""

from datetime import date
from typing import Any

from bots.channel import Button
from db import outbox
from db.queries import items
from db.queries.items import Item
from db.statuses import OWED, Decision
from db.tables import Extension, Occurrence
from reminders.chat.conversation import (
    Answer,
    Conversation,
    coordinator_name,
    named,
    to_agency,
    to_coordinators,
    to_self,
)
from reminders.items.acts import wake, withdraw_request
from reminders.items.deadlines import Refused, day_asked_for, due_by_end_of, last_day
from reminders.items.facts import due_of
from reminders.messages import render
from reminders.replies import Decide, Extend, button_command
from schedules.zone import local_date


def extend(talk: Conversation, wish: Extend) -> list[Answer]:
    """Ask for more time for each item of the officer's agency, or say why that cannot be asked."""
    answers = []
    for one in named(talk, wish.codes):
        item = one.item
        if item is None or item.occurrence.agency_id not in talk.agencies:
            answers.append(to_self(talk, "no_such_code", code=one.code))
        elif item.occurrence.status not in OWED:
            answers.append(to_self(talk, "unchanged", item=talk.facts([item])[0], by=""))
        else:
            answers += _ask(talk, item, wish)
    return answers


def _ask(talk: Conversation, item: Item, wish: Extend) -> list[Answer]:
    talk.session.refresh(item.occurrence, with_for_update=True)
    day = day_asked_for(due_of(item.occurrence), until=wish.until, days=wish.days, now=talk.now)
    if isinstance(day, Refused):
        soonest = max(local_date(talk.now), last_day(due_of(item.occurrence)))
        example = talk.calendar.add_working_days(soonest, 3)
        return [to_self(talk, "extension_how", item=talk.facts([item])[0], why=day.why, example=f"{example:%d/%m/%Y}")]
    request = _requested(talk, item, day, wish.reason)
    words: dict[str, Any] = {"day": f"{day:%d/%m/%Y}", "reason": wish.reason, "count": item.occurrence.extension_count}
    buttons = (
        (
            Button(label=render("words/button", verb="grant", code=0), command=button_command("dongy", request.id)),
            Button(
                label=render("words/button", verb="refuse", code=0),
                command=button_command("khongdongy", request.id),
            ),
        ),
    )
    told = to_coordinators(talk, item, "extension_asked", buttons, **words)
    facts, name = talk.facts([item])[0], coordinator_name(talk, item.plan)
    own = to_self(talk, "extension_sent", item=facts, coordinator=name, is_told=bool(told), **words)
    return [own, *told]


def _requested(talk: Conversation, item: Item, day: date, reason: str | None) -> Extension:
    """Store the request; it takes the place of one that was not decided yet."""
    occurrence = item.occurrence
    withdraw_request(talk.session, occurrence, now=talk.now)
    request = Extension(
        occurrence_id=occurrence.id,
        requested_by_id=talk.officer.id,
        requested_at=talk.now,
        reason=reason,
        original_at=occurrence.nominal_at,
        proposed_at=due_by_end_of(day, occurrence.period, talk.calendar).nominal,
    )
    talk.session.add(request)
    talk.session.flush()
    talk.record(occurrence, "extension_requested", day=day.isoformat(), reason=reason)
    return request


def decide(talk: Conversation, wish: Decide) -> list[Answer]:
    """Grant or refuse a request in the coordinator's scope; a second decision changes nothing."""
    request = talk.session.get(Extension, wish.request) if wish.request else None
    answers = []
    for one in named(talk, wish.codes, request.occurrence_id if request else None):
        item = one.item
        if item is None or item.occurrence.agency_id not in talk.coordinated:
            answers.append(to_self(talk, "no_such_code", code=one.code))
            continue
        pending = request or items.pending_extension(talk.session, item.occurrence.id)
        if pending is None:
            answers.append(to_self(talk, "no_request", item=talk.facts([item])[0]))
        else:
            answers += settle(talk, item, pending, is_granted=wish.is_granted, reason=wish.reason)
    return answers or [to_self(talk, "no_such_code", code=0)]


def settle(talk: Conversation, item: Item, request: Extension, *, is_granted: bool, reason: str) -> list[Answer]:
    """Decide one request and tell the coordinator and the agency. The caller has asked whether the officer may."""
    talk.session.refresh(item.occurrence, with_for_update=True)
    talk.session.refresh(request)
    if request.decision is not None or item.occurrence.status not in OWED:
        return [to_self(talk, "no_request", item=talk.facts([item])[0])]
    request.decision = Decision.ACCEPTED if is_granted else Decision.RETURNED
    request.decided_by_id, request.decided_at, request.decided_why = talk.officer.id, talk.now, reason or None
    day = local_date(request.proposed_at)
    if is_granted:
        _move(talk, item.occurrence, day)
    action = "extension_granted" if is_granted else "extension_refused"
    talk.record(item.occurrence, action, decides=True, day=day.isoformat(), reason=reason or None)
    words: dict[str, Any] = {"is_granted": is_granted, "day": f"{day:%d/%m/%Y}", "reason": reason}
    own = Answer(talk.chat_id, render("chat/extension_decided", item=talk.facts([item])[0], **words))
    return [own, *to_agency(talk, item, "extension_answer", coordinator=talk.agency, **words)]


def _move(talk: Conversation, occurrence: Occurrence, day: date) -> None:
    due = due_by_end_of(day, occurrence.period, talk.calendar)
    if occurrence.first_nominal_at is None:
        occurrence.first_nominal_at, occurrence.first_overdue_from = occurrence.nominal_at, occurrence.overdue_from
    occurrence.nominal_at, occurrence.act_by_at, occurrence.overdue_from = due.nominal, due.act_by, due.overdue_from
    occurrence.extension_count += 1
    occurrence.revision += 1
    outbox.cancel_pending(talk.session, occurrence_id=occurrence.id, reason="the deadline was changed")
    wake(occurrence, talk.now, talk.calendar)
