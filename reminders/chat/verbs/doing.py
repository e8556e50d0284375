"""Shell: an act on items: seen, done, not ours; accepted or returned by the coordinator. And what is said about it."""

from db.queries import items, people
from db.queries.items import Item
from db.statuses import Action, Decision, RemarkKind
from db.tables import ChatBinding, Officer
from reminders.chat.conversation import Answer, Conversation, one_text, to_agencies, to_coordinators
from reminders.chat.named import named
from reminders.chat.verbs.behalf import Right, refusal, reported, right_of
from reminders.chat.verbs.extending import Asked, settle
from reminders.chat.verbs.proving import give_waiting
from reminders.chat.verbs.questions import unclear
from reminders.chat.verbs.settling import periods_chosen
from reminders.delivery.wording import SHOWN
from reminders.items.acts import DECISIONS, accept_itself, act, may
from reminders.items.remarks import remark
from reminders.messages import render
from reminders.replies import Act, Behalf
from schedules.zone import LOCAL


def do(talk: Conversation, wish: Act) -> list[Answer]:
    """Act on each item that was named and on which the officer may act; say what changed and what did not."""
    if wish.is_redirect and not _suggested(talk, wish):
        return [Answer(talk.chat_id, unclear(talk))]
    right = right_of(talk, wish)
    if isinstance(right, Answer):
        return [right]
    chosen = periods_chosen(talk, wish, named(talk, wish.codes, wish.items), right)
    if isinstance(chosen, Answer):
        return [chosen]
    texts: list[str] = []
    changed: list[Item] = []
    requests: list[Asked] = []
    for one in chosen:
        item = one.item
        if item is None or not _may(talk, wish, item, right):
            texts.append(refusal(talk, one, right).text)
        elif wish.action is Action.ACCEPT and (request := items.pending_extension(talk.session, item.occurrence.id)):
            requests.append((item, request))
        elif _act(talk, wish, item, right.behalf):
            changed.append(item)
        else:
            texts.append(render("chat/unchanged", item=talk.facts([item])[0], by=_who_did_it(talk, item)))
    told: list[Answer] = []
    if changed:
        give_waiting(talk, wish, changed)
        first, *told = _said_of(talk, wish, changed, right.behalf)
        texts.insert(0, first.text)
    own = [Answer(talk.chat_id, one_text(texts))] if texts else []
    return [*own, *settle(talk, requests, is_granted=True, reason=""), *told]


def _said_of(talk: Conversation, wish: Act, changed: list[Item], behalf: Behalf | None) -> list[Answer]:
    """Return what is said of what was done: first to who did it, then to others whom it concerns."""
    if behalf:
        return reported(talk, wish, changed, behalf)
    own = Answer(talk.chat_id, _confirmation(talk, wish, changed))
    return [own, *_tell_others(talk, wish, changed), *_tell(talk, wish, changed)]


def _may(talk: Conversation, wish: Act, item: Item, right: Right) -> bool:
    if right.behalf:
        return item.occurrence.agency_id in right.agencies
    return any(may(talk.all_agencies, by, wish.action, item.occurrence) for by in talk.officers)


def _act(talk: Conversation, wish: Act, item: Item, behalf: Behalf | None) -> bool:
    session, row = talk.session, item.occurrence
    decides = wish.action in DECISIONS
    officer = talk.acting(row, decides=decides or behalf is not None)
    by = talk.by(row, decides=decides, behalf=behalf)
    has_changed = act(
        session,
        officer,
        wish.action,
        row,
        by,
        calendar=talk.calendar,
        reason=wish.reason,
        document=wish.document,
        agency=wish.agency,
    )
    if has_changed and wish.is_nil:
        remark(session, officer, row, RemarkKind.NIL_REPORT, by)
    if has_changed and wish.action is Action.COMPLETE:
        if item.obligation.accepts_itself:
            accept_itself(session, row, by, calendar=talk.calendar)
        elif behalf:  # whoever would have to accept it has just said that it is done: nobody is asked once more
            act(session, officer, Action.ACCEPT, row, by, calendar=talk.calendar)
    return has_changed


CONFIRMATIONS = {
    Action.ACKNOWLEDGE: "acknowledged",
    Action.COMPLETE: "done",
    Action.ACCEPT: "accepted",
    Action.RETURN: "returned",
    Action.REJECT: "rejected",
}


def _confirmation(talk: Conversation, wish: Act, changed: list[Item]) -> str:
    facts = talk.facts(changed, most=SHOWN)
    return render(
        f"chat/{CONFIRMATIONS[wish.action]}",
        item=facts[0],
        items=facts,
        late=[item.occurrence.id for item in changed if _is_late(talk, item)],
        at=talk.at,
        coordinator=talk.coordinator_of(changed[0].plan),
        reason=wish.reason,
        document=wish.document,
        is_nil=wish.is_nil,
        shown=SHOWN,
    )


def _is_late(talk: Conversation, item: Item) -> bool:
    due = item.occurrence.overdue_from
    return due is not None and talk.now >= due


def _tell(talk: Conversation, wish: Act, changed: list[Item]) -> list[Answer]:
    """Tell the agency what was returned, the coordinators what is not its agency's."""
    if wish.action is Action.RETURN:
        return to_agencies(talk, changed, "returned_to_you", reason=wish.reason)
    if wish.action is Action.REJECT:
        return [answer for item in changed for answer in _rejected(talk, wish, item)]
    return []


def _rejected(talk: Conversation, wish: Act, item: Item) -> list[Answer]:
    names = [talk.all_agencies[key].name for key in _suggested(talk, wish)]
    suggested = names[0] if len(names) == 1 else None
    return to_coordinators(talk, [item], "not_ours", named=wish.agency, suggested=suggested, reason=wish.reason)


def _tell_others(talk: Conversation, wish: Act, done: list[Item]) -> list[Answer]:
    """Tell the agency's other chats that were reminded of what is done now, each in one message."""
    if wish.action is not Action.COMPLETE:
        return []
    told: dict[int, list[Item]] = {}
    owed_by = {item.occurrence.id: item.occurrence.agency_id for item in done}
    reminded = people.reminded_chats(talk.session, owed_by, without=talk.chat_id, on=talk.on)
    for item in done:
        for chat in reminded[item.occurrence.id]:
            told.setdefault(chat.id, []).append(item)
    answers = []
    for binding_id, found in told.items():
        facts = talk.facts(found, chat=talk.session.get_one(ChatBinding, binding_id))
        text = render("chat/done_by_other", items=facts, by=_name(talk, found[0]), at=talk.at, shown=SHOWN)
        answers.append(Answer(binding_id, text))
    return answers


def _name(talk: Conversation, item: Item) -> str:
    instead_of = talk.instead_of(item.occurrence)
    if instead_of is None:
        return talk.officer.name
    return render("words/deputy", deputy=talk.officer.name, officer=instead_of.name)


def _suggested(talk: Conversation, wish: Act) -> list[int]:
    return talk.all_agencies.meant(wish.agency, on=talk.on) if wish.agency else []


def _who_did_it(talk: Conversation, item: Item) -> str:
    completion = items.last_completion(talk.session, item.occurrence.id)
    if completion is None or completion.decision is Decision.WITHDRAWN:
        return ""
    officer = talk.session.get_one(Officer, completion.officer_id)
    return f"{officer.name}, {completion.completed_at.astimezone(LOCAL):%H:%M %d/%m/%Y}"
