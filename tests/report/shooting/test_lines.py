"""Breaking lines: by words, in Japanese by characters, and never wider than the room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.report.shooting.lines import break_lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one", 9, ["one"]),
        ("", 5, [""]),
        ("a\nb", 5, ["a", "b"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),  # a word wider than the room
        ("雨の中を歩く", 4, ["雨の中を", "歩く"]),
        ("歩き続ける。夜", 5, ["歩き続け", "る。夜"]),  # no line begins with a full stop
        ("彼「夜」は", 2, ["彼", "「夜", "」は"]),  # nor ends with an opening bracket
        ("the 桟橋 pier", 6, ["the 桟橋", "pier"]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert break_lines(text, width, len) == lines


def test_the_last_line_of_a_shortened_text_ends_in_an_ellipsis() -> None:
    assert break_lines("one two three four", 8, len, most=2) == ["one two", "three…"]


@given(st.text(alphabet="ab 雨夜、。「」\n", max_size=60), st.integers(3, 20))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    lines = break_lines(text, width, len)

    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
