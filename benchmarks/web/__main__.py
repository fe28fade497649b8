"""`python -m benchmarks.web`: the board beside vis-timeline, on the same 20,000 bars.

First paint counts from the moment at which the page has its data; both begin with ten years or, the
peer, with one, which is its lighter case.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from tests.find_browser import find

from benchmarks.web.measure import SPY, Frames, moved
from benchmarks.web.office import serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
WEB = HERE.parents[1] / "web"
AT = (800.0, 500.0)
BOARD = ("", "kachinko-paint", "() => Boolean(window.kachinkoBoard?.painted())")
PEER = ("/peer/", "peer-paint", "() => Boolean(window.peer)")


def build_peer(folder: Path) -> None:
    """Bundle the peer's page, with the tools of web/ (`make web-test` installs them)."""
    vite = WEB / "node_modules" / "vite" / "bin" / "vite.js"
    command = ["node", str(vite), "build", "--outDir", str(folder), "--logLevel", "error"]
    subprocess.run(command, cwd=HERE / "peer", check=True)


def first_paint(browser: Browser, url: str, page_of: tuple[str, str, str]) -> tuple[float, Page]:
    """Milliseconds from data to paint, and the page."""
    path, mark, question = page_of
    page = browser.new_page(viewport={"width": 1400, "height": 840})
    page.add_init_script(SPY)
    page.goto(url + path)
    ends = time.monotonic() + 120
    while not page.evaluate(question):
        if time.monotonic() > ends:
            raise TimeoutError(f"{path or '/'} shows nothing")
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    took = page.evaluate("name => performance.getEntriesByName(name)[0].duration", mark)
    return float(took), page


def one_year(page: Page) -> None:
    """The window of one year, in which the peer begins, too."""
    page.evaluate(
        "() => { const f = Math.min(...kachinkoBoard.bars().map(b => b.first));"
        " kachinkoBoard.look(f, f + 365); }"
    )
    page.wait_for_timeout(200)


def ten_years(page: Page) -> None:
    """All bars, in rows so low that all 200 are in sight."""
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("All", exact=True).check()
    page.wait_for_timeout(300)


def nothing(_page: Page) -> None:
    """The window in which it began."""


def measure(
    browser: Browser, url: str, page_of: tuple[str, str, str],
    views: dict[str, Callable[[Page], None]], runs: int,
) -> tuple[float, dict[str, Frames]]:  # fmt: skip
    """First paint (median of the runs) and, view by view, the best run's frames."""
    paints: list[float] = []
    best: dict[str, Frames] = {}
    for _ in range(runs):
        took, page = first_paint(browser, url, page_of)
        paints.append(took)
        for name, go in views.items():
            go(page)
            for movement in ("pan", "zoom"):
                frames = moved(page, zoom=movement == "zoom", at=AT)
                key = f"{name}, {movement}"
                if key not in best or frames.median < best[key].median:
                    best[key] = frames
        page.close()
    return statistics.median(paints), best


def show(name: str, paint: float, frames: dict[str, Frames]) -> None:
    """Print one page's rows."""
    print(f"| {name} | first paint after data | {paint:.0f} ms | | |")
    for key, each in frames.items():
        times = f"{each.median:.1f} ms | {each.p95:.1f} ms | {each.worst:.0f} ms"
        print(f"| {name} | {key}, {each.count} frames | {times} |")


def main() -> None:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web")
    parser.add_argument("--stages", type=int, default=200)
    parser.add_argument("--bars", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        build_peer(folder / "peer")
        begun = time.monotonic()
        with serving(
            folder / "data", folder / "peer",
            stages=asked.stages, bars=asked.bars, seed=asked.seed,
        ) as url:  # fmt: skip
            print(f"{asked.bars:,} bars on {asked.stages} stages, made in "
                  f"{time.monotonic() - begun:.0f} s; Chromium headless, no GPU")  # fmt: skip
            browser = playwright.chromium.launch(
                executable_path=find(), args=["--no-sandbox", "--disable-gpu"]
            )
            print("\n| page | what | median | 95 % | worst |\n|---|---|---|---|---|")
            own = {"a year": one_year, "ten years, all rows": ten_years}
            show("Kachinko", *measure(browser, url, BOARD, own, asked.runs))
            show("vis-timeline", *measure(browser, url, PEER, {"a year": nothing}, asked.runs))
            browser.close()


if __name__ == "__main__":
    main()
