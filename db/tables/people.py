"""Shell: tables of people: officers, the chats they answer from, the codes that link the two, their duties."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.statuses import BindingStatus, Role
from db.tables.table import Numbered, Table
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
    """A chat on a channel. Without an officer it is a stranger's, who may only send a link code.

    `officer_id` is the first role of whose chat it is; what they are in other agencies is a `ChatRole` each.
    """

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


class ChatRole(Numbered, table=True):
    """A further role of the person whose chat it is: the same chat answers for an officer of another agency too."""

    __table_args__ = (UniqueConstraint("binding_id", "officer_id"),)

    binding_id: int = Field(foreign_key="chat_binding.id")
    officer_id: int = Field(foreign_key="officer.id", index=True)
    linked_at: datetime = Field(sa_type=UtcDateTime)


class LinkCode(Numbered, table=True):
    """A one-time code, stored as a hash, that binds the chat it is sent from to an officer; one that is given for all
    that a person is in several agencies has a row for each.
    """

    __table_args__ = (UniqueConstraint("code_hash", "officer_id"),)

    officer_id: int = Field(foreign_key="officer.id")
    code_hash: str
    expires_at: datetime = Field(sa_type=UtcDateTime)  # exclusive
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Responsible(Table, table=True):
    """Who of an agency is responsible for a duty of it, now and in later periods; each duty has one person there.

    `named_by_id`: the officer who said so, None: the command line.
    """

    obligation_id: int = Field(foreign_key="obligation.id", ondelete="CASCADE", primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    named_at: datetime = Field(sa_type=UtcDateTime)
    named_by_id: int | None = Field(default=None, foreign_key="officer.id")
