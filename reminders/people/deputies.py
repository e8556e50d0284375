"""Shell: deputies: who stands in for an officer, from when until when; both sides are told."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlmodel import Session

from db import audit, outbox
from db.audit import By
from db.queries import items, people
from db.tables import Agency, Officer
from reminders.messages import render
from reminders.notices.rows import text_notice
from schedules.zone import local_date


def answering(session: Session, roles: Sequence[Officer], *, on: date, is_group: bool = False) -> list[Officer]:
    """Return what a person is and for whom they stand in on a day; not in a group, which may not see another agency."""
    return [*roles, *([] if is_group else people.stood_in_for(session, [one.id for one in roles], on=on))]


NoDeputy = Literal["self", "left", "over"]
"""Why nobody stands in: the deputy is the officer "self" or has "left"; the period is "over" or never begins."""


def name_deputy(
    session: Session, officer: Officer, deputy: Officer, by: By, *, since: date, until: date
) -> NoDeputy | None:
    """Have a deputy stand in for an officer from a day until another (exclusive); or say why not.

    The deputy is told, and the officer, unless it is their own doing.
    """
    today = local_date(by.now)
    if deputy.id == officer.id:
        return "self"
    if deputy.left_at is not None:
        return "left"
    if until <= max(since, today):
        return "over"
    officer.deputy_id, officer.deputy_from, officer.deputy_until = deputy.id, since, until
    session.flush()
    period = {"since": since.isoformat(), "until": until.isoformat()}
    audit.record(session, by, "deputy_named", officer, deputy=deputy.id, **period)
    owed = items.owed_by(session, [officer.agency_id], act_by_until=by.now + timedelta(days=30))
    facts = standing_facts(session, officer, on=today)
    tell(session, deputy, render("chat/deputy_of", count=len(owed), **facts), now=by.now)
    _tell_officer(session, officer, render("chat/deputy_named", **facts), by)
    return None


def end_deputy(session: Session, officer: Officer, by: By) -> bool:
    """End it now, and tell the deputy, and the officer unless it is their own doing; False when nobody stands in."""
    facts = standing_facts(session, officer, on=local_date(by.now))
    has_ended = drop_deputy(session, officer, by)
    if has_ended:
        _tell_officer(session, officer, render("chat/deputy_ended", **facts), by)
    return has_ended


def drop_deputy(session: Session, officer: Officer, by: By) -> bool:
    """Let nobody stand in any more, and tell the deputy; False when nobody does or is to."""
    facts = standing_facts(session, officer, on=local_date(by.now))
    deputy = session.get(Officer, officer.deputy_id) if officer.deputy_id else None
    officer.deputy_id = officer.deputy_from = officer.deputy_until = None
    if deputy is None or not facts["deputy"]:
        return False
    session.flush()
    audit.record(session, by, "deputy_ended", officer, deputy=deputy.id)
    tell(session, deputy, render("chat/deputy_ended", **facts), now=by.now)
    return True


def standing_facts(session: Session, officer: Officer, *, on: date) -> dict[str, Any]:
    """Return who stands in for an officer from a day on, as sentences name it; `deputy` is "" when nobody does."""
    deputy = session.get(Officer, officer.deputy_id) if officer.deputy_id else None
    since, until = officer.deputy_from, officer.deputy_until
    whose = {"officer": officer.name, "agency": _agency(session, officer)}
    if deputy is None or since is None or until is None or until <= on:
        return whose | {"deputy": ""}
    return whose | {
        "deputy": f"{deputy.name} ({_agency(session, deputy)})",
        "since": f"{since:%d/%m/%Y}",
        "last": f"{until - timedelta(days=1):%d/%m/%Y}",
        "is_reached": bool(people.chats_of(session, deputy.id)),
    }


def tell(session: Session, officer: Officer, text: str, *, now: datetime) -> None:
    """Say something to a person in each chat of theirs that is not a group's."""
    chats = [chat for chat in people.chats_of(session, officer.id) if not chat.is_group]
    outbox.add_once(session, [text_notice(chat.id, text, now=now) for chat in chats])


def _tell_officer(session: Session, officer: Officer, text: str, by: By) -> None:
    if by.actor != f"officer:{officer.id}":
        tell(session, officer, text, now=by.now)


def _agency(session: Session, officer: Officer) -> str:
    return session.get_one(Agency, officer.agency_id).name
