"""What the parser would lose, and what is put right around it."""

from __future__ import annotations

from time import perf_counter

import pytest

from kachinko.files.script.fountain_reader import read_fountain
from kachinko.files.script.fountain_writer import write_fountain
from kachinko.files.script.load import parse_script
from kachinko.files.script.script import Paragraph, Script


def read(text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in read_fountain(text).paragraphs]


def test_scene_numbers_of_plain_and_forced_headings() -> None:
    script = read_fountain("INT. LAB - DAY #1A#\n\nX.\n\n.THE VOID #7-B.2#\n\n.喫茶店 #12#\n")

    headings = [(each.text, each.number) for each in script.paragraphs if each.kind == "heading"]
    assert headings == [("INT. LAB - DAY", "1A"), ("THE VOID", "7-B.2"), ("喫茶店", "12")]


def test_notes_within_and_between_lines_are_kept() -> None:
    text = "INT. LAB - DAY\n\nShe waits [[how long?]] for it.\n\nMAX\n[[softly]]\nHere.\n"
    text += "\n[[two\nlines]]\n"

    assert read(text) == [
        ("heading", "INT. LAB - DAY"),
        ("action", "She waits for it."),
        ("note", "how long?"),
        ("character", "MAX"),
        ("note", "softly"),
        ("dialogue", "Here."),
        ("note", "two\nlines"),
    ]


def test_boneyards_go_and_brackets_without_partner_stay() -> None:
    assert read("INT. A\n\nOne /* cut\nINT. B\n\n*/ two. [[ three /* four\n") == [
        ("heading", "INT. A"),
        ("action", "One  two. [[ three /* four"),
    ]


def test_dual_dialogue_stands_in_its_order() -> None:
    script = read_fountain("INT. A\n\nBRICK\nScrew it.\n\nSTEEL (V.O.) ^\nScrew it too.\n")

    cues = [(each.text, each.dual) for each in script.paragraphs if each.kind == "character"]
    assert cues == [("BRICK", False), ("STEEL (V.O.)", True)]


@pytest.mark.parametrize("cue", ["JOSÉ", "ŁUCJA (V.O.)", "TOM & ANNA", "ÉLISE/MAX", "@McTavish"])
def test_cues_beyond_plain_capitals(cue: str) -> None:
    assert read(f"INT. A\n\n{cue}\nHello.\n")[1] == ("character", cue.removeprefix("@"))


@pytest.mark.parametrize("line", ["ÉTÉ.", "BANG!", "SUPER: ÉTÉ", "LÀ-BAS TO:", "ÉTÉ"])
def test_capitals_that_are_no_cue(line: str) -> None:
    below = "" if line == "ÉTÉ" else "goes on"

    assert read(f"INT. A\n\n{line}\n{below}\n")[1][0] == "action"


def test_a_speech_of_one_shouted_line_is_a_speech() -> None:
    found = read_fountain("KENJI\nNO\n\nHe leaves.").paragraphs
    assert [(each.kind, each.text) for each in found] == [
        ("character", "KENJI"), ("dialogue", "NO"), ("action", "He leaves."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "[[" * 50_000,
        "/*" * 50_000,
        "INT." + " " * 200_000 + "x",
        "A ^\nx\n\n" * 5_000,
        "*a " * 50_000,
    ],
    ids=["notes", "boneyards", "blanks", "carets", "stars"],
)
def test_odd_text_takes_no_time_without_end(text: str) -> None:
    start = perf_counter()

    read_fountain(text)

    assert perf_counter() - start < 5


def test_numbered_lines_of_a_western_text_are_no_japanese_headings() -> None:
    script = parse_script(b"1 INT. LAB - DAY 1\n\n3 men wait.\n\n2 women wait.\n", "a.txt")

    assert [each.kind for each in script.paragraphs] == ["heading", "action", "action"]


@pytest.mark.parametrize(
    ("line", "number"),
    [("12A  INT. LAB - DAY   12A", "12A"), ("7 INT. LAB - DAY", "7"), ("A3. INT. LAB - DAY", "A3")],
)
def test_numbers_of_printed_scripts(line: str, number: str) -> None:
    script = read_fountain(f"   {line}\n\nX.\n")

    heading = script.paragraphs[0]
    assert (heading.kind, heading.text, heading.number) == ("heading", "INT. LAB - DAY", number)


@pytest.mark.parametrize("line", ["A(a", "AB (x", "TOM (to himself", "A (b) c"])
@pytest.mark.parametrize("below", ["INT. HOUSE - DAY", "HELLO", "and goes on"])
def test_action_that_looks_like_a_cue_with_an_extension_stays_action(line: str, below: str) -> None:
    action = Paragraph(kind="action", text=f"{line}\n{below}")
    script = Script(paragraphs=(action,), title_page=(), layout="western")

    assert read_fountain(write_fountain(script)) == script
