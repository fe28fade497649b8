"""Ids out of names and scene numbers of others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.files.plain_ids import (
    clean_name,
    free_id,
    free_number,
    id_from,
    is_id,
    scene_number,
    unit_id,
)


@given(st.text(), st.sets(st.sampled_from(["set-1", "set-2", "lab", "lab-2"])))
def test_id_is_an_id_and_free(name: str, taken: set[str]) -> None:
    made = id_from(name, taken, "set")
    assert is_id(made)
    assert made not in taken


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Laboratory", "laboratory-2"),  # taken
        ("Café Lulu", "cafe-lulu"),
        ("喫茶店", "set-3"),
        ("喫茶店 Lulu", "set-3"),  # the letters alone would say too little
        ("!!!", "set-3"),
    ],
)
def test_id_says_the_name_where_it_can(name: str, made: str) -> None:
    assert id_from(name, {"laboratory", "set-1", "set-2"}, "set") == made


def test_numbers_go_on_where_they_ended() -> None:
    taken: set[str] = set()
    for number in range(1, 300):
        assert free_number(taken) == str(number)
        taken.add(str(number))
    assert free_id("a", {"a", "a.2"}, ".") == "a.3"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12A", "12A"), ("Sc. 12", "12"), ("Scene 5", "5"), ("S#12", "12"), ("シーン１２", "12"),
        ("12, 13", "12-13"), ("#4", "4"), ("SC-12", "SC-12"), ("???", ""), ("", ""),
    ],
)  # fmt: skip
def test_scene_number_is_read(written: str, number: str) -> None:
    assert scene_number(written) == number


@given(st.text())
def test_name_is_one_that_the_models_take(text: str) -> None:
    name = clean_name(text)
    assert len(name) <= 200
    assert "\n" not in name
    assert clean_name(name) == name


def test_first_unit_is_the_main_one() -> None:
    names = ["Main Unit", "1st Unit", "main", "2nd Unit", "特撮班"]
    assert [unit_id(name) for name in names] == ["main", "main", "main", "2nd-unit", "unit-1"]
