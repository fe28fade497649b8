"""`kachinko budget cost`: one scope at several places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.amounts import count, money
from kachinko.cli.budget_exchange import with_exchange
from kachinko.cli.budget_read import shown, table
from kachinko.cli.console import verb
from kachinko.cli.paths import PATH
from kachinko.report.budget.documents import costed_document

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.cli.console import Console
    from kachinko.service.budgets import Costed, Exchange


@click.command(short_help="Cost a scope at the place of each rate card.")
@click.argument("scope_path", metavar="SCOPE", type=PATH)
@click.option("--rates", "cards", type=PATH, multiple=True, required=True, help="A rate card.")
@click.option("--assume", type=PATH, multiple=True, help="Rates to assume where a card has none.")
@click.option("--project", type=PATH, help="The project whose agreements give stage rents.")
@click.option("--out", type=PATH, help="Write a .yaml and a .xlsx for each place to this folder.")
@click.option("--force", is_flag=True, help="Replace files that stand there.")
@verb
@with_exchange
def cost(
    console: Console, *, scope_path: Path, cards: tuple[Path, ...], assume: tuple[Path, ...],
    project: Path | None, out: Path | None, force: bool, exchange: Exchange,
) -> None:  # fmt: skip
    """Cost SCOPE, which counts what a title needs, at the place of each rate card.

    A rate that a card lacks is asked for, all of them at once, unless a file of assumptions has
    it; lines made from assumptions are marked. Exits 0, or 2 where rates are missing.
    """
    from kachinko.service import budgets

    scope, costed = budgets.cost(
        scope_path, cards, assume=assume, exchange=exchange, project=project, out=out, force=force
    )
    remarks = [text for each in costed for text in (*each.costing.remarks, *each.totals.remarks)]
    console.remark(dict.fromkeys(remarks))
    console.answer(
        {
            "name": scope.name,
            "currency": scope.currency,
            "places": [
                {
                    **costed_document(each.costing, each.totals),
                    "files": [str(path) for path in each.files],
                }
                for each in costed
            ],
            "remarks": remarks,
        }
    )
    console.say(f"{scope.name}, in {scope.currency}")
    for each in costed:
        _say(console, each)


def _say(console: Console, each: Costed) -> None:
    costing, sums = each.costing, each.totals
    lines = count(len(costing.budget.lines), "line")
    assumed = f"{len(costing.assumed)} of {lines} on assumptions"
    console.say(f"{costing.card.name}: {shown(sums.all, sums.currency)}; {assumed}")
    for text in table(sums)[:-1]:
        if not text.strip().startswith("all "):
            console.say(text)
    for currency, amount in costing.paid_anyway.items():
        console.say(f"  of it paid anyway by agreement: {money(currency, amount)}")
    for path in each.files:
        console.say(f"  {path}")
