"""One planner on one instance, in a process of its own: prints a line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.shooting.talent.generate import generate, named
from benchmarks.shooting.talent.peers import PLANNERS
from kachinko.files.talent_dat import read_talent

FILMS = Path(__file__).parents[1] / "instances"


def instance_of(name: str):
    file = FILMS / f"{name}.dat"
    return read_talent(file) if file.exists() else named(name)


def main() -> None:
    name, planner, seconds, workers = sys.argv[1:]
    instance, plan = instance_of(name), PLANNERS[planner]
    plan(generate(6, 4, 1), 60.0, int(workers))  # loads, and compiles where nothing is kept yet
    begun = time.monotonic()
    found = plan(instance, float(seconds), int(workers))
    total = None if found.order is None else instance.cost(found.order)
    print(
        json.dumps(
            {
                "instance": name,
                "planner": planner,
                "limit": float(seconds),
                "workers": int(workers),
                "total": total,
                "bound": found.bound,
                "proven": total is not None and found.bound >= total,
                "seconds": round(time.monotonic() - begun, 3),
                "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
