"""Shell: remarks, extensions that keep the first deadline, and tasks given to another agency."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "not_done", "in_progress", "nil_report", "explanation", name="remarkkind", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbound_message.id"], name=op.f("fk_remark_inbound_id")),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], name=op.f("fk_remark_occurrence_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_remark_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_occurrence_id"), ["occurrence_id"], unique=False)

    with op.batch_alter_table("completion", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document", sa.String(), nullable=True))

    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decided_why", sa.String(), nullable=True))

    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("accepts_itself", sa.Boolean(), server_default="0", nullable=False))

    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_nominal_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("first_overdue_from", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("extension_count", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("assigned_from_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_occurrence_assigned_from_id"), ["assigned_from_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occurrence_assigned_from_id"))
        batch_op.drop_column("assigned_from_id")
        batch_op.drop_column("extension_count")
        batch_op.drop_column("first_overdue_from")
        batch_op.drop_column("first_nominal_at")

    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_column("accepts_itself")

    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_column("decided_why")

    with op.batch_alter_table("completion", schema=None) as batch_op:
        batch_op.drop_column("document")

    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remark_occurrence_id"))

    op.drop_table("remark")
