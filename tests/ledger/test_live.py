"""What is kept of the live stages is what stands, whoever has written it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kachinko.ledger.store.ledger import Ledger
from kachinko.model.command import Amend, Book, Cancel, Place, Release, SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.model.span import DaySpan
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import DAY, NOW, wanted

COMMANDS = (
    Place(id="a", wanted=wanted(0, 5)),
    Place(id="b", wanted=wanted(2, 5, holder="south")),
    Book(id="c", wanted=wanted(20, 5)),
    Amend(id="m", reservation="a", last=DAY),
    SetPolicy(id="p", stage="one", policy=HoldPolicy(sharing="floor"), floor_m2=900.0),
    Release(id="r", reservation="a"),
    Cancel(id="k", reservation="c"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_another_programs_writing_is_seen_at_the_next_look(tmp_path, kind: str) -> None:
    database = new_database(kind, tmp_path)
    with Ledger(database) as here, Ledger(database) as there:
        for stage in ("one", "two"):
            there.submit(SetPolicy(id=stage, stage=stage, policy=HoldPolicy()), actor="op", at=NOW)
        _, two = here.live.look()
        for command in COMMANDS:
            assert there.submit(command, actor="ana", at=NOW).done
            stages = here.live.look()
            assert [each.record for each in stages] == there.stages()
            assert stages[0].reservations() == there.reservations(stages=["one"])
            assert stages[1] is two  # nothing has happened there, and nothing is read again


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_is_asked_for_is_told(tmp_path, kind: str) -> None:
    with Ledger(new_database(kind, tmp_path)) as ledger:
        for stage in ("one", "two"):
            ledger.submit(SetPolicy(id=stage, stage=stage, policy=HoldPolicy()), actor="op", at=NOW)
        for command in COMMANDS[:3]:
            ledger.submit(command, actor="ana", at=NOW)
        [one] = ledger.live.look(["one", "nowhere"])
        span = DaySpan(DAY + timedelta(days=5), DAY + timedelta(days=20))
        assert [each.id for each in one.reservations(span)] == ["b"]
        assert one.reservations(DaySpan(DAY, DAY + timedelta(days=30))) == one.reservations()
        assert ledger.live.look([]) == []
