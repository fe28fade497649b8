"""The slate: cards and table, titles, remedies, imports with each fault at its cell, projects."""

from __future__ import annotations

import json
import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.crowded import CROWDED
from tests.ten_faults import faulty_workbook
from tests.ui.conftest import faults
from tests.ui.server import until

pytestmark = pytest.mark.slow
WAIT = 60_000
expect.set_options(timeout=30_000)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def call(server: str, path: str, method: str = "GET", body=None, **headers):
    given = {"Content-Type": "application/json", "Idempotency-Key": f"{method}-{path[-40:]}"}
    given["Idempotency-Key"] = "".join(c if c.isalnum() else "-" for c in given["Idempotency-Key"])
    data = None if body is None else json.dumps(body).encode()
    asked = Request(f"{server}/api/v1{path}", data, given | headers, method=method)
    with urlopen(asked) as answer:
        return json.loads(answer.read() or "null")


def project(server: str, id_: str):
    return call(server, f"/projects/{id_}")


def put(server: str, id_: str, content) -> None:
    call(server, f"/projects/{id_}", "PUT", content, **{"If-None-Match": "*"})


@pytest.fixture
def slate(opened, server):
    """Opens the slate of a project, and waits until its titles are there."""

    def open_slate(
        place: str = "slate", locale: str = "en", *, of="toho-2028", wait=True, **options
    ):
        page = opened(place, locale, project=of, **options)
        if wait:
            page.locator("h3 a, .grid .tabulator-row, .page form, .form").first.wait_for()
        return page

    return open_slate


def cell(page, row: int, field: str, grid: str = ".grid"):
    """A cell by its row from 1, and its field."""
    rows = page.locator(f"{grid} .tabulator-tableholder .tabulator-row")
    return rows.nth(row - 1).locator(f"[tabulator-field='{field}']")


def type_in(page, spot, text: str) -> None:
    spot.scroll_into_view_if_needed()
    spot.dblclick()
    spot.locator("input").fill(text)
    page.keyboard.press("Enter")


