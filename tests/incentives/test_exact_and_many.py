"""The exact path and the one for many cases give the same, within the last unit of currency."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from babel.numbers import get_currency_precision
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.files.programme import load_programme
from kachinko.incentives.cell import REFUSED, is_known
from kachinko.incentives.estimate import work
from kachinko.incentives.many import estimate_many
from kachinko.reference.programmes import all_programmes

from .cases import Drawer, as_arrays

if TYPE_CHECKING:
    from random import Random

    from kachinko.incentives.cell import Cell
    from kachinko.model.programme import Programme

SMALL = Path(__file__).with_name("small.yaml")


@cache
def programmes() -> dict[str, Programme]:
    return {each.id: each for each in (load_programme(SMALL), *all_programmes())}


@pytest.mark.parametrize("name", programmes())
@given(random=st.randoms(use_true_random=True))
@settings(max_examples=8, deadline=None)
def test_equal_within_the_last_unit(name: str, random: Random) -> None:
    programme = programmes()[name]
    drawer = Drawer(programme, random)
    drawn = drawer.batch(12)
    # Half of the time all is known that is in the file.
    as_of = drawer.day() if drawer.chance(2) else date(2032, 1, 1)
    many = estimate_many(programme, as_of=as_of, **as_arrays(programme, drawn))
    unit = 10.0 ** -get_currency_precision(programme.currency)
    for place, case in enumerate(drawn):
        worked = work(programme, case, as_of=as_of)
        assert many.status[place] == worked.award.state, (case, worked.award)
        granted = None if worked.award.state not in (0, REFUSED) else worked.award.value
        near(many.award[place], granted, unit)
        near(many.eligible[place], known(worked.eligible), unit)
        if worked.award.state == REFUSED:
            near(many.net[place], Fraction(0), unit)
        else:
            near(many.net[place], known(worked.net), unit)


def known(cell: Cell | None) -> Fraction | None:
    if cell is None or not is_known(cell.state):
        return None
    return max(cell.value, Fraction(0))


def near(got: float, exact: Fraction | None, unit: float) -> None:
    if exact is None:
        assert np.isnan(got)
    else:
        assert abs(got - float(exact)) < unit
