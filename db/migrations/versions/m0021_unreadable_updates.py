"""Shell: updates that could not be read, to the letter."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unreadable_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("update_id", sa.String(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unreadable_update")),
        sa.UniqueConstraint("channel", "update_id", name=op.f("uq_unreadable_update_channel_update_id")),
    )


def downgrade() -> None:
    op.drop_table("unreadable_update")
