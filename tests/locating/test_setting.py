"""A question moved by hand: the same as the what-if of the exact model, and the memo says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kachinko.halt import Halt
from kachinko.locating.compose import Effort, make_memo
from kachinko.locating.exact import Pricer, WhatIf
from kachinko.locating.rates import moved
from kachinko.locating.setting import after, question_at
from kachinko.model.errors import InputError
from kachinko.model.location_setting import Setting
from tests.locating import tiny


def net(question, place: str) -> Fraction:
    pricer = Pricer(question)
    found = [pricer.price(candidate) for candidate in question.candidates]
    return next(each.net for each in found if each.candidate.choice.id == place)


def test_nothing_moved_is_the_question_itself() -> None:
    question = tiny.question()
    assert question_at(question, Setting()) is question


def test_a_weaker_yen_and_dearer_dollar_town_by_hand() -> None:
    setting = Setting(worth={"JPY": "0.8"}, price={"dollar": "1.1"}, granted={"bb": "1"})
    question = question_at(tiny.question(), setting)
    assert net(question, "yen") == 8_000 * Fraction(8, 10)
    # 9,900 USD, half of it at most, 40 % of that for sure.
    assert net(question, "dollar") == 9_900 - 9_900 * Fraction(2, 10)


def test_money_that_comes_later_is_worth_less() -> None:
    question = tiny.question(discount="0.1")
    later = question_at(question, Setting(delay={"aa": 365}))
    lost = net(later, "yen") - net(question, "yen")
    assert lost == pytest.approx(2_000 / 1.1 ** (366 / 365) * (1 - 1 / 1.1), rel=1e-9)
    assert net(later, "dollar") == net(question, "dollar")


def test_it_is_what_the_exact_model_calls_a_what_if() -> None:
    question = tiny.question(foreign=3_000)
    pricer = Pricer(question)
    what_if = WhatIf(worth={"JPY": Fraction(9, 10)}, price={"yen": Decimal("1.2")})
    expected = [pricer.price(candidate, what_if).net for candidate in question.candidates]
    setting = Setting(worth={"JPY": "0.9"}, price={"yen": "1.2"})
    at = question_at(question, setting)
    assert [net(at, candidate.choice.id) for candidate in at.candidates] == expected


def test_a_table_that_was_moved_is_moved_on() -> None:
    day = date(2026, 6, 1)
    once = moved(tiny.exchange(), {"JPY": Fraction(1, 2)})
    twice = moved(once, {"JPY": Fraction(1, 2), "USD": Fraction(2)})
    assert once.factor("JPY", "USD", day) == Fraction(1, 200)
    assert twice.factor("JPY", "USD", day) == Fraction(1, 800)


def test_the_memo_names_what_was_moved_and_finds_its_turns_from_there() -> None:
    question = question_at(tiny.question(), Setting(worth={"JPY": "1.05"}))
    memo = make_memo(question, Effort(1_000, 0, clock=lambda: 0.0, halt=Halt()))
    assert memo.setting == Setting(worth={"JPY": "1.05"})
    # 8,400 against 8,100 USD: the yen has to fall by about 3.6 % from where it stands now.
    turn = next(each for each in memo.turns if each.kind == "rate" and each.of == "JPY")
    assert memo.places[0].id == "dollar"
    assert turn.down is not None
    assert turn.down.value == pytest.approx(8_100 / 8_400, abs=1e-4)
    assert turn.shown_now == pytest.approx(0.0105)


def test_a_setting_goes_on_top_of_another() -> None:
    first = Setting(worth={"JPY": "0.8"}, granted={"bb": "0.2"}, delay={"aa": 30})
    then = Setting(worth={"JPY": "1.1", "USD": "0.9"}, granted={"bb": "0.7"}, delay={"aa": 60})
    assert after(first, then) == Setting(
        worth={"JPY": "0.88", "USD": "0.9"}, granted={"bb": "0.7"}, delay={"aa": 90}
    )


def test_all_names_that_the_question_does_not_have_are_told_at_once() -> None:
    setting = Setting(
        worth={"EUR": "0.9"}, price={"yen-town": "1"}, granted={"cc": "1"}, delay={"dd": 1}
    )
    with pytest.raises(InputError) as caught:
        question_at(tiny.question(), setting)
    places = [fault.place for fault in caught.value.faults]
    assert places == [
        "setting.worth.EUR", "setting.price.yen-town", "setting.granted.cc", "setting.delay.dd",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fields", [{"worth": {"JPY": "3"}}, {"price": {"yen": "-1"}}, {"granted": {"aa": "1.5"}}]
)
def test_what_lies_beyond_the_ends_is_refused(fields) -> None:
    with pytest.raises(ValueError, match="between"):
        Setting(**fields)
