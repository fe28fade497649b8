"""Of many who want the same days exactly one gets them; with all guards off, two do."""

from __future__ import annotations

import pytest

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import BusyError, GuardError
from kachinko.ledger.verify import verify
from kachinko.model.command import SetPolicy
from kachinko.model.policy import HoldPolicy
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import NOW
from tests.ledger.proof.fight import WRITERS, code_off_guard, fight, tables_off_guard


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with Ledger(new_database(request.param, tmp_path)) as opened:
        opened.submit(SetPolicy(id="s", stage="one", policy=HoldPolicy()), actor="op", at=NOW)
        yield opened


def overlaps(ledger: Ledger) -> list[str]:
    return [each.kind for each in verify(ledger.engine).findings if each.kind == "OVERLAP"]


@pytest.mark.parametrize("turns", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_exactly_one_wins_and_everybody_is_answered(ledger, turns: int) -> None:
    found = fight(ledger, turns)
    assert (found.waiting, found.errors) == (0, [])
    assert [len(each) for each in found.winners.values()] == [1] * turns
    assert found.codes == ["CLASH"] * (turns * (WRITERS - 1))
    assert verify(ledger.engine).findings == ()


@pytest.mark.slow
def test_with_the_guards_off_the_double_booking_appears(ledger, monkeypatch) -> None:
    """The control: the race is real, and the test above would see it."""
    tables_off_guard(ledger)
    with code_off_guard(monkeypatch, ledger):
        found = fight(ledger, 5)
    assert max(len(each) for each in found.winners.values()) > 1
    assert overlaps(ledger) != []


@pytest.mark.slow
def test_with_the_code_off_guard_the_database_still_refuses(ledger, monkeypatch) -> None:
    with code_off_guard(monkeypatch, ledger):
        found = fight(ledger, 5)
    assert found.waiting == 0
    assert [len(each) for each in found.winners.values()] == [1] * 5
    assert {type(each) for each in found.errors} <= {GuardError, BusyError}
    assert found.errors != []
    assert overlaps(ledger) == []
