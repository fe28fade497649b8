"""JSON Schemas of projects and plans, for editors and other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import BaseModel

SchemaName = Literal["project", "plan"]
NAMES: tuple[SchemaName, ...] = ("project", "plan")


def json_schema(name: SchemaName) -> dict[str, Any]:
    """Generate the schema of a kind of file from its model."""
    model: type[BaseModel]
    if name == "project":
        from kachinko.model.project import Project

        model, title = Project, "Kachinko project"
    else:
        from kachinko.model.plan import Plan

        model, title = Plan, "Kachinko stage plan"
    mode: Literal["validation", "serialization"] = (
        "validation" if name == "project" else "serialization"
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
