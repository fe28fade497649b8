"""Each planted fault is caught by the model, the verifier or the database itself."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from kachinko.ledger.store.refusals import StoreError
from tests.ledger.proof.machine import Both
from tests.ledger.proof.mutants import MUTANTS
from tests.ledger.proof.test_side_by_side import CALM


class Often(Both):
    """Looks at the whole ledger after every third step, so that faults show where they are."""

    verify_every = 3


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "plant"), MUTANTS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_planted_fault_is_caught(monkeypatch, kind: str, plant) -> None:
    plant(monkeypatch)
    machine = type("Mutant", (Often,), {"kind": kind})
    with pytest.raises((AssertionError, StoreError)):
        run_state_machine_as_test(
            machine,
            settings=settings(
                CALM, max_examples=300, stateful_step_count=50, report_multiple_bugs=False
            ),
        )
