"""From script to shooting, draft to draft, and form to form, at the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kachinko.cli.shoot import command
from kachinko.files.board import board_json
from kachinko.files.script.load import load_script
from kachinko.files.shooting import load_shooting, save_shooting
from kachinko.files.uss import read_uss, write_uss
from tests.shooting_case import board, shooting

EXAMPLES = Path(__file__).parents[2] / "examples" / "shoot"
SCRIPT = EXAMPLES / "lantern-street.fountain"


def shoot(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def as_document(result: Result) -> dict[str, Any]:
    return json.loads(result.stdout)


def test_a_script_becomes_a_shooting_with_its_remarks(tmp_path: Path) -> None:
    out = tmp_path / "shooting.yaml"

    result = shoot("breakdown", SCRIPT, "--out", out, "--currency", "EUR")

    assert result.exit_code == 0, result.output
    assert "35 scenes on 14 2/8 pages, 9 parts, 10 sets." in result.stdout
    assert "Note: NARRATOR is only heard in 32" in result.stderr
    assert load_shooting(out).currency == "EUR"


def test_what_stands_there_is_not_replaced_unless_asked(tmp_path: Path) -> None:
    out = tmp_path / "shooting.yaml"
    out.write_text("mine", "utf-8")

    refused = shoot("breakdown", SCRIPT, "--out", out)
    assert type(refused.exception).__name__ == "OutputError"
    assert out.read_text("utf-8") == "mine"

    assert shoot("breakdown", SCRIPT, "--out", out, "--force").exit_code == 0
    assert load_shooting(out).scenes


def test_a_new_draft_keeps_corrections_and_shows_changes(tmp_path: Path) -> None:
    new, out = tmp_path / "second.fountain", tmp_path / "second.yaml"
    text = SCRIPT.read_text("utf-8").replace("EXT. SHRINE - LATER #19#", "EXT. SHRINE - DUSK #19#")
    new.write_text(text, "utf-8")
    words = ["--draft-of", SCRIPT, "--keeps", EXAMPLES / "lantern-street.yaml", "--out", out]

    printed = shoot("breakdown", new, *words)
    document = as_document(shoot("breakdown", new, *words, "--force", "--json"))

    assert printed.exit_code == 0, printed.output
    assert "  scene 19: time day → dusk" in printed.output
    assert "corrections of yours kept" in printed.output
    assert document["conflicts"] == 0
    kinds = {change["kind"] for change in document["changes"]}
    assert kinds == {"changed", "kept"}
    kept = load_shooting(EXAMPLES / "lantern-street.yaml")
    assert load_shooting(out).cast == kept.cast


@pytest.mark.parametrize(
    "words", [["--draft-of", "old.fountain"], ["--keeps", "shooting.yaml"]]
)  # fmt: skip
def test_an_old_draft_and_its_shooting_go_together(words: list[str], tmp_path: Path) -> None:
    result = shoot("breakdown", SCRIPT, "--out", tmp_path / "a.yaml", *words)

    assert result.exit_code == 2
    assert "give both or neither" in result.output
    assert not (tmp_path / "a.yaml").exists()


@pytest.mark.parametrize("ending", ["yaml", "json", "xlsx", "uss"])
def test_a_shooting_survives_every_form_that_holds_it_whole(tmp_path: Path, ending: str) -> None:
    save_shooting(shooting(), tmp_path / "a.yaml")
    between, back = tmp_path / f"b.{ending}", tmp_path / "c.yaml"

    assert shoot("convert", tmp_path / "a.yaml", between).exit_code == 0
    assert shoot("convert", between, back).exit_code == 0

    assert load_shooting(back) == shooting()


def test_what_does_not_travel_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.uss").write_bytes(write_uss(shooting(), board()))

    csv = as_document(shoot("convert", tmp_path / "a.uss", tmp_path / "a.csv", "--json"))
    uss = as_document(shoot("convert", tmp_path / "a.uss", tmp_path / "b.uss", "--json"))

    assert any("no rates" in remark for remark in csv["remarks"])
    assert any("board is not in what was written" in remark for remark in csv["remarks"])
    assert uss["board"]
    assert read_uss(tmp_path / "b.uss")[1] == board()


@pytest.mark.parametrize("name", ["lantern-street.fountain", "chochin.txt"])
@pytest.mark.parametrize("ending", ["fdx", "fountain"])
def test_a_script_becomes_another_script(tmp_path: Path, name: str, ending: str) -> None:
    out = tmp_path / f"a.{ending}"

    result = shoot("convert", EXAMPLES / name, out)

    assert result.exit_code == 0, result.output
    scenes = [p.text for p in load_script(EXAMPLES / name).paragraphs if p.kind == "heading"]
    assert [p.text for p in load_script(out).paragraphs if p.kind == "heading"] == scenes


@pytest.mark.parametrize("name", ["a.fountain", "a.pdf", "a"])
def test_there_is_no_way_to_a_form_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    result = shoot("convert", EXAMPLES / "lantern-street.yaml", tmp_path / name)

    assert type(result.exception).__name__ == "OutputError"
    assert not (tmp_path / name).exists()


def test_a_schedule_of_its_own_board_is_checked_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "a.uss"
    path.write_bytes(write_uss(shooting(), board()))
    (tmp_path / "board.json").write_text(board_json(board()), "utf-8")

    checked = as_document(shoot("check", path, path, "--json"))
    rows = as_document(shoot("compare", path, path, tmp_path / "board.json", "--json"))["boards"]

    assert checked["ok"]
    figures = [{key: row[key] for key in row if key != "name"} for row in rows[:2]]
    assert figures[0] == figures[1]
