"""`python -m benchmarks.incentives`: many cases through every shipped programme.

Exit codes: 0 done, 1 the engine and the rule by hand disagree, 2 the call is wrong.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from benchmarks.incentives import openfisca
from benchmarks.incentives.hand import all_rules
from benchmarks.incentives.measure import measured
from benchmarks.incentives.table import rows_table, uncovered
from benchmarks.staging import machine
from kachinko.reference.programmes import all_programmes

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """\
examples:
  as in the documentation:
    python -m benchmarks.incentives
  a quick look at one programme:
    python -m benchmarks.incentives --only jp-jlox --cases 100000
  without the peer, which is installed into an environment of its own (out/openfisca) on first use:
    python -m benchmarks.incentives --no-peer
"""


def main(words: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.incentives",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5, help="the shortest of so many is shown")
    parser.add_argument("--only", nargs="+", metavar="PROGRAMME")
    parser.add_argument("--no-peer", action="store_true", help="without OpenFisca")
    call = parser.parse_args(words)
    programmes = {each.id: each for each in all_programmes()}
    unknown = sorted(set(call.only or ()) - set(programmes))
    if unknown or call.cases < 1 or call.repeats < 1:
        parser.error(f"no such programme: {', '.join(unknown)}" if unknown else "at least 1")
    print(machine.sentence(machine.describe()), flush=True)
    rules = [
        rule
        for rule in all_rules()
        if rule.programme in programmes and (not call.only or rule.programme in call.only)
    ]
    rows = []
    for rule in rules:
        rows.append(measured(programmes[rule.programme], rule, call.cases, call.repeats))
        print(f"{rule.programme} {rule.version}: {rows[-1].ratio:.2f}", file=sys.stderr)
    print(rows_table(rows, call.cases))
    if not call.only:
        print(uncovered(programmes.values(), rules))
    if not call.no_peer:
        print(openfisca.compared(programmes["gb-avec"], call.cases, call.repeats))
    return 1 if any(row.disagree for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
