"""Capacity: stages week by week, a frontier from start to table, the claim worked through."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest

from tests.ui.conftest import faults
from tests.ui.server import until

pytestmark = pytest.mark.slow
SECONDS = 60


def told(server: str, path: str):
    with urlopen(f"{server}/api/v1/{path}") as answer:
        return json.load(answer)


def drawn(page) -> None:
    until(page, "() => window.kachinkoCharts?.() > 0", seconds=SECONDS)


@pytest.fixture(scope="module")
def answered(server):
    """A frontier of the example, asked for over the service."""
    from urllib.request import Request

    asked = {"kind": "frontier", "seconds": 12, "levers": ["crews+1-toho", "without-no7"]}
    request = Request(
        f"{server}/api/v1/projects/toho-2028/jobs",
        json.dumps(asked).encode(),
        {"Content-Type": "application/json", "Idempotency-Key": "capacity-frontier"},
    )
    with urlopen(request) as answer:
        job = json.load(answer)["id"]
    import time

    ends = time.monotonic() + 240
    while (state := told(server, f"jobs/{job}")["state"]) in ("waiting", "running"):
        assert time.monotonic() < ends
        time.sleep(0.5)
    assert state == "done"
    return told(server, f"jobs/{job}/frontier")


def test_a_frontier_is_shown_with_bounds_and_its_numbers_in_a_table(opened, answered) -> None:
    page = opened("capacity")
    drawn(page)
    rate = answered["titles_per_year"]
    shown = page.locator("#frontier-answer").inner_text()
    assert shown == f"{rate['lower']:.1f} to {rate['upper']:.1f} titles a year"
    rows = page.get_by_role("group", name="All numbers").locator("tbody tr")
    assert rows.count() == 1 + len(answered["levers"])
    for row, lever in zip(rows.all()[1:], answered["levers"], strict=True):
        text = row.inner_text()
        assert f"{lever['titles_per_year']['lower']:.1f}" in text
        assert f"{lever['titles']['lower']}–{lever['titles']['upper']}" in text
    # Bars, bounds and the claim are drawn.
    assert page.locator(".chart svg path").count() > 10
    assert "claim 15" in page.locator(".chart svg").text_content()
    assert "5 build crews, not 4" in page.locator(".chart svg").text_content()


def test_changes_are_ticked_and_a_search_begins_shows_how_it_goes_and_ends(
    opened, server, answered
) -> None:
    page = opened("capacity")
    page.get_by_role("button", name="None", exact=True).click()
    page.get_by_label("Saturdays free").check()
    page.get_by_label("Seconds to search").fill("600")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="Being looked for").wait_for(timeout=SECONDS * 1000)
    job = told(server, "jobs")["items"][0]
    assert job["asked"]["levers"] == ["no-saturdays-toho"]
    until(page, "() => document.querySelector('.progress .line')?.innerText.includes('between')",
          seconds=SECONDS)  # fmt: skip
    page.get_by_role("button", name="Cancel, keep the best so far").click()
    page.get_by_role("heading", name="Being looked for").wait_for(
        state="detached", timeout=2 * SECONDS * 1000
    )
    assert told(server, f"jobs/{job['id']}")["state"] == "cancelled"
    assert page.locator("tr.now").count() >= 1


def test_the_claim_has_its_source_a_paragraph_and_controls_that_ask_anew(
    opened, server, answered
) -> None:
    page = opened("capacity/claim")
    page.get_by_role("heading", name="Can these stages carry 15 titles a year?").wait_for()
    assert "年間で最大15本" in page.locator("blockquote").inner_text()
    assert page.get_by_role("link", name="Source").get_attribute("href").startswith("https://")
    page.get_by_role("heading", name="In one paragraph").wait_for(timeout=SECONDS * 1000)
    text = page.locator(".paragraph").inner_text()
    assert "The 4 stages of Toho 2028 carry at least" in text
    assert "A claim of 15 a year" in text
    assert "nothing slips" in page.locator(".rest").inner_text()
    before = {job["id"] for job in told(server, "jobs")["items"]}
    page.get_by_label("Seconds to search").fill("5")
    page.get_by_label("Build crews").fill("6")
    page.get_by_label("Build crews").press("Tab")
    until(page, "() => document.querySelector('.progress')", seconds=SECONDS)
    new = [job for job in told(server, "jobs")["items"] if job["id"] not in before]
    assert new[0]["asked"]["changes"] == [
        {"why": "", "change": "crews", "studio": "toho", "crews": 6}
    ]
    row = page.locator("tr.now", has_text="6 build crews, not 4")
    row.first.wait_for(timeout=4 * SECONDS * 1000)


def test_stages_are_shown_week_by_week_with_dark_days_and_no_rent_that_nobody_knows(
    opened, server
) -> None:
    page = opened("capacity/use")
    drawn(page)
    plan = next(job["id"] for job in told(server, "jobs")["items"] if job["kind"] == "plan")
    use = told(server, f"projects/toho-2028/stage-use?plan={plan}")
    (own,) = [each for each in use["fills"] if each["source"] == "plan"]
    rows = page.get_by_role("group", name="Dark days, and what they cost").locator("tbody tr")
    assert rows.count() == len(use["stages"]) + 1
    for row, stage, fill in zip(rows.all(), use["stages"], own["stages"], strict=False):
        cells = row.locator("td").all_inner_texts()
        assert row.locator("th").inner_text() == stage["name"]
        assert cells[3] == str(fill["dark_days"])
        assert cells[5] == "rent unknown"
    # Every stage and week has its cell.
    assert page.locator(".chart svg path").count() >= len(use["stages"]) * len(use["weeks"])
    page.get_by_role("radio", name="Quiet time").check()
    page.get_by_role("radio", name="bookings", exact=True).check()
    assert "by=firm" in page.url
    assert "show=quiet" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_nothing_hinders_anybody(opened, answered, scheme, locale) -> None:
    for view in ("capacity", "capacity/use", "capacity/claim"):
        page = opened(view, locale, color_scheme=scheme)
        page.locator(".capacity table").first.wait_for(timeout=SECONDS * 1000)
        assert faults(page) == []


def test_in_japanese(opened, answered) -> None:
    page = opened("capacity/claim", "ja")
    page.locator(".paragraph").wait_for(timeout=SECONDS * 1000)
    shown = page.locator(".capacity").inner_text()
    for each in (
        "このステージで年間 15 本つくれるか",
        "少なくとも年間",
        "建て込み",
        "前提",
        "遅れ",
    ):
        assert each in shown
