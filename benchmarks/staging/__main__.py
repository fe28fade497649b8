"""`python -m benchmarks.staging`: plans every case with Kachinko and its peers and compares.

Exit codes: 0 done, 1 a plan or a proof was refused, 2 the call is wrong, 130 interrupted (what is
finished so far is printed and written).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.staging import case, machine, records, scaling, table
from benchmarks.staging.log import Log
from benchmarks.staging.names import KACHINKO, PEERS, PYJOBSHOP
from benchmarks.staging.outcome import Task
from benchmarks.staging.run import Run, cores, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.staging.row import Row

EXAMPLES = """\
A case is a family and a seed, such as medium-3. huge cases get nine times the limit, so that with
60 s their plan is there and checked within ten minutes. Every plan is checked independently.

examples:
  everything, as in the documentation (hours):
    python -m benchmarks.staging --log run.jsonl --chart run.svg --csv run.csv
  after a kill, or to print and draw again: the same command; what is in the log is not run again
  a quick look at one family, four planners in turn:
    python -m benchmarks.staging --only small --time-limit 10
  two tasks at once, each on two cores that no other task uses:
    python -m benchmarks.staging --parallel 2 --workers 2
  Kachinko alone:
    python -m benchmarks.staging --only large --peers
  how time and memory grow from 5 to 40 studios:
    python -m benchmarks.staging --scaling
"""


def main(words: Sequence[str] | None = None) -> int:
    """Run the benchmarks that the command line asks for; the exit code."""
    parser = _parser()
    call = parser.parse_args(words)
    tasks = _tasks(parser, call)
    about = machine.describe()
    run = Run(
        workers=call.workers,
        parallel=call.parallel,
        log=Log(call.log) if call.log else None,
        say=_say,
    )
    interrupted = False
    try:
        run.finish(tasks)
    except KeyboardInterrupt:
        interrupted = True
        _say("interrupted: here is what is finished")
    done = {task: run.outcomes[task] for task in tasks if task in run.outcomes}
    found = rows(done)
    _write(call, found, about)
    faults = [f"{row.case}: {fault}" for row in found for fault in row.faults]
    for note in (f"{row.case}: {note}" for row in found for note in row.notes):
        _say(note)
    for fault in faults:
        _say(f"REFUSED {fault}")
    return 130 if interrupted else 1 if faults else 0


def _tasks(parser: argparse.ArgumentParser, call: argparse.Namespace) -> list[Task]:
    """What is to be run; a wrong call ends here, before minutes of planning."""
    if call.scaling and (call.only or call.chart):
        parser.error("--scaling has cases and a table of its own: leave --only and --chart out.")
    names = list(scaling.CASES)
    if not call.scaling:
        try:
            names = case.chosen(call.only or case.USUAL)
        except KeyError as unknown:
            parser.error(
                f"there is no case {unknown.args[0]!r}. Groups: {', '.join(case.GROUPS)}; "
                f"a case is one of them with its seed, such as {case.GROUPS['medium'][2]}."
            )
    if cores() and call.parallel * call.workers > len(cores()):
        parser.error(
            f"{call.parallel} task(s) at once with {call.workers} worker(s) each need "
            f"{call.parallel * call.workers} cores, but there are {len(cores())}: take less of "
            f"--parallel or --workers."
        )
    call.peers = [] if call.scaling else [peer for peer in PEERS if peer in call.peers]
    for package, wanted in (("pyjobshop", PYJOBSHOP in call.peers), ("matplotlib", call.chart)):
        if wanted and importlib.util.find_spec(package) is None:
            parser.error(f"the package {package} is missing: install the group bench.")
    for path in (call.csv, call.chart, call.log):
        try:
            if path:
                path.touch()
        except OSError as error:
            parser.error(f"cannot write {path}: {error.strerror}.")
    return [
        Task(
            name,
            planner,
            call.time_limit * case.patience(name),
            call.workers,
            call.seed,
            call.until_gap / 100 if call.scaling else None,
        )
        for name in names
        for planner in (KACHINKO, *call.peers)
    ]


def _write(call: argparse.Namespace, found: list[Row], about: dict[str, Any]) -> None:
    """The table or document on standard output, and the files that were asked for."""
    if call.scaling:
        until = call.until_gap / 100
        flat = scaling.as_records(found, until)
        document: dict[str, Any] = {"rows": flat, "exponent": scaling.exponent(flat, "seconds")}
        text = scaling.as_text(flat, until)
    else:
        flat = records.as_records(found, call.peers)
        document = records.as_document(found, call.peers)
        text = table.as_text(found, call.peers)
    if call.csv:
        call.csv.write_text(records.as_csv(flat), "utf-8")
    if call.chart and found:
        from benchmarks.staging.chart import draw  # loads matplotlib

        draw(found, call.chart)
    if call.json:
        settings = {
            "time_limit": call.time_limit,
            "workers": call.workers,
            "parallel": call.parallel,
            "seed": call.seed,
        }
        print(json.dumps({**settings, "machine": about, **document}, indent=2))
        return
    print(text)
    print(
        f"\n{call.time_limit:g} s a plan (huge: nine times that), {call.workers} workers, "
        f"{call.parallel} at once, seed {call.seed}."
    )
    print(f"{machine.sentence(about)}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.staging",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Plan generated projects with Kachinko and with its peers, at equal time and\n"
        "cores, and print how good the plans are, how sure that is, how soon, with how\n"
        "much memory. Families: small, medium, large, geo (rectangles), huge.",
        epilog=EXAMPLES,
    )
    parser.add_argument(
        "--time-limit", type=_positive, default=60.0, metavar="S", help="seconds a plan (60)"
    )
    parser.add_argument(
        "--workers", type=_count, default=2, metavar="N", help="threads and cores a plan (2)"
    )
    parser.add_argument(
        "--parallel", type=_count, default=1, metavar="N",
        help="tasks at once, each on cores of its own (1)",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the search (0)")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME",
        help="these families or cases; also: tiny, geo-light, examples, huge-5-studios, -10-, -20-",
    )  # fmt: skip
    parser.add_argument(
        "--peers", nargs="*", choices=PEERS, default=list(PEERS), metavar="PEER",
        help=f"these peers only ({', '.join(repr(peer) for peer in PEERS)}); none named: none",
    )  # fmt: skip
    parser.add_argument(
        "--scaling",
        action="store_true",
        help="Kachinko on 5, 10, 20 and 40 studios, each until a gap is reached",
    )
    parser.add_argument(
        "--until-gap", type=_percent, default=100 * scaling.UNTIL_GAP, metavar="PERCENT",
        help=f"the gap for --scaling ({100 * scaling.UNTIL_GAP:g})",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON document instead of tables")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the rows here as well")
    parser.add_argument(
        "--chart", type=_picture, metavar="FILE", help="draw the anytime curves: .svg, .png or .pdf"
    )
    parser.add_argument(
        "--log", type=Path, metavar="FILE",
        help="append each outcome here (JSON lines) as soon as it is there; what the file has "
        "already, with the same settings, is not run again",
    )  # fmt: skip
    return parser


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds above 0")
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number above 0")
    return number


def _percent(text: str) -> float:
    number = _positive(text)
    if number >= 100:
        raise argparse.ArgumentTypeError(f"{text} is no gap: it is between 0 and 100 (per cent)")
    return number


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix not in (".svg", ".png", ".pdf"):
        raise argparse.ArgumentTypeError(f"{text} ends in none of .svg, .png and .pdf")
    return path


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
