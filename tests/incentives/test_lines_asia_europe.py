"""Which lines of a budget count under the programmes of Asia and Europe."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from kachinko.incentives.estimate import estimate
from kachinko.model.budget import Budget
from kachinko.model.dated import Trigger
from kachinko.reference.programmes import programme

if TYPE_CHECKING:
    from kachinko.model.estimate import Estimate


def line(name: str, amount: int, category: str, **keys: Any) -> dict[str, Any]:
    """A line below the line, in a place and to a payee there unless the keys say otherwise."""
    return {
        "id": name,
        "name": name,
        "amount": amount,
        "category": category,
        "level": "below",
    } | keys


def asked(name: str, day: date, lines: list[dict[str, Any]], **facts: Any) -> Estimate:
    """The estimate for lines in the programme's own currency, where every date is one day."""
    subject = programme(name)
    budget = Budget.model_validate(
        {
            "name": "A title",
            "currency": subject.currency,
            "dates": dict.fromkeys(get_args(Trigger), day),
            "facts": facts,
            "lines": [{"currency": subject.currency} | each for each in lines],
        }
    )
    return estimate(subject, budget, as_of=day)


def answers(result: Estimate, measure: str) -> dict[str, tuple[str, int]]:
    """By line: the answer and the amount that counts."""
    return {
        each.line: (each.answer, int(each.counted))
        for each in result.lines
        if each.measure == measure
    }


JP = {"place": "JP", "payee": "JP"}


def test_japan_counts_what_goes_to_payees_in_japan() -> None:
    lines = [
        line("crew", 600_000_000, "crew", labour=True, **JP),
        line("stage", 200_000_000, "stage_rent", **JP),
        line("scout", 5_000_000, "scouting", **JP),
        line("star", 400_000_000, "cast", labour=True, place="JP", payee="US"),
        line("camera", 30_000_000, "camera", place="JP", payee="US"),
        line("abroad", 900_000_000, "crew", labour=True, place="US", payee="US"),
        line("nowhere", 10_000_000, "props", payee="JP"),
        line("effects", 100_000_000, "vfx", **JP),
    ]
    result = asked("jp-jlox", date(2025, 6, 1), lines)
    assert answers(result, "direct") == {
        "crew": ("counted", 600_000_000),
        "stage": ("counted", 200_000_000),
        "scout": ("not", 0),
        "star": ("unclear", 0),
        "camera": ("not", 0),
        "abroad": ("not", 0),
        "nowhere": ("unclear", 0),
        "effects": ("counted", 100_000_000),
    }
    assert (result.eligible, result.award) == (900_000_000, 450_000_000)
    before = asked("jp-jlox", date(2023, 9, 15), lines)
    assert answers(before, "direct")["effects"] == ("not", 0)


def test_japan_loses_what_is_spent_after_january() -> None:
    lines = [
        line("crew", 600_000_000, "crew", **JP, **{"from": "2025-10-01", "to": "2026-01-31"}),
        line("late", 31_000_000, "lab", **JP, **{"from": "2026-02-01", "to": "2026-02-28"}),
        line("grip", 60_000_000, "grip", **JP, **{"from": "2026-01-02", "to": "2026-03-02"}),
    ]
    result = asked("jp-jlox", date(2025, 9, 30), lines)
    counted = answers(result, "direct")
    assert counted["crew"] == ("counted", 600_000_000)
    assert counted["late"][1] == 0
    assert counted["grip"] == ("partly", 30_000_000)  # 30 of 60 days
    next_year = asked("jp-jlox", date(2026, 5, 1), lines)
    assert answers(next_year, "direct")["grip"] == ("counted", 60_000_000)


def test_korea_holds_post_production_to_half_of_the_spend() -> None:
    lines = [
        line("crew", 600_000_000, "crew", place="KR", payee="KR", labour=True),
        line("stage", 200_000_000, "stage_rent", place="KR", payee="KR"),
        line("star", 500_000_000, "cast", place="KR", payee="US", labour=True),
        line("mix", 1_200_000_000, "post_sound", place="KR", payee="KR", level="post"),
    ]
    old = asked("kr-kofic", date(2014, 6, 1), lines, shoot_days=12)
    assert answers(old, "qpe")["star"] == ("not", 0)
    assert answers(old, "qpe")["mix"] == ("partly", 1_000_000_000)
    assert old.eligible == 1_800_000_000
    new = asked("kr-kofic", date(2026, 6, 1), lines, shoot_days=12)
    assert (new.eligible, new.award) == (2_000_000_000, 300_000_000)


def test_thailand_counts_thai_payees() -> None:
    lines = [
        line("crew", 60_000_000, "crew", place="TH", payee="TH", labour=True),
        line("star", 90_000_000, "cast", place="TH", payee="US", labour=True),
        line("bond", 2_000_000, "bond", place="TH", payee="TH", level="other"),
    ]
    result = asked("th-rebate", date(2026, 6, 1), lines)
    assert answers(result, "local_spend") == {
        "crew": ("counted", 60_000_000),
        "star": ("not", 0),
        "bond": ("unclear", 0),
    }
    assert result.award == 9_000_000


