"""Small sweeps: of one tiny project, planned in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from kachinko.files import save_project
from kachinko.model.project import Project

if TYPE_CHECKING:
    from pathlib import Path


def tiny(titles: int = 2) -> Project:
    """One studio, two stages, short titles that each ask for one stage."""
    return Project.model_validate(
        {
            "name": "Tiny", "currency": "JPY",
            "horizon": {"from": "2028-01-03", "to": "2028-02-25"},
            "studios": [
                {"id": "hall", "name": "Hall", "country": "JP", "city": "Tokyo", "build_crews": 1,
                 "stages": [{"id": "a", "name": "A", "effective_area_m2": 300,
                             "floor_rate": {"amount": 12.5, "currency": "JPY"}},
                            {"id": "b", "name": "B", "effective_area_m2": 200}]}
            ],
            "titles": [
                {"id": f"t{number}", "name": f"Title {number}", "kind": "film",
                 "value": 1 + number / 2,
                 "sets": [{"id": "set", "name": "Set", "area_m2": 150, "build_days": 10,
                           "shoot_days": 5, "strike_days": 3}]}
                for number in range(titles)
            ],
        }
    )  # fmt: skip


def write_sweep(folder: Path, *, titles: int = 2, **keys: Any) -> Path:
    """Write the tiny project and a file of scenarios beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    save_project(tiny(titles), folder / "tiny.yaml")
    file = folder / "sweep.yaml"
    content = {"project": "tiny.yaml", "iterations": 0} | keys
    file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    return file


def crews(count: int) -> dict[str, Any]:
    return {"change": "crews", "studio": "hall", "crews": count}


def without(stage: str) -> dict[str, Any]:
    return {"change": "stage-leaves", "stage": stage}


def scenario(name: str, *changes: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"name": name, "changes": list(changes), **keys}
