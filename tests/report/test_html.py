"""The report as people meet it: one file, opened in a real browser with the network off."""

from __future__ import annotations

import json
import re
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.model.project import Horizon, Project
from kachinko.model.studio import Stage
from kachinko.model.title import PHASES
from kachinko.report.plan_page import render_report
from tests.find_axe import faults
from tests.report.slate import HOSTILE, dated, without_plan
from tests.report_page import needs_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from kachinko.model.plan import Plan, PlannedTitle
    from kachinko.model.span import Dated

    Show = Callable[..., Page]

pytestmark = needs_page
LARGEST = 900_000


@pytest.fixture(scope="session")
def html(project: Project, plan: Plan) -> str:
    return render_report(project, plan)


def _ask(page: Page, expression: str) -> Any:
    return page.evaluate(f"kachinko.{expression}")


def _view(page: Page) -> dict[str, float]:
    found: dict[str, float] = page.evaluate("({ ...kachinko.view() })")
    return found


def _days(page: Page) -> float:
    """How many days are in sight."""
    view = _view(page)
    return view["width"] / view["scale"]


def _settled(page: Page) -> None:
    _until(page, "kachinko.idle()")


def _until(page: Page, expression: str) -> None:
    """Poll; the page's policy forbids what Playwright's own waiting for a function does."""
    deadline = time.monotonic() + 30
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(20)


def _sets_shown(page: Page) -> set[str]:
    shown: list[str] = page.eval_on_selector_all(
        "#floor-stages [data-set]", "all => all.map((one) => one.dataset.set)"
    )
    return set(shown)


def _slide_to(page: Page, day: int) -> None:
    page.locator("#day").evaluate(
        "(range, day) => { range.value = day; range.dispatchEvent(new Event('input')); }", day
    )


# -- the file ---------------------------------------------------------------------------------


def test_it_holds_everything_and_no_name_breaks_out(html: str, plan: Plan) -> None:
    data = html.split('id="data">', 1)[1].split("</script>", 1)[0]
    view = json.loads(data)["view"]

    assert HOSTILE not in html
    assert view["sets"][0]["name"] == HOSTILE
    assert html.count("</script>") == 2
    assert not re.search(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="(?!data:)', html)
    assert not re.search("kachinko:(data|lang|title)", html)
    assert len(html.encode()) < LARGEST
    # The numbers are those of plan.json.
    assert (view["result"]["value"], view["result"]["value_bound"]) == (
        plan.value, plan.value_bound,
    )  # fmt: skip
    zero = date.fromisoformat(view["day0"])
    stays = {(each["title"], each["id"]): each["days"] for each in view["sets"]}
    for place, title in enumerate(plan.titles):
        for each in title.sets if title.accepted else ():
            span = each.standing
            days = [(span.start - zero).days, (span.stop - zero).days]
            assert stays[place, each.id] == days


def test_the_policy_allows_this_script_and_nothing_else(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)

    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "style-src 'sha256-" in policy[1]
    assert "unsafe" not in policy[1]


def test_the_same_plan_gives_the_same_file(project: Project, plan: Plan, html: str) -> None:
    assert render_report(project, plan) == html


# -- in the browser -----------------------------------------------------------------------------


def test_the_headline_says_what_is_decided_and_how_good_it_is(
    show: Show, html: str, plan: Plan
) -> None:
    page = show(html)

    headline = page.locator("#headline").inner_text().replace("\u00a0", " ")
    assert page.title() == "Toho 2028 · stage plan"
    assert page.locator("h1").inner_text() == f"{len(plan.accepted)} of 24 titles fit"
    assert "At most 8.1 % below the best possible" in headline  # 8.03 %, rounded up
    assert f"of at most {plan.value_bound:g} (proven)" in headline
    assert "¥3.214B" in headline
    assert "at least ¥2.987B for this value (proven)" in headline
    assert "0.6 s" in headline
    assert "(360 days ÷ 365)" in headline
    assert page.locator("body").inner_html().count("<b>Alert</b>") == 0
    assert HOSTILE in page.locator("#titles-in").inner_text()


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"status": "optimal", "value_bound": 76, "value": 76}, "Proven optimal"),
        ({"value_bound": 76, "value": 76}, "Best possible value, proven"),
        ({"value_bound": 76.02, "value": 76}, "At most 0.03 % below the best possible"),
    ],
)
def test_the_verdict_claims_what_is_proven(
    show: Show, project: Project, plan: Plan, changes: dict[str, Any], verdict: str
) -> None:
    page = show(render_report(project, plan.model_copy(update=changes)))

    text = page.locator(".verdict > strong").inner_text().replace("\u00a0", " ")
    assert text == verdict


