"""Accounts in the browser: signing in, a second factor, people, and what a viewer may not do."""

from __future__ import annotations

import subprocess
import sys
from base64 import b32decode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kachinko.service.accounts.totp import code_at, step_of
from tests.ui.conftest import faults
from tests.ui.server import ROOT, serving

pytestmark = pytest.mark.slow
WORDS = "seven quiet lanterns over the harbour"


def run(*arguments: str, given: str = "") -> None:
    command = [sys.executable, "-m", "kachinko", "account", *arguments, "--quiet"]
    env = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, input=given, text=True, check=True, env=env)


@pytest.fixture(scope="module")
def guarded(chromium, tmp_path_factory):
    """The address of a server on which people sign in."""
    data = str(tmp_path_factory.mktemp("guarded") / "data")
    run("organisation", "north", "--name", "North Pictures", "--data", data)
    for name, role in (("ana", "admin@server"), ("vic", "viewer")):
        run("add", name, "--organisation", "north", "--role", role, "--password-stdin",
            "--data", data, given=f"{WORDS} {name}\n")  # fmt: skip
    with serving(Path(data)) as address:
        yield address


def code_of(shown: str) -> str:
    """What a phone shows now that was given this secret."""
    secret = b32decode(shown + "=" * (-len(shown) % 8))
    return code_at(secret, step_of(datetime.now(UTC)))


def sign_in(page, name: str, password: str | None = None) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password or f"{WORDS} {name}")
    page.get_by_role("button", name="Sign in").click()


def test_nothing_is_shown_before_somebody_signs_in(opened, guarded) -> None:
    page = opened("settings", at=guarded)
    page.get_by_role("heading", name="Sign in").wait_for()
    assert faults(page) == []
    sign_in(page, "ana", "not the right words")
    page.get_by_role("alert").wait_for()
    sign_in(page, "ana")
    page.get_by_text("North Pictures").or_(page.locator("dd", has_text="north")).first.wait_for()
    page.get_by_role("heading", name="People of your organisation").wait_for()
    assert faults(page) == []


def test_a_second_factor_is_set_up_and_asked_for(opened, guarded) -> None:
    page = opened("settings", at=guarded)
    sign_in(page, "ana")
    section = page.locator("section", has=page.get_by_role("heading", name="Second factor"))
    section.get_by_label("Present password").fill(f"{WORDS} ana")
    section.get_by_role("button", name="Set it up").click()
    secret = section.locator("code").inner_text().replace(" ", "")
    section.get_by_label("The code that it shows").fill(code_of(secret))
    section.get_by_role("button", name="Turn it on").click()
    section.get_by_text("Keep these 10 recovery codes").wait_for()
    recovery = section.locator(".secret code").inner_text().split("\n")[0].strip()
    section.get_by_role("button", name="Close").click()
    again = page
    sign_in(again, "ana")
    again.get_by_label("Code of your phone").fill(recovery)
    again.get_by_role("button", name="Sign in").click()
    again.get_by_text("9 recovery codes are left").wait_for()
    section = again.locator("section", has=again.get_by_role("heading", name="Second factor"))
    section.get_by_label("Present password").fill(f"{WORDS} ana")
    section.get_by_role("button", name="Turn it off").click()
    sign_in(again, "ana")
    section.get_by_text("a password alone").wait_for()


def test_a_person_is_entered_switched_off_and_kept_out(opened, guarded) -> None:
    page = opened("settings", at=guarded)
    sign_in(page, "ana")
    people = page.locator("section", has=page.get_by_role("heading", name="People of your"))
    people.get_by_label("Signs in as").fill("kei")
    people.get_by_label("Name", exact=True).fill("Kei")
    people.get_by_label("Password").fill(f"{WORDS} kei")
    people.get_by_role("button", name="Make").click()
    people.get_by_role("button", name="Switch off: kei").click()
    people.get_by_role("button", name="Switch on: kei").wait_for()
    other = opened("settings", at=guarded)
    sign_in(other, "kei")
    other.get_by_role("alert").wait_for()


def test_a_viewer_sees_no_people_and_signs_out(opened, guarded) -> None:
    page = opened("settings", at=guarded)
    sign_in(page, "vic")
    page.get_by_role("heading", name="Tokens for programs").wait_for()
    assert page.get_by_role("heading", name="People of your organisation").count() == 0
    page.get_by_label("What it is for").fill("robot")
    page.locator("section", has_text="Tokens").get_by_role("button", name="Make").click()
    page.locator(".secret code").wait_for()
    page.locator(".menu > button").last.click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
