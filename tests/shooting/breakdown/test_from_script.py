"""From scripts to shootings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from kachinko.files.script.fountain_reader import read_fountain
from kachinko.files.script.japanese_reader import read_japanese
from kachinko.files.script.load import load_script, save_script
from kachinko.files.script.script import Paragraph
from kachinko.model.shooting_consistency import find_shooting_faults
from kachinko.shooting.breakdown.from_script import Breakdown, break_down
from kachinko.shooting.breakdown.length import eighths_of, eighths_of_japanese
from tests.files.script.arbitrary import scripts

if TYPE_CHECKING:
    from kachinko.files.script.script import Script

EXAMPLES = Path(__file__).parents[3] / "examples" / "shoot"


def read(text: str) -> Breakdown:
    return break_down(read_fountain(text), currency="JPY", name="X")


def cast_of(breakdown: Breakdown, number: str) -> set[str]:
    shooting = breakdown.shooting
    scene = next(each for each in shooting.scenes if each.number == number)
    return {each.name for each in shooting.cast if each.id in scene.cast}


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(scripts())
def test_any_script_becomes_a_consistent_shooting(script: Script) -> None:
    breakdown = break_down(script, currency="JPY")

    headings = [each.text for each in script.paragraphs if each.kind == "heading"]
    assert [each.heading for each in breakdown.shooting.scenes] == headings
    assert find_shooting_faults(breakdown.shooting) == []
    assert list(breakdown.texts) == [each.number for each in breakdown.shooting.scenes]


def test_scenes_without_numbers_are_counted_and_it_is_said() -> None:
    breakdown = read("INT. A - DAY\n\nX.\n\nINT. B - DAY\n\nX.\n")

    assert [each.number for each in breakdown.shooting.scenes] == ["1", "2"]
    assert "The script numbers no scenes; they are counted from 1 here." in breakdown.remarks


def test_missing_and_repeated_numbers_get_free_ones() -> None:
    breakdown = read("INT. A #2#\n\nX.\n\nINT. B\n\nX.\n\nINT. C #2#\n\nX.\n\nINT. D\n\nX.\n")

    assert [each.number for each in breakdown.shooting.scenes] == ["2", "1", "2-2", "3"]
    assert breakdown.remarks[:2] == (
        "The number 2 stands before a second scene; it is 2-2 here.",
        "Scenes without a number got one here: 1, 3.",
    )


def test_an_omitted_scene_is_none_and_keeps_its_number() -> None:
    breakdown = read("INT. A #1#\n\nX.\n\n.OMITTED #2#\n\nINT. B\n\nX.\n")

    assert [each.number for each in breakdown.shooting.scenes] == ["1", "3"]
    assert [each.name for each in breakdown.shooting.sets] == ["A", "B"]
    assert breakdown.remarks[0] == "Omitted in the script: 2."


def test_cast_are_who_speak_in_person_or_are_named_in_capitals() -> None:
    breakdown = read(
        "INT. A - DAY #1#\n\nTOM waits. ZED (40) sweeps. Mariko's photo. BANG!\n\n"
        "ANNA (O.S.)\nHello.\n\nMARIKO (V.O.)\nHm.\n\nCROWD\nOh!\n\n"
        "INT. A - DAY #2#\n\nX.\n\nTOM\nYes.\n\nMARIKO\nNo.\n\nMARIKO (V.O.)\nNo.\n"
    )

    assert cast_of(breakdown, "1") == {"TOM", "ZED", "ANNA"}
    assert cast_of(breakdown, "2") == {"TOM", "MARIKO"}
    assert breakdown.shooting.cast[0].name == "TOM"
    assert breakdown.shooting.elements[0].name == "CROWD"
    assert "MARIKO is only heard in 1 and not counted there." in breakdown.remarks


def test_cast_are_numbered_by_their_scenes() -> None:
    breakdown = load("lantern-street.fountain")
    scenes = breakdown.shooting.scenes

    counts = [sum(p.id in each.cast for each in scenes) for p in breakdown.shooting.cast]
    assert counts == sorted(counts, reverse=True)
    assert [p.id for p in breakdown.shooting.cast] == [str(n) for n in range(1, len(counts) + 1)]


def test_the_synopsis_is_the_writers_or_the_first_action() -> None:
    breakdown = read(
        "INT. A #1#\n\n= She loses.\n\nShe plays.\n\nINT. B #2#\n\nShe  sleeps\nwell.\n"
    )

    assert [each.synopsis for each in breakdown.shooting.scenes] == [
        "She loses.",
        "She sleeps well.",
    ]


@pytest.mark.parametrize(
    ("lines", "eighths"),
    [(1, 1), (9, 1), (10, 2), (53, 8), (54, 8), (108, 16)],
)
def test_eighths_are_counted_on_pages_of_55_lines(lines: int, eighths: int) -> None:
    # An empty line stands before the action.
    action = "\n".join(["word"] * lines)

    assert eighths_of([Paragraph("action", action)]) == eighths


def test_long_words_and_lines_wrap() -> None:
    once, twice = Paragraph("action", "x" * 60), Paragraph("action", "x" * (60 * 55))

    assert (eighths_of([once]), eighths_of([twice])) == (1, 8)


@pytest.mark.parametrize(("sheet", "eighths"), [(400, 8), (200, 16)])
def test_japanese_pages_are_sheets_of_columns(sheet: int, eighths: int) -> None:
    body = [Paragraph("heading", "家"), *[Paragraph("action", "あ" * 20)] * 18]

    assert eighths_of_japanese(body, sheet) == eighths  # type: ignore[arg-type]


def test_the_length_that_the_file_states_is_taken() -> None:
    script = read_fountain("INT. A #1#\n\nX.\n")
    stated = (Paragraph("heading", "INT. A", "1", eighths=11), *script.paragraphs[1:])

    breakdown = break_down(type(script)(stated), currency="JPY")

    assert breakdown.shooting.scenes[0].eighths == 11


def load(name: str) -> Breakdown:
    return break_down(load_script(EXAMPLES / name), currency="JPY")


def test_the_english_example_in_both_forms() -> None:
    breakdown = load("lantern-street.fountain")
    shooting = breakdown.shooting

    assert load("lantern-street.fdx") == breakdown
    assert len(shooting.scenes) == 35
    assert len(shooting.sets) == 10
    assert 13 * 8 <= sum(each.eighths for each in shooting.scenes) <= 15 * 8
    assert cast_of(breakdown, "6") == {"KENJI", "YUKI", "TAKEDA"}
    assert "NARRATOR is only heard in 32 and not counted there." in breakdown.remarks


def test_the_japanese_example() -> None:
    breakdown = load("chochin.txt")
    shooting = breakdown.shooting

    assert shooting.name == "提灯"
    assert len(shooting.scenes) == 19
    assert cast_of(breakdown, "2") == {"貞夫", "花"}
    assert cast_of(breakdown, "8") == {"花"}
    assert cast_of(breakdown, "18") == {"花", "健司", "由紀", "武田"}
    assert {each.name for each in shooting.elements} == {"一同"}
    assert shooting.scenes[2].time == "day"
    assert shooting.scenes[18].set == shooting.scenes[0].set


def test_a_japanese_script_means_the_same_in_every_form(tmp_path: Path) -> None:
    script = load_script(EXAMPLES / "chochin.txt")
    sound = break_down(script, currency="JPY").shooting

    for name in ("a.fountain", "a.fdx"):
        save_script(script, tmp_path / name)
        back = break_down(load_script(tmp_path / name), currency="JPY").shooting
        assert (back.cast, back.sets, back.elements) == (sound.cast, sound.sets, sound.elements)
        assert [each.cast for each in back.scenes] == [each.cast for each in sound.scenes]
        assert [each.eighths for each in back.scenes] == [each.eighths for each in sound.scenes]


def test_full_names_and_short_ones_are_one_part() -> None:
    text = "題\n○家\n　佐藤太郎（34）が来る。\n太郎「はい」\n○庭\n　佐藤太郎、走る。\n"

    breakdown = break_down(read_japanese(text), currency="JPY")

    assert [each.name for each in breakdown.shooting.cast] == ["太郎"]
    assert cast_of(breakdown, "2") == {"太郎"}
