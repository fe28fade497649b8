"""Signing in by name, password and the code of a phone, in a real browser."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest

from kachinko.service.accounts import totp
from kachinko.service.accounts.places import Organisation
from kachinko.service.office import Office, OfficeTerms
from kachinko.service.permissions import Actor, Grant
from tests.ui.conftest import is_fault
from tests.ui.server import ROOT, serving

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "gaffer ladder teal morning"
LONGEST = 30_000
"""Milliseconds within which a page does what it was asked."""


@pytest.fixture(scope="module")
def house(chromium, tmp_path_factory):
    """A server with one account whose second factor is on; its address, and the phone's secret."""
    folder = tmp_path_factory.mktemp("house") / "data"
    now, root = datetime.now(UTC), Actor.local()
    with Office(OfficeTerms(folder)) as office:
        office.places.make_organisation(root, Organisation(id="north", name="North"), at=now)
        office.directory.make_account(
            root, "ana", organisation="north", name="Ana", password=PASSWORD, at=now,
            grants=[Grant("admin", "server")],
        )  # fmt: skip
        ana = office.directory.actor_of("ana")
        begun = office.factors.begin(ana, PASSWORD, at=now)
        secret = base64.b32decode(begun.secret + "=" * (-len(begun.secret) % 8))
        code = totp.code_at(secret, totp.step_of(now) - totp.DRIFT)
        codes = office.factors.confirm(ana, code, at=now)
    with serving(folder, "--own") as address:
        yield address, codes


@pytest.fixture
def door(chromium, house):
    """Opens the page; at the end nothing was asked of elsewhere and nothing went wrong."""
    address, _ = house
    contexts, outside, wrong = [], [], []

    def open_door(locale: str = "en", scheme: str = "light"):
        context = chromium.new_context(
            locale=locale, color_scheme=scheme, viewport={"width": 1400, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LONGEST)
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(address) else outside.append(asked.url),
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda told: wrong.append(told.text) if is_fault(told) else None)
        page.goto(address)
        page.locator(".sign-in form").wait_for()
        return page

    yield open_door
    for context in contexts:
        context.close()
    assert outside == []
    assert wrong == []


def enter(page, name: str, password: str) -> None:
    page.locator(".sign-in form input").nth(0).fill(name)
    page.locator(".sign-in form input[type=password]").fill(password)
    page.locator(".sign-in form button").click()


@pytest.mark.slow
def test_the_code_is_asked_for_after_the_password_and_opens(door, house) -> None:
    """[6.2.6, 6.2.7, 6.3.3]"""
    page = door()
    enter(page, "ana", "not the right words")
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("status").filter(has_text="second factor").count() == 0
    enter(page, "ana", PASSWORD)
    code = page.locator("input[autocomplete=one-time-code]")
    code.wait_for()
    assert code.evaluate("each => each === document.activeElement")
    code.fill("000000")
    page.locator(".sign-in form button").click()
    page.get_by_role("alert").wait_for()
    code.fill(house[1][0])
    page.locator(".sign-in form button").click()
    page.locator(".sign-in form").wait_for(state="detached")
    # [7.4.4]
    page.locator("header .menu > button").last.click()
    leave = page.get_by_role("button", name="Sign out")
    leave.click()
    page.locator(".sign-in form").wait_for()
    assert leave.count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_nothing_hinders_anybody(door, scheme: str, locale: str, tmp_path) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make web-test)")
    page = door(locale, scheme)
    enter(page, "ana", PASSWORD)
    page.locator("input[autocomplete=one-time-code]").wait_for()
    if locale == "ja":
        assert "二段階認証" in page.locator(".sign-in form").inner_text()
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run(document)")
    told = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
    assert told == [], json.dumps(told, indent=1)
    page.screenshot(path=tmp_path / f"sign-in-{locale}-{scheme}.png")
