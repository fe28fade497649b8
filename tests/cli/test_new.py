"""`kachinko new` writes a template that explains itself and loads as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from kachinko.files import load_project
from kachinko.files.example import example_project
from kachinko.files.fields import keys_of
from kachinko.files.tables import TABLES
from kachinko.model.agreement import Agreement
from kachinko.model.project import Project
from kachinko.model.studio import Calendar, Stage, Studio
from kachinko.model.title import CastMember, LocationBlock, Set, Title
from tests.cli.test_convert import run

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

EXPLAINED = [Project, Studio, Calendar, Stage, Agreement, Title, CastMember, Set, LocationBlock]


@pytest.mark.parametrize("name", ["folder", "one.yaml", "book.xlsx"])
def test_template_loads_as_the_example(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "new", tmp_path / name) == 0

    assert load_project(tmp_path / name) == example_project()


def test_template_is_not_overwritten_without_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "new", tmp_path / "p")
    (tmp_path / "p/titles.yaml").write_text("mine")

    assert run(monkeypatch, "new", tmp_path / "p") == 2
    assert (tmp_path / "p/titles.yaml").read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert run(monkeypatch, "new", tmp_path / "p", "--force") == 0


@pytest.mark.parametrize("model", EXPLAINED)
def test_yaml_explains_every_key(
    model: type[BaseModel], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, "new", tmp_path / "p.yaml")
    text = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    flat = re.sub(r"\s+(# )?", " ", text)

    for key, field in keys_of(model).items():
        assert re.search(rf"^[ -]*{key}:", text, re.MULTILINE)
        assert field.description, f"{model.__name__}.{key} has no description"
        assert re.sub(r"\s+", " ", field.description) in flat


def test_workbook_helps_whoever_fills_it_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, "new", tmp_path / "p.xlsx")
    book = load_workbook(tmp_path / "p.xlsx")

    assert book.sheetnames == ["Read me", "Project", *(table.sheet for table in TABLES)]
    for table in TABLES:
        sheet = book[table.sheet]
        assert [cell.value for cell in sheet[1]] == [column.head for column in table.columns]
        assert all(cell.comment is not None for cell in sheet[1])
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref is not None
    lists = [rule.formula1 for rule in book["Titles"].data_validations.dataValidation]
    assert '"film,series"' in lists
    assert '"must,may"' in lists
    assert '"TRUE,FALSE"' in lists
    references = [rule.formula1 for rule in book["Sets"].data_validations.dataValidation]
    assert "'Titles'!$A$2:$A$2000" in references
    assert book["Titles"]["I2"].number_format == "yyyy-mm-dd"
