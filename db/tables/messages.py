"""Shell: tables of messages: the outbox, and the ids of what came in."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from db.statuses import NoticeKind, NoticeStatus
from db.tables.table import Numbered, Table
from db.types import UtcDateTime, by_value

IS_DIGEST = "kind = 'digest'"


class Notification(Numbered, table=True):
    """An outbox row: something a chat is owed. Unique on (occurrence, revision, stage, binding).

    A notice about an item has no text: it is worded from the facts at the moment of sending. An answer
    to a person has its `text` and no occurrence; of a secret one (link codes) it is blotted out once it is settled.
    A digest has neither; its stage names the day. The stage says all that the row is, and begins with its kind.
    `shown`: the items that its message named, in their order, so that an answer to it knows what it answers; of several
    rows that leave as one message the first has them. `question`: what it asked (reminders/chat/memory).
    """

    __table_args__ = (
        UniqueConstraint("occurrence_id", "revision", "stage", "binding_id"),
        Index("ix_notification_status_send_at", "status", "send_at"),
        Index("ix_notification_binding_id_status", "binding_id", "status"),
        Index("ix_notification_binding_id_kind", "binding_id", "kind"),
        Index("ix_notification_binding_id_sent_at", "binding_id", "sent_at"),
        Index(
            "ix_notification_binding_id_stage_digest",
            "binding_id",
            "stage",
            unique=True,
            sqlite_where=text(IS_DIGEST),
            postgresql_where=text(IS_DIGEST),
        ),
    )

    occurrence_id: int | None = Field(default=None, foreign_key="occurrence.id")
    revision: int = 0
    kind: NoticeKind = Field(sa_type=by_value(NoticeKind), sa_column_kwargs={"server_default": "answer"})
    stage: str
    binding_id: int = Field(foreign_key="chat_binding.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)  # when the stage was owed
    send_at: datetime = Field(sa_type=UtcDateTime)  # when it may leave: held for office hours, pacing or a retry
    is_urgent: bool = False  # due today or just late: never held by the daily cap
    text: str | None = None
    thread: str | None = None  # the topic of the chat that a text is for, "" for none; None: the chat's own
    is_secret: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    buttons: list[Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    shown: list[int] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    question: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    status: NoticeStatus = Field(default=NoticeStatus.PENDING, sa_type=by_value(NoticeStatus))
    attempts: int = 0  # how often the platform could not be reached; the pause grows with it
    is_repeat: bool = False  # the answer to an earlier request was lost: it may have arrived already
    claim: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_id: str | None = None
    reason: str | None = None  # why it was held, cancelled or failed


class NotificationFile(Table, table=True):
    """The file that goes with a notification, whose text is its caption; kept until the notification is settled."""

    notification_id: int = Field(primary_key=True, foreign_key="notification.id")
    name: str
    content: bytes


class InboundMessage(Numbered, table=True):
    """A message that was received, by its platform id, so that the same one is not acted on twice.

    `sender_id`, `sender_name`: who of a group wrote it; None in a private chat, which is one person's.
    `message_id` is the platform's id of the message, which a later wording of it has too; `words` and `meaning` tell
    whether another wording says the same, without keeping what was said.
    """

    __table_args__ = (
        UniqueConstraint("channel", "update_id"),
        Index("ix_inbound_message_binding_id_received_at", "binding_id", "received_at"),
        Index("ix_inbound_message_binding_id_message_id", "binding_id", "message_id"),
    )

    channel: str
    update_id: str
    binding_id: int = Field(foreign_key="chat_binding.id")
    received_at: datetime = Field(sa_type=UtcDateTime)
    sender_id: str | None = None
    sender_name: str | None = None
    message_id: str | None = None
    words: str | None = None
    meaning: str | None = None


class UnreadableUpdate(Numbered, table=True):
    """What a platform handed over and nobody could read, to the letter: it was passed over, so that what came after it
    was received. `update_id` is the platform's, or made of the content.
    """

    __table_args__ = (UniqueConstraint("channel", "update_id"),)

    channel: str
    update_id: str
    received_at: datetime = Field(sa_type=UtcDateTime)
    content: str
