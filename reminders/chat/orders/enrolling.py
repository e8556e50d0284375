"""Shell: "/capma", "/themcanbo": the coordinator brings the officers of an agency into the chat."""

from dataclasses import replace
from datetime import timedelta

from db.queries import people
from db.statuses import DraftKind
from db.tables import Draft, Officer
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import agency_meant, coordinating, own_scope
from reminders.chat.orders.drafting import Outcome, by_order, propose
from reminders.delivery.wording import SHOWN
from reminders.people.adding import NotAdded, add_officer, why_not_added
from reminders.people.linking import CODES_WITHIN, VALID_FOR, NoCodes, issue_codes


def give_codes(talk: Conversation, about: str) -> list[Answer]:
    """Give a one-time code for each officer of an agency, to be passed on; the stored text forgets them once sent."""
    if talk.binding.is_group:
        return [to_self(talk, "no_codes", why="group", agency="", minutes=0)]
    if not about.strip():
        return [to_self(talk, "no_codes", why="unnamed", agency="", minutes=0)]
    agency = agency_meant(talk, about, "/capma", own_scope(talk))
    if isinstance(agency, str):
        return [Answer(talk.chat_id, agency)]
    talk = coordinating(talk, [agency.id])
    found = issue_codes(talk.session, agency, talk.by(), asker=talk.officer, most=SHOWN)
    if isinstance(found, NoCodes):
        minutes = CODES_WITHIN // timedelta(minutes=1)
        return [to_self(talk, "no_codes", why=found.why, agency=agency.name, minutes=minutes)]
    rows = [_row(talk, officer, code) for officer, code in found.given]
    facts = {"rows": rows, "others": found.others, "minutes": VALID_FOR // timedelta(minutes=1), "shown": SHOWN}
    return [replace(to_self(talk, "link_codes", agency=agency.name, **facts), is_secret=True)]


def _row(talk: Conversation, officer: Officer, code: str) -> dict[str, str]:
    link = talk.way.code_link.replace("{code}", code) if talk.way.code_link else ""
    chats = people.chats_of(talk.session, officer.id)
    return {"name": officer.name, "code": code, "link": link, "linked": ", ".join(chat.channel for chat in chats)}


def enroll(talk: Conversation, text: str) -> list[Answer]:
    """Ask to confirm a new officer of an agency: "Ia Lang: Rơ Mah H'Bơ"."""
    about, _, written = text.partition(":")
    name = " ".join(written.split()).strip(" .,;")
    agency = agency_meant(talk, about, "/themcanbo", own_scope(talk))
    if isinstance(agency, str):
        return [Answer(talk.chat_id, agency) if about.strip() else _refused(talk, "no_name", "", "")]
    talk = coordinating(talk, [agency.id])
    if refused := why_not_added(talk.session, agency, name, asker=talk.officer):
        return [_refused(talk, refused.why, agency.name, name)]
    details = {"subject": f"{name}, {agency.name}", "agency": agency.id, "name": name}
    return propose(talk, DraftKind.OFFICER, details, "officer_draft", name=name, agency=agency.name)


def enter(talk: Conversation, draft: Draft) -> Outcome:
    """Add the person with the role of an officer, if that can still be done."""
    agency, name = talk.all_agencies[draft.details["agency"]], draft.details["name"]
    added = add_officer(talk.session, agency, name, by_order(talk, draft), asker=talk.officer)
    match added:
        case NotAdded(why="not_theirs"):
            answer = to_self(talk, "draft_refused", subject=draft.details["subject"], why="scope")
        case NotAdded(why=why):
            answer = _refused(talk, why, agency.name, name)
        case Officer():
            answer = to_self(talk, "officer_added", name=name, agency=agency.name)
    return Outcome([answer], is_done=isinstance(added, Officer))


def _refused(talk: Conversation, why: str, agency: str, name: str) -> Answer:
    return to_self(talk, "officer_refused", why=why, agency=agency or "Ia Lang", name=name)
