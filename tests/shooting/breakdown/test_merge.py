"""A new draft comes: what a person corrected stays, what the draft changed comes in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.model.money import Money
from kachinko.model.scene import Element, Player
from kachinko.model.shooting_consistency import find_shooting_faults
from kachinko.shooting.breakdown.merge import Merged, merge_draft
from tests.shooting.breakdown.drafts import FIRST, draft

if TYPE_CHECKING:
    from kachinko.model.scene import Scene
    from kachinko.model.shooting import Shooting

OLD = draft(FIRST)
START = OLD.shooting


def corrected(number: str, **fields: Any) -> Shooting:
    scenes = tuple(
        each.model_copy(update=fields) if each.number == number else each for each in START.scenes
    )
    return START.model_copy(update={"scenes": scenes})


def merged(current: Shooting, text: str) -> Merged:
    result = merge_draft(current, OLD, draft(text))
    assert find_shooting_faults(result.shooting) == []
    return result


def scene(result: Merged, number: str) -> Scene:
    return next(each for each in result.shooting.scenes if each.number == number)


def told(result: Merged) -> list[str]:
    return [change.sentence for change in result.changes]


def test_the_same_draft_changes_nothing() -> None:
    current = corrected("2", eighths=7, minutes=90)

    result = merged(current, FIRST)

    assert result.shooting == current
    assert told(result) == ["scene 2: kept eighths 7/8"]


def test_a_field_that_only_the_draft_changed_is_taken() -> None:
    result = merged(START, FIRST.replace("EXT. STREET - NIGHT", "EXT. STREET - DUSK"))

    assert scene(result, "2").time == "dusk"
    assert told(result) == [
        "scene 2: heading EXT. STREET - NIGHT → EXT. STREET - DUSK",
        "scene 2: time night → dusk",
    ]


def test_a_field_that_both_changed_is_a_conflict_and_stays_the_persons() -> None:
    current = corrected("2", time="dawn")

    result = merged(current, FIRST.replace("EXT. STREET - NIGHT", "EXT. STREET - DUSK"))

    assert scene(result, "2").time == "dawn"
    assert [each.sentence for each in result.conflicts] == [
        "scene 2: time: yours dawn, the draft's dusk"
    ]


def test_both_made_the_same_change_and_nothing_is_said() -> None:
    current = corrected("2", time="dusk", heading="EXT. STREET - DUSK")

    result = merged(current, FIRST.replace("EXT. STREET - NIGHT", "EXT. STREET - DUSK"))

    assert told(result) == []


def test_cast_that_a_person_added_stays_beside_cast_that_the_draft_added() -> None:
    extra = Player(id="9", name="DOUBLE")
    current = corrected("1", cast=("2", "9"))
    current = current.model_copy(update={"cast": (*current.cast, extra)})
    text = FIRST.replace("the bang that does not come.", "the bang that does not come. TOM ducks.")

    result = merged(current, text)

    names = {player.id: player.name for player in result.shooting.cast}
    assert {names[each] for each in scene(result, "1").cast} == {"MARIKO", "DOUBLE", "TOM"}
    assert any("added by you: DOUBLE" in each for each in told(result))


def test_cast_numbers_stay_although_the_new_draft_counts_otherwise() -> None:
    before = {player.name: player.id for player in START.cast}
    text = FIRST + "\nINT. ATTIC - DAY #5#\n\nMARIKO and ZOE and MARIKO.\n\nZOE\nHi.\n"
    text += "\nINT. ATTIC - DAY #6#\n\nMARIKO and ZOE.\n\nINT. ATTIC - DAY #7#\n\nMARIKO.\n"

    result = merged(START, text)

    after = {player.name: player.id for player in result.shooting.cast}
    assert before.items() <= after.items()
    assert after["ZOE"] == "3"
    assert "player ZOE added (as 3)" in told(result)
    assert "set ATTIC added (as attic)" in told(result)


def test_a_renumbered_scene_keeps_its_corrections_and_what_refers_to_it() -> None:
    current = corrected("2", minutes=90)
    last = current.scenes[-1].model_copy(update={"after": ("2",)})
    current = current.model_copy(update={"scenes": (*current.scenes[:-1], last)})
    text = FIRST.replace("#4#", "#5#").replace("#3#", "#4#").replace("#2#", "#3#")
    text = text.replace("EXT. STREET", "INT. HALL - DAY #2#\n\nA door. Nobody.\n\nEXT. STREET")

    result = merged(current, text)

    assert scene(result, "3").minutes == 90
    assert scene(result, "5").after == ("3",)
    assert "scene 3: number 2 → 3" in told(result)
    assert "scene 2 added (INT. HALL - DAY)" in told(result)


def test_a_scene_that_was_split_passes_its_corrections_on() -> None:
    siren = Element(id="siren", name="Siren", category="sound")
    current = corrected("2", unit="second", elements=("siren",))
    current = current.model_copy(update={"elements": (siren,), "units": ("main", "second")})
    text = FIRST.replace("He lights a match", "EXT. RIVERBANK - NIGHT #2A#\n\nHe lights a match")

    result = merged(current, text)

    part = scene(result, "2A")
    assert (part.unit, part.elements, part.set) == ("second", ("siren",), "riverbank")
    assert "scene 2A added (split off from 2: EXT. RIVERBANK - NIGHT)" in told(result)


def test_a_dropped_scene_goes_and_takes_its_set_along() -> None:
    start = FIRST.index("INT. CAFE")
    text = FIRST[:start] + FIRST[FIRST.index("INT. LAB - NIGHT") :]
    last = START.scenes[-1].model_copy(update={"after": ("3",)})
    current = START.model_copy(update={"scenes": (*START.scenes[:-1], last)})

    result = merged(current, text)

    assert [each.number for each in result.shooting.scenes] == ["1", "2", "4"]
    assert told(result) == ["scene 3 dropped (INT. CAFE - DAY)", "set CAFE dropped"]


def test_a_player_with_a_contract_stays_although_no_scene_needs_them() -> None:
    rate = Money(amount=Decimal(50000), currency="JPY")
    cast = tuple(
        each.model_copy(update={"day_rate": rate}) if each.name == "TOM" else each
        for each in START.cast
    )
    current = START.model_copy(update={"cast": cast})

    result = merged(current, FIRST.replace("TOM", "ANNA"))

    assert rate in [each.day_rate for each in result.shooting.cast]
    assert [each.what for each in result.conflicts] == ["player TOM"]


def test_two_sets_that_a_person_made_one_stay_one() -> None:
    scenes = tuple(each.model_copy(update={"set": "lab"}) for each in START.scenes)
    current = START.model_copy(
        update={"scenes": scenes, "sets": tuple(s for s in START.sets if s.id == "lab")}
    )

    result = merged(current, FIRST.replace("You have it.", "You have it, all of it."))

    assert {each.set for each in result.shooting.scenes} == {"lab"}
    assert [each.id for each in result.shooting.sets] == ["lab"]


def test_a_scene_that_a_person_left_out_stays_out() -> None:
    current = START.model_copy(update={"scenes": START.scenes[1:]})

    quiet = merged(current, FIRST)
    loud = merged(current, FIRST.replace("INT. LAB - DAY", "INT. LAB - DAWN"))

    assert [each.number for each in quiet.shooting.scenes] == ["2", "3", "4"]
    assert told(quiet) == ["scene 1: kept your correction (left out by you)"]
    assert [each.what for each in loud.conflicts] == ["scene 1"]


def test_a_scene_that_a_person_wrote_stays_behind_the_one_before_it() -> None:
    own = START.scenes[1].model_copy(update={"number": "2X", "on": date(2028, 5, 1)})
    scenes = (*START.scenes[:2], own, *START.scenes[2:])

    result = merged(START.model_copy(update={"scenes": scenes}), FIRST)

    assert [each.number for each in result.shooting.scenes] == ["1", "2", "2X", "3", "4"]


def test_a_rewritten_scene_keeps_its_number_and_corrections() -> None:
    current = corrected("3", minutes=45)
    text = FIRST.replace("share a table and one piece of cake", "dance, badly, on one table")

    result = merged(current, text)

    assert scene(result, "3").minutes == 45
    assert "dance" in scene(result, "3").synopsis


BLOCKS = ["INT. LAB - DAY", "EXT. STREET - NIGHT", "INT. CAFE - DUSK", "EXT. ROOF - LATER"]
bodies = st.sampled_from(
    ["TOM runs far away.", "MARIKO sleeps and dreams of it.", "ZOE and TOM sing.", "Nobody at all."]
)


@st.composite
def scripts(draw: Any) -> str:
    numbers = draw(st.lists(st.integers(1, 9), unique=True, min_size=1, max_size=6))
    parts = []
    for number in sorted(numbers):
        said = draw(
            st.sampled_from(["TOM\nWell.\n", "ZOE\nWell.\n", "MARIKO (V.O.)\nHm.\n", "ALL\nHey!\n"])
        )
        parts.append(f"{draw(st.sampled_from(BLOCKS))} #{number}#\n\n{draw(bodies)}\n\n{said}")
    return "\n".join(parts)


@settings(max_examples=60, deadline=None)
@given(scripts(), scripts())
def test_any_two_drafts_merge_into_a_consistent_shooting(first: str, second: str) -> None:
    old, new = draft(first), draft(second)

    untouched = merge_draft(old.shooting, old, new).shooting

    assert find_shooting_faults(untouched) == []
    assert [each.number for each in untouched.scenes] == [
        each.number for each in new.shooting.scenes
    ]
    for mine, read in zip(untouched.scenes, new.shooting.scenes, strict=True):
        assert (mine.heading, mine.eighths, mine.time) == (read.heading, read.eighths, read.time)
        assert names(untouched, mine) == names(new.shooting, read)


def names(shooting: Shooting, scene: Scene) -> set[str]:
    return {each.name for each in shooting.cast if each.id in scene.cast}
