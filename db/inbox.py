"""Shell: the inbox: a message that came in is stored once, however often the platform delivers it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from db.tables import InboundMessage, UnreadableUpdate


def store_once(session: Session, message: InboundMessage) -> int | None:
    """Store a message and return its number; None when the same one, by its platform's id, was stored before."""
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(InboundMessage).values(message.model_dump(exclude={"id"})).on_conflict_do_nothing()
    number = session.execute(statement.returning(col(InboundMessage.id))).scalar()
    return None if number is None else int(number)


def keep_unreadable(session: Session, update: UnreadableUpdate) -> None:
    """Keep what could not be read, once."""
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(UnreadableUpdate).values(update.model_dump(exclude={"id"}))
    session.execute(statement.on_conflict_do_nothing())


def keep_meaning(session: Session, inbound_id: int, meaning: str) -> None:
    """Write down what the words of a message were taken for."""
    session.execute(update(InboundMessage).where(col(InboundMessage.id) == inbound_id).values(meaning=meaning))


def earlier_wordings(session: Session, inbound_id: int, binding_id: int, message_id: str) -> Sequence[InboundMessage]:
    """Return what has come of one message of a chat before, oldest first."""
    query = select(InboundMessage).where(
        InboundMessage.binding_id == binding_id,
        InboundMessage.message_id == message_id,
        col(InboundMessage.id) < inbound_id,
    )
    return session.exec(query.order_by(col(InboundMessage.id))).all()
