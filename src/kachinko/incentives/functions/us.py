"""United States: how California ranks and refunds, and what other states count and pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.functions.registry import named

if TYPE_CHECKING:
    from kachinko.incentives.numbers import Number, Numbers, Truth

_POSITION_STEPS = (
    # from, up to, one more position for each further
    ("2000000", "10000000", "1000000"),
    ("10000000", "50000000", "5000000"),
    ("50000000", None, "10000000"),
)
"""New Mexico statutes 7-2F-9 C, 1 to 4, in dollars of the final budget in the state."""

_FEWEST_POSITIONS = 4
_MOST_POSITIONS = 30


@named("california-jobs-ratio")
def california_jobs_ratio(
    n: Numbers,
    wages: Number,
    other: Number,
    other_share: Number,
    rate: Number,
    soundstage: Truth,
    factor: Number,
) -> Number:
    """What applications for California's credit are ranked by, before bonus points.

    Wages and a share of other spend, over the estimated credit; an applicant of the soundstage
    program gets a multiple of it. California Code of Regulations, title 10, section 5553.1, as
    of January 2025: 35 % of other spend, a rate of 20 or 25 %, a factor of 1.33.
    """
    ratio = n.ratio(wages + other_share * other, rate * (wages + other))
    return n.choose(soundstage, factor * ratio, ratio)


@named("california-refund")
def california_refund(
    n: Numbers, credit: Number, tax: Number, refund_share: Number, elected: Truth
) -> Number:
    """What California refunds in all: a share of the credit that the tax leaves, if elected.

    90 % of the excess over five tax years, as the press of autumn 2025 tells of program 4.0.
    """
    excess = n.greatest(credit - tax, n.number(0))
    return n.choose(elected, refund_share * excess, n.number(0))


@named("new-mexico-positions")
def new_mexico_positions(n: Numbers, budget: Number) -> Number:
    """How many nonresident crew New Mexico's law 7-2F-9 allows at a budget.

    Four up to two million dollars, one more for each further full million up to ten, for each
    five up to fifty, for each ten beyond; thirty at most, before what the film office may add.
    """
    positions = n.number(_FEWEST_POSITIONS)
    for start, stop, step in _POSITION_STEPS:
        reached = budget if stop is None else n.least(budget, n.number(stop))
        beyond = n.greatest(reached - n.number(start), n.number(0))
        positions = positions + n.down(n.ratio(beyond, n.number(step)))
    return n.least(positions, n.number(_MOST_POSITIONS))


@named("new-york-payment-years")
def new_york_payment_years(
    n: Numbers, credit: Number, one_below: Number, two_below: Number
) -> Number:
    """Over how many years New York pays a credit, in equal parts.

    Below a million dollars in one year, below five over two, else over three: the state's report
    of the second quarter of 2017.
    """
    two_or_three = n.choose(credit < two_below, n.number(2), n.number(3))
    return n.choose(credit < one_below, n.number(1), two_or_three)
