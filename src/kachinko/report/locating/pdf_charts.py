"""The two charts of the memo on paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import HexColor

from kachinko.report.shooting.paper import ACCENT, INK, LINE, MUTED, broken, font_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.report.locating.blocks import Bar, Bridge, Bridges, Range, Ranges
    from kachinko.report.locating.texts import MemoWords

REACH, HALF, GROSS = "#9cb9d8", "#1f5f9e", "#8b867c"
TONES = {
    "gross": "#b3afa6",
    "sure": "#1d7a4a",
    "up_to": "#e9b560",
    "competed": "#f7e391",
    "off": "#dfaeab",
    "waiting": "#dfaeab",
    "net": INK,
}
ROW = 13.0
SIZE = 6.8


def ranges_drawing(block: Ranges, width: float) -> Drawing:
    """Net costs as bars from P10 to P90, with the gross, the half and the planned value."""
    left = width * 0.2
    foot = 14.0
    height = ROW * len(block.rows) + foot
    ends = [end for row in block.rows for end in (row.gross, row.net, row.p90 or 0.0)]
    most = max(*ends, 1e-9) * 1.03

    def x(value: float) -> float:
        return left + max(0.0, value) / most * (width - left - 4)

    drawing = Drawing(width, height)
    for value in rungs(most, 6):
        drawing.add(_line(x(value), foot, x(value), height, LINE))
        drawing.add(_text(x(value), 4, f"{value:,g}", MUTED, anchor="middle"))
    for place, row in enumerate(block.rows):
        _row(drawing, row, height - ROW * (place + 0.5), x, left)
    return drawing


def _row(drawing: Drawing, row: Range, y: float, at: Callable[[float], float], left: float) -> None:
    name = broken(row.name, left - 6, SIZE + 0.6, bold=row.best, most=1)
    drawing.add(_text(0, y - 2.4, name, INK, bold=row.best, size=SIZE + 0.6))
    drawing.add(_line(at(row.gross), y - 4.5, at(row.gross), y + 4.5, GROSS, 1.6))
    if row.p10 is not None and row.p90 is not None and row.p50 is not None:
        wide = max(at(row.p90) - at(row.p10), 1.0)
        bar = Rect(at(row.p10), y - 2.2, wide, 4.4)
        bar.fillColor, bar.strokeColor = HexColor(REACH), None
        drawing.add(bar)
        half = Circle(at(row.p50), y, 2.1)
        half.fillColor, half.strokeColor = HexColor(HALF), None
        drawing.add(half)
    middle = at(row.net)
    mark = Polygon([middle, y + 4, middle + 3, y, middle, y - 4, middle - 3, y])
    mark.fillColor, mark.strokeColor, mark.strokeWidth = None, HexColor(INK), 0.8
    drawing.add(mark)


def bridges_drawing(
    block: Bridges, words: MemoWords, width: float, *, a_row: int, height: float = 88.0
) -> Drawing:
    """The waterfalls, so many in a row, all to one scale."""
    rows = math.ceil(len(block.places) / a_row)
    gap = 8.0
    room = (width - gap * (a_row - 1)) / a_row
    drawing = Drawing(width, rows * height)
    most = max(
        (end for each in block.places for bar in each.bars for end in (bar.start, bar.end)),
        default=1.0,
    )
    for number, bridge in enumerate(block.places):
        row, column = divmod(number, a_row)
        left, bottom = column * (room + gap), (rows - 1 - row) * height
        _bridge(drawing, bridge, words, (left, bottom, room, height), max(most, 1e-9))
    return drawing


def _bridge(
    drawing: Drawing,
    bridge: Bridge,
    words: MemoWords,
    box: tuple[float, float, float, float],
    most: float,
) -> None:
    left, bottom, room, height = box
    base, top = bottom + 11, bottom + height - 20
    drawing.add(_text(left, bottom + height - 9, bridge.name, INK, bold=True, size=SIZE + 0.8))
    drawing.add(_line(left, base, left + room, base, MUTED))
    step = room / len(bridge.bars)
    for place, bar in enumerate(bridge.bars):
        x = left + place * step + step * 0.12
        low, high = sorted((bar.start, bar.end))
        y0 = base + max(low, 0.0) / most * (top - base)
        y1 = base + max(high, 0.0) / most * (top - base)
        _bar(drawing, bar, (x, y0, step * 0.76, max(y1 - y0, 0.6)), base - 7, words)


def _bar(
    drawing: Drawing,
    bar: Bar,
    box: tuple[float, float, float, float],
    foot: float,
    words: MemoWords,
) -> None:
    x, y, wide, high = box
    shape = Rect(x, y, wide, high)
    shape.fillColor, shape.strokeColor = HexColor(TONES.get(bar.kind, ACCENT)), None
    drawing.add(shape)
    middle = x + wide / 2
    drawing.add(_text(middle, y + high + 2, bar.text, INK, anchor="middle", size=4.9))
    drawing.add(_text(middle, foot, words(f"tick.{bar.kind}"), MUTED, anchor="middle", size=4.9))


def rungs(most: float, count: int) -> list[float]:
    """Round values for a scale from 0 to a most."""
    rough = most / count
    power = 10 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough * 0.999)
    return [step * place for place in range(int(most / step) + 1)]


def _line(x0: float, y0: float, x1: float, y1: float, ink: str, width: float = 0.5) -> Line:
    line = Line(x0, y0, x1, y1)
    line.strokeColor, line.strokeWidth = HexColor(ink), width
    return line


def _text(
    x: float,
    y: float,
    text: str,
    ink: str,
    *,
    anchor: Literal["start", "middle", "end"] = "start",
    bold: bool = False,
    size: float = SIZE,
) -> String:
    string = String(x, y, text)
    string.fontName, string.fontSize = font_for(text, bold=bold), size
    string.fillColor, string.textAnchor = HexColor(ink), anchor
    return string
