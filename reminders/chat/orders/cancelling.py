"""Shell: "/thoiviec": the coordinator takes an item back, with a reason; the agency is told."""

from db import audit
from db.queries import items
from db.queries.items import Item
from db.statuses import Action
from reminders.chat.conversation import Answer, Conversation, named, to_agency, to_self
from reminders.items.acts import act, may
from reminders.plans.register.reserved import is_given
from reminders.replies import Act
from schedules.notation import rule_from_dict
from schedules.rules import is_once


def cancel(talk: Conversation, wish: Act) -> list[Answer]:
    """Cancel each item that was named; a recurring duty that was given in the chat ends with all its items."""
    answers: list[Answer] = []
    for one in named(talk, wish.codes):
        item = one.item
        if item is None or not may(talk.session, talk.officer, Action.CANCEL, item.occurrence):
            answers.append(to_self(talk, "no_such_code", code=one.code))
            continue
        facts, is_ended = talk.facts([item])[0], _ends(talk, item)
        told = _cancel(talk, item, wish.reason, is_ended=is_ended)
        if told is None:
            answers.append(to_self(talk, "unchanged", item=facts, by=""))
            continue
        if is_ended:
            told += _end(talk, item, wish.reason)
        answers += [to_self(talk, "cancelled", item=facts, reason=wish.reason, is_ended=is_ended), *told]
    return answers


def _ends(talk: Conversation, item: Item) -> bool:
    """Return whether the whole duty is over: it recurs, and it was given in the chat by the officer's own agency."""
    recurs = not is_once(rule_from_dict(item.obligation.rule))
    is_own = is_given(item.plan.key) and item.plan.coordinator_id == talk.officer.agency_id
    return is_own and item.obligation.ended_at is None and recurs


def _cancel(talk: Conversation, item: Item, reason: str, *, is_ended: bool) -> list[Answer] | None:
    """Cancel one item; return what its agency is told, None when it cannot be cancelled any more."""
    told = to_agency(talk, item, "cancelled_to_you", reason=reason, is_ended=is_ended, coordinator=talk.agency)
    has_changed = act(
        talk.session, talk.officer, Action.CANCEL, item.occurrence, talk.by(), calendar=talk.calendar, reason=reason
    )
    return told if has_changed else None


def _end(talk: Conversation, item: Item, reason: str) -> list[Answer]:
    """End the duty, cancel what else of it is open, and tell each other agency once."""
    item.obligation.ended_at = talk.now
    audit.record(talk.session, talk.by(), "obligation_ended", item.obligation)
    told = {item.occurrence.agency_id: list[Answer]()}
    for other in items.of_duty(talk.session, item.obligation.id):
        if may(talk.session, talk.officer, Action.CANCEL, other.occurrence):
            answers = _cancel(talk, other, reason, is_ended=True) or []
            told.setdefault(other.occurrence.agency_id, answers)
    return [answer for answers in told.values() for answer in answers]
