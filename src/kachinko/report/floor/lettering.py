"""How wide text is on paper, and how much of it fits."""

from __future__ import annotations

from reportlab.pdfbase import pdfmetrics

from kachinko.report.shooting.lines import break_lines
from kachinko.report.shooting.paper import font_for

PT = 25.4 / 72
"""Millimetres in a point."""


def width_of(text: str, points: float, *, bold: bool = False) -> float:
    """Width of one line of text [mm]."""
    return float(pdfmetrics.stringWidth(text, font_for(text, bold=bold), points)) * PT


def fitted(text: str, room: float, points: float, *, bold: bool = False) -> str:
    """As much of a text as fits into one line of some width [mm], with an ellipsis."""
    lines = wrapped(text, room, points, bold=bold, most=1)
    return lines[0] if lines else ""


def wrapped(
    text: str, room: float, points: float, *, bold: bool = False, most: int | None = None
) -> list[str]:
    """A text as lines of some width [mm]."""
    return break_lines(
        text, max(room, 1.0), lambda one: width_of(one, points, bold=bold), most=most
    )
