"""Steps of the United Kingdom's credits that clauses cannot say.

Redemption of a credit (HMRC, Creative Industries Expenditure Credit Manual, CREC071300,
CREC071500 and CREC073100): the credit first pays the tax of the period; what is left is held to
the credit less notional tax at the main rate, and what is above that is withheld, never to be
cash; then tax of other periods is paid. Steps 4 to 6 could not be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.functions.registry import named

if TYPE_CHECKING:
    from kachinko.incentives.numbers import Number, Numbers


def after_step_1(n: Numbers, credit: Number, tax_of_period: Number) -> Number:
    """What is left of the credit once it has paid the corporation tax of its period."""
    return n.greatest(n.number(0), credit - tax_of_period)


def after_step_2(n: Numbers, credit: Number, left: Number, main_rate: Number) -> Number:
    """What goes on: what is left, at most the credit less notional tax at the main rate."""
    return n.least(left, credit * (n.number(1) - main_rate))


def withheld(n: Numbers, credit: Number, left: Number, main_rate: Number) -> Number:
    """What step 2 keeps back: never paid, but set against later tax or moved in the group."""
    return left - after_step_2(n, credit, left, main_rate)


def after_step_3(n: Numbers, left: Number, tax_of_others: Number) -> Number:
    """What is left once unpaid corporation tax of other periods is paid."""
    return n.greatest(n.number(0), left - tax_of_others)


@named("redeem-avec")
def redeem_avec(
    n: Numbers, credit: Number, main_rate: Number, tax_of_period: Number, tax_of_others: Number
) -> Number:
    """What is carried into step 4 of redemption: steps 1 to 3 of CREC073100."""
    left = after_step_1(n, credit, tax_of_period)
    return after_step_3(n, after_step_2(n, credit, left, main_rate), tax_of_others)


@named("split-by-days")
def split_by_days(n: Numbers, fee: Number, days_here: Number, days_elsewhere: Number) -> Number:
    """The part of a fee for work here, by days here and elsewhere.

    HMRC accepts days of availability as well as days of recording (CREC055000); the one that is
    chosen is kept to.
    """
    return fee * n.ratio(days_here, days_here + days_elsewhere)
