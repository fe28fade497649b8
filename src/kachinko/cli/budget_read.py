"""`kachinko budget read`: check a budget, show what it comes to, turn it into another form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.amounts import count
from kachinko.cli.budget_exchange import with_exchange
from kachinko.cli.console import verb
from kachinko.cli.paths import PATH
from kachinko.report.budget.documents import read_document

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from kachinko.budget.totals import Sum, Totals
    from kachinko.cli.console import Console
    from kachinko.service.budgets import Exchange

LEVELS = {"above": "above the line", "below": "below the line", "post": "post-production"}


@click.command(short_help="Check a budget, show its totals, convert it.")
@click.argument("path", metavar="BUDGET", type=PATH)
@click.option("--chart", metavar="CHART", help="A chart of accounts: us-four-digit, gb or a file.")
@click.option("--currency", default="", metavar="CODE", help="Show totals in this currency.")
@click.option("--out", type=PATH, help="Write it as .yaml, .json, .xlsx or .csv.")
@click.option("--force", is_flag=True, help="Replace what stands at --out.")
@verb
@with_exchange
def read(
    console: Console, *, path: Path, chart: str | None, currency: str, out: Path | None,
    force: bool, exchange: Exchange,
) -> None:  # fmt: skip
    """Read BUDGET, check every line of it, and show what it comes to.

    A table of another program needs a chart, which says what its accounts are. Exits 0, or 2 with
    every fault at its cell.
    """
    from kachinko.service import budgets

    if currency and not known_currency(currency):
        raise click.UsageError(f"{currency!r} is no ISO 4217 currency code such as JPY.")
    found = budgets.read(path, chart=chart, exchange=exchange, currency=currency)
    written = budgets.write(found, out, force=force) if out is not None else None
    console.remark(found.remarks)
    console.answer(
        {
            **read_document(found.budget, found.totals),
            "file": str(written) if written else None,
            "remarks": list(found.remarks),
        }
    )
    console.say(f"{found.budget.name}: {count(len(found.budget.lines), 'line')}")
    for text in table(found.totals):
        console.say(text)
    if written:
        console.say(f"Written: {written}")


def known_currency(code: str) -> bool:
    """Whether a code is a currency's."""
    from babel.numbers import list_currencies

    return code in list_currencies()


def table(sums: Totals) -> list[str]:
    """The totals by level, and what rests on assumptions, as lines of a terminal."""
    rows = [(LEVELS.get(each.key, each.key), each) for each in sums.by["level"]]
    rows.append(("all", sums.all))
    rows += [("on assumptions", each) for each in sums.by["basis"] if each.key == "assumption"]
    width = max(len(name) for name, _ in rows) + 2
    return [f"  {name:{width}}{shown(each, sums.currency)}" for name, each in rows]


def shown(one: Sum, currency: str) -> str:
    """A sum in the reporting currency, and what it is made of where that is another."""
    amounts = [f"{code} {_plain(amount)}" for code, amount in sorted(one.amounts.items())]
    total = "not known" if one.reporting is None else f"{currency} {_plain(one.reporting)}"
    if list(one.amounts) in ([], [currency]):
        return total
    return f"{total}  ({' + '.join(amounts)})"


def _plain(amount: Fraction) -> str:
    return f"{round(amount):,}"
