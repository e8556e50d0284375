"""Shell: "duyệt tất cả", "duyệt Phòng Tài chính": a coordinator decides at once all that waits, after one question."""

from db.queries import items
from db.queries.items import Item
from db.statuses import Action, ItemStatus
from reminders.chat.conversation import Answer, Conversation, to_self, yes_to
from reminders.chat.naming import agencies_meant
from reminders.chat.verbs.doing import do
from reminders.delivery.wording import SHOWN
from reminders.messages import fitted
from reminders.replies import AcceptAll, Act
from reminders.replies.context import Question

MOST = 200
"""So many are decided by one answer; what waits beyond them is asked about next."""


def accept_all(talk: Conversation, wish: AcceptAll) -> list[Answer]:
    """Ask whether all that waits (of an agency and those below it) is to be accepted, or accept what was asked about.

    Requests for more time are granted with it; what an agency says is not its own waits for its own decision.
    """
    if wish.ids:
        found = items.by_ids(talk.session, wish.ids)
        waits = {item.occurrence.id for item in items.awaiting_decision(talk.session, talk.coordinated)}
        kept = tuple(key for key in wish.ids if key in found and key in waits)
        return do(talk, Act(Action.ACCEPT, items=kept)) if kept else [to_self(talk, "nothing_done")]
    agencies = talk.coordinated
    if wish.about:
        meant = agencies_meant(talk, wish.about, "/duyet")
        if isinstance(meant, str):
            return [Answer(talk.chat_id, meant)]
        agencies = meant & talk.coordinated
    waiting = items.awaiting_decision(talk.session, agencies)
    found_now = [item for item in waiting if item.occurrence.status is not ItemStatus.NOT_OURS][:MOST]
    return [_asked(talk, wish, found_now)]


def _asked(talk: Conversation, wish: AcceptAll, found: list[Item]) -> Answer:
    facts = talk.facts(found, most=SHOWN)
    oldest = min(found, key=lambda item: item.occurrence.completed_at or talk.now, default=None)
    text, _ = fitted(
        "chat/accept_all",
        shown=SHOWN,
        items=facts,
        agencies=len({item.agency.id for item in found}),
        oldest=talk.facts([oldest])[0] if oldest else None,
        at=talk.at,
    )
    question = Question(
        said=f"duyệt {wish.about or 'tất cả'}",
        asked_at=talk.now,
        number=talk.inbound_id,
        codes=(),
        ids=tuple(item.occurrence.id for item in found),
        is_all=True,
    )
    if not found:
        return Answer(talk.chat_id, text)
    return Answer(talk.chat_id, text, yes_to(question), question=question)
