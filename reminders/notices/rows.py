"""Shell: outbox rows: about an item to one chat, and texts of their own."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from bots.channel import Button
from db.tables import ChatBinding, Notification, Occurrence
from reminders.notices.kinds import ANSWER, Kind


def notice(
    occurrence: Occurrence,
    chat: ChatBinding,
    kind: Kind,
    *,
    due_at: datetime,
    send_at: datetime,
    now: datetime,
    is_urgent: bool = False,
) -> Notification:
    """Return an outbox row about an item for one chat."""
    return Notification(
        occurrence_id=occurrence.id,
        revision=occurrence.revision,
        kind=kind.what,
        stage=kind.text,
        binding_id=chat.id,
        created_at=now,
        due_at=due_at,
        send_at=send_at,
        is_urgent=is_urgent,
    )


def text_notice(
    binding_id: int, text: str, *, now: datetime, buttons: Sequence[Sequence[Button]] = (), kind: Kind = ANSWER
) -> Notification:
    """Return an outbox row with a text of its own: an answer, or what a person must know at once."""
    return Notification(
        kind=kind.what,
        stage=kind.text,
        binding_id=binding_id,
        created_at=now,
        due_at=now,
        send_at=now,
        is_urgent=True,
        text=text,
        buttons=[[asdict(button) for button in row] for row in buttons] or None,
    )
