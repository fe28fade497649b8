"""Rules of the form: every scene once, in its unit; rule 1, and what surrounds it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kachinko.shooting.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.shooting.check.reading import Reading


def the_board_is_of_this_shooting(reading: Reading) -> Iterator[Breach]:
    """Form: title and currency are those of the shooting."""
    shooting, board = reading.shooting, reading.board
    if board.shooting != shooting.name:
        yield Breach(
            0, "other-title", f"The board is of {board.shooting!r}, not of {shooting.name!r}."
        )
    if board.currency != shooting.currency:
        yield Breach(
            0,
            "other-currency",
            f"The board counts in {board.currency}, the shooting in {shooting.currency}.",
        )


def a_failed_board_has_no_days(reading: Reading) -> Iterator[Breach]:
    """Form: where the status says that there is no board, there are no days."""
    if reading.board.days:
        status = reading.board.status
        yield Breach(0, "days-without-board", f"The status is {status}, yet there are days.")


def scenes_and_units_are_known(reading: Reading) -> Iterator[Breach]:
    """Form: the board names scenes and units of the shooting only."""
    for day in reading.board.days:
        if day.unit not in reading.shooting.units:
            yield Breach(
                1, "unit-unknown", f"{day.day}: there is no unit {day.unit}.", day.day, day.unit
            )
        for number in day.scenes:
            if number not in reading.scenes:
                sentence = f"{day.day}: there is no scene {number}."
                yield Breach(1, "scene-unknown", sentence, day.day, day.unit, (number,))


def every_scene_is_there_once(reading: Reading) -> Iterator[Breach]:
    """Rule 1: each scene is on exactly one day."""
    count = Counter(number for day in reading.board.days for number in day.scenes)
    for number in reading.scenes:
        if not count[number]:
            yield Breach(1, "scene-missing", f"Scene {number} is on no day.", scenes=(number,))
        elif count[number] > 1:
            sentence = f"Scene {number} is on the board {count[number]} times."
            yield Breach(1, "scene-twice", sentence, scenes=(number,))


def every_scene_is_in_its_unit(reading: Reading) -> Iterator[Breach]:
    """Rule 1: each scene is on a day of its own unit."""
    for day in reading.days:
        for shot in day.shots:
            if shot.scene.unit != day.unit:
                number = shot.scene.number
                sentence = (
                    f"{day.day}: scene {number} belongs to unit {shot.scene.unit} and is on "
                    f"a day of unit {day.unit}."
                )
                yield Breach(1, "unit-wrong", sentence, day.day, day.unit, (number,))


def a_unit_has_one_day_a_date(reading: Reading) -> Iterator[Breach]:
    """Rule 1: a unit has at most one board day a date."""
    count = Counter((day.day, day.unit) for day in reading.days)
    for (day, unit), times in count.items():
        if times > 1:
            sentence = f"{day}: unit {unit} has {times} board days on this date."
            yield Breach(1, "date-twice", sentence, day, unit)
