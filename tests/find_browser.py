"""Finds the Chromium in which pages are tested; with --install, sees to it that there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Path of a Chromium: KACHINKO_CHROMIUM, one on the PATH, or Playwright's own."""
    named = os.environ.get("KACHINKO_CHROMIUM")
    if named:
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Try Playwright's download, then (as root on Debian) the system's package."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        ways.insert(0, ["apt-get", "install", "-y", "-qq", "chromium"])
        ways.insert(0, ["apt-get", "update", "-qq"])
    for way in ways:
        print(f"No Chromium yet; trying: {' '.join(way)}", flush=True)
        subprocess.run(way, check=False, stdout=subprocess.DEVNULL)
        if find():
            return


def main() -> int:
    """Say where it is; 1 where there is none and there ought to be (in CI)."""
    if find() is None and "--install" in sys.argv[1:]:
        install()
    found = find()
    if found is None:
        print("No Chromium found: the tests of pages will be skipped. KACHINKO_CHROMIUM names one.")
        return 1 if os.environ.get("CI") else 0
    print(f"Pages are tested in {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
