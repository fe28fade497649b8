"""Rules of days and of what lies between them: 2 to 6."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.scene import pages
from kachinko.model.span import DaySpan
from kachinko.shooting.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.shooting.check.reading import ReadDay, Reading


def dates_are_working_days(reading: Reading) -> Iterator[Breach]:
    """Rule 2: every date is a working day of the calendar, from `start` to `latest`."""
    shooting = reading.shooting
    for day in reading.days:
        date, unit = day.day, day.unit
        if not len(WorkingDays(shooting.calendar, DaySpan.inclusive(date, date))):
            yield Breach(2, "no-working-day", f"{date} is no working day.", date, unit)
        if shooting.start is not None and date < shooting.start:
            sentence = f"{date} lies before the first day of photography, {shooting.start}."
            yield Breach(2, "before-start", sentence, date, unit)
        if shooting.latest is not None and date > shooting.latest:
            sentence = f"{date} lies after the last day that the shooting may use, "
            yield Breach(2, "after-latest", f"{sentence}{shooting.latest}.", date, unit)


def no_day_has_too_many_pages(reading: Reading) -> Iterator[Breach]:
    """Rule 3: the eighths of a day sum to at most the limit."""
    most = reading.shooting.rules.most_eighths
    for day in reading.days:
        eighths = sum(shot.scene.eighths for shot in day.shots)
        if most is not None and eighths > most:
            sentence = f"{_day(day)} has {pages(eighths)} pages; at most {pages(most)} are allowed."
            yield _breach(3, "too-many-pages", sentence, day)


def no_day_is_too_long(reading: Reading) -> Iterator[Breach]:
    """Rule 3: call to wrap is at most the limit."""
    most = reading.shooting.rules.most_minutes
    for day in reading.days:
        if day.minutes > most:
            sentence = f"{_day(day)} lasts {day.minutes} min from call to wrap; at most {most} min."
            yield _breach(3, "day-too-long", sentence, day)


def outdoor_scenes_have_their_light(reading: Reading) -> Iterator[Breach]:
    """Rule 4: outdoors at night needs a night call; outdoors at any other time, a day call."""
    for day in reading.days:
        for shot in day.shots:
            scene = shot.scene
            needs = "night" if scene.needs_dark else "day" if scene.needs_light else day.kind
            if needs != day.kind:
                sentence = (
                    f"{_day(day)} has a {day.kind} call; scene {scene.number} "
                    f"({scene.setting}, {scene.time or 'no time of day'}) needs a {needs} call."
                )
                yield Breach(4, f"needs-{needs}-call", sentence, day.day, day.unit, (scene.number,))


def dawn_comes_first_and_dusk_last(reading: Reading) -> Iterator[Breach]:
    """Rule 4: outdoors at dawn nothing but the same comes before, at dusk nothing else after."""
    for day in reading.days:
        scenes = [shot.scene for shot in day.shots]
        for at, scene in enumerate(scenes):
            earlier = [other.number for other in scenes[:at] if other.light_turn > 0]
            later = [other.number for other in scenes[at + 1 :] if other.light_turn < 2]
            if scene.light_turn == 0 and earlier:
                code, what = "dawn-not-first", f"at dawn, comes after scene {', '.join(earlier)}"
            elif scene.light_turn == 2 and later:
                code, what = "dusk-not-last", f"at dusk, comes before scene {', '.join(later)}"
            else:
                continue
            sentence = f"{_day(day)}: scene {scene.number}, outdoors {what}."
            yield Breach(4, code, sentence, day.day, day.unit, (scene.number,))


def rest_lies_between_days(reading: Reading) -> Iterator[Breach]:
    """Rule 5: from a unit's wrap to its next call lies the least rest."""
    least = reading.shooting.rules.rest_minutes
    for _, days in reading.by_unit():
        for before, after in pairwise(days):
            rest = (after.day - before.day).days * 24 * 60 + after.call - before.wrap
            if rest < least:
                sentence = (
                    f"{_day(after)} begins {rest} min after the wrap of {before.day}; "
                    f"the least rest is {least} min."
                )
                yield _breach(5, "rest-short", sentence, after)


def days_off_break_the_row(reading: Reading) -> Iterator[Breach]:
    """Rule 5: a unit shoots on at most so many calendar days in a row."""
    most = reading.shooting.rules.most_days_in_a_row
    if most is None:
        return
    for unit, days in reading.by_unit():
        dates = sorted({day.day for day in days})
        row = 0
        for at, date in enumerate(dates):
            follows = at > 0 and (date - dates[at - 1]).days == 1
            row = row + 1 if follows else 1
            if row > most:
                sentence = f"{date} is day {row} in a row of unit {unit}; at most {most}."
                yield Breach(5, "no-day-off", sentence, date, unit)


def a_day_has_few_moves(reading: Reading) -> Iterator[Breach]:
    """Rule 6: within a day a unit changes its place at most so many times."""
    most = reading.shooting.rules.moves_a_day
    for day in reading.days:
        moves = len(day.changes)
        if moves > most:
            sentence = f"{_day(day)} has {moves} company moves; at most {most}."
            yield _breach(6, "too-many-moves", sentence, day)


def _day(day: ReadDay) -> str:
    return f"{day.day} (unit {day.unit})"


def _breach(rule: int, code: str, sentence: str, day: ReadDay) -> Breach:
    numbers = tuple(shot.scene.number for shot in day.shots)
    return Breach(rule, code, sentence, day.day, day.unit, numbers)
