"""Whatever a project holds survives every chain of conversions."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from kachinko.files import load_project, save_project
from kachinko.files.example import example_project
from kachinko.model.consistency import find_faults
from tests.files.arbitrary import projects

if TYPE_CHECKING:
    from kachinko.model.project import Project

relaxed = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}


def assert_survives(project: Project, *names: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        current = project
        for name in names:
            save_project(current, Path(folder, name))
            current = load_project(Path(folder, name))
            assert current == project
    assert current.model_dump_json() == project.model_dump_json()


@pytest.mark.slow
@settings(max_examples=25, **relaxed)
@given(projects())
def test_yaml_folder_keeps_everything(project: Project) -> None:
    assert_survives(project, "folder")


@pytest.mark.slow
@settings(max_examples=25, **relaxed)
@given(projects())
def test_yaml_file_keeps_everything(project: Project) -> None:
    assert_survives(project, "one.yaml")


@pytest.mark.slow
@settings(max_examples=12, **relaxed)
@given(projects())
def test_workbook_keeps_everything(project: Project) -> None:
    assert_survives(project, "book.xlsx")


@settings(max_examples=3, **relaxed)
@given(projects())
def test_chain_of_conversions_keeps_everything(project: Project) -> None:
    assert_survives(project, "folder", "book.xlsx", "one.yml", "again.xlsx", "last")


@settings(max_examples=12, **relaxed)
@given(projects())
def test_explained_yaml_keeps_everything(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save_project(project, Path(folder, "one.yaml"), explain=True)

        assert load_project(Path(folder, "one.yaml")) == project


@settings(max_examples=12, **relaxed)
@given(projects())
def test_generated_projects_are_consistent(project: Project) -> None:
    assert find_faults(project) == []


def test_example_survives_every_form() -> None:
    assert_survives(example_project(), "folder", "book.xlsx", "one.yaml")
