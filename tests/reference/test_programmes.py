"""Shipped programmes are read alike whether or not the quick YAML library is there."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml

from kachinko.reference.programmes import programme_ids

FOLDER = resources.files("kachinko.reference").joinpath("programmes")


@pytest.mark.parametrize("name", programme_ids())
def test_both_yaml_libraries_read_the_same(name: str) -> None:
    if not hasattr(yaml, "CSafeLoader"):
        pytest.skip("there is one library only")
    text = FOLDER.joinpath(f"{name}.yaml").read_text("utf-8")
    assert yaml.safe_load(text) == yaml.load(text, Loader=yaml.CSafeLoader)
