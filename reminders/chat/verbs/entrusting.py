"""Shell: "đ/c Hoa phụ trách việc 5": one person of the agency is reminded first, now and in the periods to come."""

from collections.abc import Sequence

from db.queries import people
from db.queries.items import Item
from db.statuses import Action
from db.tables import Officer
from reminders.agencies.finding import find
from reminders.chat.conversation import Answer, Conversation, about
from reminders.chat.named import of_each
from reminders.chat.verbs.doing import do
from reminders.delivery.wording import SHOWN
from reminders.people.responsible import ANSWERING, end_responsible, name_responsible
from reminders.replies import Act, Entrust
from reminders.replies.entrusting import without_title


def entrust(talk: Conversation, wish: Entrust) -> list[Answer]:
    """Name who is responsible for the duty of each item, or that nobody is; for the own agency, or as a coordinator."""
    return of_each(talk, wish.codes, {*talk.agencies, *talk.coordinated}, lambda item: _entrusted(talk, item, wish.who))


def _entrusted(talk: Conversation, item: Item, who: str | None) -> list[Answer]:
    if who is None:
        return [_ended(talk, item)]
    colleagues = people.of_agency(talk.session, item.agency.id, ANSWERING)
    found = [one for one in colleagues if one in talk.roles and not talk.binding.is_group]
    if who:
        found = _called(without_title(who), colleagues)
        if not found and talk.all_agencies.meant(who, on=talk.on):  # "Ia Dom phụ trách việc 5": it is that agency's
            return do(talk, Act(Action.REJECT, items=(item.occurrence.id,), agency=who, is_redirect=True))
    if len(found) == 1:
        return [_named(talk, item, found[0])]
    called = [f"{one.id} – {one.name}" for one in (found or colleagues)[:SHOWN]]
    why = "several" if found else "nobody" if who else "writer"
    return [about(talk, item, "responsible_unclear", why=why, who=who, candidates=called)]


def _named(talk: Conversation, item: Item, officer: Officer) -> Answer:
    is_new = name_responsible(talk.session, item.obligation, officer, talk.by(item.occurrence))
    is_reached = bool(people.own_chats(talk.session, officer, on=talk.on))
    return about(talk, item, "responsible_named", officer=officer.name, is_new=is_new, is_reached=is_reached)


def _ended(talk: Conversation, item: Item) -> Answer:
    officer = end_responsible(talk.session, item.obligation, item.agency.id, talk.by(item.occurrence))
    return about(
        talk, item, "responsible_ended", officer=officer.name if officer else "", has_ended=officer is not None
    )


def _called(who: str, colleagues: Sequence[Officer]) -> list[Officer]:
    if who.isascii() and who.isdigit():
        return [one for one in colleagues if one.id == int(who)]
    known = {one.id: one for one in colleagues}
    return [known[key] for key in find(who, {key: [one.name] for key, one in known.items()})]
