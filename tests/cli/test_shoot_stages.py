"""From a script of ours to its stage plan and back, as a person types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from kachinko.cli.repair import command as repair
from kachinko.cli.shoot import command
from kachinko.files import load_project
from kachinko.files.board import load_board
from kachinko.files.plan import load_plan
from kachinko.files.shooting import load_shooting
from kachinko.model.errors import InputError, OutputError
from kachinko.report.shooting.texts import Words
from kachinko.shooting.check import check
from kachinko.staging.check import check_plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "shoot"
SHOOTING, STUDIO = EXAMPLE / "lantern-street.yaml", EXAMPLE / "studio"


def shoot(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("staged") / "out"
    words = ["--title", "lantern", "--out", out, "--time-limit", 5]
    done = shoot("stage", SHOOTING, STUDIO, *words)
    assert done.exit_code == 0, done.output
    return out


def shot_dates(out: Path, board: Path) -> dict[str, set[Any]]:
    """The dates of each set on a board."""
    sets = {scene.number: scene.set for scene in load_shooting(SHOOTING).scenes}
    found: dict[str, set[Any]] = {}
    for day in load_board(board).days:
        for number in day.scenes:
            found.setdefault(sets[number], set()).add(day.day)
    return found


def within_plan(folder: Path, board: Path) -> None:
    """Both independent checkers pass, and every board day of a stage set is one of the plan's."""
    plan = load_plan(folder / "plan.json")
    assert check_plan(load_project(folder / "project.yaml"), plan).ok
    # The shooting as it was: the plan's dates come on top of all of its own rules.
    assert check(load_shooting(SHOOTING), load_board(board)) == []
    title = next(each for each in plan.accepted if each.id == "lantern")
    dates = shot_dates(folder, board)
    assert {each.id for each in title.sets} <= dates.keys()
    for each in title.sets:
        assert all(day in each.shoot.span for day in dates[each.id]), each.id


@pytest.mark.slow
def test_one_command_goes_from_the_scenes_to_the_plan_and_back(staged: Path) -> None:
    within_plan(staged, staged / "board.json")
    project = load_project(staged / "project.yaml")
    assert project.titles[1] == load_project(STUDIO).titles[1]


@pytest.mark.slow
def test_the_documents_of_the_board_are_written_with_what_the_plan_says_of_its_sets(
    staged: Path, tmp_path: Path
) -> None:
    held_words = [*held(staged), "--keep", staged / "board.json", "--lang", "ja"]
    done = shoot("order", SHOOTING, *held_words, "--out", tmp_path / "again")

    assert done.exit_code == 0, done.output
    plan = load_plan(staged / "plan.json")
    title = next(each for each in plan.accepted if each.id == "lantern")
    for folder, lang in ((staged, "en"), (tmp_path / "again", "ja")):
        assert {"board.html", "board.pdf", "board.xlsx"} <= {p.name for p in folder.iterdir()}
        assert (folder / "board.pdf").read_bytes().startswith(b"%PDF")
        sheet = load_workbook(folder / "board.xlsx")[Words(lang)("sheet.sets")]
        cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
        # Build and strike are in the stage plan alone, and so are the stages.
        assert {"B", "ST"} <= cells
        stages = {Words(lang)("stages.row", name=each.stage) for each in title.sets}
        assert stages <= cells


@pytest.mark.slow
def test_documents_can_be_left_out(staged: Path, tmp_path: Path) -> None:
    words = [*held(staged), "--keep", staged / "board.json", "--no-documents"]
    done = shoot("order", SHOOTING, *words, "--out", tmp_path / "again")

    assert done.exit_code == 0, done.output
    assert {each.name for each in (tmp_path / "again").iterdir()} == {
        "board.json",
        "shooting.yaml",
    }


@pytest.mark.slow
def test_a_stage_that_closes_moves_its_set_on_the_board_and_nothing_else(
    staged: Path, tmp_path: Path
) -> None:
    plan = load_plan(staged / "plan.json")
    workshop = next(s for t in plan.accepted for s in t.sets if s.id == "lantern-workshop")
    day = workshop.shoot.first
    change = f"close stage={workshop.stage} from={day} to={day} why=leak"
    words = [staged / "project.yaml", staged / "plan.json", "--change", change]
    mended = CliRunner().invoke(
        repair, [*map(str, words), "--out", str(tmp_path / "mended"), "--time-limit", "3"]
    )
    assert mended.exit_code == 0, mended.output

    keep = ["--keep", staged / "board.json", "--time-limit", 2, "--json"]
    done = shoot("order", SHOOTING, *held(tmp_path / "mended"), "--out", tmp_path / "again", *keep)

    assert done.exit_code == 0, done.output
    within_plan(tmp_path / "mended", tmp_path / "again" / "board.json")
    # Sets whose plan dates are as they were keep their days.
    after = load_plan(tmp_path / "mended" / "plan.json")
    stayed = {
        one.id
        for title in plan.accepted
        for one in title.sets
        for other in after.accepted
        for two in other.sets
        if one.id == two.id and one.shoot == two.shoot
    }
    before = shot_dates(staged, staged / "board.json")
    now = shot_dates(staged, tmp_path / "again" / "board.json")
    assert "lantern-workshop" not in stayed
    assert stayed & before.keys()
    assert all(before[each] == now[each] for each in stayed & before.keys())
    moved = {each["scene"] for each in json.loads(done.stdout)["moved"]}
    assert {"2", "5", "9", "13", "20"} <= moved


