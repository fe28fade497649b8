"""The same net cost over many cases at once, in float64 arrays.

What the exact model counted of each line is split by the line's currency; a case moves the
currencies and the price, and the programme's clauses are worked out anew over all cases. Limits on
single lines or people stay, in proportion, what they were: the exact model, which counts them
anew, has the last word wherever an answer is told.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kachinko.locating.awards import many_awards, order_of, without_tax

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from kachinko.locating.case import Question
    from kachinko.locating.exact import Award, Priced

    Floats = NDArray[np.float64]
    Cases = Floats | float


class FastPlace:
    """One place, priced over many cases."""

    def __init__(self, question: Question, base: Priced) -> None:
        self.question = question
        self.base = base
        candidate = base.candidate
        self._gross: dict[str, float] = defaultdict(float)
        for line in candidate.budget.lines:
            day = question.day_of(candidate, line)
            factor = question.exchange.factor(line.currency, question.currency, day)
            assert factor is not None  # the exact model has asked already
            self._gross[line.currency] += float(line.amount) * float(factor)
        self.currencies = {
            *self._gross,
            *(programme.currency for programme in candidate.programmes),
        }
        currency_of = {line.id: line.currency for line in candidate.budget.lines}
        self._measures = {
            award.programme.id: _by_currency(award, currency_of) for award in base.awards
        }
        estimates = {award.programme.id: award.estimate for award in base.awards}
        self._order = [
            without_tax(each) if estimates[each.id].net_of_tax is None else each
            for each in order_of(candidate.programmes, candidate.budget, question.as_of)
        ]

    def gross(self, worth: Mapping[str, Cases], price: Cases) -> Cases:
        """The sum of all lines."""
        total: Cases = 0.0
        for currency, amount in self._gross.items():
            total = total + amount * self._worth(currency, worth)
        return total * price

    @property
    def gross_by_currency(self) -> dict[str, float]:
        """The lines by their currency, in the currency of the comparison."""
        return dict(self._gross)

    @property
    def award_currencies(self) -> list[str]:
        """All currencies that an award here follows, those of its programmes among them."""
        counted = {c for parts in self._measures.values() for part in parts.values() for c in part}
        paid = {programme.currency for programme in self.base.candidate.programmes}
        amount = {each: -abs(self._gross.get(each, 0.0)) for each in counted | paid}
        return sorted(amount, key=lambda each: (amount[each], each))

    def awards(self, worth: Mapping[str, Cases], price: Cases) -> dict[str, Cases]:
        """Each programme's award after tax and fees, in the currency of the comparison."""
        paid = self.awards_paid(worth, price)
        return {
            award.programme.id: paid[award.programme.id]
            * float(award.factor)
            * self._worth(award.programme.currency, worth)
            for award in self.base.awards
        }

    def awards_paid(self, worth: Mapping[str, Cases], price: Cases) -> dict[str, Cases]:
        """Each programme's award after tax and fees, in its own currency."""
        granted: dict[str, tuple[str, Cases]] = {}
        nets: dict[str, Cases] = {}
        for programme in self._order:
            name, currency = programme.id, programme.currency
            gross, nets[name] = many_awards(
                programme,
                self.base.candidate.budget,
                as_of=self.question.as_of,
                measures={
                    measure: self._measure(parts, currency, worth, price)
                    for measure, parts in self._measures[name].items()
                },
                awards={
                    other: self._changed(amount, have, currency, worth)
                    for other, (have, amount) in granted.items()
                },
            )
            granted[name] = currency, gross
        return nets

    def _measure(
        self, parts: Mapping[str, float], currency: str, worth: Mapping[str, Cases], price: Cases
    ) -> Cases:
        """A measure in the programme's currency: foreign lines move with their rate."""
        total: Cases = 0.0
        for each, amount in parts.items():
            if each == currency:
                total = total + amount
            else:
                total = total + amount * (worth.get(each, 1.0) / worth.get(currency, 1.0))
        return total * price

    def _changed(self, amount: Cases, have: str, want: str, worth: Mapping[str, Cases]) -> Cases:
        """An amount in another currency, at the rate of the start of photography."""
        if have == want:
            return amount
        start = self.question.start_at(self.base.candidate)
        factor = self.question.exchange.factor(have, want, start)
        assert factor is not None  # the exact model has asked already
        return amount * float(factor) * (worth.get(have, 1.0) / worth.get(want, 1.0))

    def _worth(self, currency: str, worth: Mapping[str, Cases]) -> Cases:
        want = self.question.currency
        if currency == want:
            return 1.0
        return worth.get(currency, 1.0) / worth.get(want, 1.0)


def _by_currency(award: Award, currency_of: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """What is counted in each measure, in the programme's currency, by the lines' currency."""
    parts: dict[str, dict[str, float]] = {measure.id: {} for measure in award.programme.measures}
    for count in award.estimate.lines:
        currency = currency_of[count.line]
        into = parts[count.measure]
        into[currency] = into.get(currency, 0.0) + float(count.counted)
    return parts
