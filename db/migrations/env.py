"""Shell: Alembic's entry; the connection is handed over by db.upgrade."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel

import db.tables  # noqa: F401  (fills the metadata)


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write instants and texts in a migration by their plain names; everything else as Alembic does."""
    names = {"UtcDateTime": "UtcDateTime()", "AutoString": "sa.String()"}
    return names.get(type(item).__name__, False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
