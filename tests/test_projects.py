"""The generators of projects make valid ones, and exercise what they promise."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from kachinko.model.consistency import find_faults
from tests.projects import SMALL, TINY, projects, random_project

if TYPE_CHECKING:
    from kachinko.model.project import Project


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects())
def test_drawn_projects_are_consistent(project: Project) -> None:
    assert find_faults(project) == []


def test_seeded_projects_are_consistent_and_repeat() -> None:
    for seed in range(50):
        for size in (SMALL, TINY):
            project = random_project(random.Random(seed), size)

            assert find_faults(project) == []
            assert project == random_project(random.Random(seed), size)


def test_projects_exercise_every_rule() -> None:
    some = [random_project(random.Random(seed)) for seed in range(100)]
    stages = [stage for project in some for _, stage in project.stages()]
    titles = [title for project in some for title in project.titles]
    sets = [item for title in titles for item in title.sets]
    shares = {
        "agreements": sum(bool(project.agreements) for project in some) / len(some),
        "closed stages": sum(bool(stage.closures) for stage in stages) / len(stages),
        "stages in m": sum(stage.width_m is not None for stage in stages) / len(stages),
        "loud stages": sum(not stage.quiet for stage in stages) / len(stages),
        "supply": sum(stage.power_kva is not None for stage in stages) / len(stages),
        "split": sum(title.split for title in titles) / len(titles),
        "must": sum(title.commitment == "must" for title in titles) / len(titles),
        "blocks": sum(bool(title.location_blocks) for title in titles) / len(titles),
        "cast": sum(any(c.available for c in title.cast) for title in titles) / len(titles),
        "sets in m": sum(item.width_m is not None for item in sets) / len(sets),
        "after": sum(bool(item.after) for item in sets) / len(sets),
        "no sound": sum(not item.sync_sound for item in sets) / len(sets),
        "second unit": sum(item.unit != "main" for item in sets) / len(sets),
    }

    assert {what: share for what, share in shares.items() if not 0.05 < share < 0.8} == {}
