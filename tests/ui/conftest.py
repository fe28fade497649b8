"""Pages in a real Chromium, over a real server that shows the example."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from tests.ui.server import BUILT_PAGE, ROOT, serving, until

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    if not BUILT_PAGE.exists():
        pytest.skip('the pages are not built ("make web" builds them)')


@pytest.fixture(scope="module")
def server(chromium, tmp_path_factory):
    with serving(tmp_path_factory.mktemp("office") / "data", "--example") as address:
        yield address


@pytest.fixture
def opened(chromium, server):
    """Opens a view; at the end, nothing was asked of elsewhere and nothing went wrong."""
    contexts, outside, wrong = [], [], []

    def open_view(
        view: str = "board", locale: str = "en", *,
        feed=None, at=server, tour=False, project=None, **options,
    ):  # fmt: skip
        options = {"viewport": {"width": 1400, "height": 840}} | options
        context = chromium.new_context(locale=locale, **options)
        contexts.append(context)
        if not tour:
            context.add_init_script("localStorage.setItem('kachinko.tour', 'seen')")
        if project is not None:  # until another one is chosen in the page
            context.add_init_script(
                f"localStorage.getItem('kachinko.project') ?? "
                f"localStorage.setItem('kachinko.project', {project!r})"
            )
        page = context.new_page()
        page.on("request", lambda asked: note_elsewhere(asked, at))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda told: wrong.append(told.text) if is_fault(told) else None)
        if feed is not None:
            page.route("**/api/v1/board", lambda route: route.fulfill(json=feed))
        page.goto(f"{at}/#/{view}")
        return page

    def note_elsewhere(asked, at: str) -> None:
        if not asked.url.startswith((at, "blob:", "data:")):
            outside.append(asked.url)

    yield open_view
    for context in contexts:
        context.close()
    assert outside == []
    assert wrong == []


@pytest.fixture
def board(opened):
    """Opens the board and waits until it is drawn."""

    def open_board(locale: str = "en", **options):
        page = opened("board", locale, **options)
        ready(page)
        return page

    return open_board


def faults(page) -> list[str]:
    """What axe finds against a page, for people who do not see or point."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make web-test)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document)")
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def is_fault(told) -> bool:
    """An error of the page; that the service refused something is told by the browser, too."""
    return told.type == "error" and "the server responded with a status of 4" not in told.text


def ready(page) -> None:
    until(page, "() => Boolean(window.kachinkoBoard?.painted() && kachinkoBoard.idle())")


@contextmanager
def changed(page):
    """Wait until what is done inside has been answered."""
    yield
    page.wait_for_timeout(60)
    ready(page)
