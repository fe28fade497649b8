"""Lines of a budget become amounts by the rules of each measure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.incentives.estimate import estimate
from kachinko.model.budget import Budget
from kachinko.model.exchange import ExchangeTable
from kachinko.model.programme import Programme

if TYPE_CHECKING:
    from kachinko.model.estimate import Estimate

AS_OF = date(2026, 1, 1)


def programme(measure: dict[str, Any] | None = None, **more: Any) -> Programme:
    """A tenth of what counts."""
    values = {"rate": ("share", "0.1"), "half": ("share", "0.5"), "cap": ("money", 100)}
    return Programme.model_validate(
        {
            "id": "xx",
            "name": "A tenth",
            "place": "XX",
            "currency": "EUR",
            "form": "rebate",
            "trigger": "photography_start",
            "sources": [{"id": "act", "url": "https://example.org/act"}],
            "parameters": [
                {
                    "id": name,
                    "meaning": name,
                    "unit": unit,
                    "values": [{"value": value, "source": "act"}],
                }
                for name, (unit, value) in values.items()
            ]
            + more.pop("parameters", []),
            "measures": [
                {"id": "spend", "meaning": "Spend", "counts": [{"places": ["XX"]}]}
                | (measure or {}),
                {"id": "total", "meaning": "All", "counts": [{}]},
            ],
            "versions": [
                {
                    "id": "v",
                    "source": "act",
                    "kind": "entitlement",
                    "eligible": "spend",
                    "award": "tenth",
                    "clauses": [
                        {"id": "tenth", "kind": "apply", "says": "10 %", "rate": "rate",
                         "to": "spend"}
                    ],
                }
            ],
        }
        | more
    )  # fmt: skip


def line(name: str, amount: float, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "category": "crew",
        "level": "below",
        "amount": amount,
        "currency": "EUR",
        "place": "XX",
    } | more


def told(programme: Programme, *lines: dict[str, Any], **more: Any) -> Estimate:
    exchange = more.pop("exchange", None)
    budget = Budget.model_validate(
        {"name": "B", "currency": "EUR", "lines": lines, "dates": {"photography_start": AS_OF}}
        | more
    )
    return estimate(programme, budget, as_of=AS_OF, exchange=exchange)


def answers(result: Estimate) -> dict[str, str]:
    return {each.line: each.answer for each in result.lines}


def test_lines_of_the_place_count_and_a_region_lies_in_it() -> None:
    result = told(
        programme(), line("a", 100), line("b", 200, place="XX-N"), line("c", 400, place="YY")
    )
    assert result.eligible == 300
    assert result.award == 30
    assert answers(result) == {"a": "counted", "b": "counted", "c": "not"}


def test_a_line_without_a_place_is_unclear_and_said() -> None:
    result = told(programme(), line("a", 100), line("b", 250, place=None))
    assert result.eligible == 100
    assert answers(result)["b"] == "unclear"
    assert "no place" in next(each.says for each in result.lines if each.line == "b")
    assert any("250" in note for note in result.notes)
    measure = next(entry for entry in result.trace if entry.id == "spend")
    assert measure.note == "lines: 1 counted, 1 unclear"


def test_excluded_and_unclear_rules_are_named() -> None:
    rules = {
        "excludes": [{"categories": ["scouting"], "says": "No scouting", "source": "act"}],
        "unclear": [{"categories": ["cast"], "payees": ["YY"], "says": "Silent on foreign cast"}],
    }
    result = told(
        programme(rules),
        line("scout", 10, category="scouting"),
        line("star", 20, category="cast", payee="YY"),
        line("local", 40, category="cast", payee="XX"),
        line("whose", 80, category="cast"),
    )
    assert result.eligible == 40
    assert answers(result) == {
        "scout": "not", "star": "unclear", "local": "counted", "whose": "unclear"
    }  # fmt: skip
    scout = result.lines[0]
    assert (scout.says, scout.source) == ("No scouting", "https://example.org/act")


def test_the_first_rule_that_fits_gives_the_share() -> None:
    rules = {
        "counts": [
            {"places": ["XX"], "categories": ["cast"], "share": "half", "says": "Half of pay"},
            {"places": ["XX"]},
        ]
    }
    result = told(programme(rules), line("a", 100, category="cast"), line("b", 100))
    assert result.eligible == 150
    assert answers(result) == {"a": "partly", "b": "counted"}


def test_spend_across_the_day_counts_by_calendar_days() -> None:
    opens = {
        "id": "opens", "meaning": "First day", "unit": "day",
        "values": [{"value": date(2026, 1, 11), "source": "act"}],
    }  # fmt: skip
    of = programme({"spent_from": "opens"}, parameters=[opens])
    result = told(
        of,
        line("across", 100, **{"from": date(2026, 1, 1), "to": date(2026, 1, 20)}),
        line("before", 100, **{"from": date(2026, 1, 1), "to": date(2026, 1, 10)}),
        line("undated", 7),
    )
    assert result.eligible == 57
    assert answers(result) == {"across": "partly", "before": "not", "undated": "counted"}
    assert any("undated" in said and "2026-01-11" in said for said in result.must_hold)


def test_a_deadline_can_be_the_first_day_of_spend() -> None:
    gate = {
        "parameters": [
            {"id": "sixty", "meaning": "Days", "unit": "days",
             "values": [{"value": 60, "source": "act"}]}
        ],
        "deadlines": [
            {"id": "gate", "what": "register", "says": "60 days before", "of": "application",
             "days": "sixty", "side": "before", "source": "act"}
        ],
    }  # fmt: skip
    of = programme({"spent_from": "gate"}, **gate)
    dated = line("a", 100, **{"from": date(2025, 12, 1), "to": date(2025, 12, 1)})
    missing = told(of, dated)
    assert missing.status == "incomplete"
    assert "application" in missing.missing[0]
    days = {"photography_start": AS_OF, "application": date(2026, 1, 30)}
    assert told(of, dated, dates=days).eligible == 100
    assert told(of, dated, dates=days | {"application": date(2026, 1, 31)}).eligible == 0


def test_limits_per_line_person_and_category() -> None:
    def limited(per: str) -> Programme:
        return programme({"limits": [{"id": "held", "per": per, "at_most": "cap"}]})

    lines = (
        line("a", 80, person="ann"),
        line("b", 80, person="ann"),
        line("c", 150, person="bob"),
        line("d", 90),
    )
    assert told(limited("line"), *lines).eligible == 80 + 80 + 100 + 90
    assert told(limited("person"), *lines).eligible == 100 + 100 + 90
    result = told(limited("all"), *lines)
    assert result.eligible == 100
    assert sum(each.counted for each in result.lines) == 100
    entry = next(each for each in result.trace if each.id == "held")
    assert (entry.binding, entry.by, entry.level) == (True, 300, "category")
    assert result.binding == "held"


def test_a_line_above_a_limit_per_person_without_a_person_is_unclear() -> None:
    of = programme({"limits": [{"id": "held", "per": "person", "at_most": "cap"}]})
    result = told(of, line("a", 101), line("b", 100))
    assert result.eligible == 100
    assert answers(result) == {"a": "unclear", "b": "counted"}


def test_a_limit_as_a_share_of_a_measure_before_its_limits() -> None:
    of = programme({"limits": [{"id": "h", "per": "all", "share": "half", "of": "total",
                                "lines": {"categories": ["cast"]}}]})  # fmt: skip
    result = told(of, line("a", 150, category="cast"), line("b", 50), line("c", 50, place="YY"))
    assert result.eligible == 125 + 50


def test_currency_is_converted_by_the_middle_day() -> None:
    table = ExchangeTable.model_validate(
        {
            "base": "USD",
            "rates": [
                {"currency": "EUR", "rate": "0.5", "from": "2025-01-01", "to": "2025-12-31"},
                {"currency": "EUR", "rate": "0.8", "from": "2026-01-01", "to": "2026-12-31"},
            ],
        }
    )
    days = {"from": date(2025, 12, 1), "to": date(2025, 12, 31)}
    dollars = line("a", 100, currency="USD", **days)
    undated = line("b", 10, currency="USD")
    result = told(programme(), dollars, undated, exchange=table)
    assert result.eligible == 50 + 8
    without = told(programme(), dollars)
    assert (without.status, without.award) == ("incomplete", None)
    assert "USD into EUR" in without.missing[0]


def test_a_rate_that_is_not_needed_is_not_asked_for() -> None:
    result = told(programme(), line("a", 100), line("b", 100, currency="USD", place="YY"))
    assert result.eligible == 100


def test_a_line_without_an_exchange_rate_is_not_told_as_nothing() -> None:
    result = told(programme(), line("a", 100), line("b", 100, currency="USD", place=None))
    (note,) = (each for each in result.notes if "unclear" in each)
    assert note.endswith("b, EUR 0.00 in all without what has no exchange rate.")


def test_a_credit_takes_away() -> None:
    assert told(programme(), line("a", 100), line("b", -30)).award == Decimal(7)


@pytest.mark.parametrize("amount", [0, 5])
def test_an_unknown_limit_makes_the_amount_unknown_where_it_holds_something(amount: int) -> None:
    unknown = {
        "id": "lost", "meaning": "Cap", "unit": "money",
        "values": [{"value": "unknown", "source": "act"}],
    }  # fmt: skip
    of = programme(
        {"limits": [{"id": "h", "per": "all", "at_most": "lost",
                     "lines": {"categories": ["cast"]}}]},
        parameters=[unknown],
    )  # fmt: skip
    result = told(of, line("a", 100), line("b", amount, category="cast"))
    assert result.status == ("unknown" if amount else "award")
