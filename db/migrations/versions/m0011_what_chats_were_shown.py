"""Shell: a chat remembers when it was shown a number, and what its messages showed and asked."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LAST_SENT = """
    UPDATE item_code SET shown_at = coalesce(
        (SELECT max(sent_at) FROM notification WHERE notification.binding_id = item_code.binding_id), CURRENT_TIMESTAMP
    )
"""


def upgrade() -> None:
    with op.batch_alter_table("item_code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown_at", UtcDateTime(), nullable=True))
    # No message before this one said when; the last that reached the chat is late enough for each of its numbers.
    op.execute(LAST_SENT)
    with op.batch_alter_table("item_code", schema=None) as batch_op:
        batch_op.alter_column("shown_at", existing_type=UtcDateTime(), nullable=False)

    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("question", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index("ix_notification_binding_id_sent_at", ["binding_id", "sent_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index("ix_notification_binding_id_sent_at")
        batch_op.drop_column("question")
        batch_op.drop_column("shown")

    with op.batch_alter_table("item_code", schema=None) as batch_op:
        batch_op.drop_column("shown_at")
