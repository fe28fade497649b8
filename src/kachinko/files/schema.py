"""JSON Schemas of what we read and write, for editors and other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from pydantic import BaseModel

SchemaName = Literal[
    "project", "plan", "shooting", "board", "programme", "budget", "estimate", "location"
]  # fmt: skip
NAMES: tuple[SchemaName, ...] = get_args(SchemaName)


def json_schema(name: SchemaName) -> dict[str, Any]:
    """Generate the schema of a kind of file from its model."""
    model, title, mode = _model(name)
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


def _model(
    name: SchemaName,
) -> tuple[type[BaseModel], str, Literal["validation", "serialization"]]:
    """The model of a kind of file; plans, boards and estimates we write, the others people do."""
    match name:
        case "project":
            from kachinko.model.project import Project

            return Project, "Kachinko project", "validation"
        case "plan":
            from kachinko.model.plan import Plan

            return Plan, "Kachinko stage plan", "serialization"
        case "shooting":
            from kachinko.model.shooting import Shooting

            return Shooting, "Kachinko shooting", "validation"
        case "board":
            from kachinko.model.board import Board

            return Board, "Kachinko board", "serialization"
        case "programme":
            from kachinko.model.programme import Programme

            return Programme, "Kachinko incentive programme", "validation"
        case "budget":
            from kachinko.model.budget import Budget

            return Budget, "Kachinko budget", "validation"
        case "estimate":
            from kachinko.model.estimate import Estimate

            return Estimate, "Kachinko incentive estimate", "serialization"
        case "location":
            from kachinko.model.location import Location

            return Location, "Kachinko places of a title", "validation"
