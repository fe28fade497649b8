"""The Clapper with its laboratory in a stage plan of one studio."""

from __future__ import annotations

from typing import Any

from kachinko.model.project import Project
from kachinko.model.shooting import Shooting
from tests.shooting.case import tree


def shooting(**changes: Any) -> Shooting:
    """Without days off, which would be added to every set."""
    rules = {"rules": {"most_eighths": 40}}
    return Shooting.model_validate(tree() | rules | changes)


def project_tree() -> dict[str, Any]:
    return {
        "name": "Lot",
        "currency": "JPY",
        "horizon": {"from": "2028-03-01", "to": "2028-05-31"},
        "studios": [
            {
                "id": "lot",
                "name": "Lot",
                "country": "JP",
                "stages": [{"id": "one", "name": "One", "effective_area_m2": 300}],
            }
        ],
        "titles": [
            {
                "id": "other",
                "name": "Other",
                "kind": "film",
                "sets": [{"id": "room", "name": "Room", "area_m2": 50, "shoot_days": 2}],
            },
            {
                "id": "clapper",
                "name": "The Clapper",
                "kind": "film",
                "commitment": "must",
                "cast": [{"id": "lead", "name": "Lead"}],
                "sets": [
                    {
                        "id": "lab",
                        "name": "Lab",
                        "area_m2": 120,
                        "height_m": 4,
                        "build_days": 5,
                        "shoot_days": 9,
                        "strike_days": 2,
                        "cast": ["lead"],
                    },
                    {"id": "attic", "name": "Attic", "area_m2": 20, "shoot_days": 1},
                ],
            },
        ],
    }


def project(**changes: Any) -> Project:
    return Project.model_validate(project_tree() | changes)
