from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from kachinko.cli.check import command
from kachinko.files import save_project
from kachinko.files.plan_json import dump_plan
from kachinko.report.workbook import plan_workbook
from tests import plan_case

if TYPE_CHECKING:
    from pathlib import Path

WORKBOOK = plan_workbook(plan_case.project(), plan_case.plan())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_project(plan_case.project(), tmp_path / "project.yaml")
    (tmp_path / "plan.json").write_text(dump_plan(plan_case.plan()), encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(WORKBOOK)
    return tmp_path


def check(folder: Path, plan: str, *options: str) -> Result:
    arguments = [str(folder / "project.yaml"), str(folder / plan), *options]
    return CliRunner().invoke(command, arguments, standalone_mode=True)


def break_json(folder: Path) -> None:
    text = dump_plan(plan_case.plan()).replace('"stage": "no2"', '"stage": "no1"')
    (folder / "plan.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("plan", ["plan.json", "plan.xlsx"])
def test_a_good_plan_passes(folder: Path, plan: str) -> None:
    result = check(folder, plan)

    assert result.exit_code == 0, result.output
    assert "All rules are kept: 2 titles, 3 sets, 1 location block" in result.output
    assert "value 8.5, cost JPY 258,120,00" in result.output


def test_each_broken_rule_is_named_with_title_set_stage_and_dates(folder: Path) -> None:
    break_json(folder)

    result = check(folder, "plan.json")

    assert result.exit_code == 1
    assert "Rule 2, floor" in result.output
    assert "Rule 3, quiet" in result.output
    assert "title The Human Vapor (vapor)" in result.output
    assert "stage no1" in result.output
    assert "2028-01-24" in result.output


def test_json_is_one_document(folder: Path) -> None:
    good = json.loads(check(folder, "plan.json", "--json").stdout)
    break_json(folder)
    broken = check(folder, "plan.json", "--json")

    assert (good["ok"], good["breaches"], good["value"]) == (True, [], 8.5)
    assert good["cost"] == 258120007.5
    assert broken.exit_code == 1
    assert json.loads(broken.stdout)["ok"] is False
    assert {"rule", "code", "sentence", "title", "stage", "from", "to"} <= set(
        json.loads(broken.stdout)["breaches"][0]
    )


def test_quiet_says_nothing(folder: Path) -> None:
    break_json(folder)

    result = check(folder, "plan.json", "--quiet")

    assert (result.exit_code, result.output) == (1, "")


def test_an_edit_that_keeps_the_rules_passes_with_its_own_cost(folder: Path) -> None:
    book = load_workbook(io.BytesIO(WORKBOOK))
    book["Titles"]["D5"] = "no"
    book.save(folder / "plan.xlsx")

    result = check(folder, "plan.xlsx")

    assert result.exit_code == 0, result.output
    assert "value 5, cost" in result.output


def test_an_edit_that_breaks_a_rule_is_named(folder: Path) -> None:
    book = load_workbook(io.BytesIO(WORKBOOK))
    book["Sets"]["O4"] = date(2028, 1, 27)
    book.save(folder / "plan.xlsx")

    result = check(folder, "plan.xlsx")

    assert result.exit_code == 1
    assert "vapor" in result.output
    assert "value-wrong" not in result.output


def test_a_plan_that_cannot_be_read_exits_2_without_a_traceback(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from kachinko.cli.main import main; main()", "check",
         str(folder / "project.yaml"), str(folder / "none.json"), "--json"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "INPUT"
    assert "Traceback" not in done.stderr


def test_a_file_without_a_plan_is_said_to_hold_none(folder: Path) -> None:
    plan = plan_case.plan().model_copy(
        update={"status": "unknown", "value": 0.0, "cost": None, "titles": ()}
    )
    (folder / "plan.json").write_text(dump_plan(plan), encoding="utf-8")

    result = check(folder, "plan.json")

    assert result.exit_code == 1, result.output
    assert "holds no plan (status unknown)" in result.output
