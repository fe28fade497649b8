"""The parts of a project agree with each other, or it is said where they do not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.files.example import example_project
from kachinko.model.consistency import breadcrumb, find_faults, inconsistencies, nearest


def title(**changes: Any) -> dict[str, Any]:
    return {"id": "t", "sets": [{"id": "a", "area_m2": 5}, {"id": "b", "area_m2": 5}], **changes}


def test_example_agrees_with_itself() -> None:
    assert find_faults(example_project()) == []


def test_projects_built_in_code_are_checked() -> None:
    project = example_project()
    changed = project.model_copy(update={"titles": (*project.titles, project.titles[0])})

    faults = find_faults(changed)

    assert [fault.place for fault in faults] == ["titles[4] 'example-series' > id"]
    assert "second title" in faults[0].what


def test_path_leads_to_the_reference() -> None:
    tree = {"titles": [title(), title(id="u", sets=[{"id": "a", "area_m2": 1, "after": ["x"]}])]}

    found = inconsistencies(tree)

    assert [fault.path for fault in found] == [("titles", 1, "sets", 0, "after", 0)]
    assert breadcrumb(tree, found[0].path) == "titles[2] 'u' > sets[1] 'a' > after[1]"


@pytest.mark.parametrize(
    ("after", "rings"),
    [
        ({"a": ["b"], "b": []}, 0),
        ({"a": ["b"], "b": ["a"]}, 1),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, 1),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, 2),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, 0),  # a diamond is no circle
    ],
)
def test_circles_are_found_once_each(after: dict[str, list[str]], rings: int) -> None:
    sets = [{"id": name, "area_m2": 1, "after": before} for name, before in after.items()]

    found = inconsistencies({"titles": [title(sets=sets)]})

    assert len([fault for fault in found if "circle" in fault.what]) == rings


def test_long_chain_of_after_needs_no_recursion() -> None:
    sets = [{"id": f"s{n}", "area_m2": 1, "after": [f"s{n + 1}"]} for n in range(3000)]
    sets.append({"id": "s3000", "area_m2": 1})

    assert inconsistencies({"titles": [title(sets=sets)]}) == []


def test_ids_that_a_spreadsheet_made_numbers_are_the_same_ids() -> None:
    tree = {
        "studios": [{"id": 7.0, "stages": [{"id": 8}]}],
        "agreements": [{"id": "x", "studio": "7", "stages": ["8"]}],
    }

    assert inconsistencies(tree) == []


def test_cast_may_be_paid_in_another_currency() -> None:
    cast = [{"id": "c", "day_rate": {"amount": 1, "currency": "USD"}}]

    assert inconsistencies({"currency": "JPY", "titles": [title(cast=cast)]}) == []


def test_malformed_table_makes_no_false_references() -> None:
    tree = {"studios": ["toho"], "agreements": [{"id": "x", "studio": "toho", "stages": ["a"]}]}

    assert inconsistencies(tree) == []


def test_nearest_knows_capitals_and_gives_up() -> None:
    assert nearest("STUDIO", ["studios", "titles"]) == "studios"
    assert nearest("xyz", ["studios", "titles"]) is None


keys = st.sampled_from(
    ["studios", "stages", "titles", "sets", "cast", "after", "id", "from", "to", "horizon",
     "currency", "agreements", "studio", "location_blocks", "earliest", "latest", "rent"]
)  # fmt: skip
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner), max_leaves=20
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(keys, trees))
def test_any_tree_is_survived(tree: dict[str, Any]) -> None:
    for found in inconsistencies(tree):
        assert breadcrumb(tree, found.path)
