"""Shell: an officer goes to another agency, takes another role, or leaves; what they did stays under their name."""

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, select

from db import audit, outbox
from db.audit import By
from db.queries import bindings, people
from db.statuses import BindingStatus, Role
from db.tables import Agency, ChatBinding, Officer
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.scope import OVERSEERS
from reminders.messages import render
from reminders.notices.rows import text_notice
from reminders.people.chats import empty_chat, tell_if_silent, unlink_chat
from reminders.people.deputies import drop_deputy
from reminders.people.linking import wake_the_untold
from reminders.people.responsible import ANSWERING, lapse


@dataclass(frozen=True)
class NotMoved:
    """Why somebody stays: "there", in that agency, already; "oversees_nothing": the role has no scope."""

    why: Literal["there", "oversees_nothing"]


def move_officer(
    session: Session, officer: Officer, agency: AgencyFacts, by: By, *, role: Role, scope: AgencyFacts | None
) -> Agency | NotMoved:
    """Make somebody an officer of another agency; return the one they were of, or why they stay.

    Their chats follow, those of groups (the old agency's) do not. What waits about the old agency's items is cancelled,
    and the coordinator is told if nobody is left there.
    """
    if agency.id == officer.agency_id:
        return NotMoved("there")
    if scope and role not in OVERSEERS:
        return NotMoved("oversees_nothing")
    before = session.get_one(Agency, officer.agency_id)
    drop_deputy(session, officer, by)
    officer.agency_id, officer.role, officer.scope_id = agency.id, role, scope.id if scope else None
    session.flush()
    text = render("chat/moved", agency=agency.name, officer=officer.name, before=before.name)
    for chat in people.chats_of(session, officer.id):
        if chat.is_group:
            _give_up(session, officer, chat, before, by)
            continue
        others = [one for one in bindings.roles(session, [chat.id])[chat.id] if one.id != officer.id]
        empty_chat(session, chat, before.id, others, reason="the officer moved to another agency", now=by.now)
        outbox.add_once(session, [text_notice(chat.id, text, now=by.now)])
    audit.record(session, by, "officer_moved", officer, before=before.key, after=agency.key, role=role.value)
    lapse(session, officer, before, by)
    tell_if_silent(session, before.id, officer.name, now=by.now)
    wake_the_untold(session, officer, {chat.id for chat in people.chats_of(session, officer.id)}, now=by.now)
    return before


NoRole = Literal["oversees_nothing"]
"""Why somebody keeps the role they have: a scope was named for a role that has none."""


def give_role(
    session: Session, officer: Officer, role: Role, by: By, *, scope: AgencyFacts | None = None
) -> NoRole | None:
    """Give somebody a role where they are, and what it oversees (by default the own agency); or say why not.

    Who oversees several agencies gives up the chats of groups: whoever is in the group would see as much.
    """
    if scope and role not in OVERSEERS:
        return "oversees_nothing"
    agency = session.get_one(Agency, officer.agency_id)
    before, officer.role, officer.scope_id = officer.role, role, scope.id if scope else None
    session.flush()
    chats = people.chats_of(session, officer.id)
    groups = [chat for chat in chats if chat.is_group and role in OVERSEERS]
    for group in groups:
        _give_up(session, officer, group, agency, by)  # tells of the silence too
    audit.record(session, by, "role_given", officer, before=before.value, after=role.value)
    if role not in ANSWERING:
        lapse(session, officer, agency, by)
    if before is not role and not groups:
        tell_if_silent(session, agency.id, officer.name, now=by.now)
    wake_the_untold(session, officer, {chat.id for chat in chats}, now=by.now)
    return None


def remove_officer(session: Session, officer: Officer, by: By) -> int:
    """Somebody leaves the service: nobody is deputised by them any more, the name stays; return how many chats are
    unlinked.
    """
    drop_deputy(session, officer, by)
    for absent in session.exec(select(Officer).where(Officer.deputy_id == officer.id)).all():
        drop_deputy(session, absent, by)
    officer.left_at = by.now
    session.flush()
    count = give_up_chats(session, officer, None, by)
    audit.record(session, by, "officer_left", officer)
    lapse(session, officer, session.get_one(Agency, officer.agency_id), by)
    return count


def give_up_chats(session: Session, officer: Officer, channel: str | None, by: By) -> int:
    """Unlink an officer's chats (on one channel) and say so in them; return how many."""
    found = [chat for chat in bindings.chats_of(session, officer.id) if channel in (None, chat.channel)]
    for chat in found:
        _give_up(session, officer, chat, session.get_one(Agency, officer.agency_id), by)
    return len(found)


def _give_up(session: Session, officer: Officer, chat: ChatBinding, agency: Agency, by: By) -> None:
    is_gone = chat.status is BindingStatus.GONE
    unlink_chat(session, chat, officer, by)
    still = [session.get_one(Agency, one.agency_id).name for one in bindings.roles(session, [chat.id])[chat.id]]
    text = render("chat/unlinked", agency=agency.name, officer=officer.name, still=still)
    outbox.add_once(session, [] if is_gone else [text_notice(chat.id, text, now=by.now)])
