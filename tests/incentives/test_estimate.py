"""An estimate: what is shown of an amount, and what is said beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kachinko.files.programme import load_programme
from kachinko.incentives.estimate import estimate
from kachinko.incentives.examples import run_examples
from kachinko.model.errors import InputError
from kachinko.model.estimate import Case, Estimate

from .programme_case import TENTH, programme

SMALL = load_programme(Path(__file__).with_name("small.yaml"))
START = date(2023, 3, 1)
MEASURES = {"local": 3_000_000, "total": 3_000_000}
FACTS = {"format": "film", "days": 20}


def told(as_of: date = date(2024, 1, 1), **more: Any) -> Estimate:
    case = {"dates": {"photography_start": START}, "measures": MEASURES, "facts": FACTS} | more
    return estimate(SMALL, Case.model_validate(case), as_of=as_of)


def test_the_examples_of_a_programme_pass_and_a_wrong_one_is_told() -> None:
    results = run_examples(SMALL)
    assert len(results) > 10
    assert all(result.passed for result in results)
    wrong = SMALL.model_copy(
        update={
            "examples": (SMALL.examples[0].model_copy(update={"expected": {"award": Decimal(1)}}),)
        }
    )
    (result,) = run_examples(wrong)
    assert (result.passed, result.difference) == (False, 669_999)


@pytest.mark.parametrize(
    ("as_of", "award"),
    [(date(2022, 11, 14), None), (date(2022, 11, 15), 670_000), (date(2023, 9, 1), 640_000)],
)
def test_what_would_have_been_said_on_that_day(as_of: date, award: int | None) -> None:
    result = told(as_of)
    assert result.award == award
    assert result.as_of == as_of
    assert result.status == ("unknown" if award is None else "award")


def test_tax_fees_and_net() -> None:
    result = told(date(2023, 1, 1))
    assert (result.award, result.tax, result.fees) == (670_000, 167_500, 5_000)
    assert result.net_of_tax == 497_500
    small = told(date(2023, 1, 1), measures={"local": 100, "total": 1000})
    assert (small.award, small.fees, small.net_of_tax) == (25, 500, 0)
    assert any("nothing is left" in note for note in small.notes)


def test_a_conflict_between_sources_is_shown() -> None:
    (conflict,) = told(date(2023, 1, 1)).conflicts
    assert (conflict.parameter, conflict.used, conflict.other) == (
        "rate", Decimal("0.25"), Decimal("0.3")
    )  # fmt: skip
    assert conflict.other_source == "https://example.org/paper"


def test_what_is_assumed_must_hold() -> None:
    assert any("cultural test" in said and "yes" in said for said in told().must_hold)
    said = told(facts=FACTS | {"culture": True}).must_hold
    assert not any("cultural test" in each for each in said)


def test_a_missing_date_and_a_missing_answer_are_asked_for() -> None:
    undated = told(dates={})
    assert undated.status == "incomplete"
    assert "photography_start" in undated.missing[0]
    silent = told(facts={"format": "series", "days": 20}, measures={"local": 1})
    assert silent.status == "incomplete"
    assert silent.missing == ("not given (total): All spend",)


def test_a_date_outside_every_version_is_unknown() -> None:
    before = told(dates={"photography_start": date(2019, 12, 31)})
    assert (before.status, before.award, before.eligible) == ("unknown", None, None)
    assert "2019-12-31" in before.missing[0]


def test_answers_that_do_not_fit_are_told_all_at_once() -> None:
    wrong = {"format": "play", "days": True, "culture": "perhaps", "city-days": date(2024, 1, 1)}
    with pytest.raises(InputError) as caught:
        told(facts=wrong)
    assert len(caught.value.faults) == 4
    assert "film, series" in str(caught.value.faults[0])


def test_an_amount_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        told(measures={"local": True, "total": "2024-01-01"})
    assert len(caught.value.faults) == 2


def test_an_answer_for_one_programme_stands_before_that_for_all() -> None:
    assert told(facts=FACTS | {"crew": False, "xx-test:crew": True}).award == 712_000


def test_an_amount_that_is_no_measure_is_said() -> None:
    assert any("lokal" in note for note in told(measures=MEASURES | {"lokal": 5}).notes)


@pytest.mark.parametrize(
    ("spend", "award"), [("0.05", "0.01"), ("0.04", "0.00"), ("10.05", "1.01"), ("1.15", "0.12")]
)
def test_rounded_half_up_once_to_the_smallest_unit(spend: str, award: str) -> None:
    case = Case.model_validate({"measures": {"spend": spend}})
    assert str(estimate(programme(TENTH), case, as_of=START).award) == award
    yen = programme(TENTH, currency="JPY")
    case = Case.model_validate({"measures": {"spend": 25}})
    assert str(estimate(yen, case, as_of=START).award) == "3"


def test_a_ceiling_and_a_full_fund_are_no_sure_amounts() -> None:
    tree = programme(TENTH, fund="hundred").model_dump(by_alias=True)
    tree["versions"][0]["kind"] = "ceiling"
    of = type(SMALL).model_validate(tree)
    case = Case.model_validate({"measures": {"spend": 5000}})
    result = estimate(of, case, as_of=START)
    assert result.kind == "ceiling"
    assert any("the most" in said for said in result.must_hold)
    assert any("above the whole fund" in said for said in result.must_hold)


def test_every_step_is_in_the_trace_with_its_source() -> None:
    result = told(date(2023, 1, 1))
    version = SMALL.versions[0]
    entries = {entry.id: entry for entry in result.trace}
    assert {clause.id for clause in version.clauses} <= entries.keys()
    assert all(entries[clause.id].source for clause in version.clauses)
    assert entries["basic"].inputs["rate"] == Decimal("0.25")
    assert "exactly" not in entries["gate"].note
    assert entries["gate.by-spend"].result is True
    places = [entry.id for entry in result.trace]
    assert places.index("rate") < places.index("basic")
    assert result == Estimate.model_validate(result.model_dump(by_alias=True))
