"""Runs on a Ray cluster: nodes may come, and die, while the sweep goes on.

A run may be begun more than once, because Ray begins it anew when its node dies; it is kept
once, by this process, under its key. Nodes share no files with this machine: a run travels as
text and its plan comes back as text.
"""

from __future__ import annotations

import logging
import os
import socket
from collections import deque
from typing import TYPE_CHECKING, Any

from kachinko.model.errors import KachinkoError
from kachinko.sweep.conduct import Began, Ended
from kachinko.sweep.run import PLANNER, Outcome
from kachinko.sweep.work import fulfil

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from kachinko.sweep.run import Run

TICK = 0.5
"""Seconds between two looks at the clock."""
RETRIES = 5
"""How often Ray begins a run anew whose node, or process, has died."""
KNOCK_SECONDS = 10
"""What an address may take to answer."""
PROBE_SECONDS = 120.0
"""What a node may take to say which versions it has; it starts a Python for that."""


class ClusterError(KachinkoError):
    """The cluster cannot be used; nothing was begun on it."""

    code = "CLUSTER"


def run_on_cluster(runs: Sequence[Run], address: str) -> Generator[Began | Ended | None]:
    """Do runs as tasks of the Ray cluster at `address`; closing it drops those that run.

    Parameters
    ----------
    address
        ``auto`` on a machine of the cluster, ``HOST:PORT``, or ``ray://HOST:PORT``.

    Raises
    ------
    ClusterError
        When Ray is not installed here, nothing answers at the address, no node is large enough,
        or a node has another version of the planner.
    """
    ray = _connect(address)
    try:
        workers = runs[0].settings.workers
        _check_nodes(ray, workers, runs[0].versions)
        yield from _run(ray, runs, workers)
    finally:
        ray.shutdown()  # which also ends what this process had begun


def _run(ray: Any, runs: Sequence[Run], workers: int) -> Generator[Began | Ended | None]:
    # max_calls: a fresh process for each run, so that its memory is free when it has ended.
    task = ray.remote(num_cpus=workers, max_retries=RETRIES, max_calls=1)(fulfil)
    waiting = deque(runs)
    handed_in: dict[Any, Run] = {}
    while waiting or handed_in:
        # One more for each place than there are places, so that none waits for us; not all at
        # once, because each holds a project.
        places = sum(int(node["Resources"]["CPU"] // workers) for node in _nodes(ray, workers))
        while waiting and len(handed_in) < max(2, 2 * places):
            run = waiting.popleft()
            handed_in[task.remote(run.order())] = run
            yield Began(run)
        ready, _ = ray.wait(list(handed_in), timeout=TICK)
        for reference in ready:
            yield Ended(handed_in.pop(reference), _outcome(ray, reference))
        yield None


def _outcome(ray: Any, reference: Any) -> Outcome:
    try:
        outcome: Outcome = ray.get(reference)
    except ray.exceptions.RayError as error:
        first = str(error).strip().partition("\n")[0]
        return Outcome(None, f"the cluster could not do it: {type(error).__name__}: {first}")
    return outcome


def _connect(address: str) -> Any:  # the module `ray`
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # a sweep is nobody else's business
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # else it warns
    try:
        import ray
    except ImportError as error:
        raise ClusterError(
            "Ray, which speaks to clusters, is not installed here.",
            hint="Install it: pip install 'kachinko[cluster]'",
        ) from error
    if address != "auto":
        _knock(address)
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    except Exception as error:  # of many kinds, some of them bare
        first = str(error).strip().partition("\n")[0]
        raise ClusterError(
            f"no Ray cluster can be used at {address!r}: {first}",
            hint="Name 'auto' on a machine of the cluster, or its HOST:PORT.",
        ) from error
    return ray


def _knock(address: str) -> None:
    """See to it that something answers: Ray itself would knock for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ClusterError(
            f"{address!r} is no address of a Ray cluster.",
            hint="Name 'auto' on a machine of the cluster, HOST:PORT or ray://HOST:PORT.",
        )
    try:
        socket.create_connection((host, int(port)), timeout=KNOCK_SECONDS).close()
    except OSError as error:
        raise ClusterError(
            f"nothing answers at {address}: {(error.strerror or str(error)).lower()}.",
            hint="Is the cluster up, and the port the one that 'ray start --head' printed?",
        ) from error


def _nodes(ray: Any, workers: int) -> list[dict[str, Any]]:
    """The living nodes that can take a run."""
    return [
        node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) >= workers
    ]


def _check_nodes(ray: Any, workers: int, versions: dict[str, str]) -> None:
    nodes = _nodes(ray, workers)
    if not nodes:
        raise ClusterError(
            f"no node of the cluster has the {workers} CPUs that a run asks for.",
            hint="Lower 'workers' in the file, or add larger nodes.",
        )
    asked = {node["NodeID"]: _ask_versions(ray, node["NodeID"]) for node in nodes}
    ray.wait(list(asked.values()), num_returns=len(asked), timeout=PROBE_SECONDS)
    wrong = []
    for node in nodes:
        name = f"{node['NodeManagerHostname']} ({node['NodeManagerAddress']})"
        try:
            there: dict[str, str | None] = ray.get(asked[node["NodeID"]], timeout=0)
        except ray.exceptions.RayError as error:
            wrong.append(f"{name} does not answer ({type(error).__name__})")
            continue
        other = [
            f"{package} {there[package] or 'missing'}"
            for package in PLANNER
            if there[package] != versions[package]
        ]
        if other:
            wrong.append(f"{name} has {', '.join(other)}")
    if wrong:
        here = ", ".join(f"{package} {versions[package]}" for package in PLANNER)
        raise ClusterError(
            f"the nodes must have what is here ({here}); {'; '.join(wrong)}.",
            hint="Install the same version of Kachinko there, or take these nodes away.",
        )


def _ask_versions(ray: Any, node: str) -> Any:
    names = PLANNER

    # Defined here, it travels as code: a node without Kachinko can answer too.
    def versions_there() -> dict[str, str | None]:
        from importlib.metadata import PackageNotFoundError, version

        found: dict[str, str | None] = {}
        for name in names:
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                found[name] = None
        return found

    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    here = NodeAffinitySchedulingStrategy(node_id=node, soft=False)
    return ray.remote(num_cpus=0, scheduling_strategy=here)(versions_there).remote()
