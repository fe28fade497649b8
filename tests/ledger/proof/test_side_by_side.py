"""The ledger and a simple model of its rules, side by side through thousands of steps."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.databases import KINDS
from tests.ledger.proof.machine import Both, steps

CALM = settings(
    deadline=None,
    database=None,
    derandomize=False,  # else both parts would take the same steps
    phases=[Phase.generate],  # shrinking takes minutes; add Phase.shrink to look into a failure
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


def _run(kind: str, examples: int, count: int) -> int:
    machine = type(f"Both{kind.title()}", (Both,), {"kind": kind})
    before = steps.get(kind, 0)
    run_state_machine_as_test(
        machine, settings=settings(CALM, max_examples=examples, stateful_step_count=count)
    )
    return steps[kind] - before


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_they_agree(kind: str) -> None:
    assert _run(kind, 5, 25) > 0


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("kind", KINDS)
def test_they_agree_for_many_steps(kind: str, part: int) -> None:
    """20,000 steps and more in all, over both parts and both kinds of store."""
    assert _run(kind, 80, 100) >= 5_000
