"""Sluglines and their words, in English and Japanese."""

from __future__ import annotations

import pytest

from kachinko.files.slugline import parse_setting, parse_slugline, parse_time, story_day


@pytest.mark.parametrize(
    ("text", "setting", "set_name", "time"),
    [
        ("INT. LAB - NIGHT", "INT", "LAB", "night"),
        ("EXT. STREET - RIVER - DAY", "EXT", "STREET - RIVER", "day"),
        ("INT./EXT. CAR – DUSK", "INT/EXT", "CAR", "dusk"),
        ("I/E CAR - CONTINUOUS", "INT/EXT", "CAR", None),
        ("EXT LAB (NIGHT)", "EXT", "LAB", "night"),
        ("EXT. X-RAY ROOM - DAY", "EXT", "X-RAY ROOM", "day"),
        ("喫茶店・中（夜）", None, "喫茶店・中", "night"),
        ("LAB", None, "LAB", None),
        ("INT", "INT", "", None),
        ("", None, "", None),
    ],
)
def test_slugline_is_taken_apart(
    text: str, setting: str | None, set_name: str, time: str | None
) -> None:
    said = parse_slugline(text)
    assert (said.setting, said.set_name, said.time) == (setting, set_name, time)


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("INT int. I 内 屋内", "INT"),
        ("EXT Ext. E 外 屋外", "EXT"),
        ("INT/EXT INT./EXT. EXT/INT I/E 内外 内/外", "INT/EXT"),
        ("above 上", None),
    ],
)
def test_setting_is_read_in_every_spelling(words: str, setting: str | None) -> None:
    assert {parse_setting(word) for word in words.split()} == {setting}


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Day D d. D1 昼 朝 MORNING", "day"),
        ("Night N N12 EVENING 夜 深夜", "night"),
        ("Dawn 早朝 明け方", "dawn"),
        ("Dusk 夕 夕方", "dusk"),
        ("LATER 回想 1", None),
    ],
)
def test_time_is_read_in_every_spelling(words: str, time: str | None) -> None:
    assert {parse_time(word) for word in words.split()} == {time}


def test_day_of_the_story_is_told_from_a_time() -> None:
    assert [story_day(word) for word in ("D1", "N12", "Day", "夜")] == ["D1", "N12", "", ""]
