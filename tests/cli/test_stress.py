from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from kachinko.cli.stress import command
from kachinko.files import save_project
from kachinko.files.plan_json import dump_plan
from kachinko.files.plan_xlsx import HEAD_ROW
from kachinko.report.workbook import plan_workbook
from tests import plan_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_project(plan_case.project(), tmp_path / "project.yaml")
    (tmp_path / "plan.json").write_text(dump_plan(plan_case.plan()), encoding="utf-8")
    return tmp_path


def stress(folder: Path, *options: str, plan: str = "plan.json") -> Result:
    arguments = [str(folder / "project.yaml"), str(folder / plan), "--draws", "400", *options]
    return CliRunner().invoke(command, arguments)


def test_it_tells_titles_sets_buffers_and_assumptions(folder: Path) -> None:
    result = stress(folder)

    assert result.exit_code == 0, result.output
    assert "400 draws, seed 0: all 2 titles keep the given dates in" in result.stdout
    assert re.search(r"The Human Vapor +2028-03-17 +2028-03-\d\d", result.stdout)
    assert "Delay spreads from" in result.stdout or "No set holds up" in result.stdout
    assert "5 days of buffer after" in result.stdout
    assert "build 0.9–1–1.3" in result.stdout
    assert "our assumptions, without a source" in result.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["plan.json", "project.yaml"]


def test_json_holds_all_figures_and_repeats_by_seed(folder: Path) -> None:
    one, same, other = (
        json.loads(stress(folder, "--json", "--seed", seed).stdout) for seed in ("7", "7", "8")
    )

    assert one == same
    assert one["slate"] != other["slate"]
    assert (one["draws"], one["seed"], one["interrupted"], one["files"]) == (400, 7, False, [])
    title = one["titles"][0]
    assert title["wrap"]["planned"] <= title["wrap"]["p50"] <= title["wrap"]["p90"]
    assert 0 <= title["wraps_on_plan"] <= 1
    assert one["assumptions"]
    assert len(one["ranges"]) == 5


def test_out_writes_a_page_and_a_workbook_with_the_same_figures(folder: Path) -> None:
    first = stress(folder, "--out", str(folder / "out"), "--json")
    found = json.loads(first.stdout)
    page = (folder / "out" / "stress.html").read_text("utf-8")
    packed = (folder / "out" / "stress.xlsx").read_bytes()
    stress(folder, "--out", str(folder / "out"), "--quiet")

    assert [path.rpartition("/")[2] for path in found["files"]] == ["stress.html", "stress.xlsx"]
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert data["titles"] == found["titles"]
    assert data["assumptions"] == found["assumptions"]
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    book = load_workbook(io.BytesIO(packed))
    assert book.sheetnames == ["Stress", "Titles", "Buffers", "Delay spreads", "Ranges"]
    rows = list(book["Titles"].iter_rows(min_row=HEAD_ROW + 1, values_only=True))
    assert [row[0] for row in rows] == [title["id"] for title in found["titles"]]
    assert rows[0][14] == pytest.approx(found["titles"][0]["keeps_dates"])
    assert (folder / "out" / "stress.xlsx").read_bytes() == packed
    assert (folder / "out" / "stress.html").read_text("utf-8") == page


def test_an_edited_workbook_is_played_out_too(folder: Path) -> None:
    packed = plan_workbook(plan_case.project(), plan_case.plan())
    (folder / "plan.xlsx").write_bytes(packed)

    from_book = stress(folder, "--json", plan="plan.xlsx")

    assert json.loads(from_book.stdout) == json.loads(stress(folder, "--json").stdout)


def test_a_plan_that_breaks_a_rule_is_not_played_out(folder: Path) -> None:
    text = dump_plan(plan_case.plan()).replace('"stage": "no2"', '"stage": "no1"')
    (folder / "plan.json").write_text(text, encoding="utf-8")

    result = stress(folder)

    assert result.exit_code == 1
    assert "kachinko check" in result.stdout
    assert "[floor-full]" in result.stdout
    assert json.loads(stress(folder, "--json").stdout)["ok"] is False


def test_a_file_without_a_plan_is_told(folder: Path) -> None:
    plan = plan_case.plan()
    none = plan.model_copy(update={"status": "unknown", "value": 0.0, "cost": None, "titles": ()})
    (folder / "plan.json").write_text(dump_plan(none), encoding="utf-8")

    result = stress(folder)

    assert (result.exit_code, result.stdout) == (1, "The file holds no plan (status unknown).\n")


def test_ranges_of_a_file_are_drawn_from_and_shown(folder: Path) -> None:
    ranges = folder / "ranges.yaml"
    one = "{low: 1, mode: 1, high: 1}"
    ranges.write_text(
        "".join(f"{phase}: {one}\n" for phase in ("build", "prelight", "shoot", "strike"))
        + "titles: {vapor: {location: {low: 1.2, mode: 1.2, high: 1.2}}}\n",
        encoding="utf-8",
    )

    found = json.loads(stress(folder, "--ranges", str(ranges), "--json").stdout)

    vapor, dune = found["titles"]
    assert dune["late_days"] == 0
    assert vapor["late_days"] == 2  # two days more on ten on location
    assert [each["ours"] for each in found["ranges"]] == [False, False, False, False, True, False]


def test_bad_ranges_are_an_error_and_nothing_is_written(folder: Path) -> None:
    (folder / "ranges.yaml").write_text("build: {low: 2, mode: 1, high: 1}\n", encoding="utf-8")

    result = stress(folder, "--ranges", str(folder / "ranges.yaml"), "--out", str(folder / "out"))

    assert result.exit_code == 1  # the error itself; `kachinko` turns it into code 2
    assert "do not rise" in str(result.exception.faults[0])  # type: ignore[union-attr]
    assert not (folder / "out").exists()


def test_a_plan_may_slip_far_beyond_its_horizon(folder: Path) -> None:
    far = "{low: 5, mode: 5, high: 5}"
    (folder / "ranges.yaml").write_text(
        f"build: {far}\nshoot: {far}\nlocation: {far}\n", encoding="utf-8"
    )

    result = stress(folder, "--ranges", str(folder / "ranges.yaml"), "--json")

    vapor = json.loads(result.stdout)["titles"][0]
    assert vapor["wrap"]["p50"] > "2028-06-30"
    assert vapor["broken"]["horizon"] == 1
    assert vapor["keeps_dates"] == 0
