"""Let a token request that GitHub limits say when to ask again.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("token_grants", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retry_after", sa.Float(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("token_grants", schema=None) as batch_op:
        batch_op.drop_column("retry_after")
