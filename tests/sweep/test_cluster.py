"""A sweep on a Ray cluster of three nodes, one of which is killed in the middle."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from kachinko.files.plan_json import parse_plan
from kachinko.service.planning import versions
from kachinko.staging.check import check_plan
from kachinko.sweep.cluster import ClusterError, run_on_cluster
from kachinko.sweep.run import Run, runs_of
from kachinko.sweep.scenario import load_sweep
from kachinko.sweep.store import RunStore
from tests.sweep.cases import crews, scenario, write_sweep
from tests.sweep.tree import alive, below, command_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.cluster,
    # Ray leaves sockets and files to the collector; that is nothing that we can mend.
    pytest.mark.filterwarnings("ignore"),
]

MEGABYTE = 1_000_000
NODE = {"num_cpus": 1, "object_store_memory": 100 * MEGABYTE, "include_dashboard": False}
ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DISABLE_IMPORT_WARNING": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A head and two more nodes, each with one CPU, all on this machine."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ray.cluster_utils import Cluster

        made = Cluster(initialize_head=True, head_node_args=NODE)
        try:
            made.add_node(**NODE)
            made.add_node(**NODE)
            made.wait_for_nodes(timeout=120)
            yield made
        finally:
            made.shutdown()


def wait_until(true: Callable[[], Any], seconds: float = 240) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


def at_work(node: Any) -> list[int]:
    """The processes of a node that do a run at this moment; Ray writes into their titles what."""
    (raylet,) = node.all_processes["raylet"]
    return [pid for pid in below(raylet.process.pid) if "ray::fulfil" in command_line(pid)]


def test_every_scenario_ends_once_though_a_node_dies(cluster: Any, tmp_path: Path) -> None:
    file = write_sweep(
        tmp_path, titles=9, iterations=None, time_limit=3, seeds=[0, 1],
        scenarios=[scenario(f"s{n}", crews(n)) for n in range(1, 6)],
    )  # fmt: skip
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "kachinko", "sweep", str(file), "--out", str(out),
         "--cluster", cluster.address],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ,
    )  # fmt: skip
    victim = cluster.list_all_nodes()[-1]

    def caught() -> list[int]:
        assert process.poll() is None, process.communicate()
        ended = list((out / "runs").glob("[!.]*.json"))
        return at_work(victim) if len(ended) >= 2 else []

    lost = wait_until(caught)
    ended = len(list((out / "runs").glob("[!.]*.json")))
    cluster.remove_node(victim, allow_graceful=False)
    wait_until(lambda: not any(map(alive, lost)))
    said, errors = process.communicate(timeout=400)

    assert 2 <= ended < 10, "the node died in the middle"
    assert process.returncode == 0, errors
    assert "10 of 10" in errors.splitlines()[-1]
    table = pq.read_table(out / "results.parquet").to_pylist()
    assert sorted((row["scenario"], row["seed"]) for row in table) == [
        (f"s{n}", seed) for n in range(1, 6) for seed in (0, 1)
    ]
    assert {row["status"] for row in table} <= {"optimal", "feasible"}
    for path in (out / "runs").iterdir():
        assert path.suffix == ".json"
    store, sweep = RunStore(out / "runs"), load_sweep(file)
    for runs in runs_of(sweep, versions()):
        for run in runs:
            plan = store.read(run)
            assert plan is not None
            assert check_plan(run.scenario.project(), plan).ok
    assert "Written" in said


def runs(folder: Path, **keys: Any) -> list[Run]:
    sweep = load_sweep(write_sweep(folder, scenarios=[scenario("s", crews(1))], **keys))
    return [run for each in runs_of(sweep, versions()) for run in each]


def test_a_cluster_that_cannot_do_it_says_why(cluster: Any, tmp_path: Path) -> None:
    (large,) = runs(tmp_path, workers=2)
    (run,) = runs(tmp_path)
    newer = Run(run.key, run.scenario, run.seed, run.settings, run.versions | {"ortools": "99"})

    with pytest.raises(ClusterError, match="no node of the cluster has the 2 CPUs"):
        list(run_on_cluster([large], cluster.address))
    with pytest.raises(ClusterError, match=r"ortools 99.*has ortools 9"):
        list(run_on_cluster([newer], cluster.address))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1:9", "nothing answers at 127.0.0.1:9"),  # nobody listens there
        ("ray://127.0.0.1:9", "nothing answers at ray://127.0.0.1:9"),
        ("somewhere", "no address of a Ray cluster"),
        ("host:port", "no address of a Ray cluster"),
        ("host:99999", "no address of a Ray cluster"),
    ],
)
def test_an_address_without_a_cluster_is_told_at_once(
    tmp_path: Path, address: str, said: str
) -> None:
    with pytest.raises(ClusterError, match=re.escape(said)):
        list(run_on_cluster(runs(tmp_path), address))


def test_the_plan_of_a_node_is_the_plan_of_a_process(cluster: Any, tmp_path: Path) -> None:
    from kachinko.sweep.conduct import Ended
    from kachinko.sweep.work import fulfil

    (run,) = runs(tmp_path)
    (ended,) = [each for each in run_on_cluster([run], cluster.address) if isinstance(each, Ended)]

    there, here = (
        parse_plan((outcome.plan_json or "").encode(), "plan.json")
        for outcome in (ended.outcome, fulfil(run.order()))
    )
    assert there.titles == here.titles
