"""One way in: whatever file a production has, a shooting comes of it, and the remarks with it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kachinko.files.board import board_json
from kachinko.files.breakdown_table import write_breakdown_csv, write_breakdown_workbook
from kachinko.files.shooting import load_shooting
from kachinko.files.uss import write_uss
from kachinko.model.errors import InputError
from kachinko.service.shooting_input import open_board, open_input, open_script
from tests.files.test_mms_pdf import SCHEDULE, pdf
from tests.files.test_uss import foreign
from tests.shooting_case import board, shooting

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.shooting import Shooting

EXAMPLES = Path(__file__).parents[2] / "examples" / "shoot"

WRITERS: dict[str, Callable[[Shooting], bytes]] = {
    "a.xlsx": write_breakdown_workbook,
    "a.csv": write_breakdown_csv,
    "a.uss": lambda made: write_uss(made, None),
}


def test_a_shooting_is_loaded_as_it_is() -> None:
    path = EXAMPLES / "lantern-street.yaml"

    opened = open_input(path)

    assert (opened.shooting, opened.board, opened.remarks) == (load_shooting(path), None, ())


@pytest.mark.parametrize("name", WRITERS)
def test_other_forms_give_the_same_scenes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(WRITERS[name](shooting()))

    opened = open_input(path)

    numbers = [(scene.number, scene.eighths) for scene in opened.shooting.scenes]
    assert numbers == [(scene.number, scene.eighths) for scene in shooting().scenes]
    assert bool(opened.remarks) == (name == "a.csv")


def test_a_report_says_that_its_reading_is_an_experiment(tmp_path: Path) -> None:
    path = tmp_path / "schedule.pdf"
    path.write_bytes(pdf(SCHEDULE, "Shooting Schedule"))

    opened = open_input(path, currency="USD")

    assert opened.shooting.currency == "USD"
    assert opened.remarks[0].startswith("experimental")


@pytest.mark.parametrize(
    ("name", "title"), [("lantern-street.fdx", "Lantern Street"), ("chochin.txt", "提灯")]
)
def test_a_script_is_broken_down_in_the_currency_asked_for(name: str, title: str) -> None:
    opened = open_input(EXAMPLES / name, currency="EUR")

    assert (opened.shooting.name, opened.shooting.currency) == (title, "EUR")
    assert opened.remarks


def test_a_script_without_a_currency_says_which_is_assumed() -> None:
    opened = open_input(EXAMPLES / "lantern-street.fountain")

    assert opened.shooting.currency == "JPY"
    assert "a script states no currency: JPY is assumed" in opened.remarks[-1]


def test_a_currency_that_the_file_contradicts_is_not_used() -> None:
    opened = open_input(EXAMPLES / "lantern-street.yaml", currency="EUR")

    assert opened.shooting.currency == "JPY"
    assert opened.remarks == ("the file counts in JPY: the currency EUR is not used",)


@pytest.mark.parametrize("name", ["lantern-street.fountain", "lantern-street.yaml"])
def test_what_is_no_currency_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        open_input(EXAMPLES / name, currency="YEN!")

    assert caught.value.faults[0].right == "an ISO 4217 code such as JPY"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("film.dat", "a talent scheduling instance has no sets, days or rules"),
        ("notes.docx", ".docx is no form of a shooting"),
        ("notes", "notes is no form of a shooting"),
    ],
)
def test_other_files_are_refused_with_the_forms_that_are_read(name: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        open_input(name)

    assert caught.value.faults[0].what == what
    assert ".fountain" in caught.value.faults[0].right


def test_a_board_is_read_from_its_own_file_and_from_a_schedule(tmp_path: Path) -> None:
    ours = board()
    (tmp_path / "board.json").write_text(board_json(ours), "utf-8")
    (tmp_path / "board.uss").write_bytes(write_uss(shooting(), ours))

    for name in ("board.json", "board.uss"):
        assert open_board(tmp_path / name, shooting()).board == ours


def test_the_board_of_another_program_gets_its_cost(tmp_path: Path) -> None:
    path = tmp_path / "other.uss"
    path.write_text(json.dumps(foreign()), "utf-8")

    read = open_board(path, open_input(path).shooting).board

    assert read is not None
    assert (read.status, read.cost) == ("feasible", 0)
    assert sorted({day.day for day in read.days}) == [date(2026, 4, 3), date(2026, 4, 7)]


def test_a_breakdown_without_days_has_no_board(tmp_path: Path) -> None:
    path = tmp_path / "a.uss"
    path.write_bytes(write_uss(shooting(), None))

    with pytest.raises(InputError) as caught:
        open_board(path, shooting())

    assert caught.value.faults[0].what.startswith("there is no board in it")


def test_a_text_without_a_scene_is_no_script(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n\nno scene in here.\n", "utf-8")

    with pytest.raises(InputError) as caught:
        open_script(path, currency="JPY")

    assert caught.value.faults[0].what == "no scene begins in this script"
