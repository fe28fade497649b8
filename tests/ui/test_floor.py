"""The floor: what stands on a day, a set moved by mouse, touch and keys, kept, printed, in 3-D."""

from __future__ import annotations

import json
import time
from urllib.request import Request, urlopen

import pytest

from tests.floor_project import PROJECT
from tests.ui.conftest import faults
from tests.ui.server import serving, until

pytestmark = pytest.mark.slow
IDLE = "() => Boolean(window.kachinkoFloor?.idle())"
DAY = "2028-02-07"
CABIN = '[data-set="ferry/cabin"]'


def ask(address: str, method: str, path: str, body=None, **headers: str):
    content = None if body is None else json.dumps(body).encode()
    given = {"Content-Type": "application/json", "Idempotency-Key": f"k{time.time_ns()}"}
    request = Request(f"{address}/api/v1{path}", content, given | headers, method=method)
    with urlopen(request) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def office(chromium, tmp_path_factory):
    """A server with a project whose sets the planner has laid side by side."""
    with serving(tmp_path_factory.mktemp("floor") / "data", "--own") as address:
        ask(address, "PUT", "/projects/kawabe", PROJECT, **{"If-None-Match": "*"})
        job = ask(address, "POST", "/projects/kawabe/jobs", {"kind": "plan", "iterations": 5})
        ends = time.monotonic() + 60
        while (state := ask(address, "GET", f"/jobs/{job['id']}"))["state"] not in (
            "done",
            "failed",
        ):
            assert time.monotonic() < ends
            time.sleep(0.2)
        assert state["state"] == "done", state
        yield address


@pytest.fixture
def floor(opened, office):
    def open_floor(where: str = f"one?day={DAY}", locale: str = "en", **options):
        page = opened(f"floor/{where}", locale, at=office, **options)
        until(page, IDLE, seconds=30)
        return page

    return open_floor


def place(page, id_: str = "ferry/cabin"):
    return page.evaluate("id => kachinkoFloor.place(id)", id_)


def said(page) -> str:
    return page.locator("[role=log]").inner_text().strip()


def told(page, text: str) -> None:
    until(page, f"() => document.body.innerText.includes({json.dumps(text)})", seconds=30)


def drag(page, selector: str, right_m: float, up_m: float) -> None:
    """Carry a set by its middle; the page says how long a metre is by the stage's own picture."""
    box = page.locator(selector).bounding_box()
    metre = page.locator(".floor").bounding_box()["width"] / 30
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.75
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right_m * metre, y - up_m * metre, steps=8)


def test_a_stage_on_a_day_to_scale_and_what_changes(floor) -> None:
    page = floor()
    sets = page.locator(".sheet [data-set]")
    assert sets.count() == 4
    assert "14 × 10 m" in page.locator(".sheet").text_content()
    market = page.locator('[data-set="lantern/market"]').bounding_box()
    assert market["width"] / market["height"] == pytest.approx(1.4, rel=0.02)
    side = page.locator(".side").inner_text()
    assert "326 m² in use, 334 m² free" in side
    assert "Prelight begins: Ferry deck" in side
    page.get_by_role("button", name="Next change").click()
    told(page, "Shoot begins: Ferry deck")
    until(page, "() => location.hash.includes('day=2028-02-09')")
    page.keyboard.press(",")
    assert "Feb 7" in page.locator(".side .day").inner_text()
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    assert "Feb 8" in page.locator(".side .day").inner_text()


def test_playing_goes_day_by_day_and_stops_when_asked(floor) -> None:
    page = floor()
    page.get_by_role("button", name="Play").click()
    until(page, "() => !document.querySelector('.side .day').innerText.includes('Feb 7')")
    page.get_by_role("button", name="Pause").click()
    day = page.locator(".side .day").inner_text()
    page.wait_for_timeout(300)
    assert page.locator(".side .day").inner_text() == day


def test_a_clash_is_marked_while_dragged_and_the_checker_says_why(floor) -> None:
    page = floor()
    before = place(page)
    drag(page, CABIN, 3, 0)
    assert page.locator(".edge.clash").count() == 2
    told(page, "Ferry deck and Cabin overlap")
    page.keyboard.press("Escape")
    page.mouse.up()
    until(page, IDLE)
    assert place(page) == before
    assert page.locator(".breaches").count() == 0


