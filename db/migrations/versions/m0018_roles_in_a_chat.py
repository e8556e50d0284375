"""Shell: one chat may answer for what a person is in several agencies, and so may one link code."""

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chat_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("binding_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["binding_id"], ["chat_binding.id"], name=op.f("fk_chat_role_binding_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_chat_role_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_role")),
        sa.UniqueConstraint("binding_id", "officer_id", name=op.f("uq_chat_role_binding_id_officer_id")),
    )
    with op.batch_alter_table("chat_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chat_role_officer_id"), ["officer_id"], unique=False)
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_link_code_code_hash"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_link_code_code_hash_officer_id"), ["code_hash", "officer_id"])


def downgrade() -> None:
    op.execute("DELETE FROM link_code WHERE id NOT IN (SELECT min(id) FROM link_code GROUP BY code_hash)")
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_link_code_code_hash_officer_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_link_code_code_hash"), ["code_hash"])
    with op.batch_alter_table("chat_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chat_role_officer_id"))

    op.drop_table("chat_role")
