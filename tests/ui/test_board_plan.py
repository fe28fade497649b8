"""The board beside a plan: what differs, what is frozen, what is planned anew, what is entered."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest

from tests.ui.conftest import changed, faults, ready
from tests.ui.server import serving, until
from tests.ui.test_board import bar, bars, drag, kept, rect

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(chromium, tmp_path_factory):
    """A server of its own: plans are made on it."""
    with serving(tmp_path_factory.mktemp("plans") / "data", "--example") as address:
        yield address


@pytest.fixture
def board(opened, office):
    def open_board(locale: str = "en", **options):
        page = opened("board", locale, at=office, **options)
        ready(page)
        return page

    return open_board


def show(page, layer: str) -> None:
    page.get_by_role("radio", name=layer, exact=True).check()
    until(page, "() => kachinkoBoard.planned().length > 0 && kachinkoBoard.idle()")


def click(page, id_: str, **how) -> None:
    spot = rect(page, id_)
    page.mouse.move(spot["x"] + spot["width"] / 2, spot["y"] + 9)
    for key in how.get("modifiers", ()):
        page.keyboard.down(key)
    page.mouse.down()
    page.mouse.up()
    for key in how.get("modifiers", ()):
        page.keyboard.up(key)


def begins(page, id_: str, day: int) -> None:
    until(page, f"() => kachinkoBoard.bars().some(b => b.id === '{id_}' && b.first === {day})")


def latest(office: str) -> list[dict]:
    with urlopen(f"{office}/api/v1/history?limit=500") as answer:
        return json.load(answer)["items"]


def test_a_plan_lies_beside_the_ledger_with_marks_where_they_differ(board) -> None:
    page = board()
    show(page, "Both")
    planned = page.evaluate("() => kachinkoBoard.planned()")
    assert len(planned) == 72 + 30
    # Three titles wait in the ledger that the plan leaves out.
    page.locator(".amiss", has_text="3 differ").wait_for()
    assert "value 66" in page.locator(".worth").inner_text()
    assert page.get_by_label("Which plan").locator("option").count() == 1
    page.evaluate("id => kachinkoBoard.find(id)", planned[0]["id"])
    ready(page)
    details = page.get_by_role("complementary")
    details.get_by_text("as planned").wait_for()
    details.get_by_role("button", name="Show what the ledger has").click()
    assert details.get_by_text("What has happened").is_visible()
    held = bars(page, 0)[4]
    page.evaluate(
        "() => kachinkoBoard.look(kachinkoBoard.view().t0, kachinkoBoard.view().t0 + 380)"
    )
    page.evaluate("id => kachinkoBoard.find(id)", held["id"])
    ready(page)
    drag(page, held["id"], 5)
    with changed(page):
        page.mouse.up()
    page.locator(".amiss", has_text="5 differ").wait_for()
    with changed(page):
        page.get_by_role("button", name="Undo").click()
    page.locator(".amiss", has_text="3 differ").wait_for()


def test_a_move_to_another_stage_is_one_entry_and_one_undo(board, office) -> None:
    page = board()
    stages = {each["stage"] for each in bars(page, 0)}
    one = next(b for b in bars(page, 0) if b["stage"] == min(stages))
    other = next(b for b in bars(page, 0) if b["stage"] == max(stages))
    start, goal = rect(page, one["id"]), rect(page, other["id"])
    x = start["x"] + start["width"] / 2
    page.mouse.move(x, start["y"] + 9)
    page.mouse.down()
    page.mouse.move(x, goal["y"] + 9, steps=8)
    page.locator(".bubble").wait_for()
    before = len(latest(office))
    with changed(page):
        page.mouse.up()
    events = latest(office)[before:]
    assert {each["kind"] for each in events} == {"move"}
    assert len({each["command"] for each in events}) == 1
    assert kept(office, one["id"])["state"] == "released"
    new = events[0]["command"]
    assert bar(page, new)["stage"] == other["stage"]
    assert bar(page, new)["title"] == one["title"]
    with changed(page):
        page.get_by_role("button", name="Undo").click()
    until(page, f"() => kachinkoBoard.bars().some(b => b.id === '{one['id']}')")
    assert kept(office, one["id"])["state"] == "held"


def test_several_are_dragged_at_once_and_brought_back_at_once(board, office) -> None:
    page = board()
    first = sorted((b for b in bars(page, 0) if b["rank"] == 1), key=lambda b: b["first"])
    one, two = first[0], first[2]
    for each in (one, two):
        click(page, each["id"], modifiers=["Control"])
    page.get_by_text("2 selected").wait_for()
    drag(page, two["id"], 6)
    page.locator(".bubble", has_text="2 reservations").wait_for()
    with changed(page):
        page.mouse.up()
    for each in (one, two):
        assert bar(page, each["id"])["first"] == each["first"] + 6
    with changed(page):
        page.get_by_role("button", name="Undo").click()
    for each in (one, two):
        assert kept(office, each["id"])["version"] > each["version"]
        assert bar(page, each["id"])["first"] == each["first"]


def test_what_begins_before_the_freeze_line_stays(board) -> None:
    page = board()
    page.get_by_role("button", name="Set freeze line").click()
    page.get_by_label("Freeze before").first.wait_for()
    line = page.get_by_role("slider", name="Freeze before")
    day = int(line.get_attribute("aria-valuenow"))
    line.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageUp")
    assert int(line.get_attribute("aria-valuenow")) == day + 8
    spot = line.bounding_box()
    page.mouse.move(spot["x"] + 3, spot["y"] + 10)
    page.mouse.down()
    page.mouse.move(spot["x"] + 203, spot["y"] + 10, steps=5)
    page.mouse.up()
    moved = int(line.get_attribute("aria-valuenow"))
    assert moved > day + 20
    page.locator("input[type=date]").first.fill("2028-05-01")
    page.locator("input[type=date]").first.blur()
    assert int(line.get_attribute("aria-valuenow")) == 21305
    early = next(b for b in bars(page, 0) if b["first"] < 21305)
    drag(page, early["id"], 30)
    page.locator(".bubble.bad", has_text="freeze line").wait_for()
    page.mouse.up()
    page.locator(".toast.bad", has_text="freeze line").wait_for()
    assert bar(page, early["id"])["first"] == early["first"]
    # It is remembered, and can be taken away.
    page.reload()
    ready(page)
    page.get_by_role("slider", name="Freeze before").wait_for()
    page.get_by_role("button", name="Take the freeze line away").click()
    assert page.get_by_role("slider", name="Freeze before").count() == 0


def test_plan_around_this_shows_what_would_change_and_is_accepted_or_dropped(board, office) -> None:
    page = board()
    page.get_by_role("button", name="Set freeze line").click()
    page.locator("input[type=date]").first.fill("2028-04-01")
    page.locator("input[type=date]").first.blur()
    held = next(b for b in bars(page, 0) if b["first"] > 21275)
    click(page, held["id"])
    page.get_by_role("button", name="Plan around this").click()
    panel = page.get_by_role("complementary", name="Plan around this")
    panel.get_by_text("25 firm reservations").wait_for()
    panel.get_by_text("1 holds that are selected").wait_for()
    assert faults(page) == []
    page.get_by_role("radio", name="15 s").check()
    panel.get_by_role("button", name="Plan", exact=True).click()
    page.locator("progress").first.wait_for()
    # It is ended early, and keeps the best that it has found: that is proposed.
    page.wait_for_timeout(6_000)
    page.get_by_role("button", name="keep the best so far").click()
    page.get_by_role("heading", name="A new plan").wait_for(timeout=90_000)
    proposal = page.get_by_role("complementary", name="A new plan")
    assert "66" in proposal.locator("tbody tr").first.inner_text()
    assert "¥" in proposal.inner_text()
    assert faults(page) == []
    proposal.get_by_role("button", name="Drop it").click()
    page.get_by_text("Dropped; the plan is the one before.").first.wait_for()
    assert page.get_by_label("Which plan").locator("option").count() == 2
    until(page, "() => kachinkoBoard.idle()")
    page.locator(".amiss", has_text="3 differ").wait_for()


def test_a_plan_is_entered_and_taken_back(board, office) -> None:
    page = board()
    show(page, "Both")
    options = page.get_by_label("Which plan").locator("option")
    page.get_by_label("Which plan").select_option(index=options.count() - 1)
    page.locator(".amiss", has_text="3 differ").wait_for()
    held = next(b for b in bars(page, 0) if b["rank"] == 1)
    click(page, held["id"])
    with changed(page):
        page.get_by_role("complementary").get_by_role("button", name="Release").click()
    page.locator(".amiss", has_text="4 differ").wait_for()
    page.get_by_role("button", name="Enter …").click()
    panel = page.get_by_role("complementary", name="Enter")
    panel.get_by_text("1 new").wait_for()
    # What waits for titles that the plan leaves out did not come from a plan, and stays.
    panel.get_by_text("0 given back").wait_for()
    assert faults(page) == []
    with changed(page):
        panel.get_by_role("button", name="Enter as holds").click()
    page.locator(".amiss", has_text="3 differ").wait_for()
    for _ in range(2):
        with changed(page):
            page.get_by_role("button", name="Undo").click()
    page.locator(".amiss", has_text="3 differ").wait_for()
    assert kept(office, held["id"])["state"] == "held"


def test_a_filter_the_day_under_the_pointer_and_the_trail(board) -> None:
    page = board()
    page.get_by_role("button", name="Filter").click()
    box = page.get_by_role("group", name="Filter")
    box.get_by_label("State").select_option("booked")
    page.get_by_text("25 found").wait_for()
    assert faults(page) == []
    box.get_by_role("button", name="Show all").click()
    # 29 April 2028, Showa Day, on a row of Toho.
    page.evaluate("() => kachinkoBoard.look(21300, 21320)")
    ready(page)
    spot = page.locator("canvas.bars").bounding_box()
    scale = page.evaluate("() => kachinkoBoard.view().scale")
    x = (21303.5 - page.evaluate("() => kachinkoBoard.view().t0")) * scale
    page.mouse.move(spot["x"] + x, spot["y"] + 80)
    page.locator(".day", has_text="Apr 29, 2028").wait_for()
    assert "·" in page.locator(".day").inner_text()
    page.evaluate("id => kachinkoBoard.find(id)", bars(page, 3)[0]["id"])
    page.get_by_text("What has happened").click()
    page.get_by_role("complementary").get_by_text("A plan was entered").wait_for()
    assert faults(page) == []


def test_fingers_move_the_ground_pinch_and_after_a_rest_carry_a_bar(board) -> None:
    page = board(has_touch=True, viewport={"width": 1024, "height": 768})
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        named = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": named})

    held = bars(page, 0)[5]
    page.evaluate("id => kachinkoBoard.find(id)", held["id"])
    page.get_by_role("button", name="Close details").click()
    ready(page)
    spot = rect(page, held["id"])
    x, y = spot["x"] + spot["width"] / 2, spot["y"] + 9
    first = page.evaluate("() => kachinkoBoard.view().t0")
    touch("touchStart", (x, y))
    touch("touchMove", (x - 60, y))
    touch("touchEnd")
    ready(page)
    assert page.evaluate("() => kachinkoBoard.view().t0") > first
    scale = page.evaluate("() => kachinkoBoard.view().scale")
    touch("touchStart", (500, 400), (600, 400))
    touch("touchMove", (450, 400), (650, 400))
    touch("touchEnd")
    ready(page)
    assert page.evaluate("() => kachinkoBoard.view().scale") > 1.8 * scale
    page.evaluate("id => kachinkoBoard.find(id)", held["id"])
    page.get_by_role("button", name="Close details").click()
    ready(page)
    spot, scale = rect(page, held["id"]), page.evaluate("() => kachinkoBoard.view().scale")
    x, y = spot["x"] + min(30, spot["width"] / 2), spot["y"] + 9
    touch("touchStart", (x, y))
    page.get_by_role("button", name="Close details").wait_for()  # it is picked up
    touch("touchMove", (x + 4 * scale, y))
    touch("touchEnd")
    begins(page, held["id"], held["first"] + 4)
    ready(page)
    page.get_by_role("button", name="Undo").click()
    begins(page, held["id"], held["first"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_nothing_hinders_anybody_beside_a_plan(board, scheme, locale) -> None:
    page = board(locale, color_scheme=scheme, viewport={"width": 1024, "height": 768})
    show(page, {"en": "Both", "ja": "両方"}[locale])
    assert faults(page) == []
    page.get_by_role("button", name={"en": "Enter …", "ja": "登録…"}[locale]).click()
    page.get_by_role("complementary").wait_for()
    assert faults(page) == []
    wide = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert wide
