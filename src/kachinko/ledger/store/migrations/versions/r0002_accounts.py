"""Organisations, studios, accounts and what opens them; on PostgreSQL, who may read which rows.

There the role `kachinko_reader` sees of `reservation` and `event` only the rows whose holder its
transaction names in `kachinko.organisations`, or whose stage in `kachinko.stages` (ids with commas
between); with neither it sees none. `kachinko.actor` is who asks. What it may know of the others
stands in the views `taken` and `taken_event`, which list what they show, so that a new field stays
hidden.
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

from kachinko.ledger.store.refusals import StoreError

revision = "0002"
down_revision = "0001"

_COUNTER = {
    "sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "postgresql": "BIGSERIAL PRIMARY KEY",
}
_TABLES = (
    """\
    CREATE TABLE organisation (
      id VARCHAR(64) NOT NULL,
      name VARCHAR(200) NOT NULL,
      PRIMARY KEY (id)
    )
    """,
    """\
    CREATE TABLE studio (
      id VARCHAR(64) NOT NULL,
      organisation VARCHAR(64) NOT NULL,
      name VARCHAR(200) NOT NULL,
      PRIMARY KEY (id),
      FOREIGN KEY(organisation) REFERENCES organisation (id)
    )
    """,
    """\
    CREATE TABLE studio_stage (
      stage VARCHAR(64) NOT NULL,
      studio VARCHAR(64) NOT NULL,
      PRIMARY KEY (stage),
      FOREIGN KEY(studio) REFERENCES studio (id)
    )
    """,
    """\
    CREATE TABLE account (
      id VARCHAR(64) NOT NULL,
      organisation VARCHAR(64) NOT NULL,
      name VARCHAR(200) NOT NULL,
      password VARCHAR(200),
      issuer VARCHAR(500),
      subject VARCHAR(255),
      active BOOLEAN NOT NULL,
      made_at VARCHAR(40) NOT NULL,
      PRIMARY KEY (id),
      CONSTRAINT account_of_provider UNIQUE (issuer, subject),
      CONSTRAINT account_has_one_way_in CHECK (password IS NULL OR issuer IS NULL),
      FOREIGN KEY(organisation) REFERENCES organisation (id)
    )
    """,
    """\
    CREATE INDEX account_by_organisation ON account (organisation)
    """,
    """\
    CREATE TABLE membership (
      account VARCHAR(64) NOT NULL,
      role VARCHAR(16) NOT NULL,
      place VARCHAR(16) NOT NULL,
      name VARCHAR(64) NOT NULL,
      PRIMARY KEY (account, role, place, name),
      CONSTRAINT membership_role CHECK (role IN ('viewer', 'planner', 'operator', 'admin')),
      CONSTRAINT membership_place CHECK (place IN ('organisation', 'studio', 'server')),
      FOREIGN KEY(account) REFERENCES account (id)
    )
    """,
    """\
    CREATE TABLE session (
      hash VARCHAR(64) NOT NULL,
      account VARCHAR(64) NOT NULL,
      made_at VARCHAR(40) NOT NULL,
      seen_at VARCHAR(40) NOT NULL,
      ends_at VARCHAR(40) NOT NULL,
      PRIMARY KEY (hash),
      FOREIGN KEY(account) REFERENCES account (id)
    )
    """,
    """\
    CREATE INDEX session_by_account ON session (account)
    """,
    """\
    CREATE TABLE token (
      id VARCHAR(64) NOT NULL,
      hash VARCHAR(64) NOT NULL,
      account VARCHAR(64) NOT NULL,
      name VARCHAR(200) NOT NULL,
      scope VARCHAR(16) NOT NULL,
      made_at VARCHAR(40) NOT NULL,
      ends_at VARCHAR(40) NOT NULL,
      revoked_at VARCHAR(40),
      PRIMARY KEY (id),
      CONSTRAINT token_scope CHECK (scope IN ('read', 'write', 'all')),
      FOREIGN KEY(account) REFERENCES account (id)
    )
    """,
    """\
    CREATE UNIQUE INDEX token_by_hash ON token (hash)
    """,
    """\
    CREATE TABLE feed (
      id VARCHAR(64) NOT NULL,
      hash VARCHAR(64) NOT NULL,
      account VARCHAR(64) NOT NULL,
      kind VARCHAR(16) NOT NULL,
      about VARCHAR(64) NOT NULL,
      made_at VARCHAR(40) NOT NULL,
      revoked_at VARCHAR(40),
      PRIMARY KEY (id),
      CONSTRAINT feed_kind CHECK (kind IN ('stage', 'title'))
    )
    """,
    """\
    CREATE UNIQUE INDEX feed_by_hash ON feed (hash)
    """,
    """\
    CREATE TABLE sign_in_failure (
      hash VARCHAR(64) NOT NULL,
      failures INTEGER NOT NULL,
      last_at VARCHAR(40) NOT NULL,
      PRIMARY KEY (hash)
    )
    """,
    """\
    CREATE TABLE provider_sign_in (
      hash VARCHAR(64) NOT NULL,
      ends_at VARCHAR(40) NOT NULL,
      PRIMARY KEY (hash)
    )
    """,
    """\
    CREATE TABLE account_event (
      seq {counter},
      at VARCHAR(40) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      what VARCHAR(40) NOT NULL,
      about VARCHAR(200) NOT NULL
    )
    """,
    """\
    CREATE TABLE mask_key (
      id INTEGER NOT NULL,
      value VARCHAR(64) NOT NULL,
      PRIMARY KEY (id),
      CONSTRAINT mask_key_is_one CHECK (id = 1)
    )
    """,
)
_TRIGGERS = {
    "sqlite": (
        """\
        CREATE TRIGGER account_event_stays BEFORE UPDATE ON account_event BEGIN
         SELECT RAISE(ABORT, 'events are never changed');
        END
        """,
        """\
        CREATE TRIGGER account_event_never_goes BEFORE DELETE ON account_event BEGIN
         SELECT RAISE(ABORT, 'events are never deleted');
        END
        """,
    ),
    "postgresql": (
        """\
        CREATE TRIGGER account_event_stays BEFORE UPDATE OR DELETE ON account_event FOR EACH ROW
        EXECUTE FUNCTION never()
        """,
        """\
        CREATE TRIGGER account_event_is_kept BEFORE TRUNCATE ON account_event FOR EACH STATEMENT
        EXECUTE FUNCTION never()
        """,
    ),
}

READER = "kachinko_reader"


def _setting(name: str) -> str:
    return f"string_to_array(nullif(current_setting('kachinko.{name}', true), ''), ',')"


_ORGANISATIONS, _STAGES = _setting("organisations"), _setting("stages")
_OWN = f"(holder = ANY ({_ORGANISATIONS}) OR stage = ANY ({_STAGES}))"
_SOMEBODY = f"COALESCE({_ORGANISATIONS}, {_STAGES}) IS NOT NULL"
_SHOWN = (
    "stage", "from", "to", "area_m2", "state", "rank", "slot", "place", "placed_at", "lapses_at",
    "sign_by", "version",
)  # fmt: skip


def _alias(id_: str) -> str:
    return f"'other-' || left(encode(sha256(convert_to(k.value || {id_}, 'UTF8')), 'hex'), 20)"


def _masked(record: str) -> str:
    """A record of a reservation as those see it who are not its holder."""
    shown = ", ".join(f"'{name}', {record}->'{name}'" for name in _SHOWN)
    alias = _alias(f"({record}->>'id')")
    return (
        f"CASE WHEN jsonb_typeof({record}) = 'object' THEN jsonb_build_object({shown}, "
        f"'id', {alias}, 'title', 'another-production', "
        "'holder', 'another-organisation', 'challenges', COALESCE((SELECT jsonb_agg(c) "
        f"FROM jsonb_array_elements({record}->'challenges') c WHERE EXISTS "
        "(SELECT 1 FROM reservation o WHERE o.id = c->>'by' AND "
        f"o.holder = ANY ({_ORGANISATIONS}))), '[]'::jsonb)) END"
    )


def _row_security(schema: str) -> tuple[str, ...]:
    foreign = f"{_SOMEBODY} AND NOT COALESCE({_OWN}, false)"
    of_event = foreign.replace("(holder", "(r.holder").replace("OR stage", "OR r.stage")
    ours = (
        "(e.actor = current_setting('kachinko.actor', true) OR EXISTS (SELECT 1 FROM account a "
        f"WHERE a.id = e.actor AND a.organisation = ANY ({_ORGANISATIONS})))"
    )
    before, after = (_masked(f"(e.body::jsonb->'{name}')") for name in ("before", "after"))
    return (
        *(
            statement
            for table in ("reservation", "event")
            for statement in (
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
                f"CREATE POLICY keeper ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
            )
        ),
        f"CREATE POLICY own ON reservation FOR SELECT USING {_OWN}",
        # Which reservations can be seen is decided by the policy above: it holds in here too.
        """\
        CREATE POLICY own ON event FOR SELECT USING (
          reservation IS NULL
          OR EXISTS (SELECT 1 FROM reservation r WHERE r.id = event.reservation))
        """,
        f"""\
        CREATE VIEW taken WITH (security_barrier) AS
        SELECT r.stage, r.first, r.last, r.rank, r.live, {_masked("r.record::jsonb")} AS record
          FROM reservation r CROSS JOIN mask_key k WHERE {foreign}
        """,
        f"""\
        CREATE VIEW taken_event WITH (security_barrier) AS
        SELECT e.seq, e.stage, e.number, e.kind, e.at,
               CASE WHEN {ours} THEN e.actor ELSE 'another-user' END AS actor,
               CASE WHEN {ours} THEN e.command ELSE 'hidden' END AS command,
               {_alias("e.reservation")} AS reservation,
               jsonb_build_object('before', {before}, 'after', {after}, 'why',
                 CASE WHEN {ours} THEN e.body::jsonb->>'why' ELSE '' END)::text AS body
          FROM event e CROSS JOIN mask_key k JOIN reservation r ON r.id = e.reservation
         WHERE {of_event}
        """,
        f"GRANT USAGE ON SCHEMA {schema} TO {READER}",
        f"GRANT SELECT ON reservation, event, stage, taken, taken_event TO {READER}",
    )


def _reader() -> None:
    """Make the reading role where it is not there; it belongs to the whole server."""
    bind = op.get_bind()
    may = bind.scalar(
        sa.text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    )
    has = "SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = :name"
    member = bind.scalar(sa.text(has), {"name": READER})
    if member is None and may:
        with bind.begin_nested():
            # Another database of the same server may make it at the same moment.
            op.execute(
                f"DO $$ BEGIN CREATE ROLE {READER} NOLOGIN; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
        member = bind.scalar(sa.text(has), {"name": READER})
    if not member:
        if not may:
            raise StoreError(
                f"The role {READER} is missing, or the ledger's role is no member of it.",
                hint=f"Let the server's administrator run: CREATE ROLE {READER} NOLOGIN; "
                f"GRANT {READER} TO the role of the ledger. Nothing was changed.",
            )
        op.execute(f"GRANT {READER} TO CURRENT_USER")


def upgrade() -> None:
    """Add them beside the ledger's tables."""
    bind = op.get_bind()
    kind = bind.dialect.name
    for statement in _TABLES:
        op.execute(statement.format(counter=_COUNTER[kind]))
    for statement in _TRIGGERS[kind]:
        op.execute(statement)
    # Whoever can read the key can read the ids that it hides: it guards nothing else.
    bind.execute(sa.text("INSERT INTO mask_key VALUES (1, :key)"), {"key": secrets.token_hex(32)})
    if kind == "postgresql":
        _reader()
        schema = bind.scalar(sa.text("SELECT quote_ident(current_schema())"))
        for statement in _row_security(str(schema)):
            bind.exec_driver_sql(statement)
