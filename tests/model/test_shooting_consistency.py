"""The parts of a shooting agree with each other, or it is said where they do not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.model.raw_tree import breadcrumb
from kachinko.model.scene import Scene, ShootingSet
from kachinko.model.shooting import Shooting
from kachinko.model.shooting_consistency import find_shooting_faults, shooting_inconsistencies


def shooting(*scenes: Scene) -> Shooting:
    lab = ShootingSet(id="lab", name="LAB")
    return Shooting(name="X", currency="JPY", sets=(lab,), scenes=scenes)


def scene(number: str, **more: Any) -> Scene:
    return Scene(number=number, set="lab", eighths=1, **more)


def test_a_shooting_built_in_code_is_checked() -> None:
    sound = shooting(scene("1"), scene("2", after=("1",)))
    unsound = shooting(scene("1"), scene("2", after=("3",)))

    assert find_shooting_faults(sound) == []
    assert [fault.place for fault in find_shooting_faults(unsound)] == ["scenes[2] '2' > after[1]"]


def test_a_circle_over_several_scenes_is_named_once() -> None:
    faults = find_shooting_faults(
        shooting(scene("1", after=("3",)), scene("2", after=("1",)), scene("3", after=("2",)))
    )

    assert [fault.what for fault in faults] == [
        "'after' runs in a circle: 1 after 3 after 2 after 1"
    ]


def test_a_malformed_table_makes_no_false_references() -> None:
    tree = {"sets": ["lab"], "scenes": [{"number": "1", "set": "lab", "cast": ["1"]}, "x"]}

    found = list(shooting_inconsistencies(tree | {"cast": 5}))

    assert found == []


keys = st.sampled_from(
    ["cast", "sets", "scenes", "locations", "moves", "elements", "units", "after", "id", "number",
     "set", "unit", "between", "from", "to", "start", "latest", "earliest", "on", "currency",
     "cost"]
)  # fmt: skip
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner), max_leaves=20
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.dictionaries(keys, trees))
def test_any_tree_is_survived(tree: dict[str, Any]) -> None:
    for found in shooting_inconsistencies(tree):
        assert breadcrumb(tree, found.path)
