"""`kachinko sweep` as a user types it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from kachinko.cli.sweep import progress_text
from kachinko.files.plan_json import parse_plan
from kachinko.staging.check import check_plan
from kachinko.sweep.conduct import Progress
from kachinko.sweep.scenario import load_sweep
from tests.cli.test_plan import EXAMPLES, kachinko
from tests.sweep.cases import crews, scenario, without, write_sweep

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_scenarios_are_planned_kept_and_compared(tmp_path: Path) -> None:
    must = {"change": "commitment", "title": "t1", "commitment": "must"}
    large = {"change": "size", "title": "t1", "item": "set", "area_m2": 5000}
    file = write_sweep(
        tmp_path, scenarios=[scenario("base"), scenario("less", without("a")),
                             scenario("too large", must, large)], seeds=[0, 1],
    )  # fmt: skip
    out = tmp_path / "out"

    done = kachinko("sweep", file, "--out", out, "--jobs", 1, "--json")

    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert (document["runs"], document["ended"], document["interrupted"]) == (6, 6, False)
    assert {path.name for path in out.iterdir()} == {
        "runs", "results.parquet", "sweep.html", "sweep.xlsx"
    }  # fmt: skip
    scenarios = {each.name: each for each in load_sweep(file).scenarios}
    rows = pq.read_table(out / "results.parquet").to_pylist()
    assert [row["status"] for row in rows[-2:]] == ["infeasible"] * 2
    for row in rows:
        record = json.loads((out / "runs" / f"{row['key']}.json").read_text("utf-8"))
        plan = parse_plan(json.dumps(record["plan"]).encode(), "plan.json")
        assert check_plan(scenarios[row["scenario"]].project(), plan).ok
        assert (row["status"], row["value"], row["value_bound"], row["seed"]) == (
            plan.status, plan.value, plan.value_bound, plan.seed
        )  # fmt: skip
        assert row["cost"] == (None if plan.cost is None else float(plan.cost))
        assert row["accepted"] == [title.id for title in plan.accepted]
        assert row["seconds"] == plan.seconds

    again = kachinko("sweep", file, "--out", out)
    assert again.stderr.splitlines() == ["[####################] 6 of 6"]
    assert "too large  infeasible (proven)" in again.stdout
    assert again.stdout.splitlines()[0].startswith("base ")


@pytest.mark.slow
def test_a_seed_and_a_limit_of_attempts_repeat(tmp_path: Path) -> None:
    file = write_sweep(tmp_path, scenarios=[scenario("base")], titles=4, iterations=2)

    tables = []
    for folder in ("one", "other"):
        assert kachinko("sweep", file, "--out", tmp_path / folder).returncode == 0
        tables.append(pq.read_table(tmp_path / folder / "results.parquet").to_pylist()[0])

    for name in ("key", "value", "cost", "accepted", "iterations", "project_sha256"):
        assert tables[0][name] == tables[1][name]


CALLS = [
    (["sweep"], "Missing argument"),  # no file
    (["sweep", "nowhere.yaml"], "nowhere.yaml"),  # no such file
    (["sweep", "sweep.yaml", "--jobs", "0"], "jobs"),  # nobody works
    (["sweep", "sweep.yaml", "--jobs", "2", "--cluster", "auto"], "--jobs"),  # both
    (["sweep", "bad.yaml"], "no stage 'c'"),  # a change of what is not there
    (["sweep", str(EXAMPLES / "small" / "project.yaml")], "not a known key"),  # a project
]


@pytest.mark.parametrize(("words", "named"), CALLS)
def test_a_wrong_call_exits_with_2_and_writes_nothing(
    tmp_path: Path, words: list[str], named: str
) -> None:
    write_sweep(tmp_path, scenarios=[scenario("bad", without("c"))]).rename(tmp_path / "bad.yaml")
    write_sweep(tmp_path, scenarios=[scenario("base", crews(2))])

    done = kachinko(*words, "--out", "out", cwd=tmp_path)

    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_where_ray_is_missing_it_says_what_to_install(tmp_path: Path) -> None:
    file = write_sweep(tmp_path, scenarios=[scenario("base")])
    hidden = tmp_path / "hidden"  # a folder whose `ray` cannot be imported
    hidden.mkdir()
    (hidden / "ray.py").write_text("raise ImportError('no ray here')\n", "utf-8")

    done = kachinko(
        "sweep", file, "--out", tmp_path / "out", "--cluster", "auto",
        env={"PYTHONPATH": str(hidden)},
    )  # fmt: skip

    assert done.returncode == 2
    assert "pip install 'kachinko[cluster]'" in done.stderr
    assert "[CLUSTER]" in done.stderr


def test_the_bar_tells_what_is_done_what_runs_and_how_long_it_may_take() -> None:
    text = progress_text(Progress(5, 12, 1, ("less (seed 0)", "base (seed 1)"), 200.0), "en")

    assert text == (
        "[##########..........] 6 of 12  1 failed  about 3 min left  less (seed 0), base (seed 1)"
    )
    assert progress_text(Progress(0, 2, 0, (), None), "en") == "[....................] 0 of 2"
    assert progress_text(Progress(2, 2, 0, (), 0.0), "en") == "[####################] 2 of 2"
