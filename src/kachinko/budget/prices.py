"""The price of a unit at a place: from its card, from a marked assumption, or asked for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.agreement import Agreement
    from kachinko.model.rate_card import CardRate, RateCard
    from kachinko.model.scope import Scope, ScopeItem, ScopeUnit

UNITS: dict[ScopeUnit, str] = {
    "hour": "hours", "day": "days", "week": "weeks", "month": "months", "m2": "m²",
    "m2_day": "m² days", "stage_day": "stage days", "night": "nights", "flight": "flights",
    "piece": "pieces", "episode": "episodes", "shot": "shots", "minute": "minutes", "lump": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit costs, and how sure that is."""

    amount: Fraction
    currency: str
    assumed: bool
    says: str
    """Basis, source and note, for the line."""
    paid_anyway: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A rate that a scope needs and nobody gives."""

    place: str
    rate: str
    unit: ScopeUnit
    needed_for: str
    why: str = ""

    def __str__(self) -> str:
        why = f" ({self.why})" if self.why else ""
        return f"{self.place}: no rate {self.rate!r} per {self.unit}, for {self.needed_for}{why}"


class Prices:
    """The prices of one place; what is missing is gathered, so that all is asked for at once."""

    def __init__(
        self, card: RateCard, assumptions: Sequence[RateCard], agreement: Agreement | None
    ) -> None:
        self.card = card
        self.place = card.place or ""
        self.agreement = agreement
        self.missing: dict[tuple[str, ScopeUnit], Missing] = {}
        self._cards = [(card, False)] + [
            (each, True) for each in assumptions if each.place in (None, card.place)
        ]

    def find(self, rate: str, unit: ScopeUnit, needed_for: str) -> Price | None:
        """The price of a unit; None where it has to be asked for.

        A rate in another unit is not converted: a week may have five days or six.
        """
        others = []
        for card, is_assumption in self._cards:
            known = next((each for each in card.rates if each.id == rate), None)
            if known is not None and known.unit == unit:
                return _price(known, card, is_assumption=is_assumption)
            if known is not None:
                others.append(f"{card.id} has it per {known.unit}")
        self.ask(rate, unit, needed_for, "; ".join(others))
        return None

    def has(self, rate: str, unit: ScopeUnit) -> bool:
        """Whether there is such a rate, without asking for it."""
        return any(
            each.id == rate and each.unit == unit for card, _ in self._cards for each in card.rates
        )

    def ask(self, rate: str, unit: ScopeUnit, needed_for: str, why: str = "") -> None:
        """Note that a rate is missing."""
        missing = Missing(self.place, rate, unit, needed_for, why)
        self.missing.setdefault((rate, unit), missing)

    def of_item(self, item: ScopeItem) -> Price | None:
        """The price of a unit of an item: its own price, the agreement's rent, or the card's."""
        if item.price is not None:
            return Price(
                Fraction(item.price.amount),
                item.price.currency,
                assumed=False,
                says="price in the scope",
            )
        if item.unit == "stage_day" and self.card.agreement is not None:
            return self._rent(item)
        return self.find(item.rate or item.id, item.unit, item.name)

    def _rent(self, item: ScopeItem) -> Price | None:
        agreement, wanted = self.agreement, self.card.agreement or ""
        if agreement is None or agreement.rent is None:
            what = "which is not given: --project" if agreement is None else "which states no rent"
            self.ask(wanted, "stage_day", item.name, f"the card names an agreement, {what}")
            return None
        a_day = Fraction(agreement.rent.per_day) / len(agreement.stages)
        anyway = "paid whether used or not" if agreement.take_or_pay else "paid when used"
        return Price(
            a_day,
            agreement.rent.currency,
            assumed=False,
            says=f"agreement {agreement.id}: {agreement.rent.amount:,} a {agreement.rent.per} for "
            f"{len(agreement.stages)} stages, {anyway}",
            paid_anyway=agreement.take_or_pay,
        )


def _price(rate: CardRate, card: RateCard, *, is_assumption: bool) -> Price:
    address = next((each.url for each in card.sources if each.id == rate.source), "")
    date = rate.date or card.date
    basis = "assumption" if is_assumption else rate.basis
    parts = [basis, date, rate.note, address]
    return Price(
        Fraction(rate.amount),
        rate.currency or card.currency,
        # What is worked out from a source is no statement of it either.
        assumed=basis != "stated",
        says="; ".join(part for part in parts if part),
    )


def agreement_gap(scope: Scope, item: ScopeItem, agreement: Agreement) -> str:
    """Why an agreement does not cover an item's days; nothing where it does."""
    from kachinko.budget.schedule import span_of

    span = span_of(scope, item)
    if agreement.span.covers(span):
        return ""
    return f"agreement {agreement.id} runs {agreement.span}, the item {span}"
