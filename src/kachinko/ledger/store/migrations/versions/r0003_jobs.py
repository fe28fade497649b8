"""Projects that people put on the service, the long work that it does on them, and answers."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_BYTES = {"sqlite": "BLOB", "postgresql": "BYTEA"}
_TABLES = (
    """\
    CREATE TABLE project (
      organisation VARCHAR(64) NOT NULL,
      id VARCHAR(64) NOT NULL,
      name VARCHAR(200) NOT NULL,
      version INTEGER NOT NULL,
      actor VARCHAR(64) NOT NULL,
      at VARCHAR(40) NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (organisation, id)
    )
    """,
    """\
    CREATE TABLE job (
      id VARCHAR(64) NOT NULL,
      organisation VARCHAR(64) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      kind VARCHAR(16) NOT NULL,
      project VARCHAR(64) NOT NULL,
      asked TEXT NOT NULL,
      document TEXT NOT NULL,
      state VARCHAR(16) NOT NULL,
      attempt INTEGER NOT NULL,
      stop BOOLEAN NOT NULL,
      notes INTEGER NOT NULL,
      made_at VARCHAR(40) NOT NULL,
      began_at VARCHAR(40),
      ended_at VARCHAR(40),
      server VARCHAR(64),
      beat_at VARCHAR(40),
      failure TEXT,
      PRIMARY KEY (id)
    )
    """,
    """\
    CREATE INDEX job_by_state ON job (state, made_at)
    """,
    """\
    CREATE INDEX job_by_organisation ON job (organisation, made_at, id)
    """,
    """\
    CREATE TABLE job_note (
      job VARCHAR(64) NOT NULL,
      number INTEGER NOT NULL,
      at VARCHAR(40) NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (job, number),
      FOREIGN KEY(job) REFERENCES job (id)
    )
    """,
    """\
    CREATE TABLE job_file (
      job VARCHAR(64) NOT NULL,
      name VARCHAR(200) NOT NULL,
      size BIGINT NOT NULL,
      content {bytes} NOT NULL,
      PRIMARY KEY (job, name),
      FOREIGN KEY(job) REFERENCES job (id)
    )
    """,
    """\
    CREATE TABLE answer (
      actor VARCHAR(64) NOT NULL,
      id VARCHAR(64) NOT NULL,
      fingerprint VARCHAR(64) NOT NULL,
      at VARCHAR(40) NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (actor, id)
    )
    """,
)


def upgrade() -> None:
    """Add them beside the ledger's."""
    kind = op.get_bind().dialect.name
    for statement in _TABLES:
        op.execute(statement.format(bytes=_BYTES[kind]))
