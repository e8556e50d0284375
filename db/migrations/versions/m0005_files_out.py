"""Shell: files that notifications carry."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notification_file",
        sa.Column("notification_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notification_id"], ["notification.id"], name=op.f("fk_notification_file_notification_id")
        ),
        sa.PrimaryKeyConstraint("notification_id", name=op.f("pk_notification_file")),
    )


def downgrade() -> None:
    op.drop_table("notification_file")
