"""The documents of a board, and its day-out-of-days, at the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pypdf import PdfReader

from kachinko.cli.shoot import command
from kachinko.files.board import board_json, load_board
from kachinko.files.shooting import load_shooting, save_shooting
from kachinko.files.uss import read_uss
from tests.shooting_case import board, shooting

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    "board.html", "board.pdf", "board.uss", "board.xlsx", "breakdown-sheets.pdf",
    "call-sheets.pdf",
]  # fmt: skip


def shoot(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def as_document(result: Result) -> dict[str, Any]:
    return json.loads(result.stdout)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    save_shooting(shooting(), tmp_path / "shooting.yaml")
    (tmp_path / "board.json").write_text(board_json(board()), "utf-8")
    return tmp_path / "shooting.yaml", tmp_path / "board.json"


def test_all_documents_of_a_board_are_written(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "papers"

    result = shoot("board", *files, "--out", out)

    assert result.exit_code == 0, result.output
    assert "All rules are kept." in result.output
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert read_uss(out / "board.uss")[:2] == (load_shooting(files[0]), load_board(files[1]))
    assert len(PdfReader(out / "breakdown-sheets.pdf").pages) == len(shooting().scenes)


@pytest.mark.slow
def test_call_sheets_are_of_the_days_asked_for(files: tuple[Path, Path], tmp_path: Path) -> None:
    days = [day.day.isoformat() for day in board().days[:2]]

    shoot("board", *files, "--out", tmp_path / "all")
    result = shoot("board", *files, "--out", tmp_path / "two", "--days", ",".join(days))

    assert result.exit_code == 0, result.output
    pages = {
        name: len(PdfReader(tmp_path / name / "call-sheets.pdf").pages) for name in ("two", "all")
    }
    assert pages["two"] < pages["all"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--days", "monday"], "a date is written YYYY-MM-DD, such as"),
        (["--paper", "A5"], "'A5' is not one of"),
    ],
)
def test_a_wrong_call_is_refused(files: tuple[Path, Path], words: list[str], said: str) -> None:
    result = shoot("board", *files, "--out", files[0].parent / "papers", *words)

    assert result.exit_code == 2
    assert said in result.output
    assert not (files[0].parent / "papers").exists()


def test_a_day_on_which_nobody_shoots_is_refused(files: tuple[Path, Path]) -> None:
    out = files[0].parent / "papers"

    result = shoot("board", *files, "--out", out, "--days", "2031-01-01")

    assert "nobody shoots on 2031-01-01" in str(result.exception.faults[0])  # type: ignore[union-attr]
    assert not out.exists()


def test_documents_come_in_japanese_on_letter(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "papers"

    result = shoot("board", *files, "--out", out, "--lang", "ja", "--paper", "Letter", "--json")

    assert as_document(result)["ok"]
    assert "The documents are in Japanese" in result.stderr
    assert '<html lang="ja"' in (out / "board.html").read_text("utf-8")
    assert load_workbook(out / "board.xlsx").sheetnames[0] == "香盤表"
    sizes = {round(float(page.mediabox.width)) for page in PdfReader(out / "board.pdf").pages}
    assert sizes <= {612, 792}


def test_a_board_that_breaks_a_rule_is_written_and_leaves_with_1(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    broken = board(days=board().days[1:])
    files[1].write_text(board_json(broken), "utf-8")

    result = shoot("board", *files, "--out", tmp_path / "papers", "--json")

    assert result.exit_code == 1
    document = as_document(result)
    assert "scene-missing" in {breach["code"] for breach in document["breaches"]}
    assert [path for path in document["files"] if path.endswith("board.html")]


def test_a_board_of_another_shooting_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    save_shooting(shooting(scenes=shooting().scenes[:2]), files[0])

    result = shoot("board", *files, "--out", tmp_path / "papers")

    assert type(result.exception).__name__ == "InputError"
    assert not (tmp_path / "papers").exists()


@pytest.mark.parametrize("what", ["cast", "sets"])
def test_the_table_of_days_says_what_the_document_says(files: tuple[Path, Path], what: str) -> None:
    document = as_document(shoot("dood", *files, "--of", what, "--json"))
    printed = shoot("dood", *files, "--of", what)

    assert printed.exit_code == 0
    assert document["days"][0] == board().days[0].day.isoformat()
    for row in document["rows"]:
        lines = [line for line in printed.output.splitlines() if row["name"][:6] in line]
        codes = [word for line in lines for word in line.split("  ", 1)[1].split()]
        sums = [str(row[key]) for key in ("worked", "held", "total")]
        assert [code for code in codes if code != "·"] == [*row["codes"].values(), *sums]


def test_the_table_keeps_to_its_columns_with_japanese_names(files: tuple[Path, Path]) -> None:
    lines = shoot("dood", *files).output.splitlines()
    heads = [line for line in lines if line.strip().startswith("Mar")]

    # All codes of a day stand below its date, whatever letters the name has.
    assert len({line.index("Mar") for line in heads}) == 1
    assert max(len(line) for line in lines) <= 80
