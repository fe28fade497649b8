"""The command `kachinko`: finds the verb, runs it, and turns errors into exit codes."""

from __future__ import annotations

import importlib
import sys
from itertools import pairwise

import click

from kachinko.cli.console import complain
from kachinko.compiling import leave

VERBS = {
    "new": "Write a project template that explains itself (YAML folder or Excel workbook).",
    "convert": "Convert a project between YAML and Excel, without loss.",
    "plan": "Decide which set stands on which stage and when; write plan, workbook, report.",
    "sweep": "Plan many scenarios of a slate, here or on a cluster, and compare them.",
    "stress": "Draw durations at random: how likely a plan keeps its dates, where delay spreads.",
    "frontier": "Bound how many titles a year the stages carry, and what would change it.",
    "repair": "Make a plan hold again after changes, moving as little as can be.",
    "locate": "Compare the places where a title could be made: net cost, risk, what flips it.",
    "explain": "Say why titles are left out, and the cheapest changes that would admit them.",
    "shoot": "From a script to a shooting order: breakdown, board, documents, comparison.",
    "budget": "What a title costs at each place, line by line, and in which month.",
    "incentives": "What incentive programmes would pay, clause by clause, and when.",
    "check": "Check a plan against its project, day by day, without the planner.",
    "avails": "Find stages and days that could be had, and who is in the way.",
    "hold": "Hold a stage for days, at the rank that is free, or book it.",
    "challenge": "Ask every better hold to confirm or release, by the clock.",
    "confirm": "Make a first hold firm.",
    "release": "Give a hold back.",
    "holds": "List holds and bookings; a week's sheet, a workbook, a calendar.",
    "ledger": "Keep the ledger: stages, policies, plans applied, trail, checks, copies.",
    "serve": "Serve ledger, projects and long work over HTTP, for one person or a team.",
    "account": "Accounts of a server: organisations, studios, people, roles, tokens.",
    "facts": "List the shipped facts about stages, agreements and claims, with sources.",
    "schema": "Print the JSON Schema of projects, plans, shootings or boards.",
}
"""The verbs with their one-line help; each lives in the module of its name."""


class LazyVerbs(click.Group):
    """Loads a verb's module only when that verb is called, so that --help answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the verbs in the order in which people meet them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Import the verb's module and hand over its command."""
        if name not in VERBS:
            return None
        module = importlib.import_module(f"kachinko.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing any of them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=LazyVerbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kachinko", prog_name="kachinko")
def kachinko() -> None:
    """Plan physical production: which set stands on which stage, and when, with proof.

    Begin with "kachinko new mystudio", fill it in, then "kachinko plan mystudio --out out".
    Every verb takes --json, --quiet and --lang, and exits 0 when done, 1 when the answer is
    no, 2 when the input or the call is wrong, 130 when interrupted.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = kachinko.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except KeyboardInterrupt:
        code = 130
    except Exception as error:
        words = sys.argv[1:]
        lang = "ja" if "--lang=ja" in words or ("--lang", "ja") in pairwise(words) else "en"
        code = complain(error, as_json="--json" in words, lang=lang)
    leave(code if isinstance(code, int) else 0)
