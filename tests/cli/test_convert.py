"""`kachinko convert` as a user types it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from kachinko.cli.main import main
from kachinko.files import load_project
from tests.files.damaged import SOUND

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["kachinko", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_yaml_to_excel_and_back(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "convert", sound, tmp_path / "b.xlsx") == 0
    assert run(monkeypatch, "convert", tmp_path / "b.xlsx", tmp_path / "folder") == 0

    assert load_project(tmp_path / "folder") == load_project(sound)
    assert "2 studios, 3 stages, 1 agreement, 1 title." in capsys.readouterr().out


def test_json_is_one_document(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "convert", sound, tmp_path / "b.xlsx", "--json") == 0

    told = capsys.readouterr()
    assert json.loads(told.out)["files"] == [str(tmp_path / "b.xlsx")]
    assert told.err == ""


def test_quiet_says_nothing(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "convert", sound, tmp_path / "b.xlsx", "--quiet") == 0

    assert capsys.readouterr() == ("", "")


def test_nothing_is_overwritten_without_force(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("mine")

    assert run(monkeypatch, "convert", sound, there) == 2
    assert there.read_text() == "mine"
    assert "is there already. Nothing was written; --force replaces it" in capsys.readouterr().err
    assert run(monkeypatch, "convert", sound, there, "--force") == 0
    assert load_project(there) == load_project(sound)


def test_folder_with_files_is_kept_without_force(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "readme.txt").write_text("mine")

    assert run(monkeypatch, "convert", sound, folder) == 2
    assert run(monkeypatch, "convert", sound, folder, "--force") == 0
    assert (folder / "readme.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["book.xls", "book.csv", "plan.json"])
def test_other_endings_are_refused(
    name: str, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "convert", sound, tmp_path / name) == 2

    assert ".xlsx workbook" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_impossible_name_is_refused(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "convert", sound, tmp_path / ("x" * 5000)) == 2

    assert "file name too long" in capsys.readouterr().err


def test_schema_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert run(monkeypatch, "schema", "project", "--json") == 0

    assert json.loads(capsys.readouterr().out)["title"] == "Kachinko project"


def test_unknown_schema_is_a_wrong_call(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert run(monkeypatch, "schema", "invoice") == 2

    assert "Traceback" not in capsys.readouterr().err
