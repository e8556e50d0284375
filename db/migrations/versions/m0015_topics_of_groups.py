"""Shell: a group has topics: where it was linked, and where a text belongs."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("chat_binding", "notification"):
        op.add_column(table, sa.Column("thread", sa.String(), nullable=True))


def downgrade() -> None:
    for table in ("notification", "chat_binding"):
        op.drop_column(table, "thread")
