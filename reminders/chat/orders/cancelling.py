"""Shell: "/thoiviec": the coordinator takes an item back, with a reason; the agency is told."""

from db.queries import items
from db.queries.items import Item
from db.statuses import CLOSED, Action
from reminders.chat.conversation import Answer, Conversation, to_agency, to_self
from reminders.chat.named import named, unknown
from reminders.items.acts import act, may
from reminders.plans.register.ending import end_duty, ends_with
from reminders.replies import Act


def cancel(talk: Conversation, wish: Act) -> list[Answer]:
    """Cancel each item that was named; a recurring duty that was given in the chat ends with all its items."""
    answers: list[Answer] = []
    for one in named(talk, wish.codes):
        item = one.item
        if item is None or not any(may(talk.all_agencies, by, Action.CANCEL, item.occurrence) for by in talk.roles):
            answers.append(unknown(talk, one))
            continue
        talk = talk.speaking_as(talk.acting(item.occurrence, decides=True))
        facts, is_ended = talk.facts([item])[0], ends_with(item, talk.officer)
        told = _cancel(talk, item, wish.reason, is_ended=is_ended)
        if told is None:
            answers.append(to_self(talk, "unchanged", item=facts, by=""))
            continue
        if is_ended:
            told += _end(talk, item, wish.reason)
        answers += [to_self(talk, "cancelled", item=facts, reason=wish.reason, is_ended=is_ended), *told]
    return answers


def _cancel(talk: Conversation, item: Item, reason: str, *, is_ended: bool) -> list[Answer] | None:
    """Cancel one item; return what its agency is told, None when it cannot be cancelled any more."""
    told = _told(talk, item, reason, is_ended=is_ended)
    has_changed = act(
        talk.session, talk.officer, Action.CANCEL, item.occurrence, talk.by(), calendar=talk.calendar, reason=reason
    )
    return told if has_changed else None


def _end(talk: Conversation, item: Item, reason: str) -> list[Answer]:
    """End the duty with all that is open of it, and tell each other agency once."""
    told = {item.occurrence.agency_id: list[Answer]()}
    for other in items.of_duty(talk.session, item.obligation.id):
        if other.occurrence.status not in CLOSED and other.occurrence.agency_id not in told:
            told[other.occurrence.agency_id] = _told(talk, other, reason, is_ended=True)
    ended = end_duty(talk.session, talk.officer, item, talk.by(), calendar=talk.calendar, reason=reason)
    over = {one.occurrence.agency_id for one in ended}
    return [answer for agency, answers in told.items() if agency in over for answer in answers]


def _told(talk: Conversation, item: Item, reason: str, *, is_ended: bool) -> list[Answer]:
    coordinator = talk.agency_acting(item.occurrence, decides=True)
    return to_agency(talk, item, "cancelled_to_you", reason=reason, is_ended=is_ended, coordinator=coordinator)
