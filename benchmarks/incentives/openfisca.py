"""One rule beside OpenFisca-core, in the same run: the four steps of the UK's film credit.

OpenFisca-core is under the AGPL and no part of Kachinko: it is installed into an environment of its
own on first use, and runs there in a process of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from benchmarks.incentives.measure import AS_OF, seconds_of
from kachinko.files.programme import load_programme
from kachinko.incentives.many import estimate_many
from kachinko.model.dated import Trigger

if TYPE_CHECKING:
    from kachinko.incentives.many import ManyEstimates
    from kachinko.model.programme import Programme

REQUIREMENT = "openfisca-core==46.0.1"
ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / "out" / "openfisca"
MODEL = Path(__file__).with_name("openfisca_model.py")
PATIENCE = 600
"""Seconds for the installation, and for the run."""


@dataclass(frozen=True, slots=True)
class _Line:
    """How long a planner took, and how far off its credits were."""

    name: str
    load: float | None
    work: float
    error: float


def compared(whole: Programme, cases: int, repeats: int) -> str:
    """A table of all on the same cases; credits up to some GBP 200 million.

    `whole` is the shipped programme with all its clauses; beside it stands the rule that
    OpenFisca is given, and no more.
    """
    steps = load_programme(Path(__file__).with_name("four_steps.yaml"))
    random = np.random.default_rng(7)
    total = np.round(random.random(cases) * 750e6, 2)
    elsewhere = np.round(total * random.random(cases) * 0.6, 2)

    def by_hand() -> tuple[np.ndarray, ...]:
        base = np.minimum(np.maximum(total - elsewhere, 0), 0.8 * total)
        found = 0.34 * base
        return found, 0.75 * found, base, np.zeros(cases, dtype=np.uint8)

    dates = dict.fromkeys(get_args(Trigger), date(2026, 6, 1))

    def engine(programme: Programme) -> ManyEstimates:
        answers = {"production": "film", "certified": True, "method": "availability"}
        return estimate_many(
            programme,
            as_of=AS_OF,
            dates=dates,
            measures={"global": total, "non_uk": elsewhere},
            facts=answers if programme is whole else {},
        )

    credit = by_hand()[0]
    lines = [
        _Line(
            name,
            None,
            min(seconds_of(partial(engine, programme)) for _ in range(repeats)),
            float(np.abs(engine(programme).award - credit).max()),
        )
        for name, programme in (
            ("Kachinko, the four steps", steps),
            ("Kachinko, all clauses of gb-avec", whole),
        )
    ]
    by_hand_seconds = min(seconds_of(by_hand) for _ in range(repeats))
    lines.append(_Line("NumPy by hand, the four steps", None, by_hand_seconds, 0.0))
    python = _environment()
    if python is None:
        return _table(lines, f"{REQUIREMENT} could not be installed, so that it was not run.")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.npz"
        np.savez(file, total=total, elsewhere=elsewhere, credit=credit)
        done = subprocess.run(
            [python, MODEL, file, str(repeats)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    if done.returncode != 0:
        return _table(lines, f"OpenFisca failed: {done.stderr.strip()[-300:]}")
    told = json.loads(done.stdout)
    name = f"OpenFisca-core {told['version']} ({told['type']})"
    lines.append(_Line(name, told["load"], told["work"], told["error"]))
    share = told["off_by_a_unit"]
    return _table(lines, f"{share:.1%} of OpenFisca's credits are off by a pound or more.")


def _environment() -> Path | None:
    """The Python of the peer's own environment, made on first use; None: it cannot be had."""
    python = ENVIRONMENT / "bin" / "python"
    if python.exists():
        return python
    uv = shutil.which("uv") or ROOT / ".tools" / "bin" / "uv"
    try:
        _call([uv, "venv", "--quiet", "--python", sys.executable, ENVIRONMENT])
        _call([uv, "pip", "install", "--quiet", "--python", python, REQUIREMENT])
    except (OSError, subprocess.SubprocessError) as error:
        print(f"OpenFisca: {error}", file=sys.stderr)
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        return None
    return python


def _call(words: list[Any]) -> None:
    subprocess.run([str(word) for word in words], check=True, timeout=PATIENCE)


def _table(lines: list[_Line], last: str) -> str:
    rows = [
        f"| {line.name} | {'–' if line.load is None else f'{line.load * 1e3:.1f}'} "
        f"| {line.work * 1e3:.1f} | {line.error:.2g} |"
        for line in lines
    ]
    head = [
        "",
        "| the UK's film credit | load, ms | work out, ms | largest error, GBP |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, "", last])
