"""The comparison as people meet it: one file, opened in a real browser with the network off."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from kachinko.model.change import Crews, StageLeaves
from kachinko.report.sweep_page import SCRIPTS, render_sweep
from tests.plan_case import plan
from tests.sweep.swept import HOSTILE, swept, with_titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[..., Page]

PAGE = files("kachinko.report").joinpath("page")
FACTORS = ("stages", "crews")


@pytest.fixture(scope="module")
def html() -> str:
    dune = with_titles(
        "dune", value=3.5, value_bound=4.0, cost=Decimal(100_000_000), cost_bound=None
    )
    none = with_titles(status="infeasible", value=0.0, cost=None, cost_bound=None)
    sweep, figures = swept(
        ("As planned", [], [plan(), dune.model_copy(update={"value_bound": 9.5})]),
        (f"{HOSTILE} · few", [Crews(studio="toho", crews=1)], [dune, dune]),
        ("less · many", [StageLeaves(stage="no9")], ["its process died", plan()]),
        ("nothing", [], [none, none]),
        ("later", [], []),
        factors=FACTORS,
    )
    return render_sweep(sweep, figures, total=10)


def names(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "table.sortable tbody th", "all => all.map((one) => one.firstChild.textContent)"
    )
    return found


def test_the_file_holds_everything_and_no_name_breaks_out(html: str) -> None:
    assert HOSTILE not in html
    assert html.count("</script>") == 3
    assert not re.search(r'(src|href)="(?!data:|#)', html)
    assert "{{" not in html


def test_every_word_of_the_scripts_is_in_the_dictionary_and_no_other() -> None:
    words = json.loads(PAGE.joinpath("sweep_words.en.json").read_text(encoding="utf-8"))
    script = "\n".join(PAGE.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    pages = ("shell.html", "sweep.html")
    template = "\n".join(PAGE.joinpath(name).read_text(encoding="utf-8") for name in pages)

    asked = set(re.findall(r'"([a-z]+\.[a-z.]+)"', script)) | {"seconds", "minutes", "hours"}
    asked |= set(re.findall(r"\{\{([a-z]+\.[\w.]+)\}\}", template))
    stems = set(re.findall(r"`([a-z.]+\.)\$\{", script))

    assert asked - set(words) == set()
    assert {word for word in set(words) - asked if not word.startswith(tuple(stems))} == set()


def test_the_headline_names_the_scenario_that_is_worth_the_most(show: Show, html: str) -> None:
    page = show(html)

    headline = page.locator("#headline").inner_text()
    assert page.locator("h1").inner_text() == "5 scenarios compared"
    assert "Most: As planned" in headline
    assert "8 of 10" in headline
    assert "1 failed" in headline
    assert "3.5 to 8.5" in headline


def test_every_scenario_has_a_row_in_the_chart_with_its_bound(show: Show, html: str) -> None:
    page = show(html)

    rows = page.locator("#chart-value .row")
    assert rows.count() == 5
    assert rows.nth(0).locator("title").text_content() == (
        "As planned: value 8.5 of at most 9, gap 5.6\u00a0%"  # the tighter bound of both seeds
    )
    assert rows.nth(0).locator(".seed").count() == 1
    assert "infeasible (proven)" in rows.nth(3).inner_html()
    assert "not run" in rows.nth(4).inner_html()
    best = rows.nth(0).locator(".best").bounding_box()
    cap = rows.nth(0).locator(".cap").bounding_box()
    assert best is not None
    assert cap is not None
    assert cap["x"] > best["x"]


def test_a_column_head_sorts_table_chart_and_titles(show: Show, html: str) -> None:
    page = show(html)
    assert names(page)[0] == "As planned"

    page.locator("[data-key=value]").click()
    down = names(page)
    assert page.locator("th[aria-sort=descending]").inner_text() == "Value"
    assert set(down[:2]) == {"As planned", "less · many"}
    assert down[2].startswith("</script>")
    page.locator("[data-key=value]").click()
    up = names(page)

    assert up[0] == down[2]
    assert set(up[3:]) == set(down[3:])  # without a figure: last both ways
    charted = page.locator("#chart-value .row title").all_text_contents()
    assert charted[0].startswith(HOSTILE)
    assert page.locator("table.matrix th.turned").first.get_attribute("title") == up[0]


def test_differences_say_what_is_proven(show: Show, html: str) -> None:
    page = show(html)

    cards = page.locator(".card")
    assert cards.count() == 4
    few = cards.nth(0).inner_text()
    assert "toho: 1 build crew" in few
    assert "value −5" in few
    assert "proven: worth less" in few  # at most 4, and the first has 8.5
    assert "The Human Vapor" in few
    assert "The same titles are in." in cards.nth(1).inner_text()
    assert "not proven" in cards.nth(1).inner_text()


def test_the_matrix_tells_in_how_many_plans_a_title_is(show: Show, html: str) -> None:
    page = show(html)

    row = page.locator("table.matrix tbody tr", has_text="The Human Vapor")
    cells = row.locator("td .mark").evaluate_all("all => all.map((one) => one.className)")
    assert cells == ["mark some", "mark no", "mark all"]
    assert row.locator(".mark").first.inner_text() == "1/2"


def test_failures_and_changes_are_told(show: Show, html: str) -> None:
    page = show(html)

    assert "less · many (seed 0): its process died" in page.locator("#method").inner_text()
    page.locator("summary").click()
    assert "As planned: No changes" in page.locator("#method").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(show: Show, html: str, scheme: str) -> None:
    page = show(html, width=390, height=844, color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_one_scenario_alone_and_nothing_at_all_can_be_shown(show: Show) -> None:
    sweep, figures = swept(("only", [], [plan()]))
    alone = show(render_sweep(sweep, figures, total=1))
    sweep, figures = swept(("first", [], []), ("second", [], []))
    nothing = show(render_sweep(sweep, figures, total=4))

    assert alone.locator("h1").inner_text() == "1 scenario"
    assert "nothing to compare it with" in alone.locator("#differences").inner_text()
    assert "No plan yet" in nothing.locator("#headline").inner_text()
