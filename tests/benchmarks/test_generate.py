"""Generated projects: whole, the same everywhere, and asking for more than fits."""

from __future__ import annotations

import hashlib

import pytest
from benchmarks.staging.demand import demand, supply
from benchmarks.staging.generate import FAMILIES, SEEDS, generate

from kachinko.model import consistency
from kachinko.model.project import Project

USUAL = [(family, seed) for family in ("small", "medium", "geo") for seed in SEEDS[family]]


@pytest.mark.parametrize(("family", "seed"), [*USUAL, ("large", 1), ("large", 5)])
def test_projects_are_whole_and_ask_for_too_much(family: str, seed: int) -> None:
    project, about = generate(family, seed), FAMILIES[family]

    assert consistency.find_faults(project) == []
    assert len(project.titles) == about.titles
    assert len(project.studios) == about.studios
    assert {len(studio.stages) for studio in project.studios} == {about.stages}
    asked = demand(supply(project), [one for title in project.titles for one in title.sets])
    assert 1.25 <= asked.largest <= 1.4
    assert asked.floor >= 0.7
    assert asked.crews >= 0.9


def test_a_family_and_a_seed_give_the_same_project_on_every_machine() -> None:
    project = generate("small", 1)

    assert project == generate("small", 1)
    assert project != generate("small", 2)
    digest = hashlib.sha256(project.model_dump_json().encode()).hexdigest()
    assert digest[:16] == "4c015fc6f86d3480"


def test_demand_counts_days_by_hand() -> None:
    project = Project.model_validate(
        {
            "name": "By hand",
            "currency": "JPY",
            "horizon": {"from": "2028-01-03", "to": "2028-01-14"},
            "studios": [
                {
                    "id": "s",
                    "name": "S",
                    "country": "JP",
                    "build_crews": 1,
                    "stages": [
                        {
                            "id": "a",
                            "name": "A",
                            "effective_area_m2": 200,
                            "closures": [{"from": "2028-01-13", "to": "2028-01-14"}],
                        }
                    ],
                }
            ],
            "titles": [
                {
                    "id": "t",
                    "name": "T",
                    "kind": "film",
                    "sets": [
                        {
                            "id": "x",
                            "name": "X",
                            "area_m2": 100,
                            "build_days": 3,
                            "prelight_days": 1,
                            "shoot_days": 2,
                            "hold_days": 1,
                            "strike_days": 1,
                        }
                    ],
                }
            ],
        }
    )

    asked = demand(supply(project), project.titles[0].sets)

    # Ten working days, eight of them open: 1600 m² days, and ten crew days.
    assert asked.floor == 100 * 8 / 1600
    assert asked.quiet == (100 * 4 + 200 * 2) / 1600
    assert asked.crews == 4 / 10


@pytest.mark.slow
def test_the_largest_family_is_generated_in_seconds() -> None:
    project = generate("huge", 1)

    sets = [one for title in project.titles for one in title.sets]
    assert (len(project.studios), len(project.stages()), len(project.titles)) == (40, 200, 2000)
    assert 4.8 <= len(sets) / len(project.titles) <= 5.2
    assert 1.2 <= demand(supply(project), sets).largest <= 1.25
    assert consistency.find_faults(project) == []
