"""Shell: "/uyquyen Siu Hyin đến 15/10": an officer names who stands in, sees it, ends it."""

from sqlmodel import col, select

from db.tables import Officer
from reminders.agencies.finding import find
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import role_meant, which_role
from reminders.delivery.wording import SHOWN
from reminders.people.deputies import end_deputy, name_deputy, standing_facts
from reminders.replies import Deputize
from reminders.replies.periods import read_standing
from schedules.letters import fold


def deputize(talk: Conversation, wish: Deputize) -> list[Answer]:
    """Name a deputy, show the present one, or end it; the deputy is told. Not in a group: it speaks for no person.

    Who is an officer of several agencies says for which: "/uyquyen Ia Dom: Siu Hyin đến 15/10".
    """
    if talk.binding.is_group:
        return [to_self(talk, "deputy_refused", why="group")]
    if talk.also:
        about, _, rest = wish.said.rpartition(":")
        role = role_meant(talk, about) if about else None
        if role is None:
            return [which_role(talk, "/uyquyen", talk.roles, rest=f": {wish.said or 'xem'}")]
        talk = talk.speaking_as(role)
        wish = Deputize("" if fold(rest) == "xem" else rest.strip())
    officer, said = talk.officer, fold(wish.said)
    if not said:
        return [to_self(talk, "deputy_shown", **standing_facts(talk.session, officer, on=talk.on))]
    if said == "thoi":
        return [_ended(talk)]
    meant = read_standing(wish.said, talk.on)
    if meant is None:
        return [to_self(talk, "deputy_refused", why="when")]
    found = _meant(talk, meant.who)
    if len(found) != 1:
        called = [f"{one.id} – {one.name}, {talk.all_agencies[one.agency_id].name}" for one in found[:SHOWN]]
        return [to_self(talk, "deputy_refused", why="several" if found else "nobody", who=meant.who, candidates=called)]
    refused = name_deputy(talk.session, officer, found[0], talk.by(), since=meant.since, until=meant.until)
    if refused:
        why = "when" if refused == "over" else "nobody"
        return [to_self(talk, "deputy_refused", why=why, who=meant.who)]
    return [to_self(talk, "deputy_named", **standing_facts(talk.session, officer, on=talk.on))]


def _ended(talk: Conversation) -> Answer:
    facts = standing_facts(talk.session, talk.officer, on=talk.on)
    has_ended = end_deputy(talk.session, talk.officer, talk.by())
    return to_self(talk, "deputy_ended" if has_ended else "deputy_shown", **facts)


def _meant(talk: Conversation, who: str) -> list[Officer]:
    """Return whom a name or number may mean: colleagues first, then anybody."""
    query = select(Officer).where(Officer.id != talk.officer.id, col(Officer.left_at).is_(None))
    others = {one.id: one for one in talk.session.exec(query.order_by(col(Officer.id))).all()}
    if who.isascii() and who.isdigit():
        return [others[int(who)]] if int(who) in others else []
    names = {key: [one.name] for key, one in others.items()}
    own = {key: name for key, name in names.items() if others[key].agency_id == talk.officer.agency_id}
    return [others[key] for key in find(who, own) or find(who, names)]
