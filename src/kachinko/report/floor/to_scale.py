"""A stage whose width and depth are known, drawn to scale with its lane, grid, sets and sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.report.floor.dimensions import chain, dimension
from kachinko.report.floor.drawing import Box, Label, Line, hatch
from kachinko.report.floor.lettering import PT, fitted, width_of
from kachinko.report.floor.looks import LANE, painted, phase_on
from kachinko.report.shooting.paper import INK, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.report.floor.drawing import Drawing
    from kachinko.report.floor.floors import FloorStage, Standing
    from kachinko.report.floor.words import FloorWords

SCALES = (100, 200, 250, 500, 1_000, 2_000, 5_000)
DIMENSIONS = 15.0
"""Room [mm] left of and below the walls for what is written of sizes."""
NUMBERS = 6.0
"""Room [mm] above and right of the walls for the numbers of the grid."""
MOST_LINES = 200
GRID, GRID_5 = "#e4e1db", "#c9c5bc"


@dataclass(frozen=True, slots=True)
class Sides:
    """Width and depth of a floor, and the lane around it [m]."""

    width: float
    depth: float
    lane: float


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the floor lies on the paper."""

    scale: int
    """A metre of the stage is 1000 / scale mm of paper."""
    left: float
    low: float
    sides: Sides

    def mm(self, metres: float) -> float:
        """How long a length is on paper."""
        return metres * 1000 / self.scale

    def box(self, each: Standing, name: str) -> Box:
        """Where a set that has a place lies on paper."""
        assert each.x_m is not None
        assert each.y_m is not None
        width, depth = sides_of(each)
        x, y = self.left + self.mm(each.x_m), self.low + self.mm(each.y_m)
        return Box(x, y, self.mm(width), self.mm(depth), name=name)


def sides_of(each: Standing) -> tuple[float, float]:
    """Width and depth of a set as it lies [m]."""
    assert each.width_m is not None
    assert each.depth_m is not None
    return (each.depth_m, each.width_m) if each.rotated else (each.width_m, each.depth_m)


def is_laid(each: Standing) -> bool:
    """Whether a set has a place."""
    return None not in (each.x_m, each.y_m, each.width_m, each.depth_m)


def scale_for(sides: Sides, room: Box) -> int:
    """The largest of the usual scales, 1:100 at most, at which a floor fits the paper."""
    width = (sides.width + 2 * sides.lane) * 1000
    depth = (sides.depth + 2 * sides.lane) * 1000
    least = max(
        width / (room.width - DIMENSIONS - NUMBERS), depth / (room.height - DIMENSIONS - NUMBERS)
    )
    for scale in SCALES:
        if scale >= least:
            return scale
    return math.ceil(least / 10_000) * 10_000


def lay_ground(stage: FloorStage, lane: float, room: Box) -> Ground:
    """Put a floor into the middle of some room on the paper."""
    assert stage.width_m is not None
    assert stage.depth_m is not None
    sides = Sides(stage.width_m, stage.depth_m, lane)
    scale = scale_for(sides, room)
    width, depth = (side * 1000 / scale for side in (sides.width, sides.depth))
    left = room.x + DIMENSIONS + (room.width - DIMENSIONS - NUMBERS - width) / 2
    low = room.y + DIMENSIONS + (room.height - DIMENSIONS - NUMBERS - depth) / 2
    return Ground(scale, left, low, sides)


def draw_ground(sheet: Drawing, ground: Ground, words: FloorWords) -> None:
    """Walls, fire lane, grid, and the size of the whole."""
    width, depth = ground.mm(ground.sides.width), ground.mm(ground.sides.depth)
    lane = ground.mm(ground.sides.lane)
    x, y = ground.left, ground.low
    for strip in (
        Box(x - lane, y - lane, width + 2 * lane, lane),
        Box(x - lane, y + depth, width + 2 * lane, lane),
        Box(x - lane, y, lane, depth),
        Box(x + width, y, lane, depth),
    ):
        sheet.add(*hatch(strip, 1.6, LANE, rising=True, width=0.1))
    _grid(sheet, ground, words)
    sheet.add(
        Box(
            x - lane, y - lane, width + 2 * lane, depth + 2 * lane, ink=INK, line=0.7, name="walls"
        ),
        Box(x, y, width, depth, ink=INK, line=0.25, dash=(2, 1), name="floor"),
    )
    below = y - lane - 10
    dimension(sheet, (x, below), (x + width, below), words.length(ground.sides.width))
    beside = x - lane - 10
    dimension(sheet, (beside, y), (beside, y + depth), words.length(ground.sides.depth))


