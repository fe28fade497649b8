"""`python -m benchmarks.staging.prompt`: how soon repair and stress answer, as a user calls them.

Each case is planned once; then its plan is repaired after five changes, one of each usual kind,
and played out with 10,000 draws. Every call is a process of its own, and what counts is the
wall time of all of it: start, reading, searching, checking, writing. The command line's defaults
are not touched.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.staging import case, machine
from benchmarks.staging.table import aligned
from kachinko.files import save_project
from kachinko.files.plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

MOST_SECONDS = 10.0
"""What repair and stress may take on *medium*."""
DRAWS = 10_000
NEWCOMER = (
    "{id: newcomer, name: Newcomer, kind: film, value: 5, sets: [{id: room, name: Room, "
    "area_m2: 120, build_days: 8, shoot_days: 5, strike_days: 3}]}"
)


@dataclass(frozen=True, slots=True)
class Call:
    """What was called, how long all of it took, and what came of it."""

    case: str
    what: str
    seconds: float
    code: int
    outcome: str


def kachinko(*words: object) -> tuple[float, int, Any]:
    """Wall seconds, exit code and JSON document of one call."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "kachinko", *map(str, words), "--json", "--quiet"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.monotonic() - begun
    return seconds, done.returncode, json.loads(done.stdout) if done.stdout else None


def changes(project: Project, plan: Plan) -> Iterator[tuple[str, str]]:
    """One change of each usual kind, at the title in the middle of the plan."""
    accepted = sorted(
        (title for title in plan.accepted if title.sets),
        key=lambda title: min(one.standing.start for one in title.sets),
    )
    titles = {title.id: title for title in project.titles}
    middle = accepted[len(accepted) // 2]
    put = min(middle.sets, key=lambda one: one.standing.start)
    item = next(one for one in titles[middle.id].sets if one.id == put.id)
    first, day = put.standing.start, timedelta(days=1)
    yield "a title slips two weeks", f"window title={middle.id} earliest={first + 14 * day}"
    yield (
        "a build takes five days more",
        f"phase title={middle.id} item={put.id} phase=build days={item.build_days + 5}",
    )
    yield (
        "a stage closes for two weeks",
        f"close stage={put.stage} from={first} to={first + 13 * day}",
    )
    for one in accepted:
        for member in titles[one.id].cast[:1]:
            dates = ", ".join(
                f"{{from: {span.first + 7 * day}, to: {span.last + 7 * day}}}"
                for span in member.available
            )
            yield (
                "a cast window moves a week",
                f"cast title={one.id} member={member.id} available=[{dates}]",
            )
            break
        else:
            continue
        break
    yield "a title joins", f"title-joins title={NEWCOMER}"


def measured(name: str, seconds: float, folder: Path) -> Iterator[Call]:
    """All calls of a case."""
    project, source, out = case.load(name), folder / f"{name}.yaml", folder / name
    save_project(project, source)
    taken, code, _ = kachinko("plan", source, "--out", out, "--time-limit", seconds)
    yield Call(name, f"plan ({seconds:g} s of search)", taken, code, "")
    file = out / "plan.json"
    for what, change in changes(project, load_plan(file)):
        taken, code, said = kachinko(
            "repair", source, file, "--change", change, "--out", folder / "repaired"
        )
        yield Call(name, f"repair: {what}", taken, code, _of_repair(said))
    taken, code, said = kachinko(
        "stress", source, file, "--draws", DRAWS, "--out", folder / "stressed"
    )
    yield Call(name, f"stress: {DRAWS:,} draws", taken, code, "")


def _of_repair(said: Any) -> str:
    diff = said.get("diff", said) if said else {}
    if "points" not in diff:
        return ""
    proof = "proven least" if diff["change_proven"] else f"at least {diff['points_bound']} proven"
    return f"{diff['points']} points ({proof}), value {diff['value_after']:g}"


def main(words: Sequence[str] | None = None) -> int:
    """Run and print; 1 where a call failed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.staging.prompt", description=__doc__
    )
    parser.add_argument(
        "--only", nargs="+", default=["medium"], metavar="NAME", help="families or cases (medium)"
    )
    parser.add_argument(
        "--time-limit", type=float, default=20.0, metavar="S", help="of the plan (20)"
    )
    call = parser.parse_args(words)
    try:
        names = case.chosen(call.only)
    except KeyError as unknown:
        parser.error(f"there is no case {unknown.args[0]!r}.")
    found: list[Call] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            for one in measured(name, call.time_limit, Path(folder)):
                print(f"{one.case}: {one.what} {one.seconds:.1f} s", file=sys.stderr, flush=True)
                found.append(one)
    lines = [["case", "call", "wall s", "exit", "outcome"]]
    lines += [[c.case, c.what, f"{c.seconds:.1f}", str(c.code), c.outcome] for c in found]
    print(aligned(lines, {"case", "call", "outcome"}))
    slowest = max(one.seconds for one in found if not one.what.startswith("plan"))
    met = "met" if slowest <= MOST_SECONDS else "NOT MET"
    print(f"\nslowest repair or stress {slowest:.1f} s, at most {MOST_SECONDS:g}: {met}.")
    print(machine.sentence(machine.describe()))
    return 1 if any(one.code for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
