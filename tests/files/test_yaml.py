"""YAML as people write it: version 1.2, several files, comments, units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kachinko.files import load_project, save_project
from kachinko.files.example import example_project
from kachinko.files.yaml_nodes import resolve
from kachinko.files.yaml_reader import read_file
from kachinko.files.yaml_writer import scalar
from kachinko.model.errors import OutputError
from tests.files.damaged import SOUND

if TYPE_CHECKING:
    from pathlib import Path

MEANINGS = {
    "NO": "NO", "on": "on", "yes": "yes", "2028-02-01": "2028-02-01", "12:30": "12:30",
    "null": None, "~": None, "": None, "true": True, "FALSE": False,
    "7": 7, "-7": -7, "007": "007", "1_000": "1_000", "0x1F": 31, "0o17": 15, "017": "017",
    "1.5": 1.5, ".5": 0.5, "1e3": 1000.0, "01.5": "01.5", "9" * 40: 10**40 - 1, "9" * 99: "9" * 99,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), MEANINGS.items())
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: Any) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize("text", ["NO", "yes", "y", "null", "7", "1e3", "2028-02-01", "a: b", "-x"])
def test_text_that_looks_like_something_else_is_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())

    assert load_project(path).name == "Sound slate"


def test_lists_are_joined_over_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("titles:\n- {id: z, name: Z, kind: film, " + ITEM)
    (tmp_path / "a.yaml").write_text(SOUND)
    (tmp_path / "notes.txt").write_text("not read")

    assert [title.id for title in load_project(tmp_path).titles] == ["vapor", "z"]


ITEM = "location_blocks: [{id: b, days: 1}]}\n"


def test_areas_in_other_units_and_anchors_are_read(tmp_path: Path) -> None:
    text = SOUND.replace("area_m2: 860", "area_m2: 260 tsubo").replace(
        "studios: [toho]", "studios: &s [toho]"
    )
    (tmp_path / "p.yaml").write_text(
        text.replace("cast: [lead]", "cast: *s").replace("{id: lead,", "{id: toho,")
    )

    project = load_project(tmp_path / "p.yaml")

    assert project.studios[0].stages[0].effective_area_m2 == 859.5
    assert project.titles[0].sets[0].cast == ("toho",)


def test_other_parts_in_the_folder_stop_the_writing(tmp_path: Path) -> None:
    (tmp_path / "extra.yaml").write_text("titles: []\n")

    with pytest.raises(OutputError, match=r"extra\.yaml"):
        save_project(example_project(), tmp_path)

    assert [entry.name for entry in tmp_path.iterdir()] == ["extra.yaml"]


def test_text_that_a_comma_cut_in_two_is_a_fault(tmp_path: Path) -> None:
    """In braces a comma ends a value; what follows would be a key, and would be lost."""
    file = tmp_path / "rule.yaml"
    file.write_text("id: x\nclauses:\n- {says: At least 125,000 euros in all.}\nnotes:\n", "utf-8")
    source = read_file(file)
    [fault] = source.faults
    assert "line 3" in fault.place
    assert "'000 euros in all.'" in fault.what
    assert "quotation marks" in fault.right
