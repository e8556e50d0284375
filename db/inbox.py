"""Shell: the inbox: a message that came in is stored once, however often the platform delivers it."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from db.tables import InboundMessage


def store_once(session: Session, message: InboundMessage) -> int | None:
    """Store a message and return its number; None when the same one, by its platform's id, was stored before."""
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(InboundMessage).values(message.model_dump(exclude={"id"})).on_conflict_do_nothing()
    number = session.execute(statement.returning(col(InboundMessage.id))).scalar()
    return None if number is None else int(number)
