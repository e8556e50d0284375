"""Shell: a draft is confirmed or dropped, once, in time, with the rights of that moment."""

from collections.abc import Callable

from db.statuses import Decision, DraftKind, Role
from db.tables import Draft
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.orders.arming import record
from reminders.chat.orders.dating import assign
from reminders.chat.orders.drafting import Outcome, drafted, standing
from reminders.chat.orders.enrolling import enter
from reminders.chat.orders.giving import hand_out
from reminders.chat.verbs.questions import unclear
from reminders.replies import Confirm

DOES: dict[DraftKind, Callable[[Conversation, Draft], Outcome]] = {
    DraftKind.DUTY: hand_out,
    DraftKind.EVENT: record,
    DraftKind.DATE: assign,
    DraftKind.OFFICER: enter,
}
"""What each kind of draft does; each asks for the rights again."""


def confirm(talk: Conversation, wish: Confirm) -> list[Answer]:
    """Do what the officer's own draft says, or drop it; a second answer does nothing, nor one that comes too late."""
    draft = drafted(talk, wish)
    if draft is None:
        is_typed = wish.draft is None
        return [Answer(talk.chat_id, unclear(talk)) if is_typed else to_self(talk, "no_draft")]
    stands = standing(draft, talk)
    if stands != "waiting":
        return [to_self(talk, "draft_over", number=draft.number, subject=draft.details["subject"], stands=stands)]
    draft.decided_at = talk.now
    if wish.verb == "thoi":
        draft.decision = Decision.WITHDRAWN
        return [to_self(talk, "draft_dropped", number=draft.number, subject=draft.details["subject"])]
    talk = talk.speaking_as(next(one for one in talk.roles if one.id == draft.officer_id))
    if talk.officer.role is not Role.COORDINATOR:
        draft.decision = Decision.RETURNED
        return [to_self(talk, "not_allowed")]
    outcome = DOES[draft.kind](talk, draft)
    draft.decision = Decision.ACCEPTED if outcome.is_done else Decision.RETURNED
    return outcome.answers
