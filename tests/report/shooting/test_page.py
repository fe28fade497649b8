"""The documents as a page, in a real browser without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kachinko.report.shooting.documents import documents
from kachinko.report.shooting.page import board_page
from kachinko.report.shooting.strips import TONES, DayOfStrips, tone
from kachinko.shooting.savings import savings
from tests import shooting_case
from tests.shooting_large import large

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SHOOTING, BOARD = shooting_case.shooting(), shooting_case.board()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_stripboard_reads_as_the_board_does(lang: str, show: Callable[..., Page]) -> None:
    page = show(board_page(SHOOTING, BOARD, lang))
    made = documents(SHOOTING, BOARD, lang)
    bodies = page.locator("#strips-across tbody")

    assert bodies.count() == len(made.strips.rows)
    for body, row in zip(bodies.all(), made.strips.rows, strict=True):
        text = body.inner_text()
        assert (row.date if isinstance(row, DayOfStrips) else row.days) in text
        if isinstance(row, DayOfStrips):
            assert row.call in text
            assert row.place in text
            numbers = body.locator("tr.strip th").all_inner_texts()
            assert numbers == [strip.number for strip in row.strips]
    assert page.locator("html").get_attribute("lang") == lang


def test_strips_have_the_colours_of_the_legend(show: Callable[..., Page]) -> None:
    page = show(board_page(SHOOTING, BOARD))
    legend = {
        name: page.locator(f"#legend .{name}").evaluate("e => getComputedStyle(e).backgroundColor")
        for name in TONES
    }

    assert len(set(legend.values())) == len(TONES)
    for scene in SHOOTING.scenes:
        row = page.locator("#strips-across tr.strip").filter(
            has=page.get_by_role("rowheader", name=scene.number, exact=True)
        )
        colour = row.evaluate("e => getComputedStyle(e).backgroundColor")
        assert colour == legend[tone(scene)]
        red, green, blue = (int(f"0x{TONES[tone(scene)][at : at + 2]}", 16) for at in (0, 2, 4))
        assert colour == f"rgb({red}, {green}, {blue})"  # on paper and on screen alike


def test_strips_can_be_turned_upright(show: Callable[..., Page]) -> None:
    page = show(board_page(SHOOTING, BOARD))

    page.locator("#reading").get_by_text("strips upright").click()

    assert page.locator("#strips-across").is_hidden()
    strips = page.locator("#strips-upright .u-strip")
    assert strips.count() == len(SHOOTING.scenes)
    # Each part has its row, and its number stands in it on every strip in which it plays.
    assert strips.first.locator(".u-part").all_inner_texts() == ["1", "2", "3", "", "", "", ""]


def test_the_boneyard_has_the_scenes_on_no_day(show: Callable[..., Page]) -> None:
    page = show(board_page(SHOOTING, shooting_case.board(days=BOARD.days[1:])))

    assert page.locator("#boneyard tr.strip th").all_inner_texts() == ["2", "3"]
    assert "2 scenes, 4 pages" in page.inner_text("#boneyard")


def test_the_day_out_of_days_has_codes_and_totals(show: Callable[..., Page]) -> None:
    page = show(board_page(SHOOTING, BOARD))
    rows = page.locator("#cast-body tbody tr")

    cells = rows.nth(3).locator("td").all_inner_texts()

    assert cells[:13] == ["", "SW", "H", "", "", "W", "H", "WF", "", "", "", "", ""]
    assert cells[13:] == ["3", "2", "5", "2 Mar", "8 Mar", "750,000"]
    assert "no stage plan was given" in page.inner_text("#sets-body")


def test_a_stage_plan_adds_the_stages(show: Callable[..., Page]) -> None:
    page = show(board_page(SHOOTING, BOARD, planned=shooting_case.planned()))
    table = page.locator("#sets-body table").nth(1)

    assert table.locator("tbody th").all_inner_texts() == ["no7"]
    assert "B\tB" in table.locator("tbody tr").inner_text()


def test_cost_and_savings_are_told_in_words(show: Callable[..., Page]) -> None:
    found = savings(SHOOTING, BOARD, lambda board: "15" in board.days[-1].scenes)
    page = show(board_page(SHOOTING, BOARD, found=found))
    text = page.inner_text("#cost-body")

    assert "JPY 33,840,000" in text
    assert page.locator(".savings li").count() == 3
    assert "saves JPY" in page.locator(".savings li").first.inner_text()
    assert "No day rate, so not counted: 6. 黒田警部 INSPECTOR KURODA." in text
    assert "Not sought" in show(board_page(SHOOTING, BOARD)).inner_text("#cost-body")


def test_texts_of_the_script_are_never_markup(show: Callable[..., Page]) -> None:
    scenes = [
        scene.model_copy(update={"synopsis": "</script><b>x</b>"}) if scene.number == "3" else scene
        for scene in SHOOTING.scenes
    ]
    page = show(board_page(SHOOTING.model_copy(update={"scenes": tuple(scenes)}), BOARD))

    assert "</script><b>x</b>" in page.inner_text("#strips-across")


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_large_board_fits_the_window(width: int, scheme: str, show: Callable[..., Page]) -> None:
    page = show(board_page(*large(), "ja"), width=width, color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#strips-across tr.strip").count() == 120
    for body in ("oneliner", "breakdown", "calls", "cost"):
        box = page.locator(f"#{body}-body").bounding_box()
        assert box is not None
        assert box["width"] <= width


def test_a_board_that_was_not_found_says_what_cannot_hold(show: Callable[..., Page]) -> None:
    board = shooting_case.board(
        days=(), status="infeasible", cost=None, costs=(), conflict=("Scene 8 needs a night.",)
    )
    page = show(board_page(SHOOTING, board))

    assert page.inner_text("h1") == "No shooting day"
    assert "Scene 8 needs a night." in page.inner_text("#conflict")
    assert page.locator("#boneyard tr.strip").count() == len(SHOOTING.scenes)


def test_both_languages_have_the_same_words() -> None:
    english, japanese = (documents(SHOOTING, BOARD, lang).words.known for lang in ("en", "ja"))
    optional = {key for key in english | japanese if key.endswith(".nav")}

    assert set(english) - optional == set(japanese) - optional
    for key in set(english) & set(japanese):
        assert _places(english[key]) == _places(japanese[key]), key


def _places(text: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(text) if name}
