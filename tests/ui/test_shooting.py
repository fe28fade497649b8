"""The shooting room: strips carried by pointer, touch and keys; papers; an order beside today's."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from kachinko.files.shooting import shooting_json
from tests.shooting_large import WEEKDAYS, large
from tests.ui.conftest import faults
from tests.ui.server import until

pytestmark = pytest.mark.slow
SHOOT = Path(__file__).parents[2] / "examples" / "shoot"
IDLE = "() => Boolean(window.kachinkoStrips?.weighed()) && kachinkoStrips.idle()"
SEEN_BY_PAGE = {
    "no-working-day", "before-start", "after-latest", "too-many-pages", "day-too-long",
    "too-many-moves", "unit-wrong", "needs-day-call", "needs-night-call", "dawn-not-first",
    "dusk-not-last", "player-away", "night-work", "set-closed", "location-closed",
    "not-on-its-day", "scene-early", "scene-late", "after-broken",
}  # fmt: skip


def put(server: str, id_: str, text: str, file: str = "one.yaml") -> None:
    """Send a shooting as a program does."""
    headers = {"If-None-Match": "*", "Idempotency-Key": f"put-{id_}"}
    to = f"{server}/api/v1/shootings/{id_}?file={file}"
    with urlopen(Request(to, text.encode(), headers, method="PUT")) as answer:
        assert answer.status == 201


def lay(server: str, id_: str, days: list[dict] | None = None) -> None:
    """Keep days as its board; else those of an order that people use."""
    place = f"{server}/api/v1/shootings/{id_}"
    if days is None:
        with urlopen(f"{place}/layouts") as answer:
            days = json.load(answer)[2]["days"]
    headers = {
        "If-Match": '"1"', "Idempotency-Key": f"lay-{id_}", "Content-Type": "application/json",
    }  # fmt: skip
    body = json.dumps({"days": days}).encode()
    with urlopen(Request(f"{place}/board", body, headers, method="PUT")) as answer:
        assert answer.status == 200


def three_hundred():
    """A large shooting, and its scenes dealt out to days without any thought."""
    shooting, _ = large()
    few = shooting.scenes
    scenes = tuple(
        few[at % len(few)].model_copy(update={"number": str(at + 1), "after": ()})
        for at in range(300)
    )
    days = [
        {"date": day.isoformat(), "scenes": [scene.number for scene in scenes[at::45]]}
        for at, day in enumerate(WEEKDAYS[:45])
    ]
    return shooting.model_copy(update={"scenes": scenes}), days


@pytest.fixture
def mine(server, request):
    """A copy of the example's shooting that only one test works on."""
    id_ = request.node.name.replace("_", "-").replace("[", "-").replace("]", "")[-60:].strip("-")
    put(server, id_, (SHOOT / "lantern-street.yaml").read_text())
    lay(server, id_)
    return id_


@pytest.fixture
def room(opened):
    """Opens a shooting, and waits until its board has been checked."""

    def open_room(id_: str = "lantern-street", locale: str = "en", query: str = "", **options):
        page = opened(f"shooting/{id_}{query}", locale, **options)
        until(page, IDLE, seconds=30)
        return page

    return open_room


def strip(page, number: str):
    return page.locator(f'[data-number="{number}"]')


def board(page) -> dict[str, list[str]]:
    """Numbers of each date."""
    return {day["date"]: day["scenes"] for day in page.evaluate("() => kachinkoStrips.days()")}


def said(page) -> str:
    return page.locator("[role=log]").inner_text().strip()


