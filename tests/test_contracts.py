"""The checkers' independence is held for every room of their house, also for one that is new."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("house", ["staging", "shooting"])
def test_a_checker_may_import_none_of_its_neighbours(house: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    (forbidden,) = (
        set(contract["forbidden_modules"])
        for contract in contracts
        if contract.get("source_modules") == [f"kachinko.{house}.check"]
    )
    rooms = {
        f"kachinko.{house}.{path.stem}"
        for path in (ROOT / "src/kachinko" / house).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    apart = {f"kachinko.{house}.__init__", f"kachinko.{house}.check"}
    assert rooms - apart <= forbidden
