"""JSON Schemas of what we read and write, for editors and other programs."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from pydantic import BaseModel

SchemaName = Literal[
    "project", "plan", "shooting", "board", "programme", "budget", "scope", "rates", "chart",
    "estimate", "location", "reform", "incentive-slate",
]  # fmt: skip
NAMES: tuple[SchemaName, ...] = get_args(SchemaName)

_MODELS: dict[SchemaName, tuple[str, str, str]] = {
    "project": ("project", "Project", "Kachinko project"),
    "plan": ("plan", "Plan", "Kachinko stage plan"),
    "shooting": ("shooting", "Shooting", "Kachinko shooting"),
    "board": ("board", "Board", "Kachinko board"),
    "programme": ("programme", "Programme", "Kachinko incentive programme"),
    "budget": ("budget", "Budget", "Kachinko budget"),
    "scope": ("scope", "Scope", "Kachinko scope of a title, in quantities"),
    "rates": ("rate_card", "RateCard", "Kachinko rate card"),
    "chart": ("chart", "Chart", "Kachinko chart of accounts"),
    "estimate": ("estimate", "Estimate", "Kachinko incentive estimate"),
    "location": ("location", "Location", "Kachinko places of a title"),
    "reform": ("reform", "Reform", "Kachinko reform of an incentive programme"),
    "incentive-slate": ("incentive_slate", "IncentiveSlate", "Kachinko slate for a reform"),
}
"""By kind of file: module and class of its model, and its title. Loaded when it is asked for."""
_WRITTEN_BY_US: tuple[SchemaName, ...] = ("plan", "board", "estimate")
"""The others are written by people."""


def json_schema(name: SchemaName) -> dict[str, Any]:
    """Generate the schema of a kind of file from its model."""
    module, record, title = _MODELS[name]
    model: type[BaseModel] = getattr(import_module(f"kachinko.model.{module}"), record)
    mode: Literal["validation", "serialization"] = (
        "serialization" if name in _WRITTEN_BY_US else "validation"
    )
    schema = model.model_json_schema(by_alias=True, mode=mode)
    version = "1"
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kachinko:schema:{name}:{version}",
        "title": title,
    }
    return head | {key: value for key, value in schema.items() if key not in head}


def schema_text(name: SchemaName) -> str:
    """The schema as the text that ``schema/NAME.schema.json`` holds."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"
