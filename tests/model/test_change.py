"""Each kind of change does what it says to a project, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.files.changes import KINDS
from kachinko.model.change import BaseChange, apply_changes
from kachinko.model.errors import InputError
from tests.plan_case import project

if TYPE_CHECKING:
    from kachinko.model.project import Project

MARCH = {"from": "2028-03-01", "to": "2028-03-14"}
NEW_TITLE = {
    "id": "new", "name": "New", "kind": "film",
    "sets": [{"id": "room", "name": "Room", "area_m2": 50, "shoot_days": 3}],
}  # fmt: skip


def change(kind: str, **fields: Any) -> BaseChange:
    made: BaseChange = KINDS[kind].model_validate({"change": kind, **fields})
    return made


def changed(kind: str, **fields: Any) -> Project:
    return apply_changes(project(), [change(kind, **fields)])


def lab(one: Project) -> Any:
    return one.title("vapor").sets[0]


def test_a_window_moves_only_the_end_that_is_given() -> None:
    title = changed("window", title="vapor", latest="2028-05-31").title("vapor")

    assert (title.earliest, title.latest) == (None, date(2028, 5, 31))


def test_a_phase_of_a_set_and_a_location_block_take_so_many_days() -> None:
    assert lab(changed("phase", title="vapor", item="lab", phase="build", days=15)).build_days == 15
    block = changed("phase", title="vapor", item="streets", days=4).title("vapor")
    assert block.location_blocks[0].days == 4


def test_a_size_is_an_area_or_sides() -> None:
    assert lab(changed("size", title="vapor", item="lab", area_m2=200)).footprint_m2 == 200
    sides = lab(changed("size", title="vapor", item="lab", width_m=10, depth_m=8))
    assert sides.footprint_m2 == 80


def test_cast_is_to_be_had_on_other_days() -> None:
    with_cast = apply_changes(
        project(),
        [change("title-joins", title=NEW_TITLE | {"cast": [{"id": "lead", "name": "Lead"}]})],
    )
    moved = apply_changes(
        with_cast, [change("cast", title="new", member="lead", available=[MARCH])]
    )

    assert str(moved.title("new").cast[0].available[0].span) == "2028-03-01 to 2028-03-14"


def test_a_title_may_be_made_elsewhere_and_must_be_made() -> None:
    assert changed("studios", title="vapor", studios=["toho"]).title("vapor").studios == ("toho",)
    assert (
        changed("commitment", title="vapor", commitment="must").title("vapor").commitment == "must"
    )


def test_titles_join_and_leave() -> None:
    assert changed("title-joins", title=NEW_TITLE).titles[-1].id == "new"
    assert "dune" not in {title.id for title in changed("title-leaves", title="dune").titles}


def test_a_stage_closes_on_top_of_its_other_closures() -> None:
    stage = changed("close", stage="no2", why="roof", **MARCH).stages()[1][1]

    assert [closure.reason for closure in stage.closures] == ["maintenance", "roof"]


def test_a_stage_joins_between_two_dates_only() -> None:
    more = changed("stage-joins", like="no1", stage="no4", **MARCH)

    assert more.stages()[-1][1].floor_m2 == 860
    assert [a.span for a in more.agreements if "no4" in a.stages] == [
        change("close", stage="no1", **MARCH).span  # type: ignore[attr-defined]
    ]


def test_a_stage_that_joins_closes_no_other_where_no_agreement_is_given() -> None:
    free = project().model_copy(update={"agreements": ()})

    more = apply_changes(free, [change("stage-joins", like="no1", stage="no4", **MARCH)])

    opened = {name for agreement in more.agreements for name in agreement.stages}
    assert opened == {"no1", "no2", "no9", "no4"}


def test_a_stage_leaves_with_its_place_in_agreements() -> None:
    less = changed("stage-leaves", stage="no1")

    assert {stage.id for _, stage in less.stages()} == {"no2", "no9"}
    assert less.agreements[0].stages == ("no2",)


def test_the_last_open_stage_cannot_leave() -> None:
    both = [change("stage-leaves", stage="no1"), change("stage-leaves", stage="no2")]

    with pytest.raises(InputError) as caught:
        apply_changes(project(), both)

    assert [fault.place for fault in caught.value.faults] == ["change 2"]


def test_crews_weekdays_and_pace() -> None:
    assert changed("crews", studio="toho", crews=None).studios[0].build_crews is None
    assert changed("weekdays", weekdays=["mon"]).studios[0].calendar.weekdays == ("mon",)
    assert lab(changed("pace", phase="build", percent=75)).build_days == 8  # 7.5 of 10 rounded up
    assert lab(changed("pace", phase="shoot", percent=0)).shoot_days == 1
    assert lab(changed("pace", phase="strike", percent=0)).strike_days == 0


def test_changes_are_made_one_after_another_and_leave_the_project_as_it_was() -> None:
    before = project()

    after = apply_changes(
        before,
        [
            change("title-joins", title=NEW_TITLE),
            change("phase", title="new", item="room", days=9),
        ],
    )

    assert after.title("new").sets[0].shoot_days == 9
    assert before == project()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_itself_in_words(kind: str) -> None:
    fields: dict[str, dict[str, Any]] = {
        "window": {"title": "vapor", "earliest": "2028-02-01", "latest": "2028-05-01"},
        "phase": {"title": "vapor", "item": "lab", "days": 1},
        "size": {"title": "vapor", "item": "lab", "width_m": 10, "depth_m": 8},
        "cast": {"title": "vapor", "member": "lead", "available": []},
        "studios": {"title": "vapor", "studios": []},
        "commitment": {"title": "vapor", "commitment": "may"},
        "title-joins": {"title": NEW_TITLE},
        "title-leaves": {"title": "vapor"},
        "close": {"stage": "no1", **MARCH},
        "stage-joins": {"like": "no1", "stage": "no4", **MARCH},
        "stage-leaves": {"stage": "no1"},
        "crews": {"studio": "toho", "crews": 1},
        "weekdays": {"weekdays": ["mon", "tue"]},
        "pace": {"phase": "build", "percent": 80},
    }

    sentence = change(kind, **fields[kind]).sentence

    assert sentence
    assert not sentence.endswith(".")


def test_all_faults_are_told_at_once_each_at_its_change() -> None:
    wrong = [
        change("close", stage="no3", **MARCH),
        change("phase", title="vapor", item="lab", phase="shoot", days=0),
        change("studios", title="dune", studios=["pinewood"]),
        change("title-joins", title=NEW_TITLE | {"id": "dune"}),
        change("crews", studio="toh", crews=1),
    ]

    with pytest.raises(InputError) as caught:
        apply_changes(project(), wrong)

    faults = caught.value.faults
    assert [fault.place for fault in faults] == [f"change {n}" for n in range(1, 6)]
    assert "perhaps 'no9' is meant" in faults[0].what
    assert "shoot_days" in faults[1].what
    assert "pinewood" in faults[2].what
    assert "second title" in faults[3].what
    assert "perhaps 'toho' is meant" in faults[4].what


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("window", {"title": "vapor"}),  # says nothing
        ("size", {"title": "vapor", "item": "lab"}),  # says nothing
        ("size", {"title": "vapor", "item": "lab", "width_m": 3}),  # one side
        ("close", {"stage": "no1", "from": "2028-03-02", "to": "2028-03-01"}),  # backwards
        ("phase", {"title": "vapor", "item": "lab", "days": -1}),  # below 0
        ("pace", {"phase": "build", "percent": float("nan")}),  # no number
        ("crews", {"studio": "toho", "crews": True}),  # no number
    ],
)
def test_a_change_that_says_nothing_sensible_is_none(kind: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        change(kind, **fields)
