"""A second factor beside the password, and the codes for when it is lost."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = (
    """\
    CREATE TABLE second_factor (
      account VARCHAR(64) NOT NULL,
      secret VARCHAR(400) NOT NULL,
      step BIGINT NOT NULL,
      on_since VARCHAR(40),
      PRIMARY KEY (account),
      FOREIGN KEY(account) REFERENCES account (id)
    )
    """,
    """\
    CREATE TABLE recovery_code (
      account VARCHAR(64) NOT NULL,
      hash VARCHAR(64) NOT NULL,
      PRIMARY KEY (account, hash),
      FOREIGN KEY(account) REFERENCES account (id)
    )
    """,
)


def upgrade() -> None:
    """Add them beside the accounts."""
    for statement in _TABLES:
        op.execute(statement)
