"""What the programmes of the Americas, Oceania, Spain, Czech Republic and Malaysia say by day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kachinko.incentives.estimate import estimate, work
from kachinko.incentives.filing import filing_calendar
from kachinko.incentives.money_dates import lookup_of
from kachinko.incentives.resolve import value_of
from kachinko.incentives.stack import estimate_all
from kachinko.model.dated import Trigger  # noqa: TC001 - names the keys of dates below
from kachinko.model.estimate import Case, Estimate
from kachinko.reference.programmes import programme


def _value(name: str, parameter: str, day: date, as_of: date) -> object:
    """A parameter's value where every date of the case is `day`."""
    found = programme(name)
    wanted = next(each for each in found.parameters if each.id == parameter)
    trigger: Trigger = wanted.trigger or found.trigger
    entry = value_of(wanted, found, {trigger: day}, as_of).entry
    return entry.value if entry else None


@pytest.mark.parametrize(
    ("fiscal_year", "millions"), [(2023, 110), (2024, 120), (2026, 140), (2028, 160)]
)
def test_us_nm_002_yearly_limit(fiscal_year: int, millions: int) -> None:
    # The fiscal year of New Mexico ends on 30 June of its name.
    for day in (date(fiscal_year - 1, 7, 1), date(fiscal_year, 6, 30)):
        limit = _value("us-nm-film", "yearly-limit", day, date(2023, 7, 1))
        assert limit == millions * 1_000_000


def test_before_the_act_of_2023_the_limit_was_not_known_to_rise() -> None:
    limit = _value("us-nm-film", "yearly-limit", date(2026, 1, 1), date(2023, 4, 6))
    assert limit == 110_000_000


@pytest.mark.parametrize("name", ["ca-pstc", "ca-cptc", "ca-bc-pstc", "ca-bc-fibc"])
def test_ca_timing_001_review_of_a_complete_claim(name: str) -> None:
    found = programme(name)
    refund = next(each for each in found.tranches if each.after == "claim")
    received = date(2026, 2, 2)
    targets = []
    for parameter in (refund.least_days, refund.most_days):
        assert parameter is not None
        days = _value(name, parameter, received, received)
        assert isinstance(days, Decimal)
        targets.append(received + timedelta(days=int(days)))
    assert targets == [date(2026, 4, 3), date(2026, 6, 2)]


def _british_columbia(as_of: date, start: date, **facts: object) -> Estimate:
    case = Case(
        dates={"photography_start": start},
        measures={
            "bc-labour": 1_000_000,
            "dave-labour": 0,
            "bc-cost": 2_000_000,
            "total-cost": 2_000_000,
        },
        facts=facts,
    )
    return estimate(programme("ca-bc-pstc"), case, as_of=as_of)


def test_a_start_in_2025_is_answered_by_what_was_known() -> None:
    start = date(2025, 2, 1)
    for as_of, award in ((date(2024, 12, 11), 280_000), (date(2024, 12, 12), 360_000)):
        told = _british_columbia(as_of, start)
        assert told.award is not None
        assert told.award == award


def test_late_filing_does_not_ask_for_the_first_labour_where_it_is_in_time() -> None:
    told = _british_columbia(date(2025, 3, 1), date(2025, 2, 1))
    assert (told.status, told.missing) == ("award", ())


def test_a_late_filing_asks_for_the_day_of_the_first_labour() -> None:
    told = _british_columbia(date(2025, 3, 1), date(2025, 2, 1), **{"days-to-precert": Decimal(75)})
    assert told.status == "incomplete"
    assert any("first_labour" in each for each in told.missing)


def test_half_the_days_outside_vancouver_are_not_enough() -> None:
    days = {"days-bc": Decimal(50), "days-outside-vancouver": Decimal(25)}
    told = _british_columbia(date(2025, 3, 1), date(2025, 2, 1), **days)
    assert told.award == 360_000
    days["days-outside-vancouver"] = Decimal(26)
    told = _british_columbia(date(2025, 3, 1), date(2025, 2, 1), **days)
    assert told.award == 360_000 + 31_200


def test_the_federal_credit_waits_for_the_province() -> None:
    case = Case(measures={"canadian-labour": 1_000_000, "total-cost": 2_000_000})
    day = date(2025, 5, 1)
    unknown = estimate(programme("ca-pstc"), case, as_of=day, awards={"ca-bc-pstc": "unknown"})
    assert unknown.status == "unknown"
    net = estimate(programme("ca-pstc"), case, as_of=day, awards={"ca-bc-pstc": Decimal(360_000)})
    assert net.award == 102_400


@pytest.mark.parametrize(
    ("start", "labour", "effects", "days", "total"),
    [
        (date(2023, 5, 1), 10_000_000, 1_000_000, (50, 30, 10), 4_489_600),
        (date(2025, 5, 1), 10_000_000, 1_000_000, (50, 30, 10), 5_161_600),
        (date(2025, 5, 1), 1_000_000, 0, (0, 0, 0), 462_400),
    ],
)
def test_ca_bc_pstc_both_credits_of_a_service_production(
    start: date, labour: int, effects: int, days: tuple[int, int, int], total: int
) -> None:
    names = ("days-bc", "days-outside-vancouver", "days-distant")
    case = Case(
        dates={"photography_start": start},
        measures={
            "bc-labour": labour,
            "canadian-labour": labour,
            "dave-labour": effects,
            "bc-cost": 20_000_000,
            "total-cost": 20_000_000,
        },
        facts={name: Decimal(count) for name, count in zip(names, days, strict=True)},
    )
    # The federal credit is asked first; the province's comes off it all the same.
    asked = [programme("ca-pstc"), programme("ca-bc-pstc")]
    told = estimate_all(asked, case, as_of=start)
    assert sum(each.award or 0 for each in told) == total


