"""What a plan is worth and costs, computed here anew, and whether the plan says the same."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan
from kachinko.staging.check.breach import Breach
from kachinko.staging.check.days import days_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.agreement import Agreement
    from kachinko.staging.check.reading import Reading

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
MOST_VALUE = 1e15
"""Far above the value of any slate, and small enough to count in thousandths."""


def value_in_thousandths(reading: Reading) -> int:
    """Total value of the accepted titles, in the thousandths to which values are kept."""
    return sum(_thousandths(accepted.title.value) for accepted in reading.accepted)


def cost_of(reading: Reading) -> Decimal:
    """What the plan costs, exactly: engaged spans, floors, and rent not already paid for."""
    return _engaged_spans(reading) + _floors(reading) + _rents(reading)


def _engaged_spans(reading: Reading) -> Decimal:
    total = Decimal(0)
    for accepted in reading.accepted:
        price, shoots = accepted.title.unit_day_cost, list(accepted.shoots.values())
        if price is None or accepted.studio is None or not shoots:
            continue
        first = min(shot.shooting.start for shot in shoots)
        last = max(shot.shooting.last for shot in shoots)
        days = reading.working_days[accepted.studio.id]
        total += price.amount * len(days.between(DaySpan.inclusive(first, last)))
    return total


def _floors(reading: Reading) -> Decimal:
    total = Decimal(0)
    for item in reading.sets:
        rate = item.stage.floor_rate
        if rate is not None:
            footprint_m2 = Decimal(item.footprint_hundredths) / HUNDRED
            total += rate.amount * footprint_m2 * item.standing.days
    return total


def _rents(reading: Reading) -> Decimal:
    total = Decimal(0)
    for _, stage, sets in reading.sets_by_stage:
        agreements = [item for item in reading.project.agreements if stage.id in item.stages]
        if not agreements:
            continue
        in_use = {day for item in sets for day in days_of(item.standing, reading.horizon)}
        total += sum((_rent_on(day, agreements) for day in in_use), Decimal(0))
    return total


def _rent_on(day: date, agreements: list[Agreement]) -> Decimal:
    """What a stage in use costs on a day, under the agreements that name it."""
    covering = [agreement for agreement in agreements if agreement.first <= day <= agreement.last]
    if any(agreement.take_or_pay for agreement in covering):
        return Decimal(0)
    shares = [
        agreement.rent.per_day / len(agreement.stages) if agreement.rent else Decimal(0)
        for agreement in covering
    ]
    return min(shares, default=Decimal(0))


def _thousandths(value: float) -> int:
    return round(value * 1000)


def _is_number(value: float) -> bool:
    return 0 <= value <= MOST_VALUE  # false for nan as well


def stated_value_is_the_sum(reading: Reading) -> Iterator[Breach]:
    """The plan's value is the sum of the values of its accepted titles."""
    stated, own = reading.plan.value, value_in_thousandths(reading)
    if not _is_number(stated) or _thousandths(stated) != own:
        yield Breach(
            0,
            "value-wrong",
            f"The plan states value {stated:.10g}; "
            f"its accepted titles are worth {own / 1000:.10g}.",
        )


def stated_cost_is_right(reading: Reading) -> Iterator[Breach]:
    """The plan's cost is what its decisions cost, to 0.01."""
    stated, own = reading.plan.cost, cost_of(reading)
    currency = reading.project.currency
    if stated is None:
        sentence = f"The plan states no cost; it costs {currency} {own.quantize(CENT):,}."
        yield Breach(0, "cost-missing", sentence)
    elif abs(stated - own) > CENT:
        yield Breach(
            0,
            "cost-wrong",
            f"The plan states a cost of {currency} {stated:,}; "
            f"it costs {currency} {own.quantize(CENT):,}.",
        )


def bounds_do_not_contradict(reading: Reading) -> Iterator[Breach]:
    """No bound denies the plan itself."""
    plan = reading.plan
    value, cost = value_in_thousandths(reading), cost_of(reading)
    bound = _thousandths(plan.value_bound) if _is_number(plan.value_bound) else None
    if bound is None or bound < value:
        yield Breach(
            0,
            "value-bound-wrong",
            f"The plan says that no plan is worth more than {plan.value_bound:.10g}, "
            f"and is worth {value / 1000:.10g}.",
        )
    if plan.cost_bound is not None and plan.cost_bound > cost + CENT:
        yield Breach(
            0,
            "cost-bound-wrong",
            f"The plan says that none of its value costs less than {plan.cost_bound:,}, "
            f"and costs {cost.quantize(CENT):,}.",
        )


def an_optimal_plan_meets_its_bounds(reading: Reading) -> Iterator[Breach]:
    """A plan that calls itself optimal has proven its value and its cost."""
    plan = reading.plan
    if plan.status != "optimal":
        return
    value, cost = value_in_thousandths(reading), cost_of(reading)
    if not _is_number(plan.value_bound) or _thousandths(plan.value_bound) > value:
        yield Breach(
            0,
            "value-not-proven",
            f"The plan calls itself optimal; it is worth {value / 1000:.10g} "
            f"and its bound is {plan.value_bound:.10g}.",
        )
    if plan.cost_bound is None or plan.cost_bound < cost - CENT:
        bound = "not known" if plan.cost_bound is None else f"{plan.cost_bound:,}"
        yield Breach(
            0,
            "cost-not-proven",
            f"The plan calls itself optimal; it costs {cost.quantize(CENT):,} "
            f"and its bound is {bound}.",
        )


def prices_are_in_the_projects_currency(reading: Reading) -> Iterator[Breach]:
    """All prices that the cost is made of are in one currency, and the plan names the same."""
    project = reading.project
    prices = [
        (f"the unit-day cost of {title.id}", title.unit_day_cost.currency)
        for title in project.titles
        if title.unit_day_cost
    ]
    prices += [
        (f"the floor rate of {stage.id}", stage.floor_rate.currency)
        for _, stage in project.stages()
        if stage.floor_rate
    ]
    prices += [
        (f"the rent of {agreement.id}", agreement.rent.currency)
        for agreement in project.agreements
        if agreement.rent
    ]
    for what, currency in [*prices, ("the plan", reading.plan.currency)]:
        if currency != project.currency:
            sentence = f"The project counts in {project.currency}, {what} is in {currency}."
            yield Breach(0, "other-currency", sentence)
