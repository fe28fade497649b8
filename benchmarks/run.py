"""Runs the tasks of a case, each in its own process, one after another."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.outcome import Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
KACHINKO = "kachinko"
PEERS = ("insertion", "one model")
GRACE = 120.0
"""Seconds after its limit that a child may take: loading, explaining, checking."""
ROUNDING = 1e-6


@dataclass(frozen=True)
class Row:
    """A case with what each planner made of it."""

    case: str
    kachinko: Outcome
    peers: dict[str, Outcome]

    def ratio(self, peer: str) -> float | None:
        """Our value as a multiple of a peer's; None where either has no plan or no value."""
        other = self.peers.get(peer)
        if self.kachinko.value is None or other is None or not other.value:
            return None
        return self.kachinko.value / other.value

    @property
    def faults(self) -> list[str]:
        """What must not happen, as sentences: a plan refused, a false proof, a failed child."""
        found = [
            f"{name}: {outcome.fault}"
            for name, outcome in {KACHINKO: self.kachinko, **self.peers}.items()
            if not outcome.checked
        ]
        values = {n: o.value for n, o in self.peers.items() if o.checked and o.value is not None}
        for name, value in values.items():
            if self.kachinko.status == "infeasible":
                found.append(f"{KACHINKO}: claims that there is no plan, but {name} has one")
            elif self.kachinko.bound is not None and value > self.kachinko.bound + ROUNDING:
                found.append(f"{KACHINKO}: its bound is below what {name} reached ({value:g})")
        return found


def run(
    cases: Sequence[str],
    *,
    seconds: float,
    workers: int,
    seed: int,
    peers: Sequence[str],
    say: Callable[[str], None],
) -> Iterator[Row]:
    """Plan each case with Kachinko and with each peer; `say` hears what is being done."""
    for number, case in enumerate(cases, start=1):
        outcomes: dict[str, Outcome] = {}
        for planner in (KACHINKO, *peers):
            say(f"{number}/{len(cases)} {case}: {planner} …")
            outcomes[planner] = measured(Task(case, planner, seconds, workers, seed))
        ours = outcomes.pop(KACHINKO)
        yield Row(case, ours, outcomes)


def measured(task: Task) -> Outcome:
    """The outcome of a task, run in a child; a child that ends badly is an outcome as well."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "benchmarks.child", json.dumps(asdict(task))],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=task.seconds + GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        late = f"still running {GRACE:g} seconds after its limit"
        return Outcome("failed", seconds=task.seconds + GRACE, fault=late)
    if child.returncode:
        last = child.stderr.strip().splitlines()[-1:] or ["no message"]
        return Outcome("failed", fault=f"exit code {child.returncode}: {last[0]}")
    return Outcome(**json.loads(child.stdout.splitlines()[-1]))
