"""`kachinko incentives reform`: what changes of a programme would do to a slate of titles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kachinko.cli.as_of import asked_as_of
from kachinko.cli.console import verb_in_both
from kachinko.cli.numbers import Whole
from kachinko.cli.paths import PATH

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kachinko.cli.console import Console


@click.command(short_help="What a reform would change for a slate of titles.")
@click.argument("base", metavar="PROGRAMME")
@click.argument("changes", metavar="CHANGE...", type=PATH, nargs=-1, required=True)
@click.option("--slate", "slate_path", type=PATH, required=True, help="Titles with their places.")
@click.option(
    "--under",
    type=PATH,
    multiple=True,
    help="Changes that hold before and after, such as rules carried on; may be given again.",
)
@click.option("--together", is_flag=True, help="Lay all changes over each other [else: each alone]")
@click.option(
    "--draws", type=Whole(min=1, max=1_000_000), default=10_000, show_default=True,
    help="How often chances are drawn.",
)  # fmt: skip
@click.option(
    "--seed", type=Whole(min=0, max=2**31 - 1), default=0, show_default=True,
    help="Seed of all random choices.",
)  # fmt: skip
@asked_as_of
@verb_in_both
def reform(
    console: Console,
    *,
    base: str,
    changes: tuple[Path, ...],
    slate_path: Path,
    under: tuple[Path, ...],
    together: bool,
    draws: int,
    seed: int,
    as_of: date,
) -> None:
    """Say which titles of a slate would choose the place of PROGRAMME before and after a CHANGE.

    With what they would spend there, what it costs the treasury, and spend per unit of that. A
    CHANGE is a file (schema kachinko-reform/1) that is laid over the programme.

      kachinko incentives reform jp-jlox higher-cap.yaml --slate slate.yaml
    """
    from kachinko.report.incentives.reform_lines import reform_lines
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.service.incentive_reform import try_reforms

    found = try_reforms(
        base,
        changes,
        slate_path,
        as_of=as_of,
        under=under,
        together=together,
        seed=seed,
        draws=draws,
    )
    console.answer({"effects": [json.loads(each.model_dump_json(by_alias=True)) for each in found]})
    for line in reform_lines(IncentiveWords(console.lang), found):
        console.say(line)
