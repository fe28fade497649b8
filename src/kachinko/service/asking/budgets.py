"""Budgets that are sent: read and converted, costed, spread over their months."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from kachinko.model.base import Record, Text
from kachinko.model.money import Currency
from kachinko.model.share import Share
from kachinko.model.span import Day
from kachinko.service.jobs.document import Document, lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.service.budgets import Exchange

Change = Annotated[Decimal, Field(gt=-1, le=100)]
Interest = Annotated[Decimal, Field(gt=-1, le=10)]
Chart = Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,40}$")]
LONGEST_DAYS = 365 * 30


class ExchangeAsked(Record):
    """Which exchange rates to go by; nothing said: the shipped ones."""

    rates: Document | None = Field(default=None, description="Of your own; they replace ours.")
    stress: dict[Currency, Change] = Field(
        default={}, max_length=50, description="Dearer (0.10) or cheaper (-0.10) by a share."
    )
    forward: dict[Currency, Interest] = Field(
        default={}, max_length=50, description="Yearly interest: rates by interest parity."
    )
    spot: Day | None = Field(default=None, description="The day that `forward` begins from.")
    until: Day | None = Field(default=None, description="The last day that it works out.")

    @model_validator(mode="after")
    def _forward_has_days(self) -> ExchangeAsked:
        if self.forward and (self.spot is None or self.until is None):
            raise ValueError("forward needs spot and until")
        if self.spot and self.until and not 0 <= (self.until - self.spot).days <= LONGEST_DAYS:
            raise ValueError("until lies after spot, by at most 30 years")
        return self

    def laid_out(self, folder: Path) -> Exchange:
        """The same, with the rates as a file."""
        from kachinko.service.budgets import Exchange

        rates = () if self.rates is None else (self.rates,)
        files = lay_out(rates, folder / "rates")
        return Exchange(
            files[0] if files else None,
            tuple(self.stress.items()),
            tuple(self.forward.items()),
            self.spot,
            self.until,
        )


class BudgetAsked(Record):
    """A budget, and how to read it."""

    budget: Document = Field(description="YAML, JSON, Excel or CSV, or a budget of Movie Magic.")
    chart: Chart | None = Field(default=None, description="us-four-digit, gb …: of a table.")
    chart_file: Document | None = Field(default=None, description="A chart of your own.")
    currency: Currency | None = Field(default=None, description="Totals in this currency.")
    exchange: ExchangeAsked = ExchangeAsked()

    @model_validator(mode="after")
    def _one_chart(self) -> BudgetAsked:
        if self.chart is not None and self.chart_file is not None:
            raise ValueError("a budget has one chart")
        return self

    def chart_in(self, folder: Path) -> str | None:
        """The chart by its name or file."""
        if self.chart_file is None:
            return self.chart
        return str(lay_out([self.chart_file], folder / "chart")[0])


class ReadAsked(BudgetAsked):
    """A budget to be checked and added up."""

    form: Literal["yaml", "json", "xlsx", "csv"] | None = Field(
        default=None, description="Give it back in this form too."
    )


class CostAsked(Record):
    """A scope to be costed at the place of each rate card."""

    scope: Document
    rates: tuple[Document, ...] = Field(min_length=1, max_length=50, description="Rate cards.")
    assume: tuple[Document, ...] = Field(
        default=(), max_length=50, description="Rates to assume where a card has none."
    )
    project: Document | None = Field(
        default=None, description="The project whose agreements give stage rents."
    )
    exchange: ExchangeAsked = ExchangeAsked()
    files: bool = Field(default=False, description="Give the budgets back as YAML and Excel.")


class CashAsked(BudgetAsked):
    """A budget to be spread over its months."""

    estimates: tuple[Document, ...] = Field(
        default=(), max_length=50, description="Estimates of incentives, whose receipts come in."
    )
    interest: Share | None = Field(default=None, description="Yearly rate of borrowed money.")
    holidays: Text = Field(default="", max_length=20, description="Of JP, CA-BC …; empty: none.")


def read(asked: ReadAsked, folder: Path) -> dict[str, Any]:
    """What a budget comes to; with a form, the budget in it."""
    from kachinko.report.budget.documents import read_document
    from kachinko.service import budgets

    (path,) = lay_out([asked.budget], folder / "budget")
    found = budgets.read(
        path,
        chart=asked.chart_in(folder),
        exchange=asked.exchange.laid_out(folder),
        currency=asked.currency or "",
    )
    files = []
    if asked.form is not None:
        made = folder / "made" / f"{path.stem}.{asked.form}"
        files.append(Document.of_file(budgets.write(found, made, force=False)))
    return {
        **read_document(found.budget, found.totals),
        "remarks": list(found.remarks),
        "files": [each.model_dump(mode="json") for each in files],
    }


def cost(asked: CostAsked, folder: Path) -> dict[str, Any]:
    """What a scope costs at each place."""
    from kachinko.report.budget.documents import costed_document
    from kachinko.service import budgets

    (scope_path,) = lay_out([asked.scope], folder / "scope")
    project = () if asked.project is None else (asked.project,)
    projects = lay_out(project, folder / "project")
    out = folder / "made" if asked.files else None
    scope, costed = budgets.cost(
        scope_path,
        lay_out(asked.rates, folder / "cards"),
        assume=lay_out(asked.assume, folder / "assumed"),
        exchange=asked.exchange.laid_out(folder),
        project=projects[0] if projects else None,
        out=out,
    )
    remarks = [text for each in costed for text in (*each.costing.remarks, *each.totals.remarks)]
    files = [Document.of_file(path) for each in costed for path in each.files]
    return {
        "name": scope.name,
        "currency": scope.currency,
        "places": [costed_document(each.costing, each.totals) for each in costed],
        "remarks": list(dict.fromkeys(remarks)),
        "files": [each.model_dump(mode="json") for each in files],
    }


def cash(asked: CashAsked, folder: Path) -> dict[str, Any]:
    """What is spent in which month, and when an incentive comes."""
    from kachinko.report.budget.documents import cash_document
    from kachinko.service.budget_cash import cash as cash_of

    (path,) = lay_out([asked.budget], folder / "budget")
    budget, flow = cash_of(
        path,
        chart=asked.chart_in(folder),
        exchange=asked.exchange.laid_out(folder),
        estimates=lay_out(asked.estimates, folder / "estimates"),
        interest=asked.interest,
        holidays=asked.holidays,
        currency=asked.currency or "",
    )
    return cash_document(budget.name, flow)
