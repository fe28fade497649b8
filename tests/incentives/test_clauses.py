"""Each kind of clause, in both arithmetics, and what is not known on its way."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from kachinko.incentives.cell import STATUSES
from kachinko.incentives.estimate import estimate
from kachinko.incentives.functions import named
from kachinko.incentives.functions.registry import NAMED
from kachinko.incentives.many import estimate_many
from kachinko.model.estimate import Case, Estimate

from .programme_case import programme

AS_OF = date(2026, 1, 1)


def asked(
    *clauses: dict[str, Any], spend: float | None = 1000, total: float = 2000, **facts: Any
) -> Estimate:
    """What clauses give, the same in both arithmetics."""
    of = programme(*clauses)
    measures = {"total": total} | ({} if spend is None else {"spend": spend})
    facts = {name.replace("_", "-"): value for name, value in facts.items()}
    case = Case.model_validate({"measures": measures, "facts": facts})
    result = estimate(of, case, as_of=AS_OF)
    arrays = {name: np.full(3, float(value)) for name, value in measures.items()}
    for given in (arrays, measures):
        many = estimate_many(of, as_of=AS_OF, measures=given, facts=facts)  # type: ignore[arg-type]
        assert {STATUSES[each] for each in many.status} == {result.status}
        if result.award is None:
            assert np.isnan(many.award).all()
        else:
            assert many.award == pytest.approx(float(result.award))
    return result


def apply(**more: Any) -> dict[str, Any]:
    return {
        "id": "award", "kind": "apply", "says": "Rate", "rate": "tenth", "to": "spend"
    } | more  # fmt: skip


def test_apply() -> None:
    assert asked(apply()).award == 100
    assert asked(apply(rate="per-day", to="days"), days=30).award == 150


def test_apply_by_a_portion_at_most_one() -> None:
    part = apply(portion={"part": "days", "whole": "all-days"})
    assert asked(part, days=5, all_days=20).award == 25
    assert asked(part, days=30, all_days=20).award == 100
    assert asked(part, days=0, all_days=0).award == 0


@pytest.mark.parametrize(
    ("way", "edge"), [("at_least", 10), ("more_than", 11), ("at_most", 10), ("less_than", 9)]
)
def test_apply_where_a_test_holds(way: str, edge: int) -> None:
    of = apply(when=[{"what": "days", way: "ten-days"}])
    step = 1 if way in ("at_least", "more_than") else -1
    assert asked(of, days=edge).award == 100
    assert asked(of, days=edge - step).award == 0


def test_tests_of_truths_choices_and_days() -> None:
    assert asked(apply(when=[{"what": "local", "is": False}]), local=False).award == 100
    assert asked(apply(when=[{"what": "local", "is": True}]), local=False).award == 0
    either = apply(when=[{"what": "format", "is": ["film", "short"]}])
    assert asked(either, format="short").award == 100
    assert asked(either, format="series").award == 0
    day = {"id": "gate", "kind": "require", "says": "Self", "when": [
        {"what": "opening", "at_least": "opening"}]}  # fmt: skip
    assert asked(day, apply(), opening=date(2026, 1, 1)).award == 100


def test_a_comparison_with_no_limit_holds() -> None:
    for way in ("at_least", "more_than", "at_most", "less_than"):
        assert asked(apply(when=[{"what": "spend", way: "no-limit"}])).award == 100


def test_tiers() -> None:
    of = {
        "id": "award", "kind": "tiers", "says": "Slices", "to": "spend",
        "bands": [{"rate": "tenth", "up_to": "hundred"}, {"rate": "fifth", "up_to": "thousand"},
                  {"rate": "third"}],
    }  # fmt: skip
    assert [asked(of, spend=each).award for each in (50, 100, 600, 1000, 2000)] == [
        5, 10, 110, 190, 490
    ]  # fmt: skip


def test_the_rate_of_a_slice_that_is_not_reached_is_not_needed() -> None:
    of = {
        "id": "award", "kind": "tiers", "says": "Slices", "to": "spend",
        "bands": [{"rate": "tenth", "up_to": "thousand"}, {"rate": "lost-share"}],
    }  # fmt: skip
    assert asked(of, spend=1000).award == 100
    assert asked(of, spend=1001).status == "unknown"


def choose(**more: Any) -> dict[str, Any]:
    return {
        "id": "rate", "kind": "choose", "says": "By format",
        "rows": [{"when": [{"what": "format", "is": "film"}], "take": "fifth"},
                 {"when": [{"what": "format", "is": "short"}], "take": "lost-share"}],
    } | more  # fmt: skip


def test_choose_takes_the_first_row_that_holds_else_refuses() -> None:
    award = apply(rate="rate")
    assert asked(choose(), award, format="film").award == 200
    assert asked(choose(otherwise="tenth"), award, format="series").award == 100
    refused = asked(choose(), award, format="series")
    assert (refused.status, refused.award, refused.eligible) == ("refused", 0, 1000)


def test_a_row_that_is_not_reached_does_not_spoil() -> None:
    award = apply(rate="rate")
    assert asked(choose(), award, format="short").status == "unknown"
    reversed_ = choose(rows=[
        {"when": [{"what": "spend", "at_least": "hundred"}], "take": "tenth"},
        {"when": [{"what": "local", "is": True}], "take": "fifth"},
    ])  # fmt: skip
    assert asked(reversed_, award).award == 100
    assert asked(reversed_, award, spend=99).status == "incomplete"


def test_a_refusal_that_is_not_needed_does_not_refuse() -> None:
    either = apply(rate="rate", when=[{"what": "local", "is": True}])
    assert asked(choose(), either, format="series", local=False).status == "award"


def uplifts(**more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return {
        "id": "extra", "kind": "uplifts", "says": "Extras",
        "parts": [{"id": "crew", "rate": "fifth", "when": [{"what": "local", "is": True}]},
                  {"id": "days", "rate": "third",
                   "when": [{"what": "days", "at_least": "ten-days"}],
                   "portion": {"part": "days", "whole": "all-days"}}],
    } | more, apply(rate="extra")  # fmt: skip


def test_uplifts_are_summed_and_held() -> None:
    assert asked(*uplifts(), local=True, days=10, all_days=20).award == 350
    held = asked(*uplifts(at_most="third"), local=True, days=20, all_days=20)
    assert (held.award, held.binding) == (300, "extra")
    assert asked(*uplifts(at_most="third"), local=False, days=9).award == 0


def test_an_uplift_whose_test_fails_does_not_spoil() -> None:
    lost = [
        {"id": "crew", "rate": "lost-share", "when": [{"what": "local", "is": True}]},
        {"id": "all", "rate": "tenth"},
    ]
    assert asked(*uplifts(parts=lost), local=False).award == 100
    assert asked(*uplifts(parts=lost), local=True).status == "unknown"
    none = asked(*uplifts(at_most="lost-share"), local=False, days=9)
    assert none.award == 0


def test_sum_greatest_and_less() -> None:
    def of(kind: str, **more: Any) -> dict[str, Any]:
        return {"id": "award", "kind": kind, "says": kind} | more

    assert asked(of("sum", of=["spend", "total", "hundred"])).award == 3100
    assert asked(of("greatest", of=["spend", "total"])).award == 2000
    assert asked(of("less", of="total", take=["spend", "hundred"])).award == 900
    assert asked(of("less", of="hundred", take=["spend"])).award == 0


def limits(*each: dict[str, Any], of: str = "spend") -> dict[str, Any]:
    return {"id": "award", "kind": "limits", "says": "Held", "of": of, "limits": each}


def test_the_lowest_limit_binds() -> None:
    result = asked(
        limits(
            {"id": "half", "at_most": "total", "share": "fifth", "level": "base"},
            {"id": "cap", "at_most": "hundred", "level": "project"},
            {"id": "open", "at_most": "no-limit"},
        )
    )
    assert (result.award, result.binding) == (100, "cap")
    entries = {each.id: each for each in result.trace}
    assert (entries["cap"].binding, entries["cap"].by, entries["cap"].level) == (
        True, 900, "project"
    )  # fmt: skip
    assert (entries["half"].binding, entries["half"].result) == (False, 400)
    assert entries["open"].result == "none"


def test_a_limit_that_is_met_exactly_takes_nothing_away() -> None:
    result = asked(limits({"id": "cap", "at_most": "thousand"}))
    assert (result.award, result.binding) == (1000, None)


def test_a_limit_holds_only_where_its_test_does() -> None:
    of = limits({"id": "cap", "at_most": "lost-money", "when": [{"what": "local", "is": True}]})
    assert asked(of, local=False).award == 1000
    assert asked(of, local=True).status == "unknown"
    assert asked(of).status == "incomplete"


def test_the_last_limit_on_the_way_is_named() -> None:
    first = limits({"id": "base-cap", "at_most": "hundred"}) | {"id": "base"}
    result = asked(first, limits({"id": "cap", "at_most": "thousand"}, of="base"))
    assert result.binding == "base-cap"


def require(**more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"id": "gate", "kind": "require", "says": "The gate"} | more, apply()


ROUTES = [
    {"id": "by-days", "when": [{"what": "days", "at_least": "ten-days"}]},
    {"id": "by-crew", "when": [{"what": "local", "is": True}]},
]


def test_a_requirement_refuses() -> None:
    gate = require(when=[{"what": "spend", "at_least": "thousand"}])
    assert asked(*gate).award == 100
    refused = asked(*gate, spend=999)
    assert (refused.status, refused.award, refused.missing) == ("refused", 0, ("The gate",))
    noted = asked(*require(when=gate[0]["when"], otherwise="note"), spend=999)
    assert noted.award is not None
    assert noted.award > 99
    assert noted.notes[0] == "Does not hold, and not refused for it: The gate"
    open_ = asked(*require(when=[{"what": "local", "is": True}], otherwise="note"))
    assert open_.status == "award"
    assert open_.notes[0] == "Not known whether this holds, and not refused for it: The gate"
    assert not any("refused" in each for each in asked(*require(when=gate[0]["when"])).notes)


def test_one_route_is_enough_whatever_is_not_known_of_the_other() -> None:
    assert asked(*require(routes=ROUTES), local=True).status == "award"
    assert asked(*require(routes=ROUTES), days=10).status == "award"
    assert asked(*require(routes=ROUTES), days=9).status == "incomplete"
    assert asked(*require(routes=ROUTES), days=9, local=False).status == "refused"


def test_a_requirement_that_surely_fails_refuses_whatever_is_not_known() -> None:
    both = [{"what": "days", "at_least": "lost-days"}, {"what": "local", "is": True}]
    assert asked(*require(when=both), days=3, local=False).status == "refused"
    assert asked(*require(when=both), days=3, local=True).status == "unknown"
    assert asked(*require(when=both), local=True).status == "unknown"


def test_a_requirement_can_be_asked_about() -> None:
    gate = require(when=[{"what": "local", "is": True}], otherwise="note")[0]
    switched = apply(when=[{"what": "gate", "is": True}])
    assert asked(gate, switched, local=True).award == 100
    assert asked(gate, switched, local=False).award == 0


def test_unknown_stands_before_incomplete_and_nothing_is_said_as_sure() -> None:
    result = asked(apply(rate="lost-share"), spend=None)
    assert (result.status, result.award, result.net_of_tax) == ("unknown", None, None)
    assert len(result.missing) == 2
    assert asked(apply(), spend=None).status == "incomplete"


def test_no_limit_is_no_amount() -> None:
    of = {"id": "award", "kind": "sum", "says": "Sum", "of": ["spend", "no-limit"]}
    assert asked(of).status == "unknown"


def test_a_named_function_is_called_where_its_inputs_are_known() -> None:
    @named("test-double")
    def double(_n: Any, amount: Any) -> Any:
        return amount + amount

    try:
        of = {"id": "award", "kind": "function", "says": "Twice", "name": "test-double"}
        assert asked(of | {"inputs": ["spend"]}).award == 2000
        assert asked(of | {"inputs": ["lost-money"]}).status == "unknown"
    finally:
        del NAMED["test-double"]
