"""Lines of real budgets become the amounts that programmes of these places pay for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.incentives.estimate import estimate
from kachinko.model.budget import Budget
from kachinko.reference.programmes import programme

if TYPE_CHECKING:
    from kachinko.model.estimate import Estimate


def _budget(currency: str, start: date, *lines: dict[str, Any], **more: Any) -> Budget:
    dates = {"photography_start": start} | more.pop("dates", {})
    found = [
        {"id": str(n), "name": f"line {n}", "currency": currency, "level": "below"} | each
        for n, each in enumerate(lines)
    ]
    return Budget.model_validate(
        {"name": "A title", "currency": currency, "dates": dates, "lines": found} | more
    )


def _counted(told: Estimate, measure: str) -> dict[str, tuple[str, Decimal]]:
    return {
        each.line: (each.answer, each.counted) for each in told.lines if each.measure == measure
    }


VANCOUVER = (
    {"category": "crew", "amount": 4_000_000, "place": "CA-BC", "payee": "CA-BC", "labour": True},
    {"category": "crew", "amount": 500_000, "place": "CA-BC", "payee": "CA-ON", "labour": True},
    {"category": "cast", "amount": 3_000_000, "place": "CA-BC", "payee": "US", "labour": True},
    {"category": "vfx", "amount": 1_000_000, "place": "CA-BC", "payee": "CA-BC", "labour": True},
    {"category": "stage_rent", "amount": 900_000, "place": "CA-BC", "payee": "CA-BC"},
    {"category": "development", "amount": 80_000, "place": "CA-BC", "payee": "CA-BC",
     "labour": True},
    {"category": "legal", "amount": 60_000, "place": "CA-BC", "payee": "CA-BC", "labour": True},
    {"category": "crew", "amount": 70_000, "place": "CA-BC", "labour": True},
)  # fmt: skip


def test_vancouver_counts_residents_for_work_there_and_says_what_it_leaves_out() -> None:
    start = date(2026, 3, 2)
    budget = _budget("CAD", start, *VANCOUVER)
    told = estimate(programme("ca-bc-pstc"), budget, as_of=date(2026, 1, 5))
    assert told.status == "award"
    assert told.award == Decimal("0.36") * 5_000_000 + Decimal("0.16") * 1_000_000
    counted = _counted(told, "bc-labour")
    assert counted["0"] == ("counted", Decimal(4_000_000))
    assert [name for name in counted if counted[name][0] == "not"] == ["1", "2", "4", "5"]
    assert [name for name in counted if counted[name][0] == "unclear"] == ["6", "7"]


def test_what_an_effects_house_charges_is_listed_and_not_counted() -> None:
    lines = (
        *VANCOUVER,
        {"category": "vfx", "level": "post", "amount": 5_000_000, "place": "CA-BC",
         "payee": "CA-BC"},
    )  # fmt: skip
    told = estimate(
        programme("ca-bc-pstc"), _budget("CAD", date(2026, 3, 2), *lines), as_of=date(2026, 1, 5)
    )
    for measure in ("bc-labour", "dave-labour"):
        assert _counted(told, measure)["8"] == ("unclear", Decimal(0))
    assert any("5,130,000" in each for each in told.notes)


def test_the_federal_credit_counts_all_of_canada_net_of_the_province() -> None:
    start = date(2026, 3, 2)
    budget = _budget("CAD", start, *VANCOUVER)
    province = estimate(programme("ca-bc-pstc"), budget, as_of=date(2026, 1, 5)).award
    told = estimate(
        programme("ca-pstc"), budget, as_of=date(2026, 1, 5), awards={"ca-bc-pstc": province}
    )
    assert province is not None
    assert told.award == Decimal("0.16") * (5_500_000 - province)


def test_labour_before_a_late_filing_is_lost_by_the_days_of_the_lines() -> None:
    lines = (
        {"category": "crew", "amount": 1_000_000, "place": "CA-BC", "payee": "CA-BC",
         "labour": True, "from": "2025-10-01", "to": "2025-10-31"},
        {"category": "crew", "amount": 2_000_000, "place": "CA-BC", "payee": "CA-BC",
         "labour": True, "from": "2026-03-02", "to": "2026-03-31"},
    )  # fmt: skip
    told = {}
    for days in (120, 130):
        budget = _budget(
            "CAD",
            date(2026, 3, 2),
            *lines,
            dates={"first_labour": "2025-10-01"},
            facts={"days-to-precert": days, "precertified-on": "2026-02-08"},
        )
        told[days] = estimate(programme("ca-bc-pstc"), budget, as_of=date(2026, 2, 9)).award
    assert told == {120: Decimal(1_080_000), 130: Decimal(720_000)}


def test_california_counts_no_pay_above_the_line_and_nothing_before_the_letter() -> None:
    budget = _budget(
        "USD",
        date(2026, 9, 1),
        {"category": "crew", "amount": 20_000_000, "place": "US-CA", "payee": "US-CA",
         "labour": True, "from": "2026-09-01", "to": "2026-10-30"},
        {"category": "cast", "level": "above", "amount": 15_000_000, "place": "US-CA",
         "payee": "US-CA", "labour": True, "from": "2026-09-01", "to": "2026-10-30"},
        {"category": "set_construction", "amount": 2_000_000, "place": "US-CA", "payee": "US-CA",
         "from": "2026-03-01", "to": "2026-03-31"},
        {"category": "equipment", "amount": 3_000_000, "place": "US-CA", "payee": "US-CA",
         "from": "2026-09-01", "to": "2026-10-30"},
        dates={"decision": "2026-04-13"},
    )  # fmt: skip
    told = estimate(programme("us-ca-film-4"), budget, as_of=date(2026, 5, 1))
    assert (told.status, told.kind) == ("award", "competitive")
    assert told.eligible is not None
    assert told.eligible == 23_000_000
    assert told.award == Decimal("0.35") * 23_000_000
    assert {due.id: due.last for due in told.deadlines}["start"] == date(2026, 10, 10)


def test_georgia_holds_the_wages_of_one_person_to_half_a_million() -> None:
    star = {"category": "cast", "level": "above", "place": "US-GA", "payee": "US", "person": "star"}
    budget = _budget(
        "USD",
        date(2026, 9, 1),
        star | {"amount": 400_000, "labour": True},
        star | {"amount": 300_000, "labour": True},
        star | {"amount": 900_000, "labour": False},
        {"category": "crew", "amount": 1_000_000, "place": "US-GA", "payee": "US-GA",
         "labour": True},
        dates={"certificate": "2027-06-01"},
        facts={"logo": True},
    )  # fmt: skip
    told = estimate(programme("us-ga-film"), budget, as_of=date(2026, 5, 1))
    assert told.eligible == 500_000 + 900_000 + 1_000_000
    assert told.award == Decimal("0.3") * 2_400_000


def test_the_canaries_count_creative_staff_of_europe_and_held_them_to_a_sum_until_2022() -> None:
    above = {"category": "cast", "level": "above", "place": "ES-CN", "labour": True}
    lines = (
        above | {"amount": 300_000, "payee": "FR", "person": "one"},
        above | {"amount": 80_000, "payee": "ES", "person": "two"},
        above | {"amount": 500_000, "payee": "US", "person": "three"},
        {
            "category": "crew",
            "amount": 2_000_000,
            "place": "ES-CN",
            "payee": "ES-CN",
            "labour": True,
        },
        {"category": "vfx", "amount": 9_000_000, "place": "US", "payee": "US"},
    )
    for year, eligible in ((2022, 2_180_000), (2027, 2_380_000)):
        budget = _budget(
            "EUR", date(year - 1, 9, 1), *lines, dates={"completion": date(year, 6, 1)}
        )
        told = estimate(programme("es-cn-film"), budget, as_of=date(2026, 5, 1))
        assert told.eligible == eligible
        assert told.award == 540_000 + Decimal("0.45") * (eligible - 1_000_000)


def test_new_zealand_does_not_guess_its_old_limit_above_the_line() -> None:
    lines = (
        {"category": "crew", "amount": 20_000_000, "place": "NZ", "payee": "NZ", "labour": True},
        {"category": "cast", "level": "above", "amount": 9_000_000, "place": "NZ", "payee": "US",
         "labour": True},
    )  # fmt: skip
    told = {
        day.year: estimate(
            programme("nz-spr"),
            _budget("NZD", date(2026, 9, 1), *lines, dates={"application": day}),
            as_of=date(2026, 5, 1),
        )
        for day in (date(2025, 10, 1), date(2026, 2, 1))
    }
    assert told[2025].status == "unknown"
    assert told[2026].award == Decimal("0.2") * 29_000_000
