"""The verifier finds nothing in a good ledger, and each planted fault in a bad one."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.verify import verify
from kachinko.model.command import Book, ChallengeBetter, Place, Release, SetPolicy
from kachinko.model.policy import HoldPolicy
from tests.ledger.desks import NOW, wanted
from tests.ledger.test_machine import phases


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.db") as opened:
        commands = [
            SetPolicy(id="s1", stage="one", policy=HoldPolicy()),
            SetPolicy(id="s2", stage="two", floor_m2=1000, policy=HoldPolicy(sharing="floor")),
            Place(id="a", wanted=wanted()),
            Place(id="b", wanted=wanted(2)),
            ChallengeBetter(id="x", reservation="b"),
            Place(id="c", wanted=wanted(30)),
            Release(id="r", reservation="c"),
            Book(id="f", wanted=wanted(0, 8, stage="two", area_m2=400, phases=phases(5, 3))),
            Book(id="g", wanted=wanted(0, 5, stage="two", area_m2=500, phases=phases(5, 0)[:1])),
        ]
        for command in commands:
            assert opened.submit(command, actor="ana", at=NOW).done
        yield opened


def test_a_good_ledger_has_no_findings(ledger) -> None:
    found = verify(ledger.engine)
    assert found.findings == ()
    assert (found.stages, found.reservations, found.days) == (2, 5, 5 + 5 + 8 + 5)


@pytest.mark.parametrize(
    ("statements", "kind"),
    [
        (["UPDATE event SET actor = 'eve' WHERE number = 2 AND stage = 'one'"], "CHAIN"),
        (["DELETE FROM event WHERE number = 3 AND stage = 'one'"], "GAP"),
        (["DELETE FROM event WHERE number = 3 AND stage = 'two'"], "CHAIN"),
        (["UPDATE reservation SET state = 'confirmed' WHERE id = 'a'"], "ROW"),
        (["UPDATE reservation SET version = 9 WHERE id = 'a'"], "ROW"),
        (["UPDATE reservation SET last_event = 1 WHERE id = 'a'"], "FOLD"),
        (["UPDATE reservation SET rank = 2, state = 'booked' WHERE id = 'a'"], "STATE"),
        (["DELETE FROM claim WHERE reservation = 'a' AND day = '2028-03-02'"], "CLAIM"),
        (["UPDATE claim SET reservation = 'zz' WHERE reservation = 'a'"], "ORPHAN"),
        (["UPDATE layer SET used = used - 1 WHERE day = '2028-03-02'"], "FLOOR"),
        (
            ["DROP TABLE layer", "CREATE TABLE layer (stage, day, rank, used, capacity)"],
            "FLOOR",
        ),
        (["DELETE FROM reservation WHERE id = 'c'"], "ORPHAN"),
        (
            [
                "UPDATE reservation SET rank = 1 WHERE id = 'b'",
                "UPDATE reservation SET record = json_set(record, '$.rank', 1) WHERE id = 'b'",
            ],
            "OVERLAP",
        ),
        (
            [
                (
                    "UPDATE reservation SET record = json_set(record, '$.to', '2028-03-07', "
                    "'$.phases[0].to', '2028-03-07') WHERE id = 'g'"
                ),
            ],
            "QUIET",
        ),
    ],
)
def test_each_planted_fault_is_found(ledger, statements: list[str], kind: str) -> None:
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        for trigger in ("event_stays", "event_never_goes", "claim_stays"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(text(statement))
        connection.exec_driver_sql("BEGIN")
        connection.commit()
    assert kind in {finding.kind for finding in verify(ledger.engine).findings}
