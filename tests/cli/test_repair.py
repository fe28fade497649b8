"""`kachinko repair` as a user types it: the five kinds of trouble, and what is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from kachinko.cli.repair import command
from kachinko.files import load_project
from kachinko.files.plan import load_plan
from kachinko.files.plan_json import dump_plan
from kachinko.files.project import save_project
from kachinko.model.project import Project
from kachinko.staging.check import check_plan
from tests import plan_case
from tests.report_page import REPORT

if TYPE_CHECKING:
    from pathlib import Path

OUTPUTS = {
    "plan.json", "plan.xlsx", "plan.ics", "calendars", "project.yaml", "diff.html", "diff.xlsx",
} | REPORT  # fmt: skip


def _with_a_lead() -> Project:
    """The project by hand, in which a person of the cast is needed in the flat."""
    document = plan_case.project().model_dump(by_alias=True)
    vapor = document["titles"][0]
    vapor["cast"] = [{"id": "lead", "name": "Lead"}]
    vapor["sets"][1]["cast"] = ["lead"]
    return Project.model_validate(document)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    save_project(_with_a_lead(), tmp_path / "toho.yaml")
    text = dump_plan(plan_case.plan())
    (tmp_path / "plan.json").write_text(text, "utf-8")
    return tmp_path


def repair(*words: str) -> Result:
    return CliRunner().invoke(command, ["toho.yaml", "plan.json", *words, "--workers", "1"])


def repaired(folder: Path, *words: str) -> dict[str, Any]:
    """The JSON document of a repair whose plan keeps all rules of the project beside it."""
    done = repair(*words, "--json")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (folder / "repaired").iterdir()} == OUTPUTS
    project = load_project(folder / "repaired" / "project.yaml")
    plan = load_plan(folder / "repaired" / "plan.json")
    assert check_plan(project, plan).ok
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def item(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(i for i in document["diff"]["items"] if i["item"] == name)
    return found


def test_a_title_slips(folder: Path) -> None:
    document = repaired(folder, "--change", "window title=vapor earliest=2028-01-10")

    lab = item(document, "lab")
    assert lab["after"]["build"]["from"] == "2028-01-10"
    assert lab["moved_days"] == 5
    assert lab["cause"] == "change"
    assert "2028-01-10" in lab["why"]
    assert document["diff"]["change_proven"]


def test_a_build_overruns(folder: Path) -> None:
    document = repaired(
        folder,
        "--change",
        "phase title=dune item=pit phase=build days=25",
        "--freeze",
        "2028-02-01",
    )

    pit = item(document, "pit")
    assert pit["after"]["stage"] == "no2"
    assert pit["after"]["build"] == {"from": "2028-01-10", "to": "2028-02-11"}
    assert pit["after"]["shoot"]["from"] == "2028-02-14"
    assert pit["moved_days"] == 5


def test_a_stage_closes(folder: Path) -> None:
    document = repaired(
        folder, "--change", "close stage=no1 from=2028-02-14 to=2028-03-03 why=leak"
    )

    flat = item(document, "flat")
    assert flat["cause"] == "change"
    assert "closed" in flat["why"]
    assert "leak" in flat["why"]
    on_no1 = [s for t in document["plan"]["titles"] for s in t["sets"] if s["stage"] == "no1"]
    for one in on_no1:
        last = (one["strike"] or one["shoot"])["to"]
        assert last < "2028-02-14" or (one["build"] or one["shoot"])["from"] > "2028-03-03"


def test_a_cast_window_moves(folder: Path) -> None:
    document = repaired(
        folder,
        "--change",
        "cast title=vapor member=lead available=[{from: 2028-02-28, to: 2028-06-01}]",
    )

    flat = item(document, "flat")
    assert flat["after"]["shoot"]["from"] == "2028-02-28"
    assert flat["shoot_later_days"] == 5
    assert flat["cause"] == "change"


def test_a_title_joins_out_of_a_file(folder: Path) -> None:
    (folder / "changes.yaml").write_text(
        "changes:\n"
        "  - change: title-joins\n"
        "    why: bought at the market\n"
        "    title:\n"
        "      id: new\n"
        "      name: New\n"
        "      kind: film\n"
        "      sets: [{id: room, name: Room, area_m2: 100, build_days: 3, shoot_days: 4}]\n",
        "utf-8",
    )

    document = repaired(folder, "--changes", "changes.yaml", "--freeze", "2028-02-01")

    assert [(t["title"], t["what"]) for t in document["diff"]["titles"]] == [("new", "admitted")]
    assert document["diff"]["points"] == 0
    assert document["diff"]["titles"][0]["places"]["room"]["build"]["from"] >= "2028-02-01"


def test_without_changes_the_plan_is_the_same(folder: Path) -> None:
    document = repaired(folder)

    assert document["diff"]["items"] == []
    before, after = load_plan(folder / "plan.json"), load_plan(folder / "repaired" / "plan.json")
    assert [(t.id, t.studio, t.sets, t.location_blocks) for t in before.accepted] == [
        (t.id, t.studio, t.sets, t.location_blocks) for t in after.accepted
    ]


def test_people_read_what_moved_and_why_and_the_weights(folder: Path) -> None:
    done = repair(
        "--change", "window title=vapor earliest=2028-01-10", "--weights", "stage=9 move=4"
    )

    assert "The Human Vapor / Laboratory; basement, west:" in done.stdout
    assert "Because of the change: " in done.stdout
    assert "× 9 + " in done.stdout
    assert "× 4 + " in done.stdout
    assert "no repair changes less (proven)" in done.stdout
    assert "plan.json is as it was." in done.stdout


def test_a_title_that_frozen_days_stand_against_is_named_with_them(folder: Path) -> None:
    done = repair(
        "--change", "close stage=no2 from=2028-02-20 to=2028-03-20", "--freeze", "2028-02-10"
    )

    assert done.exit_code == 0
    assert "is no longer in" in done.stdout
    assert "pit has begun before 2028-02-10" in done.stdout


def test_a_must_that_cannot_be_kept_is_a_no_and_nothing_is_written(folder: Path) -> None:
    done = repair("--change", "commitment title=hall commitment=must")

    assert done.exit_code == 1
    assert "nothing was written" in done.stdout
    assert "The Great Hall could not be admitted." in done.stdout
    assert list((folder / "repaired").iterdir()) == []


def test_the_plan_and_the_project_that_are_read_are_never_written_over(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    done = kachinko("repair", "toho.yaml", "plan.json", "--out", ".")

    assert done.returncode == 2
    assert "which stays as it is" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def kachinko(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kachinko", *map(str, words)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_all_faults_of_all_changes_are_told_at_once_and_nothing_is_written(folder: Path) -> None:
    (folder / "changes.yaml").write_text(
        "changes:\n  - {change: close, stage: no7, from: 2028-03-01, to: 2028-03-02}\n", "utf-8"
    )

    done = kachinko(
        "repair", "toho.yaml", "plan.json", "--changes", "changes.yaml",
        "--change", "clos stage=no1",
        "--change", "phase title=vapour item=lab days=3",
        "--change", "window title=vapor earliest=2028-02-31",
    )  # fmt: skip

    assert done.returncode == 2
    for part in ("there is no stage 'no7'", "'clos'", "'vapor' is meant", "2028-02-31"):
        assert part in done.stderr
    assert "Nothing was written" in done.stderr
    assert not (folder / "repaired").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--freeze", "soon"),  # no date
        ("--weights", "hour=3"),  # no such weight
        ("--time-limit", "0"),  # no time
        ("--changes", "missing.yaml"),  # no file
    ],
)
def test_wrong_options_are_refused(folder: Path, words: tuple[str, ...]) -> None:
    done = kachinko("repair", "toho.yaml", "plan.json", *words)

    assert done.returncode == 2
    assert not (folder / "repaired").exists()


def test_a_file_without_a_plan_is_refused(folder: Path) -> None:
    nothing = plan_case.plan().model_copy(
        update={"status": "unknown", "titles": (), "value": 0.0, "cost": None, "cost_bound": None}
    )
    (folder / "plan.json").write_text(dump_plan(nothing), "utf-8")

    done = kachinko("repair", "toho.yaml", "plan.json")

    assert done.returncode == 2
    assert "a file that holds a plan" in done.stderr


def test_the_freeze_date_is_in_the_diff(folder: Path) -> None:
    document = repaired(folder, "--freeze", "2028-02-01")

    assert date.fromisoformat(document["diff"]["freeze"]) == date(2028, 2, 1)
    page = (folder / "repaired" / "diff.html").read_text("utf-8")
    assert "2028-02-01" in page
    assert "<script" not in page


def test_the_workbook_has_a_line_for_each_set_that_moved(folder: Path) -> None:
    document = repaired(folder, "--change", "window title=vapor earliest=2028-01-10")

    book = openpyxl.load_workbook(folder / "repaired" / "diff.xlsx")
    rows = list(book["Moved"].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if row[0] == "Title")
    told = {(row[0], row[1]): row for row in rows[head + 1 :]}
    assert len(told) == len(document["diff"]["items"])
    lab = told["The Human Vapor", "Laboratory; basement, west"]
    assert lab[4:6] == (datetime(2028, 1, 3), datetime(2028, 1, 10))  # noqa: DTZ001
