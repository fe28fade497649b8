"""Which folder `kachinko serve` takes, and whether it shows the example there."""

from __future__ import annotations

import pytest

from kachinko.cli import serve
from kachinko.cli.serve import folder_of


@pytest.fixture
def usual(tmp_path, monkeypatch):
    monkeypatch.setattr(serve, "default_folder", lambda: tmp_path)
    return tmp_path


def test_who_has_set_up_nothing_is_shown_the_example_in_a_folder_of_its_own(usual) -> None:
    assert folder_of(None, None, example=None) == (usual / "example", True)


def test_who_has_a_ledger_or_names_one_gets_that(usual, tmp_path) -> None:
    own = tmp_path / "own"
    assert folder_of(own, None, example=None) == (own, False)
    assert folder_of(None, "postgresql://studio", example=None) == (usual, False)
    (usual / "ledger.db").touch()
    assert folder_of(None, None, example=None) == (usual, False)


def test_each_can_be_asked_for(usual, tmp_path) -> None:
    assert folder_of(None, None, example=False) == (usual, False)
    (usual / "ledger.db").touch()
    assert folder_of(None, None, example=True) == (usual / "example", True)
    assert folder_of(tmp_path / "x", None, example=True) == (tmp_path / "x", True)
