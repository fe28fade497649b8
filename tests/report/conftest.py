"""A headless Chromium without a network, in which nothing may go wrong silently."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.report.slate import greedy_plan, toho

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def project() -> Project:
    return toho(random.Random(3))


@pytest.fixture(scope="session")
def plan(project: Project) -> Plan:
    return greedy_plan(project)


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser windows without a network; one of each kind serves all tests, for speed."""
    opened: dict[tuple[object, ...], BrowserContext] = {}

    def window(width: int, height: int, **options: str) -> BrowserContext:
        key = (width, height, *sorted(options.items()))
        if key not in opened:
            opened[key] = chromium.new_context(
                viewport={"width": width, "height": height}, offline=True, **options
            )
            opened[key].set_default_timeout(10_000)
        return opened[key]

    yield window

    for context in opened.values():
        context.close()


@pytest.fixture
def show(windows: Callable[..., BrowserContext], tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a report from a file with the network off.

    The test fails on any message of the console, any error of the page, and any request for
    anything but the file itself.
    """
    troubles: list[str] = []
    pages: list[Page] = []

    def open_report(html: str, *, width: int = 1400, height: int = 900, **options: str) -> Page:
        path = tmp_path / f"report-{len(pages)}.html"
        path.write_text(html, encoding="utf-8")
        page = windows(width, height, **options).new_page()
        pages.append(page)
        page.on("console", lambda message: troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"page: {error}"))
        page.on("request", lambda request: _only_files(request.url, troubles))
        page.goto(path.as_uri(), timeout=60_000)
        page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
        return page

    yield open_report

    for page in pages:
        page.close()
    assert troubles == []


def _only_files(url: str, troubles: list[str]) -> None:
    if not url.startswith(("file://", "data:")):
        troubles.append(f"request: {url}")
