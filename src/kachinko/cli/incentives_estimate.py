"""`kachinko incentives estimate`: what programmes would pay for a budget, or for amounts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.budget_exchange import with_exchange
from kachinko.cli.console import verb_in_both
from kachinko.cli.incentives_case import asks_of_a_case, given_by, terms_by
from kachinko.cli.pairs import Pair

if TYPE_CHECKING:
    from kachinko.cli.console import Console


@click.command(short_help="What programmes would pay, with every step.")
@click.argument("budget_path", metavar="[BUDGET]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--amount", "amounts", type=Pair(), multiple=True,
    help="An amount instead of a budget, as measure=amount or programme:measure=amount.",
)  # fmt: skip
@click.option(
    "--award", "awards", type=Pair(), multiple=True,
    help="Award of a programme that is not asked here and comes off first, as id=amount.",
)  # fmt: skip
@click.option("--trace", is_flag=True, help="Show every step.")
@click.option("--lines", "by_line", is_flag=True, help="Show which lines of the budget count.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for incentives.html and incentives.xlsx.",
)
@asks_of_a_case
@verb_in_both
@with_exchange
def estimate(
    console: Console,
    *,
    budget_path: Path | None,
    trace: bool,
    by_line: bool,
    out: Path | None,
    **options: Any,
) -> None:
    """Say what programmes would pay for BUDGET, when, how sure that is, and what limits it.

    BUDGET is a file of lines (.yaml, .json, .xlsx, .csv, .xml). Without one, or with '-', the
    amounts are given by --amount.

    Exits 0 when every programme gives an amount, 1 when one refuses, is not known, or lacks an
    answer or a date; 2 when the input or the call is wrong.

      kachinko incentives estimate --programme jp-jlox --amount direct=2400000000
    """
    from kachinko.report.incentives.lines import (
        counted_lines,
        estimate_lines,
        split_lines,
        trace_lines,
    )
    from kachinko.report.incentives.summary import split
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.service.budgets import table_of
    from kachinko.service.incentive_estimates import estimate_case, write_documents

    from_amounts = budget_path is None or str(budget_path) == "-"
    done = estimate_case(
        None if from_amounts else budget_path,
        options["names"],
        given_by(options),
        as_of=options["as_of"],
        exchange=table_of(options["exchange"], options["as_of"]),
        chart=options["chart"],
        terms=terms_by(options),
        lang=console.lang,
    )
    files = write_documents(done, out, console.lang) if out else []
    words = IncentiveWords(console.lang)
    console.remark(done.remarks)
    console.answer(
        {
            "case": done.name,
            "as_of": options["as_of"].isoformat(),
            "estimates": [
                json.loads(each.model_dump_json(by_alias=True)) for each in done.estimates
            ],
            "split": split(done.estimates, done.exclusive).as_dict(),
            "remarks": list(done.remarks),
            "files": [str(path) for path in files],
        }
    )
    for at, each in enumerate(done.estimates):
        if at:
            console.say()
        for line in estimate_lines(words, each):
            console.say(line)
        for line in counted_lines(words, each, done.lines) if by_line else ():
            console.say(line)
        for line in trace_lines(words, each) if trace else ():
            console.say(line)
    if len(done.estimates) > 1:
        console.say()
        for line in split_lines(words, done.estimates, done.exclusive):
            console.say(line)
    if files:
        console.say(words("written", files=", ".join(str(path) for path in files)))
    if any(each.status != "award" for each in done.estimates):
        console.leave(1)