def paste(page, spot, text: str) -> None:
    spot.click()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData('text/plain', text);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            const holder = document.querySelector('.grid .tabulator-tableholder');
            holder.dispatchEvent(new ClipboardEvent('paste', options));
        }""",
        text,
    )


def test_cards_say_what_is_in_what_is_out_and_why(slate) -> None:
    page = slate()
    text = page.locator("main").inner_text()
    for each in ("16 of 26 titles", "at most 74 (proven)", "¥6,861,406,450", "Locked: booked"):
        assert each in text
    left = page.locator("li.out").filter(has_text="Harbour")
    assert "It could be made alone" in left.inner_text()
    assert "Window: Jan 22" in left.inner_text()
    page.get_by_role("searchbox").fill("night ferry")
    expect(page.locator("h3")).to_have_count(1)
    assert "Toho Studios" in page.locator("li.locked").inner_text()
    page.get_by_role("searchbox").fill("nothing of the kind")
    page.get_by_role("button", name="Show all titles").click()
    page.get_by_role("radio", name="Left out").check()
    expect(page.locator("h3")).to_have_count(10)
    assert "state=out" in page.url
    assert faults(page) == []


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "place", ["slate", "slate?as=table", "slate/title/a1", "slate/import", "slate/projects"]
)
def test_nobody_is_shut_out(slate, place: str, theme: str, locale: str) -> None:
    page = slate(place, locale, color_scheme=theme, wait=place != "slate/import")
    if place == "slate/import":
        page.locator("input[type=file]").wait_for()
    assert page.evaluate("document.documentElement.lang") == locale
    assert faults(page) == []
    main = page.locator("main").inner_text()
    assert "slate." not in main
    if locale == "ja":
        assert any("ぁ" <= letter <= "ヶ" for letter in main)


def test_a_cell_is_edited_undone_and_saved_by_its_version(slate, server) -> None:
    put(server, "edits", CROWDED)
    page = slate("slate?as=table", of="edits")
    type_in(page, cell(page, 1, "value"), "8")
    bar = page.get_by_role("region", name="Changes that are not saved")
    expect(bar).to_contain_text("1 changed, not saved")
    bar.get_by_role("button", name="Undo").click()
    expect(cell(page, 1, "value")).to_have_text("5")
    page.keyboard.press("Control+Shift+z")
    expect(cell(page, 1, "value")).to_have_text("8")
    type_in(page, cell(page, 2, "earliest"), "soon")
    expect(cell(page, 2, "earliest")).to_have_attribute("aria-invalid", "true")
    bar.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_contain_text("1 to put right")
    type_in(page, cell(page, 2, "earliest"), "2028/2/1")
    expect(cell(page, 2, "earliest")).not_to_have_attribute("aria-invalid", "true")
    bar.get_by_role("button", name="Save").click()
    expect(page.locator(".toast")).to_contain_text("Saved")
    kept = project(server, "edits")["titles"]
    assert [kept[0]["value"], kept[1]["earliest"]] == [8, "2028-02-01"]
    assert faults(page) == []


def test_a_range_is_pasted_from_a_spreadsheet(slate, server) -> None:
    put(server, "pasted", CROWDED)
    page = slate("slate?as=table", of="pasted")
    paste(page, cell(page, 1, "value"), "11\tmust\r\n12\tmay\r\n")
    expect(cell(page, 2, "value")).to_have_text("12")
    expect(cell(page, 1, "commitment")).to_have_text("Must be made")
    page.keyboard.press("Control+s")
    expect(page.locator(".toast")).to_contain_text("Saved")
    assert [each["value"] for each in project(server, "pasted")["titles"]] == [11, 12]


def test_a_title_is_added_filled_copied_and_removed(slate, server) -> None:
    put(server, "titles", CROWDED)
    page = slate(of="titles")
    page.get_by_role("button", name="New title").click()
    page.get_by_label("Name", exact=True).fill("Tidal King")
    page.keyboard.press("Tab")
    assert page.get_by_role("heading", name="Tidal King").is_visible()
    expect(page.get_by_role("button", name="to put right").first).to_be_visible()
    sets = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile("^Sets")))
    assert "shoot_days" in sets.inner_text()
    paste(
        page,
        cell(page, 1, "name"),
        "Palace\tpalace\t300\t\t\t6\t10\t2\t6\t0\t3\nCave\tcave\t120\t\t\t\t8\t1\t4\t0\t2",
    )
    expect(sets.locator(".tabulator-tableholder .tabulator-row")).to_have_count(2)
    page.get_by_label("Earliest").fill("2028-02-01")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="to put right")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Saved")
    made = project(server, "titles")["titles"][-1]
    assert (made["name"], made["earliest"]) == ("Tidal King", "2028-02-01")
    assert [(each["id"], each["area_m2"]) for each in made["sets"]] == [
        ("palace", 300),
        ("cave", 120),
    ]
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("heading", name="Tidal King (copy)")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).last.wait_for()
    page.locator(".head").get_by_role("button", name="Remove").click()
    page.locator(".ask").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("link", name="Tidal King (copy)")).to_have_count(0)
    expect(page.get_by_role("link", name="Tidal King")).to_have_count(1)


def test_two_who_save_choose_between_theirs_and_mine(slate, server) -> None:
    put(server, "both", CROWDED)
    ana, ben = (slate("slate?as=table", of="both") for _ in range(2))
    type_in(ana, cell(ana, 1, "value"), "6")
    type_in(ana, cell(ana, 2, "value"), "3")
    ana.keyboard.press("Control+s")
    expect(ana.locator(".toast")).to_contain_text("Saved")
    type_in(ben, cell(ben, 1, "value"), "9")
    ben.keyboard.press("Control+s")
    dialog = ben.get_by_role("dialog", name="Somebody else was faster")
    expect(dialog).to_contain_text("Vapor")
    assert [each.inner_text() for each in dialog.locator("tbody td").all()] == ["6", "9"]
    assert faults(ben) == []
    expect(dialog.get_by_role("button", name="Save this")).to_be_disabled()
    dialog.get_by_label("Keep mine").check()
    dialog.get_by_role("button", name="Save this").click()
    expect(ben.locator(".toast")).to_contain_text("Saved")
    assert [each["value"] for each in project(server, "both")["titles"]] == [9, 3]


def test_ten_faults_of_a_workbook_are_put_right_in_the_browser_and_taken_over(
    slate, server
) -> None:
    content, wrong = faulty_workbook()
    page = slate("slate/import", wait=False)
    page.locator("input[type=file]").set_input_files(
        {"name": "slate.xlsx", "mimeType": XLSX, "buffer": content}
    )
    page.get_by_role("button", name="Check again").wait_for(timeout=WAIT)
    assert faults(page) == []
    for sheet, row, column, words, right in wrong:
        page.get_by_role("tab", name=sheet, exact=False).filter(
            has_text=sheet
        ).first.click() if sheet != "Stages" else page.get_by_role("tab", name="Stages").click()
        spot = cell(page, row, f"c{column - 1}")
        spot.scroll_into_view_if_needed()
        expect(spot).to_have_attribute("aria-invalid", "true")
        assert words in (spot.get_attribute("title") or "")
        type_in(page, spot, right)
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(".clean")).to_contain_text("No errors", timeout=WAIT)
    page.get_by_role("radio", name="As a new project").check()
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator(".toast")).to_contain_text("is taken over", timeout=WAIT)
    expect(page.get_by_role("link", name="Example series", exact=False).first).to_be_visible()
    ids = [each["id"] for each in call(server, "/projects")["items"]]
    assert "example-slate-replace-me" in ids


def test_what_is_imported_is_compared_with_what_stands(slate, server) -> None:
    put(server, "compared", CROWDED)
    page = slate("slate/import", of="compared", wait=False)
    table = "id,name,value\nvapor,Vapor,7\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "titles.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    expect(page.get_by_text("1 changed")).to_be_visible(timeout=WAIT)
    page.locator("summary").filter(has_text="Vapor").click()
    row = page.locator("tr").filter(has_text="Value")
    assert [each.inner_text() for each in row.locator("td").all()] == ["5", "7"]
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator(".toast")).to_contain_text("is taken over")
    assert project(server, "compared")["titles"][0]["value"] == 7


def test_a_text_is_put_right_at_its_line(slate) -> None:
    page = slate("slate/import", wait=False)
    text = "schema: kachinko/1\nname: Small\ncurrency: YENN\n"
    text += "horizon: {from: 2028-01-04, to: 2028-06-30}\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "small.yaml", "mimeType": "application/yaml", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Line 3").click(timeout=WAIT)
    assert page.evaluate("() => String(getSelection())") is not None
    page.get_by_label("Text of the file").fill(text.replace("YENN", "JPY"))
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(".clean")).to_contain_text("No errors", timeout=WAIT)


def test_a_remedy_is_tried_and_taken_over(slate, server) -> None:
    put(server, "crowded", CROWDED)
    job = call(server, "/projects/crowded/jobs", "POST", {"kind": "plan", "seconds": 2})
    page = slate(of="crowded")
    until(page, ENDED.replace("JOB", job["id"]), seconds=60)
    page.reload()
    page.get_by_role("link", name="Why?").click()
    page.get_by_role("button", name="Find out why").click()
    attempts = page.locator(".remedies > li")
    later = attempts.filter(has_text="later").first
    later.get_by_role("button", name="Try it").click(timeout=WAIT)
    expect(later).to_contain_text("With this change the title is in", timeout=WAIT)
    assert [
        each.inner_text()
        for each in later.locator("tr").first.locator("xpath=../../tbody/tr[1]/td").all()
    ] == ["5", "7"]
    assert faults(page) == []
    later.get_by_role("button", name="Take it over").click()
    expect(page.locator(".toast")).to_contain_text("Taken over", timeout=WAIT)
    expect(page.locator(".head .chip")).to_have_text("In the plan", timeout=WAIT)
    after = project(server, "crowded")["titles"][1]["latest"]
    assert after > CROWDED["titles"][1]["latest"]


def test_a_project_is_not_saved_as_another_that_is_still_being_read(slate, server) -> None:
    put(server, "here", {**CROWDED, "name": "Here"})
    put(server, "there", {**CROWDED, "name": "There"})
    page = slate(of="here")
    held = []

    def hold(route) -> None:
        held.append(route)

    page.route("**/api/v1/projects/there", hold)
    page.evaluate("() => location.hash = '#/slate/projects'")
    page.locator("li, tr").filter(has_text="There").get_by_role("button", name="Open").click()
    until(page, "() => location.hash === '#/slate'")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(4000)  # a check and a save would be over
    [asked] = held
    assert asked.request.method == "GET"
    asked.continue_()
    expect(page.locator("h3 a").first).to_be_visible()
    assert project(server, "there")["name"] == "There"
    assert page.locator(".toast").count() == 0 or "Saved" not in page.locator(".toast").inner_text()


ENDED = """() => fetch('/api/v1/jobs/JOB').then(a => a.json()).then(job => job.state === 'done')"""


def test_a_project_is_made_from_nothing_filled_by_pasting_and_deleted(slate, server) -> None:
    page = slate("slate/projects", wait=False)
    page.get_by_label("Name", exact=True).fill("From nothing")
    page.get_by_label("Studio", exact=True).fill("Example studio")
    page.get_by_label("Name of stage 1").fill("No.1")
    page.get_by_label("Effective area of stage 1 in m²").fill("260 tsubo")
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_role("heading", name="No titles yet")).to_be_visible()
    assert project(server, "from-nothing")["studios"][0]["stages"][0]["effective_area_m2"] == 859.5
    assert faults(page) == []

    page.get_by_role("button", name="Edit the tables, paste from Excel").click()
    page.get_by_role("tab", name="Titles").click(timeout=WAIT)
    paste(page, cell(page, 2, "c0"), "tidal\tTidal King\tfilm")
    page.get_by_role("tab", name="Sets").click()
    paste(page, cell(page, 2, "c0"), "tidal\tpalace\tPalace\t300")
    type_in(page, cell(page, 2, "c10"), "6")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("1 new")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Take it over").click()
    expect(page.get_by_role("link", name="Tidal King")).to_be_visible()

    page.goto(f"{server}/#/slate/projects")
    page.get_by_role("button", name="Delete From nothing").click()
    page.get_by_role("button", name="Delete", exact=True).first.click()
    expect(page.locator(".toast")).to_contain_text("From nothing is deleted")
    assert "from-nothing" not in [each["id"] for each in call(server, "/projects")["items"]]


def test_keys_alone_reach_and_edit_a_cell(slate, server) -> None:
    put(server, "keys", CROWDED)
    page = slate("slate?as=table", of="keys")
    cell(page, 1, "kind").click()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(cell(page, 2, "value")).to_have_text("4")
    page.keyboard.press("Control+z")
    expect(cell(page, 2, "value")).to_have_text("2")


def test_a_project_is_exported_in_three_forms(slate) -> None:
    page = slate()
    page.get_by_role("button", name="More").click()
    for name in ("Excel workbook", "YAML file", "JSON file"):
        with page.expect_download() as got:
            page.get_by_role("link", name=name).click()
        assert got.value.suggested_filename.startswith("toho-2028")
        page.get_by_role("button", name="More").click()
