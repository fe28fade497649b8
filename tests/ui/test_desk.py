"""The hold desk: what needs an answer, who waits, free days, the week; and the guided tour."""

from __future__ import annotations

import io
from urllib.request import urlopen

import openpyxl
import pytest

from tests.ui.conftest import faults, ready
from tests.ui.server import serving, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(chromium, tmp_path_factory):
    with serving(tmp_path_factory.mktemp("desk") / "data", "--example") as address:
        yield address


@pytest.fixture
def desk(opened, office):
    def open_desk(view: str = "desk", locale: str = "en", **options):
        return opened(view, locale, at=office, **options)

    return open_desk


def test_a_challenge_runs_is_counted_and_taken_back(desk) -> None:
    page = desk()
    page.get_by_role("heading", name="In line").wait_for()
    waits = page.locator(".cards > li", has=page.get_by_role("button", name="Challenge"))
    waits.first.wait_for()
    free = next(n for n, text in enumerate(waits.all_inner_texts()) if "booked" not in text)
    waits.nth(free).get_by_role("button", name="Challenge").click()
    page.get_by_role("heading", name="Challenged: confirm or release").wait_for()
    assert "left" in page.locator(".clock").first.inner_text()
    tile = page.locator(".tiles li").first
    assert int(tile.locator("strong").inner_text()) > 0
    asked = page.locator("section", has_text="Needs an answer").locator(".cards > li").first
    assert "asked by" in asked.inner_text()
    # One click each: confirm, and back.
    asked.get_by_role("button", name="Confirm").click()
    page.locator(".toast", has_text="Done: Confirm").wait_for()
    page.get_by_role("button", name="Close", exact=True).click()
    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
        until(page, "() => document.querySelector('.toast')")
        told = page.locator(".toast").inner_text()
        assert "Undone" in told, told
        page.get_by_role("button", name="Close", exact=True).click()
    until(page, "() => document.querySelector('.tiles strong').innerText === '0'")
    assert faults(page) == []


def test_free_days_lie_on_a_map_and_are_held_with_a_click(desk) -> None:
    page = desk()
    page.get_by_label("Days in a row").fill("10")
    page.get_by_label("Between").fill("2028-11-01")
    page.get_by_label("and", exact=True).fill("2029-03-31")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("group", name="Free days by stage").wait_for()
    free = page.locator(".map button:not(.behind)").last
    assert "rank 1" in free.inner_text()
    assert faults(page) == []
    free.click()
    form = page.get_by_role("form", name="Hold")
    form.get_by_label("Title").select_option(index=1)
    form.get_by_role("button", name="Hold", exact=True).click()
    page.locator(".toast", has_text="Undo takes it back").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="Undone").wait_for()
    page.get_by_text("As a table").click()
    page.get_by_role("rowheader", name="Stage 10").first.wait_for()
    page.get_by_label("Clear height, m").fill("99")
    page.get_by_label("with a tank").check()
    page.get_by_role("button", name="Search").click()
    page.locator(".line.not").first.wait_for()
    assert page.locator(".map button").count() == 0


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_the_week_is_read_printed_on_one_page_and_saved(desk, office, locale) -> None:
    page = desk("desk/week?day=2028-03-08", locale)
    table = page.locator(".week table")
    table.wait_for()
    heads = table.locator("thead th").all_inner_texts()
    assert len(heads) == 8
    word = {"en": "shoot", "ja": "撮影"}[locale]
    assert word in table.inner_text()
    assert faults(page) == []
    file = page.get_by_role("link", name={"en": "As a workbook", "ja": "Excelで保存"}[locale])
    with urlopen(office + file.get_attribute("href")) as answer:
        book = openpyxl.load_workbook(io.BytesIO(answer.read()))
    assert len(book.worksheets) == 2
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1
    page.get_by_role("button", name={"en": "A week later", "ja": "次の週"}[locale]).click()
    until(page, "() => location.hash.includes('2028-03-13')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_hinders_anybody_at_the_desk(desk, scheme) -> None:
    page = desk("desk", "ja", color_scheme=scheme, viewport={"width": 1024, "height": 768})
    page.get_by_role("heading", name="順番待ち").wait_for()
    page.get_by_role("button", name="検索").click()
    page.get_by_role("group", name="ステージごとの空き").wait_for()
    assert faults(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_desk_lives_without_the_board_and_hears_of_others(desk) -> None:
    one, other = desk(), desk("board")
    ready(other)
    one.locator(".tiles").wait_for()
    held = other.evaluate("() => kachinkoBoard.bars().find(b => b.rank === 2)")
    other.evaluate("id => kachinkoBoard.find(id)", held["id"])
    other.get_by_role("complementary").get_by_role("button", name="Release").click()
    until(one, "() => document.querySelectorAll('.tiles strong')[3].innerText === '2'", seconds=2)
    other.get_by_role("button", name="Undo").click()
    until(one, "() => document.querySelectorAll('.tiles strong')[3].innerText === '3'", seconds=2)


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_the_tour_leads_by_keys_is_skipped_and_begun_again(desk, locale) -> None:
    page = desk("board", locale, tour=True)
    tour = page.get_by_role("dialog")
    tour.wait_for()
    titles = []
    for _ in range(5):
        titles.append(tour.get_by_role("heading").inner_text())
        assert faults(page) == []
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(80)
    assert len(set(titles)) == 5
    until(page, "() => document.querySelector('[role=dialog]') === null")
    page.reload()
    ready(page)
    assert tour.count() == 0
    page.get_by_role("button", name={"en": "Settings", "ja": "設定"}[locale]).click()
    page.get_by_role("button", name={"en": "tour", "ja": "ツアー"}[locale]).click()
    tour.wait_for()
    page.keyboard.press("Escape")
    until(page, "() => document.querySelector('[role=dialog]') === null")
