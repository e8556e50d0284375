"""Shell: a plan may accept by itself what was reported done; those that are there do not."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan", sa.Column("accepts_after_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("plan", "accepts_after_days")
