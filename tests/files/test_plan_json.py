from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.files.plan import load_plan
from kachinko.files.plan_bytes import LARGEST_FILE
from kachinko.files.plan_json import dump_plan, parse_plan
from kachinko.model.errors import Fault, InputError
from tests import plan_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def document() -> dict[str, Any]:
    return json.loads(dump_plan(plan_case.plan()))


def faults_of(content: bytes) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        parse_plan(content, "plan.json")
    return caught.value.faults


def faults_after(change: Callable[[dict[str, Any]], object]) -> list[Fault]:
    data = document()
    change(data)
    return faults_of(json.dumps(data, indent=1).encode())


def test_a_plan_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(dump_plan(plan_case.plan()), encoding="utf-8")

    assert load_plan(tmp_path / "plan.json") == plan_case.plan()


def test_it_is_written_as_the_design_says() -> None:
    data = document()

    assert data["schema"] == "kachinko-plan/1"
    lab, flat = data["titles"][0]["sets"]
    assert lab["build"] == {"from": "2028-01-03", "to": "2028-01-14"}
    assert "hold" in lab
    assert "hold" not in flat
    assert data["titles"][2]["reason"]["sentence"].startswith("No stage can take Hall")


def test_a_byte_order_mark_and_null_phases_are_taken() -> None:
    data = document()
    data["titles"][0]["sets"][1]["hold"] = None

    plan = parse_plan(b"\xef\xbb\xbf" + json.dumps(data).encode(), "plan.json")

    assert plan == plan_case.plan()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"{", "not JSON"),
        (b"status: optimal\n", "not JSON"),
        (b'{"schema": "kachinko-plan/1",}', "not JSON"),
        (b"[1, 2]", "one JSON object"),
        (b"null", "one JSON object"),
        (b"{}", "which schema"),
        (b'{"schema": "kachinko/1"}', "this is a project"),
        (b'{"schema": 7}', "not known"),
        (b'{"schema": "kachinko-plan/2"}', "not known"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        (b'{"schema": "kachinko-plan/1", "project": "\xe9"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"schema": ' + b"9" * 6000 + b"}", "thousands of digits"),
        (b"PK\x03\x04" + bytes(range(200, 256)), "not UTF-8"),
    ],
)
def test_what_is_no_plan_is_said_in_words(content: bytes, what: str) -> None:
    assert what in str(faults_of(content)[0])


def _put(path: list[Any], value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


SET = ["titles", 0, "sets", 0]


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        (_put(["statsu"], "x"), "statsu", "'statsu' is not known"),
        (_put(["status"], "best"), "status", "best"),
        (_put(["value"], "8"), "value", "without quotation marks"),
        (_put(["value"], float("inf")), "value", "no number to plan with"),
        (_put(["seed"], 1.5), "seed", "whole number"),
        (_put(["cost"], -5), "cost", "between 0 and"),
        (_put(["currency"], "YEN"), "currency", "ISO 4217"),
        (_put(["titles"], {}), "titles", "is a list"),
        (_put(["titles", 1], 5), "titles[1]", "is an object"),
        (_put(["titles", 0, "accepted"], "yes"), "titles[0].accepted", "true or false"),
        (_put(["titles", 1, "id"], "vapor"), "titles[1].id", "again"),
        (_put([*SET, "id"], "flat"), "titles[0].sets[1].id", "again"),
        (_put([*SET, "shoot"], {"from": "2028-02-30", "to": "2028-03-01"}), "shoot.from", "YYYY"),
        (_put([*SET, "shoot"], {"from": "2028-03-02", "to": "2028-03-01"}), "shoot", "before"),
        (_put([*SET, "shot"], {}), "titles[0].sets[0].shot", "'shot' is not known"),
        (_put([*SET, "x_m"], "left"), "titles[0].sets[0].x_m", "number"),
        (_put(["titles", 2, "reason"], {"code": "bad"}), "titles[2].reason", "bad"),
        (_put(["titles", 2, "reason", "needs"], 1), "titles[2].reason", "not known"),
    ],
)  # fmt: skip
def test_each_damage_is_named_at_its_place(change: Any, place: str, what: str) -> None:
    faults = faults_after(change)

    assert len(faults) == 1, faults
    assert place in faults[0].place
    assert what in faults[0].what


def test_an_unknown_key_gets_the_nearest_known_and_its_line() -> None:
    data = dump_plan(plan_case.plan()).replace('"rotated"', '"roated"', 1)
    line = next(n for n, text in enumerate(data.splitlines(), start=1) if "roated" in text)

    (fault,) = faults_of(data.encode())

    assert fault.place == f"plan.json line {line}, titles[0].sets[0].roated"
    assert fault.right == "'rotated'"


def test_all_faults_are_told_at_once() -> None:
    def damage(data: dict[str, Any]) -> None:
        del data["value"]
        data["titles"][0]["sets"][0]["rotated"] = 3
        data["titles"][1]["nmae"] = "x"

    assert len(faults_after(damage)) == 3


def test_a_key_twice_is_a_fault() -> None:
    text = dump_plan(plan_case.plan()).replace('"seed": 7', '"seed": 7,\n "seed": 8')

    (fault,) = faults_of(text.encode())

    assert "'seed' stands again" in fault.what


def test_files_that_are_none(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)

    for path, what in ((huge, "MB"), (tmp_path, "folder"), (tmp_path / "no.json", "no such file")):
        with pytest.raises(InputError) as caught:
            load_plan(path)
        assert what in caught.value.faults[0].what
