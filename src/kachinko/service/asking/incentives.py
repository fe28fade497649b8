"""Incentives of budgets that are sent; what a reform would do; a programme's own examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from kachinko.model.base import Count, Record
from kachinko.model.money import Currency
from kachinko.model.share import Share
from kachinko.model.span import Day
from kachinko.service.asking.budgets import Chart, ExchangeAsked
from kachinko.service.jobs.document import Document, lay_out

if TYPE_CHECKING:
    from kachinko.model.terms import Terms
    from kachinko.service.incentive_cases import Given

ProgrammeName = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]
"""An id or a place; a programme of one's own is sent."""
Key = Annotated[str, Field(min_length=1, max_length=200)]
Said = Annotated[str, Field(max_length=2_000)]


class ProgrammesAsked(Record):
    """The programmes that are asked about."""

    programmes: tuple[ProgrammeName, ...] = Field(default=(), max_length=100)
    sent: tuple[Document, ...] = Field(
        default=(), max_length=20, description="Programmes of one's own, as files."
    )

    @model_validator(mode="after")
    def _names_some(self) -> ProgrammesAsked:
        if not self.programmes and not self.sent:
            raise ValueError("a programme is named or sent")
        return self

    def named(self, folder: Path) -> tuple[str, ...]:
        """The names of all, by which a use case finds them."""
        files = lay_out(self.sent, folder / "programmes")
        return (*self.programmes, *(str(path) for path in files))


class ComparedAsked(ProgrammesAsked):
    """Budgets to be set beside programmes."""

    budgets: tuple[Document, ...] = Field(min_length=1, max_length=50)
    chart: Chart | None = None
    facts: dict[Key, Said] = Field(default={}, max_length=500, description="Answers to questions.")
    dates: dict[Key, Said] = Field(default={}, max_length=100, description="Of the production.")
    currency: Currency | None = Field(default=None, description="Net amounts in this one too.")
    discount: Share | None = Field(default=None, description="Yearly rate of present values.")
    advance: Share | None = Field(default=None, description="Share that a lender advances.")
    interest: Share | None = Field(default=None, description="Yearly, on the advance.")
    lender_fee: Share | None = Field(default=None, description="A share of the advance.")
    exchange: ExchangeAsked = ExchangeAsked()
    as_of: Day | None = Field(default=None, description="Only what was known by then.")
    lang: Literal["en", "ja"] = "en"

    @model_validator(mode="after")
    def _whole_terms(self) -> ComparedAsked:
        if (self.advance is None) != (self.interest is None):
            raise ValueError("advance and interest go together")
        if self.lender_fee is not None and self.advance is None:
            raise ValueError("lender_fee goes with advance and interest")
        return self

    @property
    def terms(self) -> Terms | None:
        """The rates for late money; None where none was given."""
        from kachinko.model.terms import Terms

        if self.discount is None and self.advance is None:
            return None
        return Terms(
            discount_rate=self.discount,
            advance_share=self.advance,
            interest_rate=self.interest,
            fee_share=self.lender_fee or 0,
        )

    @property
    def given(self) -> Given:
        """What was said of the case."""
        from kachinko.service.incentive_cases import Given

        return Given(
            amounts=(), facts=tuple(self.facts.items()), dates=tuple(self.dates.items()), awards=()
        )


class ReformAsked(Record):
    """A programme, what would change in it, and the titles that choose a place."""

    programme: ProgrammeName | None = None
    sent: Document | None = Field(default=None, description="A programme of one's own instead.")
    changes: tuple[Document, ...] = Field(
        min_length=1, max_length=20, description="Reforms (kachinko-reform/1)."
    )
    slate: Document = Field(description="Titles with their places.")
    under: tuple[Document, ...] = Field(
        default=(), max_length=20, description="Changes that hold before and after."
    )
    together: bool = Field(default=False, description="Lay all changes over each other.")
    draws: Annotated[Count, Field(ge=1, le=200_000)] = 10_000
    seed: Annotated[Count, Field(ge=0, le=2**31 - 1)] = 0
    as_of: Day | None = None
    lang: Literal["en", "ja"] = "en"

    @model_validator(mode="after")
    def _names_one(self) -> ReformAsked:
        if (self.programme is None) == (self.sent is None):
            raise ValueError("one programme is named or sent")
        return self


class ExamplesAsked(Record):
    """A programme whose worked examples are run."""

    programme: Document


def compare(asked: ComparedAsked, folder: Path, today: Day) -> dict[str, Any]:
    """What each programme would pay for each budget."""
    from kachinko.report.incentives.comparison import compared_document
    from kachinko.service.budgets import table_of
    from kachinko.service.incentive_compare import compare_budgets

    as_of = asked.as_of or today
    found = compare_budgets(
        lay_out(asked.budgets, folder / "budgets"),
        asked.named(folder),
        asked.given,
        as_of=as_of,
        exchange=table_of(asked.exchange.laid_out(folder), as_of),
        chart=asked.chart,
        terms=asked.terms,
        currency=asked.currency,
        lang=asked.lang,
    )
    return {
        "as_of": as_of.isoformat(),
        "currency": asked.currency,
        "rows": [compared_document(row) for row in found.rows],
        "left_out": [Path(each).name for each in found.left_out],
        "remarks": list(found.remarks),
    }


def reform(asked: ReformAsked, folder: Path, today: Day) -> dict[str, Any]:
    """Which titles would choose the place before and after, and what it costs the treasury."""
    from kachinko.report.incentives.reform_lines import reform_lines
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.service.incentive_reform import try_reforms

    base = lay_out(() if asked.sent is None else (asked.sent,), folder / "programme")
    found = try_reforms(
        str(base[0]) if base else str(asked.programme),
        lay_out(asked.changes, folder / "changes"),
        lay_out([asked.slate], folder / "slate")[0],
        as_of=asked.as_of or today,
        under=lay_out(asked.under, folder / "under"),
        together=asked.together,
        seed=asked.seed,
        draws=asked.draws,
    )
    return {
        "effects": [json.loads(each.model_dump_json(by_alias=True)) for each in found],
        "lines": list(reform_lines(IncentiveWords(asked.lang), found)),
    }


def examples(asked: ExamplesAsked, folder: Path) -> dict[str, Any]:
    """What a programme's worked examples expect, and what they get."""
    from kachinko.report.incentives.example_rows import examples_document
    from kachinko.service.incentives import run_examples_of

    (path,) = lay_out([asked.programme], folder / "programme")
    return examples_document(*run_examples_of(path))
