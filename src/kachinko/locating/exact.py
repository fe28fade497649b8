"""What a title costs at a place after its incentives, exactly, and under a what-if."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.locating.awards import awards_of
from kachinko.locating.chance import Chance, Part, chance_of, with_parts
from kachinko.locating.rates import moved
from kachinko.locating.wait import Payment, payments_of, worth_now
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kachinko.locating.case import Candidate, Question
    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Estimate
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Programme


@dataclass(frozen=True)
class WhatIf:
    """How the world differs from what the files say."""

    worth: Mapping[str, Fraction] = field(default_factory=dict)
    """How many times its table value a currency is worth, against all others."""
    price: Mapping[str, Decimal] = field(default_factory=dict)
    """Factor on all lines of a place's budget, by place."""
    chances: Mapping[str, Mapping[Part, Fraction]] = field(default_factory=dict)
    """Parts of the chance of a programme, wherever it is asked."""


AS_IT_IS = WhatIf()


@dataclass(frozen=True)
class Award:
    """One programme's award in the currency of the comparison, and what of it is counted."""

    programme: Programme
    estimate: Estimate
    factor: Fraction
    """What a unit of the programme's currency is in the comparison's."""
    award: Fraction
    """Gross; 0 where there is none or none is known."""
    net: Fraction
    """Less tax and fees, as far as they are known."""
    chance: Chance
    payments: tuple[Payment, ...]
    worth: Fraction
    """What a unit of the net award is worth at the start of photography."""

    @property
    def counted(self) -> Fraction:
        """The share of the gross award that is counted."""
        return self.award * self.chance.weight

    @property
    def off(self) -> Fraction:
        """Tax and fees on what is counted."""
        return (self.award - self.net) * self.chance.weight

    @property
    def waiting(self) -> Fraction:
        """What waiting for the counted net award costs."""
        return self.net * self.chance.weight * (1 - self.worth)

    @property
    def value(self) -> Fraction:
        """What it takes off the cost: counted, after tax and fees, and when it comes."""
        return self.net * self.chance.weight * self.worth


@dataclass(frozen=True)
class Priced:
    """A place with everything that makes its net cost."""

    candidate: Candidate
    gross: Fraction
    awards: tuple[Award, ...]

    @property
    def net(self) -> Fraction:
        """The gross cost less what the awards count for: by this the places are ranked."""
        return self.gross - sum((award.value for award in self.awards), Fraction(0))


class Pricer:
    """Prices the places of one question; the same what-if is worked out once."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._tables: dict[tuple[tuple[str, Fraction], ...], ExchangeTable] = {}
        self._granted: dict[object, tuple[Fraction, dict[str, Estimate]]] = {}

    def price(self, candidate: Candidate, what_if: WhatIf = AS_IT_IS) -> Priced:
        """Work a place out.

        Raises
        ------
        InputError
            When a rate of exchange that is needed is not known.
        """
        table = self._table(what_if.worth)
        gross, estimates = self._granting(candidate, what_if, table)
        start = self.question.start_at(candidate)
        done = self.question.done_at(candidate)
        awards = []
        for programme in candidate.programmes:
            estimate = estimates[programme.id]
            risk = candidate.risk(programme.id)
            chance = with_parts(
                chance_of(estimate.kind, risk), what_if.chances.get(programme.id, {})
            )
            factor = self._factor(table, programme.currency, start)
            award = Fraction(estimate.award or 0)
            payments = payments_of(estimate.receipts, start, done)
            awards.append(
                Award(
                    programme=programme,
                    estimate=estimate,
                    factor=factor,
                    award=award * factor,
                    net=net_of(estimate) * factor,
                    chance=chance,
                    payments=payments,
                    worth=worth_now(payments, self.question.location.discount, chance.delay_days),
                )
            )
        return Priced(candidate, gross, tuple(awards))

    def gross(self, candidate: Candidate, table: ExchangeTable, price: Decimal) -> Fraction:
        """The sum of all lines in the currency of the comparison."""
        want = self.question.currency
        total = Fraction(0)
        for line in candidate.budget.lines:
            day = self.question.day_of(candidate, line)
            total += Fraction(line.amount) * self._factor(table, line.currency, day, want)
        return total * Fraction(price)

    def _granting(
        self, candidate: Candidate, what_if: WhatIf, table: ExchangeTable
    ) -> tuple[Fraction, dict[str, Estimate]]:
        price = what_if.price.get(candidate.choice.id, Decimal(1))
        key = (candidate.choice.id, price, self._moves(what_if.worth))
        if key not in self._granted:
            budget = at_price(candidate.budget, price)
            estimates = awards_of(
                candidate.programmes, budget, as_of=self.question.as_of, exchange=table
            )
            self._granted[key] = (self.gross(candidate, table, price), estimates)
        return self._granted[key]

    def _moves(self, worth: Mapping[str, Fraction]) -> tuple[tuple[str, Fraction], ...]:
        return tuple(sorted((name, factor) for name, factor in worth.items() if factor != 1))

    def _table(self, worth: Mapping[str, Fraction]) -> ExchangeTable:
        key = self._moves(worth)
        if key not in self._tables:
            self._tables[key] = moved(self.question.exchange, worth)
        return self._tables[key]

    def _factor(
        self, table: ExchangeTable, have: str, day: object, want: str | None = None
    ) -> Fraction:
        want = want or self.question.currency
        factor = table.factor(have, want, day)  # type: ignore[arg-type]
        if factor is None:
            what = f"no rate of {have} to {want} is known for {day}"
            raise InputError("exchange rates", [Fault("fx", what, "a rate in the table of rates")])
        return factor


def net_of(estimate: Estimate) -> Fraction:
    """The award less tax and fees; where the tax was not read, less what is known."""
    if estimate.award is None:
        return Fraction(0)
    if estimate.net_of_tax is not None:
        return Fraction(estimate.net_of_tax)
    off = Fraction(estimate.tax or 0) + Fraction(estimate.fees or 0)
    return max(Fraction(0), Fraction(estimate.award) - off)


def at_price(budget: Budget, price: Decimal) -> Budget:
    """The budget with every line times a factor."""
    if price == 1:
        return budget
    lines = tuple(line.model_copy(update={"amount": line.amount * price}) for line in budget.lines)
    return budget.model_copy(update={"lines": lines})
