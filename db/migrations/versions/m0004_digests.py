"""Shell: when an officer was last owed a digest, whether they want any, and one of a day in a chat."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    is_digest = sa.text("stage LIKE 'digest:%'")
    op.create_index(
        "ix_notification_binding_id_stage_digest",
        "notification",
        ["binding_id", "stage"],
        unique=True,
        sqlite_where=is_digest,
        postgresql_where=is_digest,
    )
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wants_digest", sa.Boolean(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("digested_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.drop_column("digested_at")
        batch_op.drop_column("wants_digest")

    op.drop_index("ix_notification_binding_id_stage_digest", table_name="notification")
