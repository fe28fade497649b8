"""Jobs, notifications and settings in the browser."""

from __future__ import annotations

import json
from urllib.request import Request, urlopen

import pytest

from tests.ui.conftest import faults

pytestmark = pytest.mark.slow


def test_a_plan_is_begun_followed_and_kept(opened) -> None:
    page = opened("jobs")
    page.get_by_label("Seconds to search").fill("2")
    page.get_by_role("button", name="Plan the project").click()
    page.wait_for_url("**/#/jobs/*")
    details = page.locator(".details")
    details.get_by_text("value").first.wait_for(timeout=60_000)
    details.get_by_role("link", name="plan.json").wait_for(timeout=90_000)
    assert details.get_by_role("link", name="report.html").count() == 1
    page.get_by_role("button", name="Notifications").click()
    page.get_by_text("Done: Stage plan of Toho 2028").first.wait_for()
    with page.expect_download() as kept:
        details.get_by_role("link", name="plan.json").click()
    plan = json.loads(kept.value.path().read_text(encoding="utf-8"))
    assert plan["schema"] == "kachinko-plan/1"


def test_a_job_is_cancelled_and_keeps_what_it_found(opened, server) -> None:
    page = opened("jobs")
    page.get_by_label("Seconds to search").fill("600")
    page.get_by_role("button", name="Plan the project").click()
    page.wait_for_url("**/#/jobs/*")
    details = page.locator(".details")
    details.get_by_text("titles in").first.wait_for(timeout=60_000)
    details.get_by_role("button", name="Cancel").click()
    details.get_by_text("cancelled").wait_for(timeout=60_000)
    details.get_by_role("link", name="plan.json").wait_for()
    details.get_by_role("link", name="Look at it").click()
    page.wait_for_url("**/#/board")


def test_a_job_of_another_is_seen_and_a_failure_told(opened, server) -> None:
    page = opened("jobs", "ja")
    page.get_by_text("ステージ計画").first.wait_for()
    body = json.dumps({"kind": "frontier", "seconds": 1, "levers": ["no such lever"]}).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": "lever-that-is-none"}
    with urlopen(Request(f"{server}/api/v1/projects/toho-2028/jobs", body, headers)) as answer:
        job = json.load(answer)
    page.goto(f"{server}/#/jobs/{job['id']}")
    page.locator(".failure").wait_for(timeout=60_000)
    assert page.locator(".details .state").inner_text().startswith("失敗")


def test_language_unit_and_theme_are_chosen_and_kept(opened) -> None:
    page = opened("settings")
    display = page.locator("section", has_text="Display")
    display.get_by_label("Unit of areas").select_option("tsubo")
    display.get_by_text("303 tsubo").wait_for()
    display.get_by_label("Light or dark").select_option("dark")
    display.get_by_label("Language").select_option("ja")
    page.get_by_text("303 坪").wait_for()
    page.reload()
    page.get_by_text("303 坪").wait_for()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("() => document.documentElement.lang") == "ja"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("view", ["jobs", "settings"])
def test_nothing_hinders_anybody(opened, view, locale, scheme) -> None:
    page = opened(view, locale, color_scheme=scheme)
    page.locator(".details h2, .settings dd").first.wait_for()
    assert faults(page) == []
    for menu in page.locator(".menu > button").all():
        menu.click()
        assert faults(page) == []
        page.keyboard.press("Escape")
