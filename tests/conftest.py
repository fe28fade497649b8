"""What tests of all parts share: one browser, as two of Playwright's do not live side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.find_browser import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


LONGEST = ("tests/docs/test_manual.py", "tests/ledger/proof/", "tests/ui/", "tests/web/")
"""Files that take minutes: begun first, so that none is left over for one worker at the end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens a page in the browser is slow: the quick ones need none."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = find()
    if found is None:
        pytest.skip("no Chromium on this machine; KACHINKO_CHROMIUM may name one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()
