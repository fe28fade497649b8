"""The committed JSON Schemas are the ones that the models generate."""

from __future__ import annotations

from pathlib import Path

import pytest

from kachinko.files.schema import NAMES, SchemaName, schema_text

FOLDER = Path(__file__).parents[2] / "schema"


@pytest.mark.parametrize("name", NAMES)
def test_committed_schema_has_not_drifted(name: SchemaName) -> None:
    committed = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")

    assert committed == schema_text(name), (
        f"run: kachinko schema {name} > schema/{name}.schema.json"
    )
