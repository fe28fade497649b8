"""Dimension lines: a length between two ticks, and chains of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.report.floor.drawing import Label, Line
from kachinko.report.floor.lettering import width_of
from kachinko.report.shooting.paper import INK, MUTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kachinko.report.floor.drawing import Drawing

POINTS = 6.5


def chain(
    sheet: Drawing,
    ends: tuple[float, float],
    edges: Iterable[float],
    beside: float,
    told: Callable[[float], str],
    *,
    upright: bool = False,
) -> None:
    """A dimension line from one end to the other that stops at every edge between them.

    Parameters
    ----------
    beside
        Where it lies across its own direction [mm].
    told
        How a length on paper [mm] is written.
    """
    inside = (at for at in edges if ends[0] < at < ends[1])
    stops = sorted({round(at, 2) for at in (*ends, *inside)})
    for one, two in pairwise(stops):
        if upright:
            dimension(sheet, (beside, one), (beside, two), told(two - one))
        else:
            dimension(sheet, (one, beside), (two, beside), told(two - one))


def dimension(
    sheet: Drawing, one: tuple[float, float], two: tuple[float, float], text: str
) -> None:
    """A line between two points, level or upright, with its length where there is room."""
    upright = one[0] == two[0]
    sheet.add(Line(*one, *two, MUTED, 0.12))
    for x, y in (one, two):
        sheet.add(Line(x - 0.7, y - 0.7, x + 0.7, y + 0.7, INK, 0.25))
    if width_of(text, POINTS) > max(two[0] - one[0], two[1] - one[1]) - 0.6:
        return
    x, y = (one[0] + two[0]) / 2, (one[1] + two[1]) / 2
    x, y = (x - 0.8, y) if upright else (x, y + 0.8)
    sheet.add(Label(x, y, text, POINTS, anchor="middle", upright=upright))