def test_the_slider_moves_sets(show: Show, html: str, plan: Plan) -> None:
    page = show(html)
    _slide_to(page, 20)
    early, early_text = _sets_shown(page), page.locator("#floor-stages").inner_text()
    _slide_to(page, 260)
    late, late_text = _sets_shown(page), page.locator("#floor-stages").inner_text()

    assert early
    assert late
    assert early.isdisjoint(late)
    assert early_text != late_text
    assert page.locator("#floor-date strong").inner_text() == "Wed, Sep 20, 2028"


def test_the_floor_tells_to_scale_from_areas_only(show: Show, html: str) -> None:
    page = show(html)
    _slide_to(page, 200)

    measured = page.locator("[data-stage=no2]").inner_text()
    guessed = page.locator("[data-stage=s7]").inner_text()
    assert "Positions as planned, to scale" in measured
    assert "1.2 m fire lane" in measured
    assert "Areas to scale, positions not planned" in guessed
    _slide_to(page, 2)
    assert "No agreement on this day" in page.locator("[data-stage=no2]").inner_text()


def test_changes_can_be_stepped_and_played(show: Show, html: str) -> None:
    page = show(html)
    _slide_to(page, 0)

    page.get_by_role("button", name="Next change").click()
    changed = page.evaluate("kachinko.reader.day")
    assert changed > 0
    page.locator("#play").click()
    _until(page, f"kachinko.reader.day > {changed + 2}")
    page.locator("#play").click()
    assert page.locator("#play").get_attribute("aria-pressed") == "false"


def test_the_unit_changes_all_areas(show: Show, html: str) -> None:
    page = show(html)

    page.locator("#units").get_by_label("tsubo").check()
    assert "190 tsubo" in page.locator("[data-stage=s7] .meter").inner_text()  # 628 × 121 / 400
    assert "190 tsubo" in page.locator("#inputs").inner_text()
    assert "tsubo of sets" in page.locator("#titles-out").inner_text()
    page.locator("#units").get_by_label("ft²").check()
    assert "6,760 ft²" in page.locator("#inputs").inner_text()  # 628 / 0.09290304
    assert "m²" not in page.locator("#inputs table").first.inner_text()


def test_zoom_and_pan(show: Show, html: str) -> None:
    page = show(html)
    _settled(page)
    whole = _days(page)

    page.get_by_role("button", name="Zoom in").click()
    near = _days(page)
    assert near < whole
    page.locator("#board-stages canvas.bars").hover(position={"x": 700, "y": 120})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    _until(page, f"kachinko.view().width / kachinko.view().scale < {near} - 0.001")
    before = _view(page)["t0"]
    box = page.locator("#board-stages canvas.bars").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 800, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 600, box["y"] + 30, steps=4)
    page.mouse.up()
    assert _view(page)["t0"] > before
    page.get_by_role("button", name="Whole horizon").click()
    assert _days(page) == pytest.approx(whole)


def test_pointing_at_a_bar_shows_its_details(show: Show, html: str) -> None:
    page = show(html)
    _settled(page)
    page.locator("#board-stages").scroll_into_view_if_needed()
    rect = _ask(page, "rectOf('t0/set0')")

    page.mouse.move(rect["x"] + rect["width"] / 2, rect["y"] + 10)
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    assert "The Human Vapor" in tip.inner_text()
    assert HOSTILE in tip.inner_text()
    assert "shoot" in tip.inner_text()
    page.mouse.click(rect["x"] + rect["width"] / 2, rect["y"] + 10)
    assert "Showing The Human Vapor" in page.locator("#selected").inner_text()


