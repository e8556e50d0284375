"""Shell: drafts: an order is repeated as it was understood, and does nothing until its own officer confirms it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from db.audit import By
from db.statuses import Decision, DraftKind
from db.tables import ChatBinding, Draft
from reminders.chat.conversation import Answer, Conversation, button_of, to_self
from reminders.replies import Confirm, button_command

VALID_FOR = timedelta(minutes=30)
NUMBER_KEPT = timedelta(days=1)
"""How long a number still means its draft, so that a second "giao 1" is not another order's."""

VERBS = {DraftKind.DUTY: "giao", DraftKind.EVENT: "ghi", DraftKind.DATE: "ghi", DraftKind.OFFICER: "them"}
"""What confirms a draft, typed with its number or by button; no other word does."""


@dataclass(frozen=True)
class Outcome:
    """What is said after a confirmation; `is_done` is False when it can no longer be done."""

    answers: list[Answer]
    is_done: bool = True


def propose(talk: Conversation, kind: DraftKind, details: dict[str, Any], template: str, **facts: Any) -> list[Answer]:
    """Store an order as a draft and ask its officer to confirm it, by button or by the number."""
    draft = Draft(
        binding_id=talk.chat_id,
        officer_id=talk.officer.id,
        inbound_id=talk.inbound_id,
        number=_free_number(talk),
        kind=kind,
        details=details,
        created_at=talk.now,
        expires_at=talk.now + VALID_FOR,
    )
    talk.session.add(draft)
    talk.session.flush()
    buttons = tuple(button_of(verb, button_command(verb, draft.id)) for verb in (VERBS[kind], "thoi"))
    facts |= {"number": draft.number, "minutes": VALID_FOR // timedelta(minutes=1), "verb": VERBS[kind]}
    return [replace(to_self(talk, template, **facts), buttons=(buttons,))]


def refused(talk: Conversation, draft: Draft, why: str) -> Outcome:
    """Return that a draft can no longer be done."""
    return Outcome([to_self(talk, "draft_refused", subject=draft.details["subject"], why=why)], is_done=False)


def drafted(talk: Conversation, wish: Confirm) -> Draft | None:
    """Return the draft that is meant, locked: written in this chat by this officer, and confirmed by its own verb."""
    own = [one.id for one in talk.roles]
    query = select(Draft).where(Draft.binding_id == talk.chat_id, col(Draft.officer_id).in_(own))
    query = query.where(Draft.id == wish.draft if wish.draft else Draft.number == wish.number)
    # Locked and read anew, so that of two confirmations at one instant the second finds it decided.
    query = query.order_by(col(Draft.id).desc()).limit(1).with_for_update().execution_options(populate_existing=True)
    draft = talk.session.exec(query).first()
    return draft if draft and wish.verb in (VERBS[draft.kind], "thoi") else None


def standing(draft: Draft, talk: Conversation) -> str:
    """Return where a draft stands: "waiting", "done", "dropped" or "expired"."""
    if draft.decision is None:
        return "waiting" if talk.now < draft.expires_at else "expired"
    return "done" if draft.decision is Decision.ACCEPTED else "dropped"


def by_order(talk: Conversation, draft: Draft) -> By:
    """Who does what a draft says, by the message that ordered it; another one confirmed it."""
    return replace(talk.by(), inbound_id=draft.inbound_id)


def _free_number(talk: Conversation) -> int:
    # One hand at a time gives numbers in a chat, as with the codes of items.
    talk.session.exec(
        select(ChatBinding.id).where(ChatBinding.id == talk.chat_id).with_for_update(key_share=True)
    ).one()
    kept = Draft.created_at > talk.now - NUMBER_KEPT
    taken = set(talk.session.exec(select(Draft.number).where(Draft.binding_id == talk.chat_id, kept)).all())
    return next(number for number in range(1, len(taken) + 2) if number not in taken)