def held(folder: Path) -> list[object]:
    words = {"--plan": "plan.json", "--project": "project.yaml"}
    found: list[object] = ["--title", "lantern"]
    for option, name in words.items():
        found += [option, folder / name]
    return found


@pytest.mark.slow
def test_a_board_that_holds_is_kept_as_it_is(staged: Path, tmp_path: Path) -> None:
    keep = ["--keep", staged / "board.json"]

    done = shoot("order", SHOOTING, *held(staged), "--out", tmp_path / "same", *keep)

    assert done.exit_code == 0, done.output
    assert "The earlier board holds as it is: all 35 scenes keep their dates." in done.output
    same = load_board(tmp_path / "same" / "board.json")
    assert same.days == load_board(staged / "board.json").days


def test_sets_are_put_into_a_project_in_any_form(staged: Path, tmp_path: Path) -> None:
    out = tmp_path / "next.xlsx"
    done = shoot("sets", SHOOTING, STUDIO, "--title", "lantern", "--out", out)

    assert done.exit_code == 0, done.output
    assert "lantern: set lantern-workshop: shoot_days 1 → " in done.output
    title = load_project(out).title("lantern")
    assert {each.id for each in title.location_blocks} >= {"old-town", "river", "school"}
    again = shoot("sets", SHOOTING, out, "--title", "lantern", "--out", tmp_path / "again.yaml")
    assert "lantern: nothing changes." in again.output


@pytest.mark.slow
def test_a_script_will_do_where_the_project_has_its_sets(tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["--title", "lantern", "--out", out, "--time-limit", 3]

    done = shoot("stage", EXAMPLE / "lantern-street.fountain", STUDIO, *words)

    assert done.exit_code == 0, done.output
    held_shooting = load_shooting(out / "shooting.yaml")
    assert check(held_shooting, load_board(out / "board.json")) == []
    assert check_plan(load_project(out / "project.yaml"), load_plan(out / "plan.json")).ok
    stages = {each.id for each in held_shooting.sets if each.stage}
    assert stages == {each.id for each in load_project(STUDIO).title("lantern").sets}


def test_faults_leave_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "studio"
    shutil.copytree(STUDIO, folder)
    titles = yaml.safe_load((folder / "titles.yaml").read_text("utf-8"))
    titles["titles"][0]["sets"] = titles["titles"][0]["sets"][:1]
    (folder / "titles.yaml").write_text(yaml.safe_dump(titles), "utf-8")
    out = tmp_path / "next"

    done = shoot("sets", SHOOTING, folder, "--title", "lantern", "--out", out)

    assert isinstance(done.exception, InputError)
    assert len(done.exception.faults) == 3
    assert not out.exists()


def test_a_board_that_breaks_rules_gives_no_days(staged: Path, tmp_path: Path) -> None:
    text = (staged / "board.json").read_text("utf-8").replace('"35"', '"34"')
    (tmp_path / "board.json").write_text(text, "utf-8")
    words = ["--title", "lantern", "--board", tmp_path / "board.json", "--out", tmp_path / "next"]

    done = shoot("sets", SHOOTING, STUDIO, *words)

    assert isinstance(done.exception, InputError)
    assert not (tmp_path / "next").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--plan", "p.json"], "--plan, --project and --title go together."),
        (["--keep", "b.json"], "--plan, --project and --title go together."),
        (
            ["--plan", "p", "--project", "q", "--title", "t", "--rules", "JP-2023"],
            "--plan does not go with --rules.",
        ),
    ],
)
def test_options_that_do_not_go_together_are_refused(words: list[str], said: str) -> None:
    done = shoot("order", SHOOTING, *words)

    assert done.exit_code == 2
    assert said in done.output


def test_a_folder_that_holds_what_is_read_is_refused(staged: Path) -> None:
    words = ["--title", "lantern", "--out", staged]

    done = shoot("stage", SHOOTING, staged / "project.yaml", *words)

    assert isinstance(done.exception, OutputError)