def test_ca_bc_fibc_001_both_credits_of_a_canadian_production() -> None:
    start = date(2022, 5, 1)
    case = Case(
        dates={"photography_start": start},
        measures={
            "total-cost": 5_000_000,
            "production-cost": 5_000_000,
            "bc-labour": 3_200_000,
            "canadian-labour": 3_200_000,
            "dave-labour": 400_000,
        },
        facts={
            "days-bc": Decimal(25),
            "days-outside-vancouver": Decimal(15),
            "days-distant": Decimal(5),
        },
    )
    told = estimate_all([programme("ca-bc-fibc"), programme("ca-cptc")], case, as_of=start)
    assert [each.award for each in told] == [1_375_000, 543_750]
    assert sum(each.award or 0 for each in told) == 1_918_750


def test_an_old_czech_cap_is_not_guessed() -> None:
    measures = {"czech-spend": 20_000_000, "foreign-pay": 0, "total-budget": 40_000_000}
    case = Case(dates={"application": date(2022, 6, 1)}, measures=measures)
    told = estimate(programme("cz-film"), case, as_of=date(2022, 6, 1))
    assert (told.status, told.award) == ("unknown", None)


def test_the_three_kinds_are_kept_apart() -> None:
    kinds = {
        name: programme(name).versions[0].kind
        for name in ("ca-bc-pstc", "au-location", "au-location-incentive", "us-ca-film-4")
    }
    assert kinds == {
        "ca-bc-pstc": "entitlement",
        "au-location": "entitlement",
        "au-location-incentive": "ceiling",
        "us-ca-film-4": "competitive",
    }


@pytest.mark.parametrize(
    ("start", "fits", "last_safe"),
    [(date(2026, 6, 1), "yes", date(2026, 3, 4)), (date(2026, 4, 1), "no", None)],
)
def test_california_is_applied_for_in_a_window_of_three_days(
    start: date, fits: str, last_safe: date | None
) -> None:
    found, as_of = programme("us-ca-film-4"), date(2026, 2, 20)
    worked = work(found, Case(), as_of=as_of)
    told = filing_calendar(found, start, as_of=as_of, value_of=lookup_of(worked))
    assert [(each.window.id, each.fits) for each in told.windows] == [("round-6", fits)]
    assert told.last_safe == last_safe


def test_the_window_was_not_known_before_it_was_told() -> None:
    found, as_of = programme("us-ca-film-4"), date(2026, 2, 16)
    worked = work(found, Case(), as_of=as_of)
    told = filing_calendar(found, date(2026, 6, 1), as_of=as_of, value_of=lookup_of(worked))
    assert told.windows == ()


def test_california_pays_over_five_tax_years() -> None:
    case = Case(
        dates={"decision": date(2025, 10, 1), "tax_year_end": date(2027, 12, 31)},
        measures={
            "qualified-spend": 100_000_000,
            "wages": 60_000_000,
            "other-spend": 40_000_000,
            "vfx-spend": 0,
            "out-of-zone-spend": 0,
        },
    )
    told = estimate(programme("us-ca-film-4"), case, as_of=date(2025, 10, 1))
    parts = [each for each in told.receipts if each.id.startswith("refund")]
    assert [each.amount for each in parts] == [6_300_000] * 5
    assert [each.earliest for each in parts] == [date(2027 + n, 12, 31) for n in range(5)]


@pytest.mark.parametrize(("credit", "parts"), [(900_000, 1), (3_000_000, 2), (9_000_000, 3)])
def test_us_ny_001_parts_by_the_size_of_the_credit(credit: int, parts: int) -> None:
    case = Case(
        dates={"tax_year_end": date(2017, 12, 31)},
        facts={"is-granted": True, "granted": Decimal(credit)},
        measures={"qualified-cost": 0},
    )
    told = estimate(programme("us-ny-film"), case, as_of=date(2017, 6, 30))
    assert [each.amount for each in told.receipts] == [Decimal(credit) / parts] * parts


def test_us_ca_award_002_both_series_together() -> None:
    # The press: 17.9 and 20.8 million of credit on more than 190 million of spend.
    told = []
    for spend, effects in ((89_500_000, 0), (104_000_000, 16_000_000)):
        case = Case(
            dates={"decision": date(2025, 6, 30)},
            measures={"qualified-spend": spend, "vfx-spend": effects, "out-of-zone-spend": 0},
            facts={"california-category": "television"},
        )
        told.append(estimate(programme("us-ca-film-3"), case, as_of=date(2025, 8, 26)).award or 0)
    assert sum(told) == 38_700_000
    assert sum(told) / Decimal(190_000_000) <= Decimal("0.2037")


def test_relief_for_late_filers_of_2021_is_not_guessed_once_it_was_announced() -> None:
    case = Case(
        dates={"first_labour": date(2021, 3, 1), "photography_start": date(2021, 6, 1)},
        measures={
            "bc-labour": 1_000_000,
            "dave-labour": 0,
            "bc-cost": 2_000_000,
            "total-cost": 2_000_000,
            "labour-before-filing": 100_000,
        },
        facts={"days-to-precert": Decimal(75), "precertified-on": date(2021, 5, 15)},
    )
    found = programme("ca-bc-pstc")
    assert estimate(found, case, as_of=date(2022, 7, 21)).award == 252_000
    assert estimate(found, case, as_of=date(2022, 7, 22)).status == "unknown"
