from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kachinko.cli.facts import command


def facts(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_facts_are_listed_with_source_date_and_basis() -> None:
    result = facts("toho", "no.5")

    assert result.exit_code == 0
    assert "331 m² (100 tsubo)" in result.stdout
    assert "converted, planned" in result.stdout
    assert "2009-01-15" in result.stdout
    assert "https://secure.eiga.com/news/20090115/9" in result.stdout


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("m2", "1,465 m² (15,770 ft²)"),
        ("ft2", "15,770 ft²"),
        ("tsubo", "443 tsubo (15,770 ft²)"),
        ("pyeong", "443 pyeong (15,770 ft²)"),
    ],
)
def test_areas_are_shown_in_the_unit_asked_for(unit: str, shown: str) -> None:
    result = facts("--kind", "stage", "--unit", unit, "elstree", "lucas")

    assert result.exit_code == 0
    assert shown in result.stdout


def test_unknown_areas_and_invented_names_are_said() -> None:
    result = facts("--kind", "stage", "samsung")

    assert "area unknown" in result.stdout
    assert "unknown, name ours, several" in result.stdout


def test_json_is_one_document() -> None:
    result = facts("--json", "--kind", "stage", "--unit", "tsubo", "東宝", "no.2")

    document = json.loads(result.stdout)
    (stage,) = document["facts"]
    assert stage["kind"] == "stage"
    assert (stage["area_m2"], stage["unit"], stage["basis"]) == (992, "m2", "stated")
    assert stage["area_shown"] == {"value": 300.1, "unit": "tsubo"}
    assert stage["planned"] is True


@pytest.mark.parametrize("kind", ["stage", "agreement", "claim", "title"])
def test_one_kind_only(kind: str) -> None:
    document = json.loads(facts("--json", "--kind", kind).stdout)

    assert {fact["kind"] for fact in document["facts"]} == {kind}


def test_conflicts_are_put_side_by_side() -> None:
    result = facts("--conflicts", "originals planned 2021")

    assert result.exit_code == 0
    for reading in ("over 25 titles", " 25 titles", "over 15 titles", "unverified"):
        assert reading in result.stdout
    assert "disagree on 1 question;" in result.stdout


def test_conflicts_show_areas_in_one_unit() -> None:
    result = facts("--conflicts", "kadokawa")

    assert "1,028 m² (311 tsubo)" in result.stdout
    assert "1,008 m² (305 tsubo)" in result.stdout


def test_conflicts_as_json() -> None:
    document = json.loads(facts("--conflicts", "--json").stdout)

    questions = [one["question"] for one in document["conflicts"]]
    assert "Samsung Studio · location" in questions
    assert len(questions) >= 20


def test_nothing_found_is_a_no() -> None:
    result = facts("toho", "no such word")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "No fact mentions toho no such word." in result.stderr
    assert json.loads(facts("--json", "no such word").stdout)["facts"] == []


def test_quiet_says_nothing() -> None:
    result = facts("--quiet", "toho")

    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [("--kind", "rumour"), ("--unit", "acres"), ("--conflicts", "--kind", "stage")],
)
def test_a_wrong_call(arguments: tuple[str, ...]) -> None:
    assert facts(*arguments).exit_code == 2


def test_the_commands_of_the_manual_run() -> None:
    manual = Path(__file__).parents[2] / "docs" / "facts.md"
    start = "$ kachinko facts "
    lines = [line for line in manual.read_text("utf-8").splitlines() if line.startswith(start)]

    assert len(lines) >= 5
    for line in lines:
        assert facts(*shlex.split(line.removeprefix(start))).exit_code == 0, line
