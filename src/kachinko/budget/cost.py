"""Scope × rate card: what a title costs at a place, line by line.

In this order: the items; fringes on what is labour; travel and living of people who are brought;
stage rent and dark days among the items; contingency on all lines before it; bond on all lines
with the contingency. Every line is rounded to the smallest unit of its currency.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kachinko.budget.layers import contingency_and_bond, fringe_lines, travel_lines
from kachinko.budget.prices import UNITS, Price, Prices, agreement_gap
from kachinko.budget.rounding import rounded, shown
from kachinko.budget.schedule import span_of
from kachinko.model.budget import Budget, BudgetLine
from kachinko.model.errors import Fault, InputError
from kachinko.model.money import LARGEST_AMOUNT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kachinko.budget.prices import Missing
    from kachinko.model.agreement import Agreement
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.rate_card import RateCard
    from kachinko.model.scope import Scope, ScopeItem


@dataclass(frozen=True, slots=True)
class Part:
    """An item's people of one kind: those who live there, or those who are brought."""

    item: ScopeItem
    quantity: Fraction
    people: int
    brought: bool
    line: BudgetLine


@dataclass(slots=True)
class Costing:
    """A scope costed at one place."""

    place: str
    card: RateCard
    budget: Budget
    assumed: tuple[str, ...]
    """Ids of lines that rest on an assumption or on a rate that was worked out."""
    paid_anyway: dict[str, Decimal]
    """Of the stage rent, what an agreement takes whether the title comes or not, by currency."""
    remarks: tuple[str, ...] = ()


@dataclass
class Draft:
    """The lines of a budget that is being made."""

    scope: Scope
    card: RateCard
    prices: Prices
    table: ExchangeTable
    lines: list[BudgetLine] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    paid_anyway: dict[str, Decimal] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def add(self, id_: str, name: str, amount: Fraction, currency: str, **more: Any) -> BudgetLine:
        """Add a line; refuses what is larger than any budget."""
        paid = rounded(amount, currency)
        if abs(paid) > LARGEST_AMOUNT:
            raise InputError(
                self.card.id,
                [Fault(f"{self.card.id}, {name}", f"the line costs {paid:.3e}", "at most 10^15")],
            )
        while id_ in self.ids:
            id_ += "x"
        self.ids.add(id_)
        line = BudgetLine(id=id_, name=name[:200], amount=paid, currency=currency, **more)
        self.lines.append(line)
        return line


def cost_scope(
    scope: Scope,
    card: RateCard,
    table: ExchangeTable,
    *,
    assumptions: Sequence[RateCard] = (),
    agreement: Agreement | None = None,
) -> tuple[Costing, list[Missing]]:
    """Cost a scope at the place of a card.

    Parameters
    ----------
    table
        Exchange rates, for cut-offs of fringes on pay in another currency.
    assumptions
        Cards whose rates fill what `card` lacks; each line made from them is marked.
    agreement
        The one that the card names, for stage days.

    Returns
    -------
    The costing, and the rates that are missing: where there are any the costing is not whole, and
    must not be shown.

    Raises
    ------
    InputError
        Where a line would be larger than any budget.
    """
    prices = Prices(card, assumptions, agreement)
    draft = Draft(scope, card, prices, table)
    for item in scope.items:
        _item_lines(draft, item)
    fringe_lines(draft)
    travel_lines(draft)
    contingency_and_bond(draft)
    budget = Budget(
        name=scope.name, title=scope.title, currency=scope.currency,
        notes=f"{scope.notes}\nCosted at {card.name} ({card.id}, rates of {card.date}).".strip(),
        dates=scope.dates, facts=scope.facts, lines=tuple(draft.lines),
    )  # fmt: skip
    assumed = tuple(line.id for line in draft.lines if line.basis == "assumption")
    costing = Costing(
        card.place or "", card, budget, assumed, draft.paid_anyway, tuple(draft.remarks)
    )
    return costing, list(prices.missing.values())


def _item_lines(draft: Draft, item: ScopeItem) -> None:
    price = draft.prices.of_item(item)
    agreement = draft.prices.agreement
    if price is None:
        return
    if price.says.startswith("agreement") and agreement is not None:
        gap = agreement_gap(draft.scope, item, agreement)
        if gap:
            draft.prices.ask(agreement.id, "stage_day", item.name, gap)
            return
        _note_idle(draft, item, agreement)
    whole = Fraction(item.quantity)
    there, away = item.people - item.brought, item.brought
    for people, brought in ((there, False), (away, True)):
        if people:
            _part(draft, item, price, whole * people / item.people, people, brought=brought)
    if item.dark_days:
        _dark(draft, item, price)


def _part(
    draft: Draft, item: ScopeItem, price: Price, quantity: Fraction, people: int, *, brought: bool
) -> None:
    split = 0 < item.brought < item.people
    suffix = (".brought" if brought else ".local") if split else ""
    home = item.home or draft.scope.home
    line = draft.add(
        f"{item.id}{suffix}",
        f"{item.name} (brought)" if brought else item.name,
        quantity * price.amount,
        price.currency,
        **_common(draft, item, price),
        payee=home if brought else item.at or draft.card.place,
        person=item.person,
        labour=item.labour,
        note=_note(quantity, item, price),
    )
    draft.parts.append(Part(item, quantity, people, brought, line))
    _keep_anyway(draft, price, line)


def _dark(draft: Draft, item: ScopeItem, price: Price) -> None:
    own = f"{item.rate or item.id}-dark"
    if draft.prices.has(own, "stage_day") and not price.says.startswith("agreement"):
        price = draft.prices.find(own, "stage_day", item.name) or price
    line = draft.add(
        f"{item.id}.dark",
        f"{item.name}: dark days",
        Fraction(item.dark_days) * price.amount,
        price.currency,
        **_common(draft, item, price),
        payee=draft.card.place,
        note=f"{item.dark_days:f} stage days on which nothing stands × "
        f"{price.currency} {shown(price.amount)} ({price.says})",
    )
    _keep_anyway(draft, price, line)


def _keep_anyway(draft: Draft, price: Price, line: BudgetLine) -> None:
    if price.paid_anyway:
        known = draft.paid_anyway.get(line.currency)
        draft.paid_anyway[line.currency] = line.amount if known is None else known + line.amount


def _note_idle(draft: Draft, item: ScopeItem, agreement: Agreement) -> None:
    if not agreement.take_or_pay:
        return
    held = span_of(draft.scope, item).days * len(agreement.stages)
    used = item.quantity + item.dark_days
    if used < held:
        draft.remarks.append(
            f"{item.name}: agreement {agreement.id} pays for {held:,} stage days in that time; the "
            f"title is charged with {used:f} of them, the others are paid too and charged to nobody"
        )
    elif used > held:
        draft.remarks.append(
            f"{item.name}: {used:f} stage days are more than the {held:,} that agreement "
            f"{agreement.id} has in that time"
        )


def _common(draft: Draft, item: ScopeItem, price: Price) -> dict[str, Any]:
    span = span_of(draft.scope, item)
    return {
        "account": item.account,
        "department": item.department,
        "category": item.category,
        "level": item.level,
        "place": item.at or draft.card.place,
        "zone": None if item.at else draft.card.zone,
        "first": span.start,
        "last": span.last,
        "basis": "assumption" if price.assumed else "stated",
    }


def _note(quantity: Fraction, item: ScopeItem, price: Price) -> str:
    unit = UNITS[item.unit]
    what = f"{shown(quantity)} {unit} × " if unit else ""
    text = f"{what}{price.currency} {shown(price.amount)} ({price.says})"
    return f"{text}. {item.note}" if item.note else text
