"""Places in words, taken apart for programs."""

from __future__ import annotations

import pytest

from kachinko.files.spots import Spot, spot_in_sheets, spot_in_text, spot_in_tree

SHEETS = ["Titles", "Sets", "Sets, old"]


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ("a b.xlsx, sheet Sets, row 7, column build_days (cell G7)", Spot("Sets", 7, 7)),
        ("a b.xlsx, sheet Sets, row 7", Spot("Sets", 7)),
        ("a b.xlsx, sheet Sets, old, cell AB12", Spot("Sets, old", 12, 28)),
        ("a b.xlsx, sheet Titles, cells B2:C4", Spot("Titles", 2, 2)),
        ("a b.xlsx, sheet Titles", Spot("Titles")),
        ("a b.xlsx, the workbook", Spot()),
        ("a b.xlsx, sheet Other", Spot()),
    ],
)
def test_a_place_in_a_workbook(place: str, spot: Spot) -> None:
    assert spot_in_sheets(place, "a b.xlsx", SHEETS) == spot


def test_a_place_in_a_text() -> None:
    place = "p.yaml line 12, column 5 (titles[3] 'vapor' > kind)"
    assert spot_in_text(place, "p.yaml") == Spot(line=12, column=5)
    assert spot_in_text("p.yaml", "p.yaml") == Spot()


def test_a_place_in_a_tree() -> None:
    path = ("titles", 2, "sets", 0, "area_m2")
    place = "p.json line 1, titles[2].sets[0].area_m2"
    assert spot_in_tree(place, "p.json") == Spot(line=1, path=path)
    assert spot_in_tree("p.json line 1", "p.json") == Spot(line=1)
