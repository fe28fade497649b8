"""From a plan to the ledger, and from the ledger to a plan, at a terminal."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kachinko.halt import Halt
from kachinko.service.planning import plan_and_hand_over
from kachinko.staging.limits import Limits
from tests.cli.ledger_terminal import Terminal

SMALL = Path(__file__).parents[2] / "examples" / "small"


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys) -> Terminal:
    """A terminal beside the small project, with its stages in a ledger with shared floors."""
    one = Terminal(tmp_path, monkeypatch, capsys)
    one.now = datetime(2026, 1, 5, tzinfo=UTC)
    shutil.copytree(SMALL, tmp_path / "small")
    words = ("ledger", "init", "--project", "small", "--zone", "Asia/Tokyo", "--sharing", "floor")
    assert one.types(*words).code == 0
    return one


@pytest.fixture(scope="module")
def made_once(tmp_path_factory) -> Path:
    """A folder with a plan of the small project that knows no ledger."""
    out = tmp_path_factory.mktemp("plan") / "out"
    plan_and_hand_over(
        SMALL, out, limits=Limits(None, 5), seed=0, workers=1, halt=Halt(),
        on_progress=lambda _: None, now=datetime(2026, 1, 5, tzinfo=UTC),
    )  # fmt: skip
    return out


def alone(terminal: Terminal, made: Path) -> dict:
    """That plan, in the terminal's own folder."""
    shutil.copytree(made, terminal.folder / "out")
    return json.loads((made / "plan.json").read_text("utf-8"))


def plan(terminal: Terminal, *more: object) -> dict:
    words = ("plan", "small", "--iterations", 5, "--workers", 1, "--out", "out", *more)
    said = terminal.types(*words, "--json")
    assert said.code == 0, said.err
    return said.document["plan"]


@pytest.mark.slow
def test_a_plan_becomes_holds_then_bookings_and_then_stands_in_the_next_plan(terminal) -> None:
    made = plan(terminal, "--ledger", "ledger.db", "--as", "north")
    assert terminal.types("check", "small", "out/plan.json").code == 0
    assert made["versions"]["ledger"] == str(len(terminal.json("ledger", "history")))
    apply = ("ledger", "apply", "small", "out/plan.json")
    assert terminal.types(*apply, "--as", "north").code == 0
    held = terminal.json("holds")["holds"]
    sets = [one for title in made["titles"] for one in title["sets"]]
    assert len(held) == len(sets)
    assert {each["state"] for each in held} == {"held"}
    assert all(each["phases"] for each in held)
    assert "All of it stands already" in terminal.types(*apply, "--as", "north").out
    assert terminal.types(*apply, "--holder", "north", "--book").code == 0
    assert {each["state"] for each in terminal.json("holds")["holds"]} == {"booked"}
    again = plan(terminal, "--ledger", "ledger.db", "--as", "north")
    assert _days(again) == _days(made)
    assert (again["value"], again["cost"]) == (made["value"], made["cost"])
    assert terminal.types("ledger", "verify").code == 0


def _days(made: dict) -> dict:
    """Stage and phases of every set; the ledger does not know where on its floor a set lies."""
    where = ("x_m", "y_m", "rotated")
    return {
        (title["id"], one["id"]): {key: one[key] for key in one if key not in where}
        for title in made["titles"]
        for one in title["sets"]
    }


@pytest.mark.slow
def test_a_plan_goes_around_what_others_have_booked(terminal, made_once) -> None:
    before = alone(terminal, made_once)
    first = next(one for title in before["titles"] for one in title["sets"])
    day, stage = first["shoot"]["from"], first["stage"]
    words = ("hold", stage, f"{day}+1w", "--title", "other", "--holder", "else", "--book")
    assert terminal.types(*words).code == 0
    after = plan(terminal, "--ledger", "ledger.db", "--as", "north")
    for one in (one for title in after["titles"] for one in title["sets"]):
        phases = [one.get(name) for name in ("build", "prelight", "shoot", "hold", "strike")]
        days = [phase for phase in phases if phase]
        if one["stage"] == stage:
            assert days[-1]["to"] < day or days[0]["from"] > f"{day[:8]}{int(day[8:]) + 6:02}"
    said = terminal.types("ledger", "apply", "small", "out/plan.json", "--holder", "north")
    assert said.code == 0


@pytest.mark.slow
def test_a_plan_made_without_the_ledger_is_refused_whole_with_all_in_the_way(
    terminal, made_once
) -> None:
    made = alone(terminal, made_once)
    sets = [one for title in made["titles"] for one in title["sets"]]
    for number, one in enumerate(sets[:2]):
        days = f"{one['shoot']['from']}..{one['shoot']['to']}"
        words = ("hold", one["stage"], days, "--title", f"x{number}", "--holder", "else", "--book")
        terminal.types(*words)
    before = terminal.json("holds")["holds"]
    words = ("ledger", "apply", "small", "out/plan.json", "--holder", "north", "--book")
    said = terminal.types(*words)
    assert said.code == 1
    assert said.out.count("In the way: x") >= 1
    assert terminal.json("holds")["holds"] == before


@pytest.mark.slow
def test_what_changed_since_the_plan_was_made_is_shown(terminal) -> None:
    made = plan(terminal, "--ledger", "ledger.db")
    one = next(one for title in made["titles"] for one in title["sets"])
    day = one["shoot"]["from"]
    terminal.types("hold", one["stage"], day, "--title", "late", "--holder", "else")
    said = terminal.types("ledger", "apply", "small", "out/plan.json", "--holder", "north")
    assert said.code == 0
    assert "Changed on these stages since the plan was made:" in said.out
    assert f"late, {one['stage']} {day} to {day} (1st hold, held)" in said.out


def test_code_names_stand_in_the_ledger(terminal, made_once) -> None:
    made = alone(terminal, made_once)
    title = next(title["id"] for title in made["titles"] if title["sets"])
    terminal.types(
        "ledger", "apply", "small", "out/plan.json", "--as", "north", "--title", title,
        "--code", f"{title}=bluebird",
    )  # fmt: skip
    assert {each["title"] for each in terminal.json("holds")["holds"]} == {"bluebird"}
    wrong = terminal.types("ledger", "apply", "small", "out/plan.json", "--as", "n", "--title", "q")
    assert (wrong.code, "it has no title q" in wrong.err) == (2, True)
    assert terminal.types("ledger", "apply", "small", "out/plan.json", "--code", "x").code == 2
