"""A drawing in millimetres of paper: lines, rectangles and text, whatever it is written as."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line [mm from the lower left corner of the paper]."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str
    width: float = 0.15
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; its border lies half outside."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    ink: str | None = None
    line: float = 0.2
    dash: tuple[float, ...] = ()
    name: str = ""
    """Names it for those who read the drawing by program."""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text on its base line."""

    x: float
    y: float
    text: str
    size: float = 7.5
    """In points."""
    bold: bool = False
    ink: str = "#1b2025"
    anchor: Anchor = "start"
    upright: bool = False
    """Turned by 90°, to be read from the right."""


Shape = Line | Box | Label


@dataclass(slots=True)
class Drawing:
    """Shapes on one sheet of paper, the later over the earlier."""

    width: float
    height: float
    title: str
    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Put shapes on top."""
        self.shapes.extend(shapes)


def hatch(box: Box, gap: float, ink: str, *, rising: bool, width: float = 0.12) -> list[Line]:
    """Parallel lines at 45° within a box, `gap` mm apart; they meet those of boxes beside it."""
    step = gap * math.sqrt(2)
    left, right, low, top = box.x, box.x + box.width, box.y, box.y + box.height
    # Lines y = x + c (rising) or y = -x + c: c runs over what the corners span.
    sign = 1 if rising else -1
    corners = [y - sign * x for x in (left, right) for y in (low, top)]
    first = math.ceil(min(corners) / step)
    found = []
    for number in range(first, math.floor(max(corners) / step) + 1):
        c = number * step
        ends = sorted((sign * (low - c), sign * (top - c)))
        x1, x2 = max(left, ends[0]), min(right, ends[1])
        if x2 - x1 > 0.01:
            found.append(Line(x1, sign * x1 + c, x2, sign * x2 + c, ink, width))
    return found


def stripes(box: Box, gap: float, ink: str, width: float = 0.12) -> list[Line]:
    """Level lines within a box."""
    rows = range(1, math.ceil(box.height / gap))
    right = box.x + box.width
    return [
        Line(box.x, box.y + row * gap, right, box.y + row * gap, ink, width)
        for row in rows
        if row * gap < box.height - 0.01
    ]


def dots(box: Box, gap: float, ink: str) -> list[Line]:
    """Dots within a box, as lines that are as long as they are wide."""
    found = []
    for row in range(1, math.ceil(box.height / gap)):
        y = box.y + row * gap
        for column in range(1, math.ceil(box.width / gap)):
            x = box.x + column * gap
            found.append(Line(x - 0.15, y, x + 0.15, y, ink, 0.3))
    return found