def drag(page, number: str, onto: str, *, within: float = 0.25) -> None:
    """Carry a strip onto the beginning of another; it is not yet let go."""
    strip(page, number).scroll_into_view_if_needed()
    one = strip(page, number).bounding_box()
    x, y = one["x"] + one["width"] / 2, one["y"] + one["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 9, y + 3, steps=2)
    # As the wheel does while something is carried.
    strip(page, onto).evaluate("e => e.scrollIntoView({block: 'center', inline: 'center'})")
    other = strip(page, onto).bounding_box()
    x, y = other["x"] + other["width"] * within, other["y"] + other["height"] * within
    page.mouse.move(x, y, steps=8)
    page.mouse.move(x + 1, y)


def same_as_checked(page) -> None:
    """What the page marked by itself is what the checker then says."""
    until(page, IDLE, seconds=30)
    told = page.evaluate("() => kachinkoStrips.weighed().breaches.map(b => [b.code, b.date])")
    seen = page.evaluate("() => kachinkoStrips.marks().map(m => [m.code, m.key.slice(0, 10)])")
    checked = {tuple(each) for each in told if each[0] in SEEN_BY_PAGE}
    assert {tuple(each) for each in seen} == checked


def test_the_example_stands_on_strips_in_their_days(room) -> None:
    page = room()
    assert page.locator(".scroller [data-number]").count() == 35
    shown = page.locator("main").inner_text()
    for each in ("Lantern Street", "Day 1", "Keeps all rules", "¥50,460,000", "1 5/8 pages",
                 "¥35,200,000", "Old town street, Taito"):  # fmt: skip
        assert each in shown, each
    assert "tone-twilight" in strip(page, "1").get_attribute("class")
    assert "tone-ext-night" in strip(page, "15").get_attribute("class")
    same_as_checked(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?view=across", "?tab=lines", "?tab=days", "?tab=calls",
                                   "?tab=cost", "?tab=order"])  # fmt: skip
def test_nothing_stands_in_the_way_of_those_who_do_not_see_or_point(opened, scheme, query) -> None:
    page = opened(f"shooting/lantern-street{query}", color_scheme=scheme)
    page.locator(".verdict.good").wait_for(timeout=30_000)
    until(page, "() => !document.querySelector('main > .notice')", seconds=30)
    assert faults(page) == []


def test_a_strip_is_carried_by_the_pointer_with_live_marks_and_taken_back(room) -> None:
    page = room()
    before = board(page)
    drag(page, "12", "2")  # the school is open in the spring holidays only
    ghost = page.locator(".ghost")
    assert "place not available" in ghost.inner_text()
    assert page.locator(".scroller .line").is_visible()
    page.mouse.up()
    same_as_checked(page)
    day = next(numbers for numbers in board(page).values() if "2" in numbers)
    assert day.index("12") == day.index("2") - 1
    assert strip(page, "12").locator(".wrong").inner_text() == "place not available"
    assert "cannot be had on that day" in page.locator(".rules").inner_text()
    assert "rule" in page.locator(".verdict.bad").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert board(page) == before
    same_as_checked(page)
    page.get_by_role("button", name="Redo").click()
    assert board(page) != before
    same_as_checked(page)
    # To the boneyard and back, by the pointer.
    strip(page, "13").scroll_into_view_if_needed()
    yard = page.locator(".yard").bounding_box()
    spot = strip(page, "13").bounding_box()
    page.mouse.move(spot["x"] + 200, spot["y"] + 10)
    page.mouse.down()
    page.mouse.move(yard["x"] + 60, yard["y"] + 60, steps=6)
    page.mouse.up()
    until(page, IDLE, seconds=30)
    assert page.evaluate("() => kachinkoStrips.yard()") == ["13"]
    assert "1 scene, 3/8 pages" in page.locator(".yard").inner_text()


def test_escape_lets_go_and_nothing_changes(room) -> None:
    page = room()
    before = board(page)
    drag(page, "4", "1")
    page.keyboard.press("Escape")
    page.mouse.up()
    assert board(page) == before
    assert said(page) == "Put back."


