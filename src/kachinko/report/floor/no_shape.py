"""A stage of which only the area is known: its sets as shares of its floor, not to scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.floor.drawing import Box, Label
from kachinko.report.floor.lettering import PT, fitted, width_of, wrapped
from kachinko.report.floor.looks import painted, phase_on
from kachinko.report.shooting.paper import INK, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.report.floor.drawing import Drawing
    from kachinko.report.floor.floors import FloorStage, Standing
    from kachinko.report.floor.words import FloorWords

HEIGHT = 90.0


def draw_shares(
    sheet: Drawing,
    room: Box,
    stage: FloorStage,
    standing: Sequence[tuple[int, Standing]],
    day: date,
    words: FloorWords,
) -> None:
    """A bar as long as the floor, in it each set as long as its share."""
    x, y = room.x + 4, room.y + (room.height - HEIGHT) / 2
    whole = room.width - 8
    for place, line in enumerate(wrapped(words("noshape"), whole, 9)):
        sheet.add(Label(x, y + HEIGHT + 12 - place * 9 * PT * 1.4, line, 9, ink=MUTED))
    sheet.add(Box(x, y, whole, HEIGHT, ink=INK, line=0.4, dash=(2, 1), name="floor"))
    areas = [_area(each, stage) for _, each in standing]
    floor = max(stage.floor_m2 or 0.0, sum(areas)) or 1.0
    at = x
    for (number, each), area in zip(standing, areas, strict=True):
        box = Box(at, y, whole * area / floor, HEIGHT, name=f"set-{number}")
        sheet.add(*painted(box, phase_on(each, day)))
        _say(sheet, box, number, each, area, words)
        at += box.width
    free = floor - sum(areas)
    if free / floor > 0.04:
        text = fitted(f"{words('free')} {words.area(free)}", x + whole - at - 4, 8)
        middle = (at + x + whole) / 2
        sheet.add(Label(middle, y + HEIGHT / 2, text, 8, ink=MUTED, anchor="middle"))


def _area(each: Standing, stage: FloorStage) -> float:
    return (each.area_m2 if each.area_m2 is not None else stage.floor_m2) or 0.0


def _say(
    sheet: Drawing, box: Box, number: int, each: Standing, area: float, words: FloorWords
) -> None:
    room = box.width - 6
    if room < 8:
        x, y = box.x + box.width / 2, box.y + box.height / 2
        sheet.add(Label(x, y, str(number), 7, bold=True, anchor="middle"))
        return
    lines = [(f"{number}  {each.name}".strip(), True), (each.title_name, False)]
    lines.append((words.area(area), False))
    shown = [
        (fitted(text, room, points, bold=bold), points, bold)
        for text, bold in lines
        for points in (8 if bold else 7,)
    ]
    plate = max(width_of(text, points, bold=bold) for text, points, bold in shown) + 3
    sheet.add(Box(box.x + 1.5, box.y + box.height - 15, plate, 13.5, fill="#ffffff"))
    for place, (text, points, bold) in enumerate(shown):
        y = box.y + box.height - 5.5 - place * 4
        sheet.add(Label(box.x + 3, y, text, points, bold=bold, ink=INK if bold else MUTED))
