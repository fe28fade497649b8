"""`python -m benchmarks`: plans every case with Kachinko and its peers and prints a table.

Exit codes: 0 done, 1 a plan or a proof was refused, 2 the call is wrong, 130 interrupted (the
cases finished so far are printed).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import case, machine
from benchmarks.run import PEERS, Row, run
from benchmarks.table import as_csv, as_records, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the benchmarks that the command line asks for; the exit code."""
    parser = _parser()
    call = parser.parse_args(words)
    try:
        cases = case.chosen(call.only) if call.only else list(case.NAMES)
    except KeyError as unknown:
        parser.error(
            f"there is no case {unknown.args[0]!r}. Cases: {', '.join(case.NAMES)}; "
            f"several at once: {', '.join(case.GROUPS)}."
        )
    if call.csv:
        try:
            call.csv.touch()  # found out now, not after minutes of planning
        except OSError as error:
            parser.error(f"cannot write {call.csv}: {error.strerror}.")
    peers = () if call.no_peers else PEERS
    about = machine.describe()
    rows: list[Row] = []
    interrupted = False
    try:
        for row in run(
            cases,
            seconds=call.time_limit,
            workers=call.workers,
            seed=call.seed,
            peers=peers,
            say=_say,
        ):
            rows.append(row)  # noqa: PERF402  # rows before an interrupt are kept
    except KeyboardInterrupt:
        interrupted = True
    if call.csv:
        call.csv.write_text(as_csv(rows, peers), "utf-8")
    if call.json:
        settings = {"time_limit": call.time_limit, "workers": call.workers, "seed": call.seed}
        document = {**settings, "machine": about, "rows": as_records(rows, peers)}
        print(json.dumps(document, indent=2))
    else:
        print(as_text(rows, peers))
        print(f"\n{call.time_limit:g} s a plan, {call.workers} workers, seed {call.seed}.")
        print(f"{machine.sentence(about)}.")
    faults = [f"{row.case}: {fault}" for row in rows for fault in row.faults]
    for fault in faults:
        _say(f"REFUSED {fault}")
    return 130 if interrupted else 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Plan the examples and generated projects; print how good the plans are.",
    )
    parser.add_argument(
        "--time-limit", type=_positive, default=20.0, metavar="S", help="seconds a plan (20)"
    )
    parser.add_argument("--workers", type=_count, default=2, metavar="N", help="threads (2)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the search (0)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these cases or groups only")
    parser.add_argument("--no-peers", action="store_true", help="plan with Kachinko alone")
    parser.add_argument("--json", action="store_true", help="one JSON document instead")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the rows here as well")
    return parser


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds above 0")
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of threads, at least 1")
    return number


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