def test_several_strips_are_chosen_and_carried_together(room) -> None:
    page = room()
    strip(page, "4").click()
    strip(page, "22").click(modifiers=["Shift"])
    assert page.locator(".scroller [aria-selected=true]").count() == 3
    strip(page, "16").click(modifiers=["Control"])
    assert said(page) == "4 strips chosen"
    drag(page, "11", "2")
    assert page.locator(".ghost b").inner_text() == "4 scenes"
    page.mouse.up()
    day = next(numbers for numbers in board(page).values() if "2" in numbers)
    at = day.index("2")
    assert day[at - 4 : at] == ["4", "11", "22", "16"]
    same_as_checked(page)


def test_a_finger_carries_a_strip_by_its_grip(room) -> None:
    page = room(viewport={"width": 1024, "height": 768}, has_touch=True)
    grip = strip(page, "3").locator("[data-grip]").bounding_box()
    other = strip(page, "29").bounding_box()
    assert grip["width"] >= 34
    assert grip["height"] >= 34
    touch = page.context.new_cdp_session(page)

    def finger(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = grip["x"] + 15, grip["y"] + 15
    finger("touchStart", x, y)
    for step in range(1, 9):
        finger("touchMove", x + step, y + (other["y"] + 4 - y) * step / 8)
    finger("touchEnd", 0, 0)
    until(page, IDLE, seconds=30)
    day = next(numbers for numbers in board(page).values() if "29" in numbers)
    assert day.index("3") == day.index("29") - 1


def test_a_day_break_is_carried_by_the_pointer_and_by_the_keys(room) -> None:
    page = room()
    before = board(page)
    first, second = sorted(before)[:2]
    both = before[first] + before[second]
    assert page.locator("[data-break]").count() == len(before) - 1  # none before the first day
    # The heading of day 2 up onto the last strip of day 1: that one is shot on day 2.
    head = page.locator(f"[data-break^='{second}']")
    head.scroll_into_view_if_needed()
    spot = head.locator(".place").bounding_box()
    last = strip(page, before[first][-1]).bounding_box()
    page.mouse.move(spot["x"] + 5, spot["y"] + 5)
    page.mouse.down()
    page.mouse.move(spot["x"] + 9, spot["y"] - 4, steps=2)
    page.mouse.move(last["x"] + 200, last["y"] + 4, steps=6)
    ghost = page.locator(".ghost").inner_text()
    assert "Break before day 2" in ghost
    assert "Day 1: " in ghost
    assert "Day 2: " in ghost
    assert page.locator(".scroller .line").is_visible()
    page.mouse.up()
    now = board(page)
    assert now[first] == before[first][:-1]
    assert now[first] + now[second] == both
    assert {date: now[date] for date in now if date not in (first, second)} == {
        date: before[date] for date in before if date not in (first, second)
    }
    same_as_checked(page)
    # Back by the keys, on the dots of the heading; and no farther than the two days go.
    grip = page.get_by_role("button", name="Move the break before day 2")
    grip.focus()
    page.keyboard.press("ArrowDown")
    assert board(page) == before
    assert said(page).startswith("Day 1: ")
    for _ in both:
        page.keyboard.press("ArrowUp")
    assert board(page)[second] == both
    assert said(page) == "The break goes no farther."
    for _ in before[first]:
        page.keyboard.press("Control+z")
    assert board(page) == before
    # Escape lets go.
    page.mouse.move(spot["x"] + 5, spot["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 200, last["y"] + 4, steps=6)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert board(page) == before


def test_the_keys_alone_find_carry_undo_and_save(room, mine, server) -> None:
    page = room(mine)
    strip(page, "1").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.dataset.number") == "35"
    page.keyboard.press("PageDown")
    assert page.evaluate("() => document.activeElement.dataset.number") == "29"
    page.keyboard.press(" ")
    assert said(page).startswith("Picked up scene 29.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert "Day 1" in said(page)
    assert "pages" in said(page)
    page.keyboard.press("Enter")
    assert said(page).startswith("Put down: Day 1")
    assert page.evaluate("() => document.activeElement.dataset.number") == "29"
    first = min(board(page))
    assert "29" in board(page)[first]
    page.keyboard.press("Control+z")
    assert "29" not in board(page)[first]
    page.keyboard.press("Control+y")
    page.keyboard.press("Delete")
    assert page.evaluate("() => kachinkoStrips.yard()") == ["29"]
    until(page, IDLE, seconds=30)
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Saved").wait_for(timeout=30_000)
    with urlopen(f"{server}/api/v1/shootings/{mine}") as answer:
        kept = json.load(answer)
    assert kept["card"]["placed"] == 34
    assert {day["date"]: day["scenes"] for day in kept["days"]} == {
        date: numbers for date, numbers in board(page).items() if numbers
    }


def test_two_people_do_not_overwrite_each_other(room, mine, server) -> None:
    one, other = room(mine), room(mine)
    for page, number in ((one, "2"), (other, "5")):
        strip(page, number).focus()
        page.keyboard.press("Delete")
        until(page, IDLE, seconds=30)
    one.keyboard.press("Control+s")
    one.get_by_role("button", name="Saved").wait_for(timeout=30_000)
    other.keyboard.press("Control+s")
    other.get_by_text("Somebody else has changed").wait_for(timeout=30_000)
    assert faults(other) == []
    other.get_by_role("button", name="Keep mine").click()
    other.get_by_role("button", name="Saved").wait_for(timeout=30_000)
    with urlopen(f"{server}/api/v1/shootings/{mine}") as answer:
        placed = [number for day in json.load(answer)["days"] for number in day["scenes"]]
    assert "2" in placed
    assert "5" not in placed


def test_days_are_turned_dated_shifted_added_and_taken_away(room) -> None:
    page = room()
    before = board(page)
    dates = sorted(before)
    page.get_by_role("button", name="Call of day 1: day call").click()
    same_as_checked(page)
    assert "needs a day call" in strip(page, "3").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Shoot what day 1 has a day later").click()
    after = board(page)
    assert (after[dates[0]], after[dates[1]]) == (before[dates[1]], before[dates[0]])
    same_as_checked(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Date of day 1:").click()
    page.get_by_label("Date of day 1", exact=True).fill("2028-03-05")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    until(page, "() => kachinkoStrips.days()[0].date === '2028-03-05'")
    same_as_checked(page)
    assert "no working day" in page.locator(".day header").first.inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Add a day after day 3").click()
    assert board(page)["2028-03-09"] == []
    page.get_by_role("button", name="Remove day 1", exact=True).click()
    until(page, IDLE, seconds=30)
    assert page.locator(".yard [data-number]").count() == len(before[dates[0]])
    assert "on no day" in page.locator(".verdict").inner_text()


def test_upright_strips_are_carried_too(room) -> None:
    page = room(query="?view=across")
    drag(page, "3", "29", within=0.2)
    page.mouse.up()
    day = next(numbers for numbers in board(page).values() if "29" in numbers)
    assert day.index("3") == day.index("29") - 1
    same_as_checked(page)


def test_papers_show_the_board_as_it_is_now(room) -> None:
    page = room()
    page.get_by_role("link", name="One-liner").click()
    page.get_by_text("Company move to Studio in the west of Tokyo").first.wait_for(timeout=30_000)
    page.get_by_role("link", name="Day-out-of-days").click()
    page.get_by_text("SWF").first.wait_for(timeout=30_000)
    shown = page.locator("main").inner_text()
    assert "MRS. OGAWA" in shown
    assert "no set of this shooting stands in a plan" in shown
    page.get_by_role("link", name="Call sheets").click()
    page.get_by_role("article", name="Day 1 of 11").wait_for(timeout=30_000)
    page.get_by_role("link", name="Cost", exact=True).click()
    page.get_by_text("Who waits").wait_for(timeout=30_000)
    assert "3,640,000" in page.locator("main").inner_text()
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as told:
        page.get_by_role("link", name="Shooting days (calendar)").click()
    assert told.value.suggested_filename == "lantern-street-board.ics"
    assert Path(told.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_script_is_sent_given_a_first_day_and_laid_out(opened) -> None:
    page = opened("shooting")
    page.locator('input[type="file"]').set_input_files(SHOOT / "lantern-street.fdx")
    page.get_by_text("nothing laid out yet").wait_for(timeout=60_000)
    page.locator(".toast").get_by_role("button").click()
    assert faults(page) == []
    page.get_by_role("link", name="nothing laid out yet").click()
    page.get_by_label("First day of photography").fill("2028-04-03")
    page.get_by_role("button", name="Set", exact=True).click()
    page.get_by_role("button", name="In script order").click(timeout=60_000)
    until(page, IDLE, seconds=30)
    assert page.locator(".scroller [data-number]").count() == 35
    assert page.locator(".verdict").inner_text() == "Keeps all rules"


def test_a_file_that_cannot_be_used_says_where_and_why(opened, tmp_path) -> None:
    text = (SHOOT / "lantern-street.yaml").read_text()
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("set: shrine\n", "set: shrin\n"))
    page = opened("shooting", "ja")
    page.locator('input[type="file"]').set_input_files(bad)
    page.locator(".faults").wait_for(timeout=60_000)
    shown = page.locator(".faults").inner_text()
    assert "bad.yaml" in shown
    assert "使えません" in shown
    assert faults(page) == []


def test_a_better_order_is_found_laid_beside_and_adopted(opened, mine) -> None:
    page = opened(f"shooting/{mine}?tab=order")
    page.locator(".verdict.good").wait_for(timeout=30_000)
    page.get_by_label("Search for").select_option("10")
    page.get_by_role("button", name="Look for a better order").click()
    page.locator(".beside").wait_for(timeout=180_000)
    assert "proven" in page.locator(".sums").inner_text().lower()
    assert page.locator(".curve svg").is_visible()
    found = page.locator(".sums tr.all td").nth(1).inner_text()
    page.get_by_role("button", name="Adopt", exact=False).nth(1).click()
    until(page, "() => document.querySelector('.toast')")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Adopt all").click()
    until(page, f"() => document.querySelector('.facts b')?.innerText === '{found}'", seconds=30)
    page.get_by_role("link", name="Stripboard").click()
    until(page, IDLE, seconds=30)
    assert page.locator(".verdict").inner_text() == "Keeps all rules"
    assert page.get_by_role("button", name="Save", exact=True).is_enabled()


def test_in_japanese(room) -> None:
    page = room(locale="ja")
    shown = page.locator("body").inner_text()
    for each in (
        "香盤表",
        "1日目",
        "3月6日(月)",
        "未配置のシーン",
        "すべての規則を守っています",
        "待機",
    ):
        assert each in shown, each
    drag(page, "12", "2")
    assert "場所不可" in page.locator(".ghost").inner_text()
    page.mouse.up()
    until(page, IDLE, seconds=30)
    assert "使えません" in page.locator(".rules").inner_text()
    page.get_by_label("言語").select_option("en")
    page.get_by_text("cannot be had on that day").wait_for(timeout=30_000)


def test_three_hundred_scenes_stay_fluid(room, server) -> None:
    shooting, days = three_hundred()
    put(server, "large", shooting_json(shooting), "large.json")
    lay(server, "large", days)
    page = room("large")
    assert page.locator(".scroller [data-number]").count() == 300
    one = page.locator(".scroller [data-number]").nth(3).bounding_box()
    page.evaluate("() => { kachinkoStrips.times.length = 0; }")
    page.mouse.move(one["x"] + 200, one["y"] + 10)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(one["x"] + 200 + step % 7, one["y"] + 10 + (step * 11) % 480)
    page.keyboard.press("Escape")
    page.mouse.up()
    times = sorted(page.evaluate("() => kachinkoStrips.times"))
    assert len(times) >= 60
    assert times[len(times) // 2] < 8
