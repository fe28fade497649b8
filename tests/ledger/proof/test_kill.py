"""Killed in mid-write, again and again: what was acknowledged is there, and no half of anything."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
from sqlalchemy import select

from kachinko.ledger.store import tables
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.verify import verify
from kachinko.model.command import Outcome, SetPolicy
from kachinko.model.policy import HoldPolicy
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import NOW
from tests.ledger.proof.victim import STAGES

PATIENCE = 60.0
ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the program that is killed is forked")
@pytest.mark.parametrize(
    ("kind", "rounds"),
    [
        *[(kind, 3) for kind in KINDS],
        *[pytest.param(kind, 100, marks=pytest.mark.slow) for kind in KINDS],
    ],
)
def test_what_was_acknowledged_survives(tmp_path, kind: str, rounds: int) -> None:
    where, log = new_database(kind, tmp_path), tmp_path / "acknowledged"
    with Ledger(where) as ledger:
        for stage in STAGES:
            command = SetPolicy(id=f"s-{stage}", stage=stage, policy=HoldPolicy(most_rank=99))
            ledger.submit(command, actor="op", at=NOW)
    log.touch()
    dice = random.Random(rounds)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.proof.victim", where, str(log)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as parent:  # fmt: skip
        for number in range(rounds):
            before = log.stat().st_size
            parent.stdin.write("go\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline())
            ends = time.monotonic() + PATIENCE
            while log.stat().st_size == before:
                assert time.monotonic() < ends, "nothing was acknowledged"
                time.sleep(0.002)
            time.sleep(dice.uniform(0, 0.05))
            os.kill(child, signal.SIGKILL)
            assert parent.stdout.readline() == "dead\n"
            if number % 10 == 0 or number == rounds - 1:
                _check(where, log)
        parent.stdin.close()


def _check(where: str, log: Path) -> None:
    acknowledged = [line.split() for line in log.read_text().splitlines()]
    assert acknowledged
    with Ledger(where) as ledger:
        assert verify(ledger.engine).findings == ()
        with ledger.engine.connect() as connection:
            query = select(tables.command.c.id, tables.command.c.outcome)
            answers = {
                id_: Outcome.model_validate_json(said) for id_, said in connection.execute(query)
            }
            rows = connection.execute(
                select(tables.event.c.seq, tables.event.c.command, tables.event.c.reservation)
            ).all()
    events = {row.seq: row.command for row in rows}
    for id_, done, event in acknowledged:
        assert id_ in answers
        assert done == "0" or events[int(event)] == id_
    # All that a command changed is there with its answer, or nothing of it.
    changed: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.reservation is not None:
            changed[row.command].add(row.reservation)
    told = {id_: {each.after.id for each in answer.changes} for id_, answer in answers.items()}
    assert changed == {id_: those for id_, those in told.items() if those}
