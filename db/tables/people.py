"""Shell: tables of people: officers, the chats they answer from, the codes that link the two."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.statuses import BindingStatus, Role
from db.tables.table import Numbered
from db.types import UtcDateTime, by_value


class Officer(Numbered, table=True):
    """A person of an agency. A coordinator or leader sees the subtree of `scope_id` (by default the own agency).

    `digested_at`: the morning of the latest digest that was put into the outbox, or when digests were turned on again.
    """

    agency_id: int = Field(foreign_key="agency.id", index=True)
    scope_id: int | None = Field(default=None, foreign_key="agency.id")
    name: str
    phone: str | None = None  # digits only, from 0; personal: never in logs, nor in the audit log
    role: Role = Field(default=Role.OFFICER, sa_type=by_value(Role))
    preferred_channel: str | None = None  # where notices go, if there is a chat; set by the first link
    deputy_id: int | None = Field(default=None, foreign_key="officer.id")
    deputy_from: date | None = None
    deputy_until: date | None = None  # exclusive
    wants_digest: bool = Field(default=True, sa_column_kwargs={"server_default": "1"})
    digested_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # of the service; the name stays in the history


class ChatBinding(Numbered, table=True):
    """A chat on a channel. Without an officer it is a stranger's, who may only send a link code."""

    __table_args__ = (UniqueConstraint("channel", "chat_id"),)

    channel: str
    chat_id: str
    officer_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    status: BindingStatus = Field(default=BindingStatus.STRANGER, sa_type=by_value(BindingStatus))
    linked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    wrong_codes: int = 0  # since `wrong_codes_from`; guesses of link codes are limited
    wrong_codes_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    trouble: str | None = None  # why the platform refuses the chat
    is_group: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    thread: str | None = None  # the topic of the group in which it was linked


class LinkCode(Numbered, table=True):
    """A one-time code, stored as a hash, that binds the chat it is sent from to an officer."""

    officer_id: int = Field(foreign_key="officer.id")
    code_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)  # exclusive
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
