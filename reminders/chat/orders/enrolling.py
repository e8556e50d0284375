"""Shell: "/capma", "/themcanbo": the coordinator brings the officers of an agency into the chat."""

import unicodedata
from datetime import timedelta

from db import audit
from db.audit import By
from db.queries import people
from db.statuses import DraftKind, Role
from db.tables import Agency, Draft, Officer
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import agency_meant, own_scope
from reminders.chat.orders.drafting import Outcome, propose
from reminders.delivery.wording import SHOWN
from reminders.people.linking import VALID_FOR, issue_code
from schedules.letters import fold

LINKABLE = (Role.OFFICER, Role.HEAD)
"""Whose codes a coordinator may give: not those of who sees as much as they do, or more."""

CODES = 60
CODES_WITHIN = timedelta(hours=1)
LONGEST_NAME = 80


def give_codes(talk: Conversation, about: str) -> list[Answer]:
    """Give a one-time code for each officer of an agency, to be passed on; the stored text forgets them once sent."""
    if talk.binding.is_group:
        return [to_self(talk, "no_codes", why="group", agency="", minutes=0)]
    if not about.strip():
        return [to_self(talk, "no_codes", why="unnamed", agency="", minutes=0)]
    agency = agency_meant(talk, about, "/capma", own_scope(talk))
    if isinstance(agency, str):
        return [Answer(talk.chat_id, agency)]
    officers = people.of_agency(talk.session, agency.id, LINKABLE)
    if not officers:
        return [to_self(talk, "no_codes", why="nobody", agency=agency.name, minutes=0)]
    actor, since = f"officer:{talk.officer.id}", talk.now - CODES_WITHIN
    issued = audit.counted(talk.session, actor=actor, action="link_code_issued", since=since)
    if issued + min(len(officers), SHOWN) > CODES:
        minutes = CODES_WITHIN // timedelta(minutes=1)
        return [to_self(talk, "no_codes", why="too_many", agency=agency.name, minutes=minutes)]
    rows = [_row(talk, officer, actor) for officer in officers[:SHOWN]]
    others = len(officers) - len(rows)
    minutes = VALID_FOR // timedelta(minutes=1)
    answer = to_self(talk, "link_codes", agency=agency.name, rows=rows, others=others, minutes=minutes, shown=SHOWN)
    return [Answer(answer.binding_id, answer.text, is_secret=True)]


def _row(talk: Conversation, officer: Officer, actor: str) -> dict[str, str]:
    code = issue_code(talk.session, officer, now=talk.now, actor=actor, inbound_id=talk.inbound_id)
    link = f"https://t.me/{talk.telegram_name}?start={code}" if talk.telegram_name else ""
    chats = people.chats_of(talk.session, officer.id)
    return {"name": officer.name, "code": code, "link": link, "linked": ", ".join(chat.channel for chat in chats)}


def enroll(talk: Conversation, text: str) -> list[Answer]:
    """Ask to confirm a new officer of an agency: "Ia Lang: Rơ Mah H'Bơ"."""
    about, _, written = text.partition(":")
    name = " ".join(written.split()).strip(" .,;")
    agency = agency_meant(talk, about, "/themcanbo", own_scope(talk))
    if isinstance(agency, str):
        return [Answer(talk.chat_id, agency) if about.strip() else _refused(talk, "no_name", "", "")]
    if not is_name(name):
        return [_refused(talk, "no_name", agency.name, "")]
    if any(fold(one.name) == fold(name) for one in people.of_agency(talk.session, agency.id)):
        return [_refused(talk, "known", agency.name, name)]
    details = {"subject": f"{name}, {agency.name}", "agency": agency.id, "name": name}
    return propose(talk, DraftKind.OFFICER, details, "officer_draft", name=name, agency=agency.name)


def is_name(name: str) -> bool:
    """Return whether this may be a person's name: letters above all, no figures, not too long."""
    letters = sum(letter.isalpha() for letter in name)
    is_plain = all(unicodedata.category(sign)[0] in "LMZ" or sign in "'’.-" for sign in name)
    return letters >= 2 and len(name) <= LONGEST_NAME and is_plain


def add_officer(talk: Conversation, draft: Draft) -> Outcome:
    """Add the person with the role of an officer, if the agency is still in the coordinator's scope."""
    agency = talk.session.get_one(Agency, draft.details["agency"])
    if agency.id not in own_scope(talk):
        return Outcome([to_self(talk, "draft_refused", subject=draft.details["subject"], why="scope")], is_done=False)
    name = draft.details["name"]
    if any(fold(one.name) == fold(name) for one in people.of_agency(talk.session, agency.id)):
        return Outcome([_refused(talk, "known", agency.name, name)], is_done=False)
    officer = Officer(agency_id=agency.id, name=name)
    talk.session.add(officer)
    talk.session.flush()
    audit.record(
        talk.session,
        By(actor=f"officer:{talk.officer.id}", now=talk.now, inbound_id=draft.inbound_id),
        "officer_added",
        officer,
    )
    return Outcome([to_self(talk, "officer_added", name=name, agency=agency.name)])


def _refused(talk: Conversation, why: str, agency: str, name: str) -> Answer:
    return to_self(talk, "officer_refused", why=why, agency=agency or "Ia Lang", name=name)
