"""`python -m benchmarks.incentives.memo`: the memo for six places, with its draws, step by step.

The example `locate`: six places, seven programmes, 100,000 draws, the flips of every lever, and
the stage planner's answers. Reading the files and writing the documents are told apart.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.staging import machine
from kachinko.halt import Halt
from kachinko.locating.compose import DRAWS, Effort, make_memo
from kachinko.report.locating.page import memo_page
from kachinko.service.locating import Asked, read_question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
EXAMPLE = Path(__file__).parents[2] / "examples" / "locate"
AS_OF = date(2026, 11, 22)


def main(words: Sequence[str] | None = None) -> int:
    """Time the memo as often as asked; the first time loads the solver too."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.incentives.memo", description=__doc__
    )
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--repeats", type=int, default=3)
    call = parser.parse_args(words)
    if call.draws < 1 or call.repeats < 1:
        parser.error("at least 1")
    print(machine.sentence(machine.describe()), flush=True)
    asked = Asked(EXAMPLE / "project", None, EXAMPLE / "places.yaml", AS_OF)
    print("| run | step | seconds | CPU seconds |\n|---|---|---|---|")
    for run in range(1, call.repeats + 1):
        question = timed(run, "read", partial(read_question, asked))
        effort = Effort(call.draws, 0, time.monotonic, Halt())
        memo = timed(run, f"memo, {call.draws:,} draws", partial(make_memo, question, effort))
        timed(run, "page", partial(memo_page, memo))
    return 0


def timed(run: int, name: str, work: Callable[[], T]) -> T:
    """Do something, and print how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    row = f"{time.perf_counter() - wall:.2f} | {time.process_time() - cpu:.2f}"
    print(f"| {run} | {name} | {row} |", flush=True)
    return done


if __name__ == "__main__":
    sys.exit(main())
