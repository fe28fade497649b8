"""The frontier's page in a real browser, and its workbook as a spreadsheet reads it."""

from __future__ import annotations

import io
from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kachinko.report.frontier_page import render_frontier
from kachinko.report.frontier_text import answer, range_text, worth_text
from kachinko.report.frontier_workbook import frontier_workbook
from kachinko.staging.frontier.claim import PublicClaim
from kachinko.staging.frontier.lever import levers_of
from kachinko.staging.frontier.result import Effect, Range
from tests.staging.frontier.cases import frontier, one_stage, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from kachinko.staging.frontier.result import Frontier

CLAIM = PublicClaim(
    Fraction(75),
    at_most=True,
    publisher="The Paper <b>",
    date="2027-01-02",
    source="https://x.test/",
)


@pytest.fixture(scope="module")
def found() -> Frontier:
    """Two films fit on the stage in two weeks, exactly."""
    project = one_stage(10, titles=[title("other")], notes="FACT: none.\n<script>alert(1)</script>")
    return frontier(project, seconds=8)


def test_the_page_shows_the_numbers_and_the_claim(
    found: Frontier, show: Callable[..., Page]
) -> None:
    page = show(render_frontier(found, CLAIM))

    assert page.inner_text("h1").startswith("60.8")
    assert "75 titles a year are beyond" in page.inner_text(".verdict")
    assert page.inner_text("#paragraph") == answer(found, CLAIM)
    assert page.inner_text("#hangs").count("nothing slips") == 1
    assert "<script>alert(1)</script>" in page.inner_text("#hangs")


def test_each_lever_has_a_bar_on_the_scale_of_the_axis(
    found: Frontier, show: Callable[..., Page]
) -> None:
    page = show(render_frontier(found, CLAIM))
    rows = page.locator("table.chart tbody tr:not(.group)")

    assert rows.count() == 1 + len(found.effects)
    for row, effect in zip(rows.all()[1:], found.effects, strict=True):
        assert effect.lever.name in row.inner_text()
        assert range_text(effect.titles, found.years) in row.inner_text()
        bar, plan = row.locator(".reach"), row.locator(".plan-mark")
        band = page.locator("tr.base .as-is").bounding_box()
        start = plan.bounding_box()
        assert band is not None
        assert start is not None
        middle = start["x"] + start["width"] / 2
        # The band begins at the base's own plan: a worse plan lies to its left.
        if effect.titles.lower == found.titles.lower:
            assert abs(middle - band["x"]) < 1.5
        else:
            assert (middle < band["x"]) == (effect.titles.lower < found.titles.lower)
        assert bar.count() == 1


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_on_any_screen(
    found: Frontier, show: Callable[..., Page], width: int, scheme: str
) -> None:
    page = show(render_frontier(found, None), width=width, color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("table.chart .range").last.is_visible()
    assert "Working days" in page.inner_text("table.chart")


def test_a_frontier_without_levers_or_upper_bound_is_drawn(show: Callable[..., Page]) -> None:
    on_location = one_stage(
        10,
        titles=[],
        studios=[{"id": "lot", "name": "The Lot", "country": "JP", "stages": []}],
    ).model_copy()
    trip = title("trip", sets=[], location_blocks=[{"id": "b", "days": 2}])
    project = type(on_location).model_validate(
        {**on_location.model_dump(by_alias=True), "titles": [trip]}
    )
    endless = frontier(project, levers=[], seconds=1.5)

    page = show(render_frontier(endless, None))

    assert endless.titles.upper is None
    assert "or more" in page.inner_text("h1")
    assert "nothing was proven to bound" in answer(endless, None)


def test_the_workbook_has_the_same_figures(found: Frontier) -> None:
    book = openpyxl.load_workbook(io.BytesIO(frontier_workbook(found, CLAIM)))

    assert book.sheetnames == ["Answer", "Levers", "Slate", "Hangs on"]
    answers = {row[0]: row[1] for row in book["Answer"].iter_rows(values_only=True)}
    assert answers["Titles a year, at least (checked plan)"] == found.per_year["lower"]
    assert answers["Titles in the horizon, at most"] == found.titles.upper
    assert answers["In one paragraph"] == answer(found, CLAIM)
    names = [row[0] for row in book["Levers"].iter_rows(values_only=True)]
    assert all(effect.lever.name in names for effect in found.effects)


@pytest.mark.parametrize(
    ("least", "most", "text"),
    [
        (0, 2, "0 to +2"),
        (-3, -3, "−3"),
        (0, None, "0 or more"),
        (None, 0, "0 or less"),
        (0, 0, "0"),
    ],
)
def test_a_worth_is_told_as_proven(least: int | None, most: int | None, text: str) -> None:
    lever = levers_of(one_stage(10))[0]

    assert worth_text(Effect(lever, Range(0, 0), 0, least, most)) == text


@pytest.mark.parametrize(
    ("lower", "upper", "verdict"),
    [
        (14, 16, "open"),
        (15, 16, "within"),
        (12, 14, "beyond"),
        (12, 15, "open"),
        (12, None, "open"),
    ],
)
def test_a_claim_is_within_reach_only_by_a_plan_and_beyond_only_by_a_proof(
    lower: int, upper: int | None, verdict: str
) -> None:
    claim = PublicClaim(Fraction(15))

    assert claim.verdict(Range(lower, upper), Fraction(360, 366)) == verdict
