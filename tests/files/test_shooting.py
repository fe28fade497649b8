"""Shootings and boards in files: kept without loss, and every fault at its place."""

# ruff: noqa: E501

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kachinko.files.board import board_json, load_board, parse_board
from kachinko.files.shooting import load_shooting, save_shooting
from kachinko.model.board import Board, BoardDay, CostLine
from kachinko.model.errors import InputError, OutputError
from kachinko.model.shooting import Shooting
from tests.files.arbitrary import AWKWARD, amounts, names

EXAMPLE = Path(__file__).parents[2] / "examples" / "shoot" / "lantern-street.yaml"

SOUND = """\
schema: kachinko-shooting/1
name: Lab
currency: JPY
start: 2028-03-06
latest: 2028-04-08
unit_day_cost: {amount: 3200000, currency: JPY}
units: [main, second]
cast:
  - {id: 1, name: TOM, day_rate: {amount: 90000, currency: JPY}, available: [{from: 2028-03-06, to: 2028-03-31}]}
  - {id: 2, name: ANNA}
locations:
  - {id: studio, name: Studio, latitude: 35.6, longitude: 139.6, timezone: Asia/Tokyo}
  - {id: river, name: River}
moves:
  - {between: [studio, river], minutes: 30, cost: {amount: 90000, currency: JPY}}
sets:
  - {id: lab, name: LAB, location: studio, standing_cost: {amount: 5000, currency: JPY}}
  - {id: bank, name: RIVERBANK, location: river}
elements:
  - {id: van, name: Van, category: vehicles}
scenes:
  - {number: 1, set: lab, eighths: 4, cast: [1, 2]}
  - {number: 2, set: bank, setting: EXT, time: night, eighths: 3, cast: [1], elements: [van], after: [1]}
  - {number: 3A, set: lab, eighths: 1, earliest: 2028-03-10, latest: 2028-03-20, unit: second}
"""

FAULTS: dict[str, tuple[str, str, str, str]] = {
    "unknown key": ("eighths: 4", "eigths: 4", "'eigths' is not a known key", "'eighths', perhaps"),
    "missing length": ("eighths: 4, ", "", "eighths is missing", "length [eighths of a page]"),
    "no length": ("eighths: 4", "eighths: 0", "eighths is 0", "1 or more"),
    "time in words": ("time: night", "time: nite", "'nite'", "'night', perhaps"),
    "unknown category": ("category: vehicles", "category: cars", "'cars'", "vehicles"),
    "unknown set": ("set: bank", "set: bnak", "no set 'bnak'", "'bank', perhaps"),
    "unknown player": ("cast: [1, 2]", "cast: [1, 3]", "no player '3'", "one of 1, 2"),
    "unknown element": ("[van]", "[fan]", "no element 'fan'", "'van', perhaps"),
    "unknown unit": ("unit: second", "unit: third", "no unit 'third'", "main"),
    "unknown location": ("location: river", "location: rivr", "no location 'rivr'", "'river'"),
    "unknown scene": ("after: [1]", "after: [9]", "no scene '9'", "one of"),
    "after itself": ("after: [1]", "after: [2]", "after itself", "another"),
    "circle": ("cast: [1, 2]", "after: [2]", "circle: 1 after 2 after 1", "order"),
    "player twice": ("{id: 2, name: ANNA}", "{id: 1, name: ANNA}", "second player", "id that no"),
    "scene twice": ("number: 3A", "number: 1", "number '1' is given to a second", "number that no"),
    "unit twice": ("[main, second]", "[main, main, second]", "named twice", "once"),
    "cast twice in a scene": ("cast: [1, 2]", "cast: [1, 1]", "named twice in the scene", "once"),
    "move from itself": ("[studio, river]", "[studio, studio]", "where it began", "two different"),
    "move of one place": ("[studio, river]", "[studio]", "entry 2 of between is missing", "2"),
    "move of three": ("[studio, river]", "[studio, river, x]", "between is a list", "at most 2"),
    "move to nowhere": ("[studio, river]", "[studio, moon]", "no location 'moon'", "one of"),
    "half a coordinate": ("latitude: 35.6, ", "", "go together", ""),
    "another currency": ("amount: 5000, currency: JPY", "amount: 5000, currency: EUR", "is in EUR, the shooting", "JPY"),
    "window turned round": ("latest: 2028-03-20", "latest: 2028-03-02", "lies before 'earliest'", "2028-03-10"),
    "shooting turned round": ("latest: 2028-04-08", "latest: 2028-03-01", "lies before 'start'", "2028-03-06"),
    "availability turned round": ("to: 2028-03-31", "to: 2028-03-01", "lies before 'from'", "2028-03-06"),
    "window after the shooting": ("earliest: 2028-03-10, latest: 2028-03-20", "earliest: 2028-05-01", "after the last day", "2028-04-08"),
    "window before the shooting": ("earliest: 2028-03-10, latest: 2028-03-20", "latest: 2028-03-01", "before the first day", "2028-03-06"),
    "another kind of file": ("kachinko-shooting/1", "kachinko/1", "'kachinko/1'", "kachinko-shooting/1"),
}  # fmt: skip


