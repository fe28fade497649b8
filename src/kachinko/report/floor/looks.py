"""Phases on paper: a colour and a pattern each, the same as on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.floor.drawing import Box, dots, hatch, stripes

if TYPE_CHECKING:
    from datetime import date

    from kachinko.report.floor.drawing import Line
    from kachinko.report.floor.floors import Standing

WAIT = "wait"
FILL = {
    "build": "#f3d7a4", "prelight": "#faf1bf", "shoot": "#a9c8e8", "hold": "#dbe8f5",
    "strike": "#efcfcd", WAIT: "#f4f2ee", "": "#e8ebee",
}  # fmt: skip
EDGE = {
    "build": "#96600c", "prelight": "#a58609", "shoot": "#1f5f9e", "hold": "#5f8fbd",
    "strike": "#98443f", WAIT: "#98948b", "": "#4b565f",
}  # fmt: skip
LANE = "#8f8a7f"
CLOSURE = "#8f8a7f"


def phase_on(each: Standing, day: date) -> str:
    """The phase of a day; that it stands and waits; empty: its phases are not said."""
    if not each.phases:
        return ""
    return next((one.phase for one in each.phases if day in one.span), WAIT)


def pattern(box: Box, phase: str) -> list[Line]:
    """What lies over the colour of a phase."""
    ink = EDGE[phase]
    match phase:
        case "build":
            return hatch(box, 2.2, ink, rising=True)
        case "strike":
            return hatch(box, 2.2, ink, rising=False)
        case "hold":
            return stripes(box, 2.2, ink)
        case "prelight":
            return dots(box, 2.2, ink)
        case _:
            return []


def painted(box: Box, phase: str, line: float = 0.3) -> list[Box | Line]:
    """A box in the colour, the pattern and the edge of a phase."""
    ground = Box(box.x, box.y, box.width, box.height, fill=FILL[phase])
    edge = Box(box.x, box.y, box.width, box.height, ink=EDGE[phase], line=line, name=box.name)
    return [ground, *pattern(box, phase), edge]
