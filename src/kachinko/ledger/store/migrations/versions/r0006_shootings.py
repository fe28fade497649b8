"""Shootings that people put on the service, each with its board."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add them beside the projects."""
    op.execute(
        """\
        CREATE TABLE shooting (
          organisation VARCHAR(64) NOT NULL,
          id VARCHAR(64) NOT NULL,
          name VARCHAR(200) NOT NULL,
          version INTEGER NOT NULL,
          actor VARCHAR(64) NOT NULL,
          at VARCHAR(40) NOT NULL,
          project VARCHAR(64),
          title VARCHAR(64),
          sums TEXT NOT NULL,
          document TEXT NOT NULL,
          board TEXT,
          remarks TEXT NOT NULL,
          PRIMARY KEY (organisation, id)
        )
        """
    )
