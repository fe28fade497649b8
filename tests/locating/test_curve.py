"""The money of a place month by month, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kachinko.locating.curve import curve_of
from kachinko.locating.exact import Pricer
from tests.locating import tiny


def test_ten_thousand_dollars_go_out_in_three_months_and_a_fifth_comes_after_a_year() -> None:
    question = tiny.question(places=("yen",))
    curve = curve_of(question, Pricer(question).price(question.candidates[0]))
    spent = [each for each in curve.months if each.spend]
    assert [each.first for each in spent] == [date(2028, month, 1) for month in (1, 2, 3)]
    assert spent[-1].out_late == Decimal(10_000)
    paid = next(each for each in curve.months if each.late)
    assert (paid.first, paid.late, paid.out_late) == (date(2029, 1, 1), 2_000, 8_000)
    assert curve.months[-1].out_early == 8_000


def test_an_award_that_is_not_sure_comes_in_the_early_curve_alone() -> None:
    question = tiny.question(places=("dollar",))
    curve = curve_of(question, Pricer(question).price(question.candidates[0]))
    assert sum(each.late for each in curve.months) == 0
    assert sum(each.early for each in curve.months) == 4_500
