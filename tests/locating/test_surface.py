"""What a page is given is enough to weigh the places anew: worked out here the same way."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from kachinko.locating.compose import volatility_of
from kachinko.locating.exact import Pricer
from kachinko.locating.setting import question_at
from kachinko.locating.spread import draw
from kachinko.locating.surface import surface_of
from kachinko.model.location_setting import Setting
from tests.locating import tiny

DRAWS = 2_048
RISKS = {
    "aa": {"haircut": {"low": 0, "mode": "0.1", "high": "0.2"}, "renewal_refused": "0.1"},
    "bb": {"delay_days": {"low": 0, "mode": 30, "high": 400}},
}


def unpacked(packed) -> np.ndarray:
    if isinstance(packed, float):
        return np.full(DRAWS, packed)
    return np.frombuffer(base64.b64decode(packed), dtype="<f4").astype(float)


def made(question):
    pricer = Pricer(question)
    priced = [pricer.price(candidate) for candidate in question.candidates]
    volatility, _ = volatility_of(question)
    return priced, volatility


def weighed(surface, setting: Setting) -> np.ndarray:
    """Net cost by place and draw, by sums and products and lines between points alone."""
    want = surface.currency
    worth = {
        name: float(setting.worth.get(name, 1))
        * (unpacked(surface.worth[name]) if name in surface.worth else np.ones(DRAWS))
        for name in {want, *surface.worth, *(c for p in surface.places for c in (*p.gross, p.base))}
    }
    rows = []
    for place in surface.places:
        price = float(setting.price.get(place.id, 1))
        net = sum(amount * price * worth[c] / worth[want] for c, amount in place.gross.items())
        spots = [worth[side] / worth[place.base] for side in place.sides]
        for each in place.programmes:
            granted = 1.0 if each.sure else float(setting.granted.get(each.id, each.granted))
            luck = np.zeros(DRAWS) if each.luck is None else unpacked(each.luck)
            late = unpacked(each.delays) + setting.delay.get(each.id, 0)
            value = sum(
                part.share * (1 + surface.discount) ** (-np.maximum(0, part.days + late) / 365)
                for part in each.coming
            )
            award = read(place, unpacked(each.net), [*spots, np.full(DRAWS, price)])
            told = each.rate * worth[each.currency] / worth[want]
            net = net - award * told * (luck < granted) * unpacked(each.outcomes) * value
        rows.append(net)
    return np.stack(rows)


def read(place, net: np.ndarray, spots: list[np.ndarray]) -> np.ndarray:
    axes = [np.array(axis) for axis in place.points]
    grid = net.reshape([len(axis) for axis in axes])
    found = np.zeros(DRAWS)
    lows = [
        np.clip(np.searchsorted(axis, spot, side="right") - 1, 0, len(axis) - 2)
        for axis, spot in zip(axes, spots, strict=True)
    ]
    parts = [
        (spot - axis[low]) / (axis[low + 1] - axis[low])
        for axis, spot, low in zip(axes, spots, lows, strict=True)
    ]
    for corner in np.ndindex(*(2 for _ in axes)):
        weight = np.ones(DRAWS)
        for far, part in zip(corner, parts, strict=True):
            weight = weight * (part if far else 1 - part)
        found += weight * grid[tuple(low + far for low, far in zip(lows, corner, strict=True))]
    return found


@pytest.mark.parametrize(
    "setting",
    [
        Setting(),
        Setting(worth={"JPY": "0.8"}, price={"yen": "1.1"}),
        Setting(worth={"JPY": "1.3", "USD": "0.9"}, granted={"bb": "0.9"}, delay={"aa": 200}),
    ],
)
def test_it_gives_the_draws_of_a_question_that_is_moved(setting: Setting) -> None:
    question = tiny.question(
        risks=RISKS, discount="0.08", volatility={"JPY": "0.12"}, foreign=2_000
    )
    priced, volatility = made(question)
    surface = surface_of(question, priced, seed=5, volatility=volatility, draws=DRAWS)
    fresh = question_at(question, setting)
    again, _ = made(fresh)
    expected = draw(fresh, again, draws=DRAWS, seed=5, volatility=volatility)
    np.testing.assert_allclose(weighed(surface, setting), expected.nets, rtol=2e-6)


def test_a_place_whose_awards_follow_one_currency_has_its_price_as_the_only_side() -> None:
    question = tiny.question()
    priced, volatility = made(question)
    surface = surface_of(question, priced, seed=0, volatility=volatility, draws=DRAWS)
    yen, dollar = surface.places
    assert (yen.base, yen.sides, len(yen.points)) == ("JPY", (), 1)
    assert dollar.base == "USD"
    assert 1.0 in yen.points[0]
    assert yen.still == ()


def test_numbers_are_packed_least_byte_first() -> None:
    question = tiny.question(volatility={"JPY": "0.12"})
    priced, volatility = made(question)
    surface = surface_of(question, priced, seed=0, volatility=volatility, draws=DRAWS)
    drawn = unpacked(surface.worth["JPY"])
    assert len(drawn) == DRAWS
    assert np.median(drawn) == pytest.approx(1, abs=0.02)
