"""The files of the shipped programmes: read as a film commission's own file is."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from kachinko.files.programme import load_programme
from kachinko.reference.programmes import all_programmes, programme

FILES = sorted(Path(str(resources.files("kachinko.reference"))).glob("programmes/*.yaml"))

ASKED_FOR = """
jp-pilot jp-jlox kr-kofic kr-seoul kr-busan th-rebate tw-bamid hu-rebate gb-avec gb-iftc gb-vfx
gb-ftr ie-481 ie-unscripted
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_is_named_by_its_id_and_agrees_with_itself(file: Path) -> None:
    loaded = load_programme(file)
    assert loaded.id == file.stem
    assert loaded == programme(loaded.id)


@pytest.mark.parametrize("name", ASKED_FOR.split())
def test_programme_ships_with_examples(name: str) -> None:
    assert programme(name).examples


def test_programmes_that_exclude_each_other_exist() -> None:
    shipped = {each.id for each in all_programmes()}
    named = {other for each in all_programmes() for other in each.not_with}
    assert named <= shipped
