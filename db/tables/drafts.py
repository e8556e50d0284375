"""Shell: the table of drafts: what a coordinator ordered in a chat and has not confirmed yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from db.statuses import Decision, DraftKind
from db.tables.table import Numbered
from db.types import UtcDateTime, by_value


class Draft(Numbered, table=True):
    """An order as it was understood; it does nothing until its own officer confirms it in its own chat, in time.

    `number` names it in the chat. `inbound_id` is the message that ordered it, `details` what it would do.
    """

    __table_args__ = (Index("ix_draft_binding_id_created_at", "binding_id", "created_at"),)

    binding_id: int = Field(foreign_key="chat_binding.id")
    officer_id: int = Field(foreign_key="officer.id")
    inbound_id: int | None = Field(default=None, foreign_key="inbound_message.id")
    number: int
    kind: DraftKind = Field(sa_type=by_value(DraftKind))
    details: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)  # exclusive
    decision: Decision | None = Field(default=None, sa_type=by_value(Decision))
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
