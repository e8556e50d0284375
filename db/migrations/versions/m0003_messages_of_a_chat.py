"""Shell: the messages of one chat are found by their time, so that a flood is seen."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_inbound_message_binding_id_received_at", "inbound_message", ["binding_id", "received_at"])


def downgrade() -> None:
    op.drop_index("ix_inbound_message_binding_id_received_at", "inbound_message")
