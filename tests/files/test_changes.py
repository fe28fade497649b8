"""Changes as they are written: on the command line and in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.files.changes import KINDS, changed, load_changes, parse_change
from kachinko.model.change import BaseChange
from kachinko.model.errors import InputError
from tests.plan_case import project

GOOD = """\
changes:
  - {change: close, stage: no1, from: 2028-03-01, to: 2028-03-14, why: the roof leaks}
  - change: phase
    title: vapor
    item: lab
    phase: build
    days: 15
  - change: title-joins
    title:
      id: new
      name: New
      kind: film
      sets: [{id: room, name: Room, area_m2: 50, shoot_days: 3}]
"""


def faults_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_change(text)
    return [f"{fault.what} | {fault.right}" for fault in caught.value.faults]


def test_a_change_on_the_command_line_reads_like_yaml() -> None:
    closed: Any = parse_change('close stage=no1 from=2028-03-01 to=2028-03-14 why="a, b = c"')
    weekdays: Any = parse_change("weekdays studio=toho weekdays=[mon, tue]")
    cast: Any = parse_change(
        "cast title=vapor member=lead available=[{from: 2028-01-01, to: 2028-02-01}]"
    )
    crews: Any = parse_change("crews studio=toho crews=null")
    size: Any = parse_change("size title=vapor item=lab area_m2=50tsubo")

    assert (closed.stage, str(closed.span), closed.why) == (
        "no1", "2028-03-01 to 2028-03-14", "a, b = c",
    )  # fmt: skip
    assert weekdays.weekdays == ("mon", "tue")
    assert str(cast.available[0].span) == "2028-01-01 to 2028-02-01"
    assert crews.crews is None
    assert size.area_m2 == 165.29


def test_a_change_may_name_its_kind_like_any_other_key() -> None:
    assert parse_change("change=stage-leaves stage=no1") == parse_change("stage-leaves stage=no1")


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("", "change is missing"),  # nothing at all
        ("clos stage=no1", "'close', perhaps"),  # unknown kind
        ("stage=no1", "change is missing"),  # no kind
        ("close stage=no1 from=2028-03-01", "to is missing"),  # a key too few
        ("close stage=no1 from=1 to=2028-03-14", "a date is written"),  # no date
        ("close stage=no1 from=2028-02-30 to=2028-03-14", "a date is written"),  # no such day
        ("close stage=no1 from=2028-03-14 to=2028-03-01", "lies before"),  # backwards
        ("phase title=vapor item=lab phase=paint days=3", "'prelight'"),  # unknown phase
        ("phase title=vapor item=lab phase=build days=3.5", "integer"),  # half days
        ("phase title=vapor item=lab phase=build days=", "days has no value"),  # empty
        ("stage-leaves stage=no1 stage=no2", "stage is given twice"),  # twice
        ("stage-leaves stage=no1 name=x", "not a known key"),  # a key too many
        ("stage-leaves no1", "is no key=value"),  # no key
        ("weekdays weekdays=[mon, funday]", "item 2 is 'funday'"),  # unknown weekday
        ("weekdays weekdays=[mon", "weekdays"),  # a bracket too few
    ],
)
def test_a_wrong_change_is_refused_with_what_would_be_right(text: str, say: str) -> None:
    assert say in " ".join(faults_of(text))


def test_all_faults_of_a_change_are_told_at_once() -> None:
    said = faults_of("close stage= from=2028-13-01 to=x colour=red shut")

    assert [each.partition(" ")[0] for each in said] == [
        "stage",
        "'shut'",
        "from",
        "to",
        "'colour'",
    ]


def reads_or_refuses(text: str) -> bool:
    """Whether a text is a change, or is refused with at least one fault."""
    try:
        return isinstance(parse_change(text), BaseChange)
    except InputError as error:
        return bool(error.faults)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert reads_or_refuses(text)


@given(st.sampled_from(sorted(KINDS)), st.lists(st.text(max_size=12), max_size=4))
def test_no_values_break_the_reader(kind: str, values: list[str]) -> None:
    names = list(KINDS[kind].model_fields)
    words = [f"{name}={value}" for name, value in zip(names, values, strict=False)]

    assert reads_or_refuses(" ".join([kind, *words]))


def test_the_manual_shows_every_kind_as_it_is_written() -> None:
    page = (Path(__file__).parents[2] / "docs" / "manual" / "changes.md").read_text("utf-8")
    examples = page.partition("```text\n")[2].partition("```")[0].splitlines()

    shown: list[Any] = [parse_change(line) for line in examples]

    assert {one.change for one in shown} == set(KINDS)


def test_a_file_of_changes_reads_in_order(tmp_path: Path) -> None:
    path = tmp_path / "changes.yaml"
    path.write_text(GOOD, "utf-8")

    kinds = [type(one).__name__ for one in load_changes(path)]

    assert kinds == ["StageCloses", "PhaseTakes", "TitleJoins"]


def test_every_fault_of_a_file_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "changes.yaml"
    path.write_text(
        "changes:\n"
        "  - {change: phase, title: vapor, item: lab, phase: paint, days: x}\n"
        "  - {change: crews, studio: toho, crews: some}\n"
        "  - change: close\n"
        "    stage: no1\n"
        "    from: 2028-03-01\n"
        "    too: 2028-03-14\n"
        "  - {change: weekdays, weekdays: [mon, funday]}\n"
        "  - {change: studios, title: vapor, studios: 3}\n",
        "utf-8",
    )

    with pytest.raises(InputError) as caught:
        load_changes(path)

    places = [fault.place.removeprefix("changes.yaml ") for fault in caught.value.faults]
    assert [place.partition(",")[0] for place in places] == [
        "line 2", "line 2", "line 3", "line 4", "line 7", "line 8", "line 9",
    ]  # fmt: skip
    assert "(changes[1] > phase)" in places[0]


@pytest.mark.parametrize("text", ["", "changes: []\n", "changes:\n", "- close\n", "changes: 3\n"])
def test_a_file_without_changes_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "changes.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(InputError):
        load_changes(path)


def test_changes_of_a_file_come_before_those_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "changes.yaml"
    path.write_text(GOOD, "utf-8")

    after, made = changed(project(), path, ["phase title=new item=room days=7"])

    assert after.title("new").sets[0].shoot_days == 7
    assert len(made) == 4


def test_faults_of_reading_and_of_meaning_are_told_together() -> None:
    with pytest.raises(InputError) as caught:
        changed(
            project(), None, ["clos stage=no1", "stage-leaves stage=no7", "title-leaves title=x"]
        )

    assert len(caught.value.faults) == 3


def test_what_an_unreadable_change_would_have_brought_in_is_not_called_unknown() -> None:
    with pytest.raises(InputError) as caught:
        changed(project(), None, ["title-joins title={id: new}", "title-leaves title=new"])

    assert all("there is no title" not in fault.what for fault in caught.value.faults)