def test_a_set_snaps_to_the_aisle_of_another_and_is_undone(floor) -> None:
    page = floor()
    kitchen = '[data-set="lantern/kitchen"]'
    before = place(page, "lantern/kitchen")
    drag(page, kitchen, 0.13, 9.9)
    page.mouse.up()
    until(page, IDLE, seconds=30)
    moved = place(page, "lantern/kitchen")
    assert moved["y_m"] == 10.0  # on the grid of half a metre, or in line with the market's front
    assert moved["x_m"] == 20.0  # held by the aisle of the ferry's deck no more: by the grid
    told(page, "1 moved, accepted by the checker")
    page.keyboard.press("Control+z")
    until(page, IDLE, seconds=30)
    assert place(page, "lantern/kitchen") == before
    page.keyboard.press("Control+Shift+z")
    until(page, IDLE, seconds=30)
    assert place(page, "lantern/kitchen") == moved
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_role("button", name="Save as a new plan").is_disabled()


def test_by_keys_alone_a_set_is_carried_turned_and_kept_as_a_new_plan(floor, office) -> None:
    page = floor()
    plan = page.evaluate("() => kachinkoFloor.plan()")
    page.locator('[data-set="lantern/kitchen"]').focus()
    page.keyboard.press("Space")
    assert "Kitchen is in hand" in said(page)
    page.keyboard.press("Shift+ArrowUp")
    assert "left 20 m, front 5 m" in said(page)
    page.keyboard.press("r")
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Enter")
    assert "Laid down" in said(page)
    moved = place(page, "lantern/kitchen")
    assert moved == {"x_m": 21.1, "y_m": 4, "rotated": True}
    assert page.evaluate("() => document.activeElement.dataset.set") == "lantern/kitchen"
    told(page, "accepted by the checker")
    page.get_by_role("button", name="Save as a new plan").press("Enter")
    told(page, "Kept as a new plan")
    kept = page.evaluate("() => kachinkoFloor.plan()")
    assert kept != plan
    written = ask(office, "GET", f"/jobs/{kept}/plan")
    sets = {s["id"]: s for title in written["titles"] for s in title["sets"]}
    assert (sets["kitchen"]["x_m"], sets["kitchen"]["rotated"]) == (21.1, True)
    old = {
        s["id"]: s for t in ask(office, "GET", f"/jobs/{plan}/plan")["titles"] for s in t["sets"]
    }
    assert old["kitchen"]["rotated"] is False
    # What was done can still be undone, and saved again.
    page.get_by_role("button", name="Undo").click()
    told(page, "1 moved, accepted by the checker")
    page.get_by_role("button", name="Redo").click()
    assert page.get_by_role("button", name="Save as a new plan").is_disabled()
    page.reload()
    until(page, IDLE, seconds=30)
    assert place(page, "lantern/kitchen") == moved


def test_a_finger_carries_a_set_and_fields_put_it(floor) -> None:
    page = floor(has_touch=True, viewport={"width": 1024, "height": 768})
    box = page.locator(CABIN).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8
    client = page.context.new_cdp_session(page)
    for kind, dy in (("touchStart", 0), ("touchMove", -10), ("touchMove", -24), ("touchEnd", None)):
        points = [] if dy is None else [{"x": x, "y": y + dy}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    until(page, IDLE, seconds=30)
    assert place(page)["y_m"] > 0
    page.get_by_label("Front, m").fill("4")
    page.get_by_label("Front, m").press("Enter")
    assert place(page)["y_m"] == 4
    page.get_by_label("Front, m").fill("99")
    page.get_by_label("Front, m").press("Enter")
    assert place(page)["y_m"] == 17  # the wall stops it
    page.get_by_role("button", name="Turn by 90°").click()
    assert place(page)["rotated"] is True


def test_three_dimensions_with_heights_against_the_grid(floor) -> None:
    page = floor(f"one?day={DAY}&as=space")
    page.locator(".spot.grid").wait_for()
    labels = page.locator(".over").inner_text()
    assert "clear height 9.5 m" in labels
    assert "8 m high, 1.5 m clear" in labels
    assert "its height is not known" in labels
    spot = page.locator(".spot", has_text="Ferry deck")
    before = spot.bounding_box()
    hall = page.get_by_role("application")
    hall.focus()
    page.keyboard.press("ArrowLeft")
    assert spot.bounding_box()["x"] != before["x"]
    turned = spot.bounding_box()
    box = hall.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 60, steps=4)
    page.mouse.up()
    assert spot.bounding_box()["x"] != turned["x"]
    page.keyboard.press("t")
    told(page, "Clear above")


