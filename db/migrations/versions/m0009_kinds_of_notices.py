"""Shell: the kind of a notice in a column of its own, as its stage begins with it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KINDS = (
    *("before", "same-day", "overdue", "asked", "changed", "unreachable", "gone", "escalated", "digest", "answer"),
    "list",
)


def upgrade() -> None:
    kind = sa.Enum(*KINDS, name="noticekind", native_enum=False, length=20)
    # No table is built anew: rows of files point at this one. What is of no kind below is a text of its own.
    op.add_column("notification", sa.Column("kind", kind, server_default="answer", nullable=False))
    notices = sa.table("notification", sa.column("kind", sa.String()), sa.column("stage", sa.String()))
    for name in KINDS:
        is_of = sa.or_(notices.c.stage == name, notices.c.stage.startswith(f"{name}:"))
        op.execute(notices.update().where(is_of).values(kind=name))
    op.create_index("ix_notification_binding_id_kind", "notification", ["binding_id", "kind"])
    _index_digests("kind = 'digest'")


def downgrade() -> None:
    _index_digests("stage LIKE 'digest:%'")
    op.drop_index("ix_notification_binding_id_kind", "notification")
    op.drop_column("notification", "kind")


def _index_digests(which: str) -> None:
    """Make the index anew that keeps a chat from being owed one digest twice."""
    name = "ix_notification_binding_id_stage_digest"
    op.drop_index(name, "notification")
    where = sa.text(which)
    op.create_index(
        name, "notification", ["binding_id", "stage"], unique=True, sqlite_where=where, postgresql_where=where
    )
