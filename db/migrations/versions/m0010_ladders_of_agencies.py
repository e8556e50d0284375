"""Shell: a ladder may be that of an agency and all below it, and of every kind of rule."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = ("kind", "agency_id", "ladder")
FIELDS = {"before_days", "overdue_after", "overdue_every"}


def upgrade() -> None:
    kept = _taken("kind", "ladder")
    op.drop_table("ladder_policy")
    made = op.create_table(
        "ladder_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("ladder", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_ladder_policy_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_policy")),
        sa.UniqueConstraint("kind", "agency_id", name=op.f("uq_ladder_policy_kind_agency_id")),
    )
    op.bulk_insert(made, kept)


def downgrade() -> None:
    """Keep the whole ladders that hold for all agencies: the table had no place for another."""
    kept = [row for row in _taken(*COLUMNS) if row["kind"] and not row["agency_id"] and row["ladder"].keys() >= FIELDS]
    op.drop_table("ladder_policy")
    made = op.create_table(
        "ladder_policy",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ladder", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_ladder_policy")),
    )
    op.bulk_insert(made, [{"kind": row["kind"], "ladder": row["ladder"]} for row in kept])


def _taken(*names: str) -> list[dict[str, Any]]:
    columns = [sa.column(name, sa.JSON() if name == "ladder" else None) for name in names]
    found = op.get_bind().execute(sa.select(*columns).select_from(sa.table("ladder_policy")))
    return [dict(row) for row in found.mappings()]
