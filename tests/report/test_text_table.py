"""Tables of text."""

from __future__ import annotations

from kachinko.report.text_table import fitted, text_table, width

ROWS = [["id", "state"], ["jp-jlox", "one: 1; two: 2; three: 3; four: 4"], ["日本", "五: 5"]]


def test_columns_stand_below_each_other_also_with_wide_letters() -> None:
    heads, first, wide = text_table(ROWS)

    assert heads.index("state") == first.index("one")
    assert width(wide.split("五")[0]) == first.index("one")


def test_a_last_cell_without_room_goes_on_below() -> None:
    lines = text_table(ROWS, most=33)

    assert lines[1:3] == ["jp-jlox  one: 1; two: 2;", "         three: 3; four: 4"]
    assert all(width(line) <= 33 for line in lines)


def test_a_line_is_cut_or_filled_to_the_columns_that_there_are() -> None:
    assert fitted("26 作品中", 12) == "26 作品中   "
    assert fitted("26 作品中", 6) == "26 作 "
    assert width(fitted("改善中です", 7)) == 7
