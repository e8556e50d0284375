"""Shell: who of a group wrote, which chats are groups, and officers who left the service."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chat_binding", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_group", sa.Boolean(), server_default="0", nullable=False))
    # Telegram's groups have negative numbers; another channel's are known by the next message from them.
    chats = sa.table("chat_binding", sa.column("channel"), sa.column("chat_id"), sa.column("is_group", sa.Boolean()))
    op.execute(
        chats.update().where(chats.c.channel == "telegram", chats.c.chat_id.startswith("-")).values(is_group=sa.true())
    )

    with op.batch_alter_table("inbound_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sender_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("sender_name", sa.String(), nullable=True))

    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.drop_column("left_at")

    with op.batch_alter_table("inbound_message", schema=None) as batch_op:
        batch_op.drop_column("sender_name")
        batch_op.drop_column("sender_id")

    with op.batch_alter_table("chat_binding", schema=None) as batch_op:
        batch_op.drop_column("is_group")
