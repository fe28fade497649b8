"""Rates in words, out of clauses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kachinko.model.programme import Programme
from kachinko.report.incentives.rates import rates_in_words
from kachinko.report.incentives.texts import IncentiveWords
from tests.report.incentives import sample

ENGLISH = IncentiveWords("en")


def rates(clauses: list[dict[str, Any]], day: date = date(2024, 1, 1)) -> str:
    """The rates of the small programme with other clauses, the last of which is the award."""
    tree = sample.programme().model_dump(mode="json", by_alias=True)
    tree["versions"][0] |= {"clauses": clauses, "award": clauses[-1]["id"], "eligible": "local"}
    tree["fees"], tree["examples"] = [], []
    return rates_in_words(ENGLISH, Programme.model_validate(tree), day, date(2024, 1, 1))


def clause(kind: str, **fields: object) -> dict[str, Any]:
    return {"id": fields.pop("id", kind), "kind": kind, "says": "", **fields}


@pytest.mark.parametrize(
    ("rate", "says"), [("high-rate", "30%"), ("city-rate", "unknown"), ("rate", "25%")]
)
def test_one_rate(rate: str, says: str) -> None:
    assert rates([clause("apply", rate=rate, to="local")]) == says


def test_a_rate_is_that_of_the_day() -> None:
    assert rates([clause("apply", rate="rate", to="local")], date(2021, 5, 1)) == "20%"


def test_slices_and_choices_give_a_range() -> None:
    test = {"what": "culture", "is": True}
    bands = [{"rate": "rate", "up_to": "first-slice"}, {"rate": "high-rate"}]
    chosen = clause("choose", rows=[{"when": [test], "take": "rate"}], otherwise="high-rate")

    assert rates([clause("tiers", to="local", bands=bands)]) == "25% to 30%"
    assert rates([chosen, clause("apply", rate="choose", to="local")]) == "25% to 30%"


def test_uplifts_come_on_top_up_to_their_limit() -> None:
    parts = [{"id": "crew-part", "rate": "crew-rate"}, {"id": "high", "rate": "high-rate"}]
    uplifts = clause("uplifts", parts=parts, at_most="uplift-cap")
    whole = clause("sum", of=["rate", "uplifts"])

    assert rates([uplifts, whole, clause("apply", rate="sum", to="local")]) == "25% to 30%"
    assert rates([uplifts, clause("apply", rate="uplifts", to="local")]) == "up to 5%"


def test_a_limit_on_rates_holds_them_and_a_part_of_an_award_is_no_rate() -> None:
    whole = clause("sum", of=["rate", "crew-rate"])
    held = clause("limits", of="sum", limits=[{"id": "top", "at_most": "rate"}])
    award = clause("apply", rate="limits", to="local")
    part = clause("apply", id="part", rate="high-rate", to="apply")

    assert rates([whole, held, award]) == "25%"
    assert rates([whole, held, award, part]) == "25%"


def test_what_is_unknown_in_part_is_said_so() -> None:
    parts = [{"id": "crew-part", "rate": "crew-rate"}, {"id": "city", "rate": "city-rate"}]

    said = rates([clause("uplifts", parts=parts), clause("apply", rate="uplifts", to="local")])

    assert said == "up to 3%, part of it unknown"


def test_no_version_has_no_rate() -> None:
    assert rates([clause("apply", rate="rate", to="local")], date(2019, 1, 1)) == "none"
