"""A database without one of its guards is refused at the start."""

from __future__ import annotations

import pytest

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import StoreError
from tests.ledger.databases import KINDS, new_database

BOTH = [
    ("DROP INDEX event_by_stage", "event_by_stage"),
    ("DROP INDEX event_by_stage; CREATE INDEX event_by_stage ON event (stage)", "event_by_stage"),
]
ON_A_FILE = [
    ("DROP TRIGGER claim_came", "claim_came"),
    ("DROP TRIGGER event_stays", "event_stays"),
    (
        (
            "DROP TRIGGER event_never_goes; CREATE TRIGGER event_never_goes BEFORE DELETE ON event "
            "WHEN OLD.seq < 0 BEGIN SELECT 1; END"
        ),
        "event_never_goes",
    ),
    (
        "DROP TABLE claim; CREATE TABLE claim (stage, day, rank, slot, reservation, floor, shared)",
        (
            "claim's key, claim_came, claim_is_some, claim_stays, claim_went, "
            "claim_whole_stage_has_one_slot"
        ),
    ),
]
ON_A_SERVER = [
    ("ALTER TABLE reservation DISABLE ROW LEVEL SECURITY", "reservation's row security"),
    ("ALTER TABLE event NO FORCE ROW LEVEL SECURITY", "event's row security"),
    ("CREATE POLICY wide ON event FOR SELECT USING (true)", "event's row security"),
    ("ALTER TABLE claim DISABLE TRIGGER claim_came", "claim_came"),
    ("DROP TRIGGER event_stays ON event", "event_stays"),
    (
        (
            "CREATE OR REPLACE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN NEW; END'"
        ),
        "claim_stays, event_is_kept, event_stays",
    ),
    ("ALTER TABLE claim DROP CONSTRAINT claim_pkey", "claim's key"),
    ("ALTER TABLE layer DROP CONSTRAINT layer_within_floor", "layer_within_floor"),
    (
        (
            "ALTER TABLE layer DROP CONSTRAINT layer_within_floor, "
            "ADD CONSTRAINT layer_within_floor CHECK (used >= 0)"
        ),
        "layer_within_floor",
    ),
]


@pytest.mark.parametrize(
    ("kind", "damage", "missing"),
    [
        *[(kind, *each) for kind in KINDS for each in BOTH],
        *[("sqlite", *each) for each in ON_A_FILE],
        *[("postgresql", *each) for each in ON_A_SERVER],
    ],
)
def test_what_is_missing_is_said(tmp_path, kind: str, damage: str, missing: str) -> None:
    where = new_database(kind, tmp_path)
    with Ledger(where) as ledger:
        raw = ledger.engine.raw_connection()
        (raw.executescript if kind == "sqlite" else raw.cursor().execute)(damage)
        raw.commit()
        raw.close()
    with pytest.raises(StoreError, match=f"lacks what guards it: {missing}\\."):
        Ledger(where)