def test_hungary_counts_half_of_foreign_pay_and_cuts_rights_and_fees() -> None:
    hu = {"place": "HU", "payee": "HU"}
    lines = [
        line("crew", 700_000_000, "crew", labour=True, **hu),
        line("star", 200_000_000, "cast", labour=True, place="HU", payee="US"),
        line("rights", 100_000_000, "story_rights", level="above", **hu),
        line("camera", 300_000_000, "camera", place="HU", payee="DE"),
    ]
    result = asked("hu-rebate", date(2025, 3, 1), lines)
    counted = answers(result, "hungarian")
    assert counted["star"] == ("partly", 100_000_000)
    # Rights: at most 4 per cent of the 1,300 million in the books.
    assert counted["rights"] == ("partly", 52_000_000)
    assert answers(result, "foreign")["camera"] == ("counted", 300_000_000)
    # 852 Hungarian, and a quarter of that: 213.
    assert result.eligible == 1_065_000_000
    assert result.binding == "foreign_limit"
    older = asked("hu-rebate", date(2025, 3, 1), lines, older_work=True)
    assert answers(older, "hungarian")["star"] == ("counted", 200_000_000)


def test_gb_connected_001_profit_of_a_connected_supplier_is_left_out() -> None:
    """CREC052000: a charge of 5 million of which 2 million are the supplier's own cost."""
    effects = line(
        "effects", 5_000_000, "vfx", level="post", place="GB", payee="GB", connected=True
    )
    day = date(2025, 1, 1)
    result = asked("gb-avec", day, [effects], connected_cost_share=0.4)
    [counted] = [each for each in result.lines if each.measure == "global"]
    assert (counted.answer, counted.counted) == ("partly", 2_000_000)
    assert counted.amount - counted.counted == 3_000_000
    fair = asked("gb-avec", day, [effects], arms_length=True)
    assert answers(fair, "global")["effects"] == ("counted", 5_000_000)
    silent = asked("gb-avec", day, [effects])
    assert answers(silent, "global")["effects"][1] == 0


def test_the_united_kingdom_asks_where_and_not_who() -> None:
    lines = [
        line("star", 3_000_000, "cast", labour=True, place="GB", payee="US"),
        line("abroad", 1_000_000, "crew", labour=True, place="MT", payee="GB"),
        line("nowhere", 500_000, "props", payee="GB"),
        line("lab", 250_000, "research", place="GB", payee="GB"),
        line("ads", 200_000, "publicity", place="GB", payee="GB", level="other"),
        line("rights", 100_000, "story_rights", place="GB", payee="GB", level="above"),
    ]
    result = asked("gb-avec", date(2025, 6, 1), lines)
    assert answers(result, "global") == {
        "star": ("counted", 3_000_000),
        "abroad": ("counted", 1_000_000),
        "nowhere": ("unclear", 0),
        "lab": ("not", 0),
        "ads": ("not", 0),
        "rights": ("unclear", 0),
    }
    assert answers(result, "non_uk")["abroad"] == ("counted", 1_000_000)
    assert (result.eligible, result.award) == (3_000_000, 1_020_000)


def test_effects_before_2025_earn_no_additional_credit() -> None:
    gb = {"place": "GB", "payee": "GB", "level": "post"}
    lines = [
        line("early", 1_000_000, "vfx", **gb, **{"from": "2024-11-01", "to": "2024-12-31"}),
        line("late", 2_000_000, "vfx", **gb, **{"from": "2025-02-01", "to": "2025-04-30"}),
        line("abroad", 7_000_000, "crew", labour=True, place="MT", payee="MT"),
    ]
    result = asked("gb-vfx", date(2025, 6, 1), lines)
    assert (result.eligible, result.award) == (2_000_000, 100_000)


def test_ireland_counts_everybody_who_works_there() -> None:
    lines = [
        line("star", 3_000_000, "cast", labour=True, place="IE", payee="US"),
        line("camera", 1_000_000, "camera", place="IE", payee="GB"),
        line("stage", 1_000_000, "stage_rent", place="IE", payee="IE"),
        line("abroad", 9_000_000, "crew", labour=True, place="GB", payee="GB"),
    ]
    result = asked("ie-481", date(2025, 3, 1), lines)
    assert answers(result, "irish") == {
        "star": ("counted", 3_000_000),
        "camera": ("unclear", 0),
        "stage": ("counted", 1_000_000),
        "abroad": ("not", 0),
    }
    assert result.award == 1_280_000


def test_taiwan_of_2005_pays_each_kind_at_its_rate() -> None:
    tw = {"place": "TW", "payee": "TW"}
    lines = [
        line("cast", 500_000, "cast", labour=True, level="above", **tw),
        line("crew", 1_000_000, "crew", labour=True, **tw),
        line("mix", 400_000, "post_sound", level="post", **tw),
        line("sets", 400_000, "set_construction", **tw),
        line("hotel", 200_000, "living", **tw),
    ]
    assert asked("tw-bamid", date(2005, 11, 9), lines).award == 340_000
