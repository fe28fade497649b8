"""A run: one scenario planned with one seed, under a key that tells whether it was done before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.sweep.scenario import Scenario, Settings, Sweep

PLANNER = ("kachinko", "ortools", "holidays")
"""What a plan hangs on beside its project, settings and seed; versions by these names."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a process needs to do a run, here or on another machine; plain data."""

    key: str
    project_json: str
    seconds: float | None
    iterations: int | None
    workers: int
    seed: int
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a run: its plan as JSON, or why there is none."""

    plan_json: str | None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run to be done or done; scenarios that come to the same share their runs."""

    key: str
    scenario: Scenario
    seed: int
    settings: Settings
    versions: dict[str, str]

    @property
    def label(self) -> str:
        """Its name for people."""
        return f"{self.scenario.name} (seed {self.seed})"

    def order(self) -> Order:
        """Write down what is to be done."""
        settings = self.settings
        return Order(
            key=self.key,
            project_json=project_json(self.scenario.project()),
            seconds=settings.seconds,
            iterations=settings.iterations,
            workers=settings.workers,
            seed=self.seed,
            versions=self.versions,
        )


def runs_of(sweep: Sweep, versions: dict[str, str]) -> list[list[Run]]:
    """The runs of each scenario, one a seed, in the order of the file."""
    found = []
    for scenario in sweep.scenarios:
        digest = project_digest(scenario.project())
        found.append(
            [
                Run(_key(digest, sweep.settings, seed, versions), scenario, seed, sweep.settings,
                    versions)
                for seed in scenario.seeds
            ]
        )  # fmt: skip
    return found


def project_json(project: Project) -> str:
    """A project as JSON, always the same for the same project."""
    return project.model_dump_json(by_alias=True)


def project_digest(project: Project) -> str:
    """SHA-256 of the content of a project."""
    return hashlib.sha256(project_json(project).encode()).hexdigest()


def _key(digest: str, settings: Settings, seed: int, versions: dict[str, str]) -> str:
    content = {
        "project": digest,
        "seconds": settings.seconds,
        "iterations": settings.iterations,
        "workers": settings.workers,
        "seed": seed,
        "planner": {name: versions[name] for name in PLANNER},
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
