"""Shell: wordings of a message."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("inbound_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("message_id", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("words", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("meaning", sa.String(), nullable=True))
        batch_op.create_index("ix_inbound_message_binding_id_message_id", ["binding_id", "message_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_inbound_message_binding_id_message_id", "inbound_message")
    for column in ("meaning", "words", "message_id"):
        op.drop_column("inbound_message", column)  # not by a copy of the table: other rows refer to its rows
