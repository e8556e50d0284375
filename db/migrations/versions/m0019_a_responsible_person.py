"""Shell: of an agency one person may be responsible for a duty."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "responsible",
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_responsible_agency_id")),
        sa.ForeignKeyConstraint(["named_by_id"], ["officer.id"], name=op.f("fk_responsible_named_by_id")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_responsible_obligation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_responsible_officer_id")),
        sa.PrimaryKeyConstraint("obligation_id", "agency_id", name=op.f("pk_responsible")),
    )
    with op.batch_alter_table("responsible", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_responsible_officer_id"), ["officer_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("responsible", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_responsible_officer_id"))

    op.drop_table("responsible")
