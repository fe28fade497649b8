"""The tables. What makes a double booking impossible is written in them, not only in code.

`claim` has a row for each day of each live reservation, unique by (stage, day, rank, slot). On a
stage let as a whole the slot is 1, so that nobody else can be there at that rank. On a shared one,
triggers add the claimed floor up in `layer`, which refuses more than the stage has. The triggers
stand in the migrations, which make the tables; here they are described for queries.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

_Sequence = BigInteger().with_variant(Integer, "sqlite")

stage = Table(
    "stage",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("record", JSON, nullable=False, comment="Policy, floor, quiet, closures."),
    Column("capacity", BigInteger, nullable=False, comment="Floor in hundredths of m²; 1: whole."),
    Column("events", BigInteger, nullable=False, comment="How many events it has."),
    Column("places", BigInteger, nullable=False, comment="The next place in its queue."),
    Column("head", String(64), nullable=False, comment="Hash of its last event."),
    CheckConstraint("capacity > 0", name="stage_has_floor"),
)

reservation = Table(
    "reservation",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("stage", String(64), ForeignKey("stage.id"), nullable=False),
    Column("holder", String(64), nullable=False),
    Column("title", String(64), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("live", Boolean, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("place", BigInteger, nullable=False),
    Column("deadline", String(40), nullable=True, comment="UTC, ISO 8601; empty: none."),
    Column("version", Integer, nullable=False),
    Column("last_event", BigInteger, nullable=False),
    Column("record", JSON, nullable=False),
    CheckConstraint("first <= last", name="reservation_in_order"),
    CheckConstraint("live = (rank > 0)", name="reservation_live_has_rank"),
    CheckConstraint(
        "state NOT IN ('confirmed', 'booked') OR rank = 1", name="reservation_firm_is_first"
    ),
)
Index("reservation_by_stage", reservation.c.stage, reservation.c.live, reservation.c.last)
Index("reservation_by_title", reservation.c.title)
Index("reservation_by_deadline", reservation.c.deadline)

claim = Table(
    "claim",
    metadata,
    Column("stage", String(64), ForeignKey("stage.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("reservation", String(64), ForeignKey("reservation.id"), nullable=False),
    Column("floor", BigInteger, nullable=False, comment="In hundredths of m²."),
    Column("shared", Boolean, nullable=False),
    CheckConstraint("shared OR slot = 1", name="claim_whole_stage_has_one_slot"),
    CheckConstraint("rank > 0 AND slot > 0 AND floor > 0", name="claim_is_some"),
    sqlite_with_rowid=False,
)
Index("claim_by_reservation", claim.c.reservation)

layer = Table(
    "layer",
    metadata,
    Column("stage", String(64), ForeignKey("stage.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("used", BigInteger, nullable=False),
    Column("capacity", BigInteger, nullable=False),
    CheckConstraint("used >= 0 AND used <= capacity", name="layer_within_floor"),
    sqlite_with_rowid=False,
)
"""Kept by triggers alone: what of a shared floor is claimed on a day at a rank."""

event = Table(
    "event",
    metadata,
    Column("seq", _Sequence, primary_key=True, autoincrement=True),
    Column("stage", String(64), nullable=False),
    Column("number", BigInteger, nullable=False, comment="Counts the events of the stage."),
    Column("command", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("reservation", String(64), nullable=True),
    Column("actor", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Column("body", Text, nullable=False, comment="Canonical JSON: before, after, why."),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
Index("event_by_stage", event.c.stage, event.c.number, unique=True)
Index("event_by_reservation", event.c.reservation)
Index("event_by_command", event.c.command)

command = Table(
    "command",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Column("outcome", Text, nullable=False),
)
