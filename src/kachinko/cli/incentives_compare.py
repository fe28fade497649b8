"""`kachinko incentives compare`: budgets and programmes beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.budget_exchange import with_exchange
from kachinko.cli.console import verb_in_both
from kachinko.cli.incentives_case import asks_of_a_case, given_by, terms_by

if TYPE_CHECKING:
    from kachinko.cli.console import Console


@click.command(short_help="Budgets and programmes beside each other.")
@click.argument(
    "budget_paths", metavar="BUDGET...", type=click.Path(path_type=Path), nargs=-1, required=True
)
@click.option(
    "--currency", metavar="CODE", help="Show net amounts in this currency too, at shipped rates."
)
@asks_of_a_case
@verb_in_both
@with_exchange
def compare(
    console: Console, *, budget_paths: tuple[Path, ...], currency: str | None, **options: Any
) -> None:
    """Set budgets and programmes beside each other: amount, how sure, net, cash, limit.

    A programme is asked of every budget that has a line in its place. Exits 0, or 1 where a
    programme gives no amount, or a budget has no line in the place of any.
    """
    from kachinko.report.incentives.comparison import compared_document, comparison_rows
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.report.text_table import text_table
    from kachinko.service.budgets import table_of
    from kachinko.service.incentive_compare import compare_budgets

    words = IncentiveWords(console.lang)
    found = compare_budgets(
        budget_paths,
        options["names"],
        given_by(options),
        as_of=options["as_of"],
        exchange=table_of(options["exchange"], options["as_of"]),
        chart=options["chart"],
        terms=terms_by(options),
        currency=currency,
        lang=console.lang,
    )
    console.remark(found.remarks)
    console.answer(
        {
            "as_of": options["as_of"].isoformat(),
            "currency": currency,
            "rows": [compared_document(row) for row in found.rows],
            "left_out": list(found.left_out),
            "remarks": list(found.remarks),
        }
    )
    if found.rows:
        for line in text_table(comparison_rows(words, found.rows, currency), right=(3, 4, 5)):
            console.say(line)
        console.say(words("sum.apart"))
    for name in found.left_out:
        console.note(words("compare.nothing", budget=name))
    if found.left_out or any(row.estimate.status != "award" for row in found.rows):
        console.leave(1)
