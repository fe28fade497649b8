"""`kachinko budget cash`: what is spent in which month, and when an incentive comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.budget_exchange import with_exchange
from kachinko.cli.budget_read import known_currency
from kachinko.cli.console import verb
from kachinko.cli.paths import PATH
from kachinko.cli.shares import YearlyRate
from kachinko.report.budget.documents import cash_document

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from kachinko.cli.console import Console
    from kachinko.service.budgets import Exchange


@click.command(short_help="Spread a budget over its months.")
@click.argument("path", metavar="BUDGET", type=PATH)
@click.option("--chart", metavar="CHART", help="A chart of accounts: us-four-digit, gb or a file.")
@click.option(
    "--estimate",
    "estimates",
    type=PATH,
    multiple=True,
    help="An estimate of an incentive (JSON or YAML), whose receipts come in.",
)
@click.option("--interest", type=YearlyRate(), help="Yearly rate of borrowed money: 0.08 for 8 %.")
@click.option("--holidays", default="", metavar="CODE", help="Spend on working days of JP, CA-BC …")
@click.option("--currency", default="", metavar="CODE", help="In this currency.")
@verb
@with_exchange
def cash(
    console: Console, *, path: Path, chart: str | None, estimates: tuple[Path, ...],
    interest: Decimal | None, holidays: str, currency: str, exchange: Exchange,
) -> None:  # fmt: skip
    """Spread BUDGET over its months, with what incentives pay and what waiting for it costs.

    Lines go evenly over their days. Receipts come at their earliest in one curve and at their
    latest in the other. Exits 0, or 2 when a file cannot be used.
    """
    from kachinko.service.budget_cash import cash as cash_of

    if currency and not known_currency(currency):
        raise click.UsageError(f"{currency!r} is no ISO 4217 currency code such as JPY.")
    budget, flow = cash_of(
        path, chart=chart, exchange=exchange, estimates=estimates, interest=interest,
        holidays=holidays, currency=currency,
    )  # fmt: skip
    console.remark(flow.remarks)
    console.answer(cash_document(budget.name, flow))
    console.say(f"{budget.name}, in {flow.currency}")
    console.say(f"{'month':8}{'spend':>18}{'receipts':>36}{'out at its end':>36}")
    console.say(f"{'':26}{'earliest':>18}{'latest':>18}{'earliest':>18}{'latest':>18}")
    for month in flow.months:
        figures = (
            month.spend_reporting, month.earliest, month.latest,
            month.funding_earliest, month.funding_latest,
        )  # fmt: skip
        console.say(f"{month.first:%Y-%m} " + "".join(f"{round(each):>18,}" for each in figures))
    console.say(f"{'all':8}{round(flow.total):>18,}")
    for name, funding in (("earliest", flow.earliest), ("latest", flow.latest)):
        peak = f"{funding.peak_month:%Y-%m}" if funding.peak_month else "never"
        most = f"{flow.currency} {round(funding.peak):,}"
        text = f"Receipts at their {name}: at most {most} is out ({peak})"
        if interest is not None:
            text += (
                f"; interest {flow.currency} {round(funding.interest):,}, of it "
                f"{round(funding.waiting):,} for waiting after the last spend"
            )
        console.say(text + ".")
