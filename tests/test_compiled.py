"""Compiled code: a change of what it calls is seen, and a program can leave while it compiles."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kachinko

CALLED = (
    "from {module} import {mark}\n\n\n@{mark}{given}\ndef less(number):\n    return number - {by}\n"
)
CALLS = (
    "from {module} import {mark}\nfrom called import less\n\n\n"
    "@{mark}{given}\ndef twice(number):\n    return less(less(number))\n"
)
OURS = {"module": "kachinko.compiled", "mark": "jit", "given": ""}
PLAIN = {"module": "numba", "mark": "njit", "given": "(cache=True)"}
LEAVES = """\
import sys, threading, time

from kachinko.compiled import jit
from kachinko.compiling import leave, under_way

source = "def f(a):\\n" + "".join(f"    if a > {n}:\\n        a += a * {n}\\n" for n in range(900))
there = {}
exec(source + "    return a\\n", there)
function = jit(there["f"])
threading.Thread(target=function, args=(1,), daemon=True).start()
while not under_way():
    time.sleep(0.001)
time.sleep(float(sys.argv[1]))
print("compiling" if under_way() else "done")
leave(3)
"""


def run(folder: Path, *given: str) -> subprocess.CompletedProcess[str]:
    where = {**os.environ, "NUMBA_CACHE_DIR": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, *given], cwd=folder, env=where, capture_output=True, text=True, check=False
    )


def answers(folder: Path, kind: dict[str, str]) -> list[str]:
    """What the function answers before and after the one that it calls is changed."""
    (folder / "calls.py").write_text(CALLS.format(**kind))
    found = []
    for by in (1, 10):
        (folder / "called.py").write_text(CALLED.format(**kind, by=by))
        answer = run(folder, "-c", "import calls; print(calls.twice(100))")
        found.append(answer.stdout.strip() or answer.stderr)
    return found


@pytest.mark.slow
def test_a_change_of_a_function_that_is_called_is_seen(tmp_path) -> None:
    assert answers(tmp_path, OURS) == ["98", "80"]


@pytest.mark.slow
def test_numba_alone_does_not_see_it(tmp_path) -> None:
    """The control: where this fails, `kachinko.compiled` may have become needless."""
    assert answers(tmp_path, PLAIN) == ["98", "98"]


@pytest.mark.slow
def test_what_has_not_changed_is_not_compiled_again(tmp_path) -> None:
    for name, text in (("called.py", CALLED), ("calls.py", CALLS)):
        (tmp_path / name).write_text(text.format(**OURS, by=1))
    ask = "import calls; calls.twice(100); print(sum(calls.twice.stats.cache_misses.values()))"
    assert [run(tmp_path, "-c", ask).stdout.strip() for _ in range(2)] == ["1", "0"]


def test_compiled_code_takes_nothing_from_other_folders() -> None:
    """Else its folder's hash would not see all that it was made of."""
    source = Path(kachinko.__file__).parent
    marked = [
        path for path in source.rglob("*.py") if "from kachinko.compiled import" in path.read_text()
    ]
    assert len(marked) > 5
    for path in marked:
        own = ".".join(path.relative_to(source.parent).parent.parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kachinko"):
                module = node.module or ""
                assert module == "kachinko.compiled" or module.rpartition(".")[0] == own, path


@pytest.mark.slow
def test_a_program_leaves_at_once_with_its_code_while_it_compiles(tmp_path) -> None:
    begun = time.monotonic()
    left = run(tmp_path, "-c", LEAVES, "0.2")
    assert (left.returncode, left.stdout) == (3, "compiling\n"), left.stderr
    assert time.monotonic() - begun < 30
