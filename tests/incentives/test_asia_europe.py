"""What the programmes of Asia and Europe say beside the award: windows, days, real payments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

import pytest

from kachinko.incentives.estimate import estimate
from kachinko.model.dated import Trigger
from kachinko.model.estimate import Case
from kachinko.reference.programmes import programme

if TYPE_CHECKING:
    from kachinko.model.estimate import Estimate


def asked(name: str, day: date, measures: dict[str, Any], **facts: Any) -> Estimate:
    """The estimate of a shipped programme where every date is one day."""
    case = Case(dates=dict.fromkeys(get_args(Trigger), day), measures=measures, facts=facts)
    return estimate(programme(name), case, as_of=day)


def test_jp_003_windows_and_days_of_2025() -> None:
    jlox = programme("jp-jlox")
    rounds = [each for each in jlox.windows if each.opens.year == 2025]

    def open_on(day: date) -> bool:
        return any(each.opens <= day <= each.closes for each in rounds)

    asked = (date(2025, 4, 10), date(2025, 9, 30), date(2025, 11, 1))
    assert [open_on(day) for day in asked] == [True, True, False]
    assert min(each.opens for each in rounds) == date(2025, 3, 27)
    assert max(each.closes for each in rounds) == date(2025, 10, 17)
    assert (rounds[3].opens, rounds[3].closes) == (date(2025, 9, 29), date(2025, 10, 17))
    assert all(each.may_close_early for each in rounds)
    days = {each.id: each.on for each in jlox.deadlines}
    assert days["complete-2025"] == date(2026, 1, 31)
    assert days["paid-2025"] == date(2026, 3, 31)


def test_th_004_payments_of_august_2025_lie_within_the_rule() -> None:
    """845 million on 4.4 billion: between the lowest step and the ceiling of all rates."""
    paid = Fraction(845_000_000, 4_400_000_000)
    assert float(paid) == pytest.approx(0.192, abs=0.0005)
    values = {
        each.id: each.values[-1].value
        for each in programme("th-rebate").parameters
        if each.id in ("base", "rate_most")
    }
    assert values["base"] <= paid <= values["rate_most"]


def test_the_fund_of_korea_pays_not_three_full_grants() -> None:
    values = {each.id: each.values[-1].value for each in programme("kr-kofic").parameters}
    assert values["fund"] / values["cap"] < 3


def test_periods_of_the_united_kingdom_add_up() -> None:
    """Company W (CREC061450), period by period; what was claimed before comes off."""
    periods = [
        (date(2026, 3, 31), 25_000_000, 2_000_000),
        (date(2027, 3, 31), 15_000_000, 2_000_000),
    ]
    spent = abroad = qualified = Decimal(0)
    claimed = []
    for end, more, more_abroad in periods:
        spent, abroad = spent + more, abroad + more_abroad
        measures = {"global": spent, "non_uk": abroad}
        result = asked("gb-avec", end, measures, production="film", prior_qualifying=qualified)
        assert result.eligible is not None
        claimed.append(result.award)
        qualified += result.eligible
    assert claimed == [6_800_000, 4_080_000]
    assert qualified == Decimal("0.8") * spent


def test_effects_that_are_not_known_do_not_spoil_the_ordinary_credit() -> None:
    measures = {"global": 40_000_000, "non_uk": 4_000_000, "vfx": 6_000_000}
    day = date(2027, 3, 31)
    additional = asked("gb-vfx", day, measures)
    assert (additional.status, additional.award) == ("unknown", None)
    assert "portion_when_capped" in " ".join(additional.missing)
    assert asked("gb-avec", day, {k: measures[k] for k in ("global", "non_uk")}).status == "award"


def test_two_claims_of_ireland() -> None:
    """The first at the ordinary rate on nine tenths, the rest at completion."""
    day = date(2026, 3, 30)
    measures = {"total": 12_500_000, "irish": 10_000_000, "irish_vfx": 0}
    enhanced = asked("ie-481", day, measures, sceal_certified=True, key_creative=True)
    assert [each.amount for each in enhanced.receipts] == [2_880_000, 1_120_000]
    ordinary = asked("ie-481", day, measures)
    assert [each.amount for each in ordinary.receipts] == [2_880_000, 320_000]


def test_japan_pays_by_the_end_of_its_year() -> None:
    [grant] = asked("jp-jlox", date(2025, 9, 30), {"direct": 600_000_000}).receipts
    assert grant.latest == date(2026, 3, 31)


def test_a_registration_limit_that_is_not_known_delays_but_does_not_refuse() -> None:
    result = asked("hu-rebate", date(2026, 11, 28), {"hungarian": 3 * 10**9, "foreign": 0})
    assert result.award == 9 * 10**8
    assert any("second half of 2026" in note for note in result.notes)


def test_japan_beyond_its_last_extension_must_be_renewed() -> None:
    this_year = asked("jp-jlox", date(2026, 11, 1), {"direct": 600_000_000})
    assert not any("renewed" in each for each in this_year.must_hold)
    case = Case(dates={"application": date(2027, 6, 1)}, measures={"direct": Decimal(600_000_000)})
    beyond = estimate(programme("jp-jlox"), case, as_of=date(2026, 11, 1))
    assert any("renewed" in each for each in beyond.must_hold)
