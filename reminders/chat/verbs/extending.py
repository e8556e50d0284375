"""Shell: "gia hạn 3 đến 15/10": an agency asks for more time, the coordinator decides; both are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from db.queries import items
from db.queries.items import Item
from db.statuses import OWED
from db.tables import Extension
from reminders.chat.conversation import Answer, Conversation, about, button_of, to_agencies, to_coordinators, to_self
from reminders.chat.named import of_each
from reminders.chat.verbs.behalf import each_with_right, reported
from reminders.delivery.wording import SHOWN
from reminders.items import extensions
from reminders.items.deadlines import Refused, day_asked_for, last_day
from reminders.items.facts import due_of
from reminders.replies import Behalf, Decide, Extend, button_command
from schedules.zone import local_date

Asked = tuple[Item, Extension]
"""An item with the request for more time of it."""


def extend(talk: Conversation, wish: Extend) -> list[Answer]:
    """Ask for more time for each item of the officer's agency, or say why that cannot be asked."""
    pending: list[Asked] = []
    granted: dict[tuple[Behalf, date], list[Item]] = {}

    def ask(item: Item, behalf: Behalf | None) -> list[Answer]:
        asked = _ask(talk, item, wish, behalf)
        if isinstance(asked, Answer):
            return [asked]
        if behalf:
            granted.setdefault((behalf, local_date(asked.proposed_at)), []).append(item)
        else:
            pending.append((item, asked))
        return []

    answers = each_with_right(talk, wish, ask)
    for (behalf, day), found in granted.items():
        answers += reported(talk, replace(wish, until=day), found, behalf)
    return [*_requested(talk, pending, wish.reason), *answers]


def _ask(talk: Conversation, item: Item, wish: Extend, behalf: Behalf | None) -> Extension | Answer:
    if item.occurrence.status not in OWED:
        return about(talk, item, "unchanged", by="")
    items.lock(talk.session, [item.occurrence.id])
    day = day_asked_for(due_of(item.occurrence), until=wish.until, days=wish.days, now=talk.now)
    if isinstance(day, Refused):
        soonest = max(local_date(talk.now), last_day(due_of(item.occurrence)))
        example = talk.calendar.add_working_days(soonest, 3)
        return about(talk, item, "extension_how", why=day.why, example=f"{example:%d/%m/%Y}")
    by = talk.by(item.occurrence, behalf=behalf)
    officer = talk.acting(item.occurrence, decides=behalf is not None)
    asked = extensions.request(
        talk.session, officer, item.occurrence, day, by, calendar=talk.calendar, reason=wish.reason
    )
    if behalf:  # whoever would have to decide on it asks for it: it is granted at once
        extensions.decide(
            talk.session, officer, item.occurrence, asked, by, is_granted=True, reason="", calendar=talk.calendar
        )
    return asked


def _requested(talk: Conversation, pending: Sequence[Asked], reason: str | None) -> list[Answer]:
    """Return what is said of requests: to who asks, and to each coordinator once, with buttons for a single one."""
    if not pending:
        return []
    found, (first, request) = [item for item, _ in pending], pending[0]
    words: dict[str, Any] = {"reason": reason, "count": first.occurrence.extension_count}
    words["day"] = f"{local_date(request.proposed_at):%d/%m/%Y}"
    choices = {"grant": "dongy", "refuse": "khongdongy"}.items() if len(pending) == 1 else ()
    buttons = tuple(button_of(verb, button_command(command, request.id)) for verb, command in choices)
    told = to_coordinators(talk, found, "extension_asked", (buttons,) if buttons else (), **words)
    listed, name = talk.facts(found, most=SHOWN), talk.coordinator_of(first.plan)
    facts = {"item": listed[0], "items": listed, "shown": SHOWN, "coordinator": name, "is_told": bool(told)}
    return [to_self(talk, "extension_sent", **facts, **words), *told]


def decide(talk: Conversation, wish: Decide) -> list[Answer]:
    """Grant or refuse requests in the coordinator's scope; a second decision changes nothing."""
    request = talk.session.get(Extension, wish.request) if wish.request else None
    pending: list[Asked] = []

    def found(item: Item) -> list[Answer]:
        asked = request or items.pending_extension(talk.session, item.occurrence.id)
        if asked is None:
            return [about(talk, item, "no_request")]
        pending.append((item, asked))
        return []

    answers = of_each(talk, wish.codes, talk.coordinated, found, [request.occurrence_id] if request else ())
    answers += settle(talk, pending, is_granted=wish.is_granted, reason=wish.reason)
    return answers or [to_self(talk, "no_such_code", code=0)]


def settle(talk: Conversation, pending: Sequence[Asked], *, is_granted: bool, reason: str) -> list[Answer]:
    """Decide requests; tell the coordinator, and each chat of the agencies once. The caller has asked whether the
    officer may.
    """
    answers, decided = [], []
    for item, request in pending:
        row = item.occurrence
        by, officer = talk.by(row, decides=True), talk.acting(row, decides=True)
        has_decided = extensions.decide(
            talk.session, officer, row, request, by, is_granted=is_granted, reason=reason, calendar=talk.calendar
        )
        if has_decided:
            decided.append(item)
        else:
            answers.append(about(talk, item, "no_request"))
    if not decided:
        return answers
    words: dict[str, Any] = {"is_granted": is_granted, "reason": reason}
    own = to_self(talk, "extension_decided", items=talk.facts(decided, most=SHOWN), shown=SHOWN, **words)
    return [own, *answers, *to_agencies(talk, decided, "extension_answer", **words)]
