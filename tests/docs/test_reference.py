"""The pages that follow from the code say what the code says."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


def make_reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["project-format.md", "plan-format.md", "commands.md", "changes.md"]
)
def test_the_generated_page_is_up_to_date(name: str) -> None:
    page = make_reference().PAGES[DOCS / name]

    assert (DOCS / name).read_text("utf-8") == page(), "run: python docs/make_reference.py"