def _grid(sheet: Drawing, ground: Ground, words: FloorWords) -> None:
    """A line a metre, a strong and numbered one every five; wider where the floor is vast."""
    longest = max(ground.sides.width, ground.sides.depth)
    step = 1
    while longest / step > MOST_LINES:
        step *= 5
    width, depth = ground.mm(ground.sides.width), ground.mm(ground.sides.depth)
    lane = ground.mm(ground.sides.lane)
    for at in range(0, math.floor(ground.sides.width) + 1, step):
        x = ground.left + ground.mm(at)
        strong = at % (5 * step) == 0
        ink = GRID_5 if strong else GRID
        sheet.add(Line(x, ground.low, x, ground.low + depth, ink, 0.12))
        if strong:
            top = ground.low + depth + lane + 1.6
            sheet.add(Label(x, top, words.number(at, 0), 6, ink=MUTED, anchor="middle"))
    for at in range(0, math.floor(ground.sides.depth) + 1, step):
        y = ground.low + ground.mm(at)
        strong = at % (5 * step) == 0
        ink = GRID_5 if strong else GRID
        sheet.add(Line(ground.left, y, ground.left + width, y, ink, 0.12))
        if strong:
            right = ground.left + width + lane + 1.2
            sheet.add(Label(right, y - 0.7, words.number(at, 0), 6, ink=MUTED))


def draw_sets(
    sheet: Drawing, ground: Ground, stage: FloorStage, laid: Sequence[tuple[int, Standing]],
    day: date, words: FloorWords,
) -> None:  # fmt: skip
    """The sets that have a place, with half an aisle around each, and where they begin and end."""
    half = ground.mm(stage.aisle_m) / 2
    for number, each in laid:
        box = ground.box(each, f"set-{number}")
        around = Box(
            box.x - half, box.y - half, box.width + 2 * half, box.height + 2 * half,
            ink=MUTED, line=0.12, dash=(1, 1),
        )  # fmt: skip
        sheet.add(*painted(box, phase_on(each, day)), *([around] if half else []))
    for number, each in laid:
        _say(sheet, ground.box(each, ""), number, each, words)
    if laid:
        _chains(sheet, ground, [ground.box(each, "") for _, each in laid], words)


def _say(sheet: Drawing, box: Box, number: int, each: Standing, words: FloorWords) -> None:
    """The number of a set, then its name and size as far as there is room."""
    width, depth = sides_of(each)
    size = f"{words.plain_length(width)} × {words.plain_length(depth)} {words.length_unit}"
    said = [(f"{number}  {each.name}".strip(), 8.0, True), (each.title_name, 6.5, False)]
    said.append((size, 6.5, False))
    heights = [points * PT * 1.35 for _, points, _ in said]
    room = box.width - 6
    shown = [
        (fitted(text, room, points, bold=bold), points, bold)
        for (text, points, bold), below in zip(said, _sums(heights), strict=True)
        if below + 3 <= box.height
    ]
    if not shown or room < 3:
        middle = Label(
            box.x + box.width / 2, box.y + box.height / 2 - 1, str(number), 6.5, bold=True,
            anchor="middle",
        )  # fmt: skip
        sheet.add(middle)
        return
    widest = max(width_of(text, points, bold=bold) for text, points, bold in shown)
    tall = sum(heights[: len(shown)]) + 1.2
    top = box.y + box.height - 1.5
    sheet.add(Box(box.x + 1.5, top - tall, widest + 3, tall, fill="#ffffff"))
    line = top - 0.4
    for text, points, bold in shown:
        line -= points * PT * 1.25
        ink = INK if bold else MUTED
        sheet.add(Label(box.x + 3, line + 0.4, text, points, bold=bold, ink=ink))


def _sums(values: Sequence[float]) -> list[float]:
    return [sum(values[: place + 1]) for place in range(len(values))]


def _chains(sheet: Drawing, ground: Ground, boxes: Sequence[Box], words: FloorWords) -> None:
    """Distances from wall to wall by way of every edge of a set, below and beside."""
    lane = ground.mm(ground.sides.lane)
    right = ground.left + ground.mm(ground.sides.width)
    top = ground.low + ground.mm(ground.sides.depth)

    def told(length: float) -> str:
        return words.plain_length(length * ground.scale / 1000)

    edges = [at for box in boxes for at in (box.x, box.x + box.width)]
    chain(sheet, (ground.left, right), edges, ground.low - lane - 4.5, told)
    edges = [at for box in boxes for at in (box.y, box.y + box.height)]
    chain(sheet, (ground.low, top), edges, ground.left - lane - 4.5, told, upright=True)