def test_without_webgl_it_says_so_and_offers_the_table(floor) -> None:
    page = floor(f"one?day={DAY}")
    page.evaluate("() => { HTMLCanvasElement.prototype.getContext = () => null; }")
    page.evaluate("() => { console.error = () => undefined; }")
    page.keyboard.press("3")
    told(page, "shows no three-dimensional pictures")
    page.get_by_role("button", name="Show the table").click()
    assert "9.00" in page.locator("table").inner_text()


def test_an_area_without_a_shape_is_shown_as_such(floor) -> None:
    page = floor(f"two?day={DAY}")
    assert "shape of this stage is not known" in page.locator(".honest").inner_text()
    boxes = [each.bounding_box() for each in page.locator(".sheet [data-set]").all()]
    areas = sorted(box["width"] * box["height"] for box in boxes)
    assert areas[1] / areas[0] == pytest.approx(135 / 88, rel=0.05)
    page.goto(page.url.replace(DAY, "2028-05-03"))
    page.reload()
    told(page, "Closed: inspection")
    page.keyboard.press("3")
    told(page, "so there is nothing to build")


def test_the_example_shows_plan_and_reservations(opened) -> None:
    page = opened("floor/no10?day=2028-03-06")
    until(page, IDLE, seconds=30)
    planned = page.locator(".sheet [data-set]").count()
    assert planned > 0
    page.get_by_role("radio", name="Reservations").check()
    until(page, "() => location.hash.includes('show=reservations')")
    assert page.locator(".sheet [data-set]").count() == planned
    page.locator(".list button").first.click()
    told(page, "Holder")
    assert page.get_by_role("button", name="Save as a new plan").count() == 0


def test_what_others_reserve_appears_while_one_looks(floor, office) -> None:
    terms = {"policy": {"sharing": "floor"}, "floor_m2": 660}
    ask(office, "PUT", "/stages/one", terms, **{"If-None-Match": "*"})
    page = floor(f"one?day={DAY}&show=reservations")
    assert page.locator(".sheet [data-set]").count() == 0
    wanted = {
        "stage": "one", "title": "lantern", "set": "market", "area_m2": 140, "holder": "local",
        "from": "2028-02-01", "to": "2028-02-20",
        "phases": [{"phase": "shoot", "from": "2028-02-01", "to": "2028-02-20"}],
    }  # fmt: skip
    made = ask(office, "POST", "/reservations", {"how": "hold", "wanted": wanted})
    page.locator(".sheet [data-set]").wait_for()
    # The ledger keeps no places: it lies where the plan lays it, and says so.
    page.locator(".list button").first.click()
    told(page, "The ledger keeps no places")
    id_ = made["changes"][0]["after"]["id"]
    ask(office, "POST", f"/reservations/{id_}/release", {}, **{"If-Match": "*"})
    until(page, "() => !document.querySelector('.sheet [data-set]')", seconds=30)


def test_the_sheet_for_print_comes_as_a_file(floor) -> None:
    page = floor()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Print A3").click()
    assert waiting.value.suggested_filename == f"floor-one-{DAY}.pdf"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="SVG").click()
    assert waiting.value.suggested_filename == f"floor-one-{DAY}.svg"


def test_japanese_feet_and_tsubo(floor) -> None:
    page = floor(f"one?day={DAY}", "ja")
    text = page.locator("main").inner_text()
    for each in ("この日の動き", "プレライト開始: Ferry deck", "使用 326 m²", "避難通路 1.2 m"):
        assert each in text
    page.evaluate("() => localStorage.setItem('kachinko.unit', 'tsubo')")
    page.reload()
    told(page, "使用 99 坪")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("way", ["floor", "space", "table"])
def test_axe_finds_nothing(floor, way, scheme) -> None:
    page = floor(f"one?day={DAY}&as={way}", color_scheme=scheme)
    if way == "space":
        page.locator(".spot.grid").wait_for()
    elif way == "floor":
        page.locator(".list button").first.click()
    assert faults(page) == []


def test_axe_finds_nothing_on_a_tablet_with_a_clash_in_japanese(floor) -> None:
    page = floor(f"one?day={DAY}", "ja", viewport={"width": 1024, "height": 768})
    drag(page, CABIN, 3, 0)
    page.mouse.up()
    told(page, "重なっています")
    assert faults(page) == []


def test_without_a_project_it_says_what_to_do(opened, chromium, tmp_path_factory) -> None:
    with serving(tmp_path_factory.mktemp("empty") / "data", "--own") as address:
        page = opened("floor", at=address)
        told(page, "No project yet")
        page.get_by_role("button", name="To the slate").click()
        until(page, "() => location.hash.startsWith('#/slate')")
