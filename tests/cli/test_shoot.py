from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.shooting.generate import generate
from click.testing import CliRunner, Result

from kachinko.cli.shoot import command
from tests.shooting import case

EXAMPLES = Path(__file__).parents[2] / "examples" / "shoot"
KACHINKO = [sys.executable, "-m", "kachinko"]


def shoot(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=True)


def written(folder: Path, tree: dict[str, Any] | None = None) -> Path:
    path = folder / "shooting.yaml"
    path.write_text(yaml.safe_dump(tree or case.tree()), encoding="utf-8")
    return path


def as_document(result: Result) -> dict[str, Any]:
    return json.loads(result.stdout)


def test_an_order_is_written_compared_and_checked(tmp_path: Path) -> None:
    source, out = written(tmp_path), tmp_path / "out"

    ordered = shoot("order", source, "--out", out, "--time-limit", 30)

    assert ordered.exit_code == 0, ordered.output
    assert "7 scenes on" in ordered.output
    assert "proven least" in ordered.output
    checked = shoot("check", source, out / "board.json")
    assert checked.exit_code == 0, checked.output
    assert "All rules are kept: 7 scenes on" in checked.output
    compared = shoot("compare", source, out / "board.json")
    assert compared.exit_code == 0, compared.output
    for name in ("script order", "by set, then cast", "by location, then set"):
        assert name in compared.output


@pytest.mark.slow
def test_a_script_becomes_a_board_with_its_documents(tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["--start", "2028-04-03", "--out", out, "--steps", 20_000, "--lang", "ja", "--json"]

    result = shoot("order", EXAMPLES / "chochin.txt", *words)

    assert result.exit_code == 0, result.output
    document = as_document(result)
    assert any("INT is assumed" in remark for remark in document["remarks"])
    assert [Path(path).name for path in document["files"]] == [
        "board.json", "shooting.yaml", "board.html", "board.pdf", "board.xlsx",
    ]  # fmt: skip
    assert '<html lang="ja"' in (out / "board.html").read_text("utf-8")
    assert shoot("check", out / "shooting.yaml", out / "board.json").exit_code == 0


def test_a_script_without_a_start_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    result = shoot("order", EXAMPLES / "lantern-street.fountain", "--out", tmp_path / "out")

    assert "--start 2028-04-03" in result.exception.faults[0].right  # type: ignore[union-attr]
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_the_changes_that_save_most_are_sound(tmp_path: Path) -> None:
    source, out = EXAMPLES / "lantern-street.yaml", tmp_path / "out"

    document = as_document(shoot("order", source, "--out", out, "--steps", 0, "--json"))

    assert document["board"]["status"] == "feasible"
    assert len(document["savings"]) == 3
    assert all(each["saves"] > 0 for each in document["savings"])
    assert "Scene" in document["savings"][0]["what"]


def test_without_documents_two_files_are_written(tmp_path: Path) -> None:
    source, out = written(tmp_path), tmp_path / "out"

    shoot("order", source, "--out", out, "--steps", 10, "--no-documents")

    assert sorted(path.name for path in out.iterdir()) == ["board.json", "shooting.yaml"]


def test_json_is_one_document(tmp_path: Path) -> None:
    source, out = written(tmp_path), tmp_path / "out"

    board = as_document(shoot("order", source, "--out", out, "--time-limit", 30, "--json"))["board"]
    boards = as_document(shoot("compare", source, out / "board.json", "--json"))["boards"]
    checked = as_document(shoot("check", source, out / "board.json", "--json"))

    assert board["status"] == "optimal"
    assert board["cost"] == boards[0]["cost"] == checked["cost"]
    assert len(boards) == 4
    assert all(not each["ok"] or each["cost"] >= board["cost"] for each in boards)
    assert checked["ok"]


def test_a_broken_board_leaves_with_1_and_names_the_rule(tmp_path: Path) -> None:
    source, out = written(tmp_path), tmp_path / "out"
    shoot("order", source, "--out", out, "--time-limit", 30)
    text = (out / "board.json").read_text("utf-8").replace('"4"', '"3"')
    (out / "board.json").write_text(text, encoding="utf-8")

    result = shoot("check", source, out / "board.json")

    assert result.exit_code == 1
    assert "Rule 1: Scene 4 is on no day. [scene-missing]" in result.output


def test_an_impossible_shooting_names_what_cannot_hold(tmp_path: Path) -> None:
    tree = case.tree()
    tree["scenes"][1] |= {"on": "2028-04-13", "set": "lab"}

    result = shoot("order", written(tmp_path, tree), "--out", tmp_path / "out", "--time-limit", 10)

    assert result.exit_code == 1
    assert "There is no board (proven)" in result.output
    assert "Guest (3) can be had 2028-04-03 to 2028-04-12 only." in result.output


def test_start_and_rules_stand_in_for_the_shootings_own(tmp_path: Path) -> None:
    tree = case.tree()
    del tree["start"]
    source = written(tmp_path, tree)

    refused = shoot("order", source, "--out", tmp_path / "out", "--steps", 100)
    words = ["--start", "2028-04-04", "--rules", "JP-2023", "--time-limit", 30, "--json"]
    result = shoot("order", source, "--out", tmp_path / "out", *words)

    assert type(refused.exception).__name__ == "InputError"
    board = as_document(result)["board"]
    assert board["days"][0]["date"] >= "2028-04-04"
    assert any("JP-2023" in sentence for sentence in board["assumptions"])
    # What was ordered is written beside the board, so that both can be checked together.
    assert shoot("check", tmp_path / "out" / "shooting.yaml", tmp_path / "out" / "board.json")


def test_the_working_rules_are_listed() -> None:
    assert "most_minutes 780: 13 hours a day" in shoot("rules").output
    assert as_document(shoot("rules", "--json"))[0]["id"] == "JP-2023"


@pytest.mark.parametrize("verb", ["order", "check", "compare"])
def test_a_file_that_is_no_shooting_leaves_with_2_and_says_where(verb: str, tmp_path: Path) -> None:
    tree = case.tree()
    tree["scenes"][0]["eigths"] = 3
    source = written(tmp_path, tree)
    words = [*KACHINKO, "shoot", verb, str(source)] + ([] if verb == "order" else [str(source)])

    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=False)

    assert done.returncode == 2
    assert "'eigths' is not a known key here. Right would be: 'eighths', perhaps." in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_ctrl_c_keeps_the_best_board(tmp_path: Path) -> None:
    tree = generate(60, 20, 26, 0).model_dump(mode="json", by_alias=True)
    source, out = written(tmp_path, tree), tmp_path / "out"
    words = [*KACHINKO, "shoot", "order", str(source), "--out", str(out), "--time-limit", "120"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if "improving" in line:
                break
        time.sleep(0.5)
        run.send_signal(signal.SIGINT)
        said, _ = run.communicate(timeout=60)

    assert run.returncode == 130
    assert "60 scenes on" in said
    assert shoot("check", source, out / "board.json").exit_code == 0


def test_a_start_that_the_shooting_contradicts_is_refused(tmp_path: Path) -> None:
    words = ["--start", "2028-05-01", "--out", tmp_path / "out"]

    result = shoot("order", EXAMPLES / "lantern-street.yaml", *words)

    faults = [str(fault) for fault in result.exception.faults]  # type: ignore[union-attr]
    assert any("'latest' (2028-04-08) lies before 'start' (2028-05-01)" in each for each in faults)
    assert not (tmp_path / "out").exists()
