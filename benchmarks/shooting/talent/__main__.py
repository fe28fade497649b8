"""Prove orders against the clock: `python -m benchmarks.shooting.talent`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.shooting.talent.child import FILMS
from benchmarks.shooting.talent.generate import names
from benchmarks.shooting.talent.peers import PLANNERS
from benchmarks.shooting.talent.table import tables

GRACE = 60.0
"""Seconds after the limit at which a planner that has not ended is killed."""


def main() -> int:
    options = _options()
    wanted = [
        *(sorted(path.stem for path in FILMS.glob("*.dat")) if options.films else []),
        *(name for name in names() if int(name.split("-")[1]) in options.seeds),
    ]
    if options.only:
        wanted = [
            name for name in wanted if name.split("-")[0] in options.only or name in options.only
        ]
    records = _known(options.log)
    tasks = [(name, planner) for planner in options.planners for name in wanted]
    for number, (name, planner) in enumerate(tasks, 1):
        key = (name, planner, options.time_limit, options.workers)
        if key in records:
            continue
        print(f"{number}/{len(tasks)} {name}: {planner} …", file=sys.stderr, flush=True)
        records[key] = _run(*key)
        if options.log:
            with options.log.open("a") as log:
                log.write(json.dumps(records[key]) + "\n")
    rows = [
        record
        for (name, planner, limit, workers), record in records.items()
        if (name, planner) in set(tasks)
        and (limit, workers) == (options.time_limit, options.workers)
    ]
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        print(tables(rows))
    return 1 if any(record.get("refused") for record in rows) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.shooting.talent", description=__doc__
    )
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds an instance")
    parser.add_argument("--workers", type=int, default=2, help="threads of a planner")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2], help="of the random groups")
    parser.add_argument("--only", nargs="+", help="groups (40x16) or instances (40x16-2, film105)")
    parser.add_argument("--planners", nargs="+", choices=PLANNERS, default=list(PLANNERS))
    parser.add_argument("--films", action="store_true", help="the instances of the literature too")
    parser.add_argument("--log", type=Path, help="JSON lines; what it has is not run again")
    parser.add_argument("--json", action="store_true", help="print the records")
    return parser.parse_args()


def _known(log: Path | None) -> dict[tuple[str, str, float, int], dict]:
    if log is None or not log.exists():
        return {}
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.strip()]
    return {(r["instance"], r["planner"], r["limit"], r["workers"]): r for r in lines}


def _run(name: str, planner: str, limit: float, workers: int) -> dict:
    call = [
        sys.executable,
        "-m",
        "benchmarks.shooting.talent.child",
        name,
        planner,
        str(limit),
        str(workers),
    ]
    lost = {
        "instance": name,
        "planner": planner,
        "limit": limit,
        "workers": workers,
        "total": None,
        "bound": 0,
        "proven": False,
        "seconds": limit,
        "mib": None,
    }
    try:
        done = subprocess.run(
            call, capture_output=True, text=True, timeout=limit + GRACE, check=False
        )
    except subprocess.TimeoutExpired:
        return {**lost, "failed": "still at it a minute after its limit"}
    if done.returncode:
        return {**lost, "failed": (done.stderr.strip().splitlines() or ["killed"])[-1][:200]}
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