def faults_of(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_shooting(path)
    return [str(fault) for fault in caught.value.faults]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_sound_file_is_sound(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND, "utf-8")

    shooting = load_shooting(tmp_path / "a.yaml")

    assert [scene.number for scene in shooting.scenes] == ["1", "2", "3A"]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_at_its_line(name: str, tmp_path: Path) -> None:
    old, new, what, right = FAULTS[name]
    assert SOUND.count(old) >= 1
    text = SOUND.replace(old, new, 1)
    (tmp_path / "a.yaml").write_text(text, "utf-8")

    faults = faults_of(tmp_path / "a.yaml")

    fitting = [each for each in faults if what in each and right in each]
    assert fitting, faults
    assert f"a.yaml line {line_of(SOUND, old)}," in fitting[0]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("eighths: 4", "eighths: 0").replace("set: bank", "set: bnak")
    (tmp_path / "a.yaml").write_text(text.replace("[van]", "[fan]"), "utf-8")

    assert len(faults_of(tmp_path / "a.yaml")) == 3


@pytest.mark.parametrize("name", FAULTS)
def test_json_has_the_same_faults(name: str, tmp_path: Path) -> None:
    import yaml

    old, new, what, right = FAULTS[name]
    tree = yaml.load(SOUND.replace(old, new, 1), yaml.BaseLoader)
    text = json.dumps(_numbers(tree), indent=1)
    (tmp_path / "a.json").write_text(text, "utf-8")

    fitting = [each for each in faults_of(tmp_path / "a.json") if what in each and right in each]

    assert fitting
    assert fitting[0].startswith("a.json line ")


def _numbers(node: Any) -> Any:
    if isinstance(node, list):
        return [_numbers(each) for each in node]
    if isinstance(node, dict):
        return {key: _numbers(value) for key, value in node.items()}
    try:
        return int(node)
    except ValueError:
        try:
            return float(node)
        except ValueError:
            return node


ids = st.sampled_from(["1", "2", "12A", "007", "e", "no", "1e3"])


@st.composite
def shootings(draw: Any) -> Shooting:
    cast = draw(st.lists(ids, unique=True, max_size=3))
    sets = draw(st.lists(ids, unique=True, min_size=1, max_size=3))
    price = st.none() | amounts.map(lambda amount: {"amount": amount, "currency": "JPY"})
    texts = st.sampled_from(["", *AWKWARD]) | names
    return Shooting.model_validate(
        {
            "name": draw(names),
            "currency": "JPY",
            "notes": draw(texts),
            "start": draw(st.none() | st.just(date(2028, 3, 1))),
            "rules": {"most_eighths": draw(st.none() | st.integers(1, 80)), "source": draw(texts)},
            "unit_day_cost": draw(price),
            "move_cost": draw(price),
            "cast": [
                {
                    "id": each,
                    "name": draw(names),
                    "actor": draw(texts),
                    "day_rate": draw(price),
                    "no_night": draw(st.booleans()),
                    "drop_days": draw(st.none() | st.integers(1, 30)),
                }
                for each in cast
            ],
            "locations": [{"id": "a", "name": draw(names), "latitude": 35.5, "longitude": -0.25}],
            "sets": [
                {"id": each, "name": draw(names), "location": "a", "standing_cost": draw(price)}
                for each in sets
            ],
            "scenes": [
                {
                    "number": number,
                    "heading": draw(texts),
                    "set": draw(st.sampled_from(sets)),
                    "setting": draw(st.sampled_from(["INT", "EXT", "INT/EXT"])),
                    "time": draw(st.sampled_from([None, "day", "dusk"])),
                    "eighths": draw(st.integers(1, 80)),
                    "synopsis": draw(texts),
                    "cast": draw(st.lists(st.sampled_from(cast), unique=True)) if cast else [],
                }
                for number in draw(st.lists(ids, unique=True, max_size=4))
            ],
        }
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(shootings())
def test_a_shooting_survives_both_forms(tmp_path: Path, shooting: Shooting) -> None:
    for name in ("a.yaml", "a.json"):
        save_shooting(shooting, tmp_path / name)

        assert load_shooting(tmp_path / name) == shooting


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_no_digit_of_an_amount_is_lost(name: str, tmp_path: Path) -> None:
    amount = Decimal("12345678901234.56789")
    shooting = load_shooting(EXAMPLE)
    price = shooting.unit_day_cost.model_copy(update={"amount": amount})
    save_shooting(shooting.model_copy(update={"unit_day_cost": price}), tmp_path / name)

    assert load_shooting(tmp_path / name).unit_day_cost.amount == amount


def test_digits_that_a_person_wrote_as_a_number_are_read_as_well(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace(
        "amount: 3200000,", "amount: 12345678901234.56789,", 1
    )
    text = text.replace("latitude: ", "latitude: 35.00000000000000001 # ", 1)
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    shooting = load_shooting(tmp_path / "a.yaml")
    save_shooting(shooting, tmp_path / "a.json")
    plain = (
        (tmp_path / "a.json")
        .read_text("utf-8")
        .replace('"12345678901234.56789"', "12345678901234.56789")
    )
    (tmp_path / "b.json").write_text(plain, "utf-8")

    for each in (shooting, load_shooting(tmp_path / "b.json")):
        assert each.unit_day_cost.amount == Decimal("12345678901234.56789")


def test_an_amount_that_nobody_could_write_out_is_refused(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace("{amount: 3200000,", '{amount: "1e-999999999",', 1)
    (tmp_path / "a.yaml").write_text(text, "utf-8")

    assert any(
        "at most 40 digits after the point" in each for each in faults_of(tmp_path / "a.yaml")
    )


def test_the_example_loads_and_survives(tmp_path: Path) -> None:
    shooting = load_shooting(EXAMPLE)

    save_shooting(shooting, tmp_path / "a.yaml")

    assert load_shooting(tmp_path / "a.yaml") == shooting
    assert (len(shooting.scenes), len(shooting.cast), len(shooting.locations)) == (35, 9, 6)


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.fountain"])
def test_other_forms_are_refused_in_words(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("x", "utf-8")

    assert "no form of a shooting" in faults_of(tmp_path / name)[0]
    with pytest.raises(OutputError, match="no form"):
        save_shooting(load_shooting(EXAMPLE), tmp_path / name)


def test_a_file_that_is_not_there() -> None:
    assert "the path of a shooting that exists" in faults_of(Path("nowhere.yaml"))[0]


BOARD = Board(
    shooting="Lab",
    currency="JPY",
    status="feasible",
    cost=Decimal(1200),
    cost_bound=None,
    costs=(CostLine(what="cast", amount=Decimal(700), of_it_idle=Decimal(100)),),
    days=(
        BoardDay(day=date(2028, 3, 6), scenes=("1", "3A")),
        BoardDay(day=date(2028, 3, 7), scenes=("2",)),
    ),
)


def test_a_board_survives(tmp_path: Path) -> None:
    (tmp_path / "board.json").write_text(board_json(BOARD), "utf-8")

    assert load_board(tmp_path / "board.json") == BOARD


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"2028-03-07"', '"7 March"', "date is '7 March'"),
        ('"3A"', '"1"', "scene '1' stands twice"),
        ('"status"', '"state"', "'state' is not a known key"),
        ('"feasible"', '"great"', "status is 'great'"),
        ("1200", '"plenty"', "cost is 'plenty'"),
        ('"currency": "JPY",', "", "currency is missing"),
        ('"shooting": "Lab",', '"shooting": "Lab", "shooting": "Lob",', "stands again"),
        ("]", "", "this is not JSON"),
        ("1200", "NaN", "no number"),
    ],
)
def test_a_fault_of_a_board_has_its_line(old: str, new: str, what: str) -> None:
    text = board_json(BOARD).replace(old, new, 1)

    with pytest.raises(InputError) as caught:
        parse_board(text.encode(), "board.json")

    assert any(what in fault.what for fault in caught.value.faults)
    assert all(fault.place.startswith("board.json") for fault in caught.value.faults)
