"""The ledger's first tables: stages, reservations, the days that they claim, events, commands."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_OWN_WORDS = {
    "sqlite": {"counter": "INTEGER PRIMARY KEY AUTOINCREMENT", "keyed": "WITHOUT ROWID"},
    "postgresql": {"counter": "BIGSERIAL PRIMARY KEY", "keyed": ""},
}
_TABLES = (
    """\
    CREATE TABLE command (
      id VARCHAR(64) NOT NULL,
      fingerprint VARCHAR(64) NOT NULL,
      actor VARCHAR(64) NOT NULL,
      at VARCHAR(40) NOT NULL,
      outcome TEXT NOT NULL,
      PRIMARY KEY (id)
    )
    """,
    """\
    CREATE TABLE event (
      seq {counter},
      stage VARCHAR(64) NOT NULL,
      number BIGINT NOT NULL,
      command VARCHAR(64) NOT NULL,
      kind VARCHAR(16) NOT NULL,
      reservation VARCHAR(64),
      actor VARCHAR(64) NOT NULL,
      at VARCHAR(40) NOT NULL,
      body TEXT NOT NULL,
      prev_hash VARCHAR(64) NOT NULL,
      hash VARCHAR(64) NOT NULL
    )
    """,
    """\
    CREATE INDEX event_by_command ON event (command)
    """,
    """\
    CREATE INDEX event_by_reservation ON event (reservation)
    """,
    """\
    CREATE UNIQUE INDEX event_by_stage ON event (stage, number)
    """,
    """\
    CREATE TABLE stage (
      id VARCHAR(64) NOT NULL,
      record JSON NOT NULL,
      capacity BIGINT NOT NULL,
      events BIGINT NOT NULL,
      places BIGINT NOT NULL,
      head VARCHAR(64) NOT NULL,
      PRIMARY KEY (id),
      CONSTRAINT stage_has_floor CHECK (capacity > 0)
    )
    """,
    """\
    CREATE TABLE layer (
      stage VARCHAR(64) NOT NULL,
      day DATE NOT NULL,
      rank INTEGER NOT NULL,
      used BIGINT NOT NULL,
      capacity BIGINT NOT NULL,
      PRIMARY KEY (stage, day, rank),
      CONSTRAINT layer_within_floor CHECK (used >= 0 AND used <= capacity),
      FOREIGN KEY(stage) REFERENCES stage (id)
    ) {keyed}
    """,
    """\
    CREATE TABLE reservation (
      id VARCHAR(64) NOT NULL,
      stage VARCHAR(64) NOT NULL,
      holder VARCHAR(64) NOT NULL,
      title VARCHAR(64) NOT NULL,
      first DATE NOT NULL,
      last DATE NOT NULL,
      state VARCHAR(16) NOT NULL,
      live BOOLEAN NOT NULL,
      rank INTEGER NOT NULL,
      place BIGINT NOT NULL,
      deadline VARCHAR(40),
      version INTEGER NOT NULL,
      last_event BIGINT NOT NULL,
      record JSON NOT NULL,
      PRIMARY KEY (id),
      CONSTRAINT reservation_in_order CHECK (first <= last),
      CONSTRAINT reservation_live_has_rank CHECK (live = (rank > 0)),
      CONSTRAINT reservation_firm_is_first CHECK (state NOT IN ('confirmed', 'booked') OR rank = 1),
      FOREIGN KEY(stage) REFERENCES stage (id)
    )
    """,
    """\
    CREATE INDEX reservation_by_deadline ON reservation (deadline)
    """,
    """\
    CREATE INDEX reservation_by_stage ON reservation (stage, live, last)
    """,
    """\
    CREATE INDEX reservation_by_title ON reservation (title)
    """,
    """\
    CREATE TABLE claim (
      stage VARCHAR(64) NOT NULL,
      day DATE NOT NULL,
      rank INTEGER NOT NULL,
      slot INTEGER NOT NULL,
      reservation VARCHAR(64) NOT NULL,
      floor BIGINT NOT NULL,
      shared BOOLEAN NOT NULL,
      PRIMARY KEY (stage, day, rank, slot),
      CONSTRAINT claim_whole_stage_has_one_slot CHECK (shared OR slot = 1),
      CONSTRAINT claim_is_some CHECK (rank > 0 AND slot > 0 AND floor > 0),
      FOREIGN KEY(stage) REFERENCES stage (id),
      FOREIGN KEY(reservation) REFERENCES reservation (id)
    ) {keyed}
    """,
    """\
    CREATE INDEX claim_by_reservation ON claim (reservation)
    """,
)
TRIGGERS = {
    "sqlite": (
        """\
        CREATE TRIGGER claim_came AFTER INSERT ON claim WHEN NEW.shared BEGIN
         INSERT INTO layer (stage, day, rank, used, capacity)
         VALUES (NEW.stage, NEW.day, NEW.rank, NEW.floor,
                 (SELECT capacity FROM stage WHERE id = NEW.stage))
         ON CONFLICT (stage, day, rank) DO UPDATE SET used = used + excluded.used;
        END
        """,
        """\
        CREATE TRIGGER claim_went AFTER DELETE ON claim WHEN OLD.shared BEGIN
         UPDATE layer SET used = used - OLD.floor
          WHERE stage = OLD.stage AND day = OLD.day AND rank = OLD.rank;
         DELETE FROM layer
          WHERE stage = OLD.stage AND day = OLD.day AND rank = OLD.rank AND used = 0;
        END
        """,
        """\
        CREATE TRIGGER claim_stays BEFORE UPDATE ON claim BEGIN
         SELECT RAISE(ABORT, 'claims are written and deleted, not changed');
        END
        """,
        """\
        CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN
         SELECT RAISE(ABORT, 'events are never changed');
        END
        """,
        """\
        CREATE TRIGGER event_never_goes BEFORE DELETE ON event BEGIN
         SELECT RAISE(ABORT, 'events are never deleted');
        END
        """,
    ),
    "postgresql": (
        """\
        CREATE FUNCTION claim_came() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         INSERT INTO layer (stage, day, rank, used, capacity)
         VALUES (NEW.stage, NEW.day, NEW.rank, NEW.floor,
                 (SELECT capacity FROM stage WHERE id = NEW.stage))
         ON CONFLICT (stage, day, rank) DO UPDATE SET used = layer.used + excluded.used;
         RETURN NULL;
        END $$
        """,
        """\
        CREATE TRIGGER claim_came AFTER INSERT ON claim FOR EACH ROW
        WHEN (NEW.shared) EXECUTE FUNCTION claim_came()
        """,
        """\
        CREATE FUNCTION claim_went() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         UPDATE layer SET used = used - OLD.floor
          WHERE stage = OLD.stage AND day = OLD.day AND rank = OLD.rank;
         DELETE FROM layer
          WHERE stage = OLD.stage AND day = OLD.day AND rank = OLD.rank AND used = 0;
         RETURN NULL;
        END $$
        """,
        """\
        CREATE TRIGGER claim_went AFTER DELETE ON claim FOR EACH ROW
        WHEN (OLD.shared) EXECUTE FUNCTION claim_went()
        """,
        """\
        CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' rows are never changed';
        END $$
        """,
        """\
        CREATE TRIGGER claim_stays BEFORE UPDATE ON claim FOR EACH ROW
        EXECUTE FUNCTION never()
        """,
        """\
        CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event FOR EACH ROW
        EXECUTE FUNCTION never()
        """,
        """\
        CREATE TRIGGER event_is_kept BEFORE TRUNCATE ON event FOR EACH STATEMENT
        EXECUTE FUNCTION never()
        """,
    ),
}


def upgrade() -> None:
    """Make them in an empty database."""
    kind = op.get_bind().dialect.name
    for statement in _TABLES:
        op.execute(statement.format(**_OWN_WORDS[kind]))
    for statement in TRIGGERS[kind]:
        op.execute(statement)