def test_the_keyboard_goes_from_set_to_set(show: Show, html: str) -> None:
    page = show(html)
    _settled(page)
    whole = _days(page)
    handle = page.locator("#board-stages .handle")

    handle.focus()
    page.locator("#tip").wait_for(state="visible")
    first = handle.inner_text()
    assert "shoot" in first
    page.keyboard.press("ArrowRight")
    assert handle.inner_text() != first
    page.keyboard.press("ArrowDown")
    assert "Stage 10" in handle.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#selected button").count() == 1
    assert page.locator("#tip").is_visible()
    page.keyboard.press("+")
    assert _days(page) < whole
    page.keyboard.press("Escape")
    assert page.locator("#selected button").count() == 0


def test_a_title_is_highlighted_everywhere(show: Show, html: str) -> None:
    page = show(html)

    page.get_by_role("button", name="Gilded Harbour").first.click()
    assert page.evaluate("kachinko.reader.title") == 1
    assert page.locator("#titles-in tr.dim").count() > 10
    _slide_to(page, 40)
    assert page.locator("#floor-stages .set:not(.dim)").count() < len(_sets_shown(page))


def test_the_keyboard_picks_a_set_on_the_floor_and_stays_there(show: Show, html: str) -> None:
    page = show(html)
    _slide_to(page, 200)
    chosen = page.locator("#floor-stages [data-set]").first
    name = chosen.get_attribute("data-set")

    chosen.focus()
    assert page.locator("#tip").is_visible()
    page.keyboard.press("Enter")

    assert page.locator("#selected button").count() == 1
    assert page.evaluate("document.activeElement.dataset.set") == name


def test_the_timeline_is_also_a_table(show: Show, html: str, plan: Plan) -> None:
    page = show(html)

    page.get_by_role("button", name="As a table").click()
    rows = page.locator("#timeline-table tbody tr")
    sets = sum(len(title.sets) for title in plan.accepted)
    assert rows.count() == sets + len(plan.accepted)
    assert not page.locator("#board-stages").is_visible()
    page.get_by_role("button", name="As a picture").click()
    assert page.locator("#board-stages").is_visible()


def test_utilisation_is_a_table_with_measures(show: Show, html: str) -> None:
    page = show(html)
    table = page.locator("#use-table table")

    assert table.locator("tbody tr").count() == 5  # four stages and all of them
    assert table.locator("tbody tr").nth(2).locator("td").first.inner_text() == "closed"
    before = table.inner_text()
    page.locator("#use-tools").get_by_label("Dark").check()
    assert page.locator("#use-table table").inner_text() != before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(show: Show, html: str, scheme: str) -> None:
    page = show(html, width=390, height=844, color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="As a table").click()
    page.locator("#units").get_by_label("ft²").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_is_dark_where_the_reader_wants_it_dark(show: Show, html: str) -> None:
    page = show(html, color_scheme="dark")
    _settled(page)
    corner = (
        "(() => { const copy = document.createElement('canvas');"
        " const brush = copy.getContext('2d', { willReadFrequently: true });"
        " brush.drawImage(document.querySelector('canvas.axis'), -4, -2);"
        " return [...brush.getImageData(0, 0, 1, 1).data.slice(0, 3)]; })()"
    )

    assert max(page.evaluate(corner)) < 60
    page.emulate_media(color_scheme="light")
    _until(page, f"Math.min(...{corner}) > 200")


@pytest.mark.slow
def test_it_prints_light_and_whole(show: Show, html: str, plan: Plan) -> None:
    import pypdfium2

    page = show(html, color_scheme="dark")

    printed = page.pdf(prefer_css_page_size=True)

    document = pypdfium2.PdfDocument(printed)
    text = "".join(
        document[number].get_textpage().get_text_range() for number in range(len(document))
    )
    assert all(title in text for title in ("The Human Vapor", "Gilded Harbour"))
    middle = document[0].render(scale=0.2).to_pil().convert("L").getpixel((4, 4))
    assert middle > 200


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_nothing_hinders_anybody(show: Show, html: str, scheme: str, locale: str) -> None:
    page = show(html, color_scheme=scheme, locale=locale)
    _settled(page)

    assert faults(page) == []
    page.get_by_role("button", name="As a table" if locale == "en" else "表で見る").click()
    assert faults(page) == []


