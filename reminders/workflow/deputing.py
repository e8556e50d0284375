"""Shell: "/uyquyen Siu Hyin đến 15/10": an officer names who stands in, sees it, ends it."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from db import audit, outbox
from db.queries import items, people
from db.tables import Agency, Officer
from reminders.delivery.enqueue import text_notice
from reminders.delivery.parcels import SHOWN
from reminders.folding import fold
from reminders.messages import render
from reminders.plans.agencies import find
from reminders.workflow.replies import Deputize
from reminders.workflow.replies.periods import read_standing
from reminders.workflow.talk import Answer, Conversation, to_self
from schedules.zone import local_date


def deputize(talk: Conversation, wish: Deputize) -> list[Answer]:
    """Name a deputy, show the present one, or end it; the deputy is told. Not in a group: it speaks for no person."""
    officer, said = talk.officer, fold(wish.said)
    if talk.binding.is_group:
        return [to_self(talk, "deputy_refused", why="group")]
    if not said:
        return [to_self(talk, "deputy_shown", **standing_facts(talk.session, officer, on=talk.on))]
    if said == "thoi":
        return [_ended(talk)]
    meant = read_standing(wish.said, talk.on)
    if meant is None:
        return [to_self(talk, "deputy_refused", why="when")]
    found = _meant(talk, meant.who)
    if len(found) != 1:
        called = [f"{one.id} – {one.name}, {_agency(talk.session, one)}" for one in found[:SHOWN]]
        return [to_self(talk, "deputy_refused", why="several" if found else "nobody", who=meant.who, candidates=called)]
    actor = f"officer:{officer.id}"
    name_deputy(
        talk.session,
        officer,
        found[0],
        since=meant.since,
        until=meant.until,
        now=talk.now,
        actor=actor,
        inbound_id=talk.inbound_id,
    )
    return [to_self(talk, "deputy_named", **standing_facts(talk.session, officer, on=talk.on))]


def name_deputy(
    session: Session,
    officer: Officer,
    deputy: Officer,
    *,
    since: date,
    until: date,
    now: datetime,
    actor: str,
    inbound_id: int | None = None,
) -> None:
    """Have a deputy stand in for an officer from a day until another (exclusive), and tell the deputy."""
    officer.deputy_id, officer.deputy_from, officer.deputy_until = deputy.id, since, until
    session.flush()
    audit.record(
        session,
        now=now,
        actor=actor,
        action="deputy_named",
        subject="officer",
        subject_id=officer.id or 0,
        inbound_id=inbound_id,
        deputy=deputy.id,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    owed = items.owed_by(session, [officer.agency_id], act_by_until=now + timedelta(days=30))
    facts = standing_facts(session, officer, on=local_date(now))
    tell(session, deputy, render("chat/deputy_of", count=len(owed), **facts), now=now)


def end_deputy(session: Session, officer: Officer, *, now: datetime, actor: str, inbound_id: int | None = None) -> bool:
    """End it now, and tell the deputy; False when nobody stands in or is to."""
    facts = standing_facts(session, officer, on=local_date(now))
    deputy = session.get(Officer, officer.deputy_id) if officer.deputy_id else None
    officer.deputy_id = officer.deputy_from = officer.deputy_until = None
    if deputy is None or not facts["deputy"]:
        return False
    session.flush()
    audit.record(
        session,
        now=now,
        actor=actor,
        action="deputy_ended",
        subject="officer",
        subject_id=officer.id or 0,
        inbound_id=inbound_id,
        deputy=deputy.id,
    )
    tell(session, deputy, render("chat/deputy_ended", **facts), now=now)
    return True


def standing_facts(session: Session, officer: Officer, *, on: date) -> dict[str, Any]:
    """Return who stands in for an officer from a day on, as sentences name it; `deputy` is "" when nobody does."""
    deputy = session.get(Officer, officer.deputy_id) if officer.deputy_id else None
    since, until = officer.deputy_from, officer.deputy_until
    if deputy is None or since is None or until is None or until <= on:
        return {"officer": officer.name, "agency": _agency(session, officer), "deputy": ""}
    return {
        "officer": officer.name,
        "agency": _agency(session, officer),
        "deputy": f"{deputy.name} ({_agency(session, deputy)})",
        "since": f"{since:%d/%m/%Y}",
        "last": f"{until - timedelta(days=1):%d/%m/%Y}",
        "is_reached": bool(people.chats_of(session, deputy.id or 0)),
    }


def tell(session: Session, officer: Officer, text: str, *, now: datetime) -> None:
    """Say something to a person in each chat of theirs that is not a group's."""
    chats = [chat for chat in people.chats_of(session, officer.id or 0) if not chat.is_group]
    outbox.add_once(session, [text_notice(chat.id or 0, text, now=now) for chat in chats])


def _ended(talk: Conversation) -> Answer:
    facts = standing_facts(talk.session, talk.officer, on=talk.on)
    has_ended = end_deputy(
        talk.session, talk.officer, now=talk.now, actor=f"officer:{talk.officer.id}", inbound_id=talk.inbound_id
    )
    return to_self(talk, "deputy_ended" if has_ended else "deputy_shown", **facts)


def _meant(talk: Conversation, who: str) -> list[Officer]:
    """Return whom a name or number may mean: colleagues first, then anybody."""
    query = select(Officer).where(Officer.id != talk.officer.id, col(Officer.left_at).is_(None))
    others = {one.id or 0: one for one in talk.session.exec(query.order_by(col(Officer.id))).all()}
    if who.isascii() and who.isdigit():
        return [others[int(who)]] if int(who) in others else []
    names = {key: [one.name] for key, one in others.items()}
    own = {key: name for key, name in names.items() if others[key].agency_id == talk.officer.agency_id}
    return [others[key] for key in find(who, own) or find(who, names)]


def _agency(session: Session, officer: Officer) -> str:
    return session.get_one(Agency, officer.agency_id).name