def test_in_japanese(show: Show, html: str) -> None:
    page = show(html, locale="ja")
    shown = page.locator("body").inner_text()

    assert page.evaluate("document.documentElement.lang") == "ja"
    for each in (
        "作品中",
        "タイムライン",
        "建て込み",
        "バラシ",
        "空き",
        "入らなかった作品",
        "2028年",
    ):
        assert each in shown
    # Sentences of the planner, too.
    assert "と並べて" in page.locator("#titles-out").inner_text()
    page.locator("#language").select_option("en")
    assert "Left out" in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize(
    ("status", "texts"),
    [
        ("infeasible", ["None of 24 titles is planned", "Infeasible", "Hall of Spiders"]),
        ("unknown", ["None of 24 titles is planned", "No plan found"]),
    ],
)
def test_no_plan_still_makes_a_report(
    show: Show, project: Project, status: str, texts: list[str]
) -> None:
    page = show(render_report(project, without_plan(project, status)))

    headline = page.locator("#headline").inner_text()
    assert all(text in headline for text in texts)
    assert "No title is in the plan." in page.locator("#titles").inner_text()
    _slide_to(page, 100)
    assert _sets_shown(page) == set()


def test_an_empty_project_makes_a_report(show: Show) -> None:
    horizon = Horizon.model_validate({"from": "2028-01-01", "to": "2028-01-01"})
    project = Project(name="Empty", currency="EUR", horizon=horizon)

    page = show(render_report(project, without_plan(project, "unknown")))

    assert page.locator("h1").inner_text() == "No titles yet"


@pytest.mark.slow
def test_ten_thousand_sets_do_not_freeze_the_page(show: Show, project: Project, plan: Plan) -> None:
    many = _many(project, plan, copies=10_000)

    page = show(render_report(*many))

    assert _ask(page, "bars()") >= 10_000
    milliseconds = page.evaluate(
        "(() => { const t = performance.now();"
        " for (let i = 0; i < 5; i += 1) kachinko.redraw();"
        " return (performance.now() - t) / 5; })()",
    )
    assert milliseconds < 2_000  # 10 to 30 on an idle machine


def _many(project: Project, plan: Plan, copies: int) -> tuple[Project, Plan]:
    """Ten years of copies on a hundred stages."""
    title, planned = project.titles[1], plan.titles[1]
    number = copies // len(title.sets) + 1
    titles = tuple(title.model_copy(update={"id": f"m{place}"}) for place in range(number))
    accepted = tuple(_moved(planned, place, number) for place in range(number))
    studio = project.studios[0]
    stages = tuple(
        Stage(id=f"x{place}", name=f"Stage {place}", effective_area_m2=900) for place in range(100)
    )
    return (
        project.model_copy(
            update={
                "titles": titles,
                "studios": (studio.model_copy(update={"stages": stages}),),
                "agreements": (),
                "horizon": Horizon.model_validate({"from": "2028-01-04", "to": "2038-01-04"}),
            }
        ),
        plan.model_copy(update={"titles": accepted}),
    )


def _moved(planned: PlannedTitle, place: int, number: int) -> PlannedTitle:
    days = timedelta(place * 3300 // number)

    def move(dates: Dated | None) -> Dated | None:
        return dates and dated(dates.first + days, dates.last + days)

    sets = tuple(
        each.model_copy(
            update={phase: move(each.phase(phase)) for phase in PHASES}
            | {"stage": f"x{(place * 7 + at) % 100}"}
        )
        for at, each in enumerate(planned.sets)
    )
    return planned.model_copy(update={"id": f"m{place}", "sets": sets, "location_blocks": ()})
