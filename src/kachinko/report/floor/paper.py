"""A drawing as PDF in true size, and as SVG with the same millimetres."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kachinko.report.floor.drawing import Box, Label, Line
from kachinko.report.floor.lettering import PT
from kachinko.report.shooting.paper import font_for, fonts

if TYPE_CHECKING:
    from kachinko.report.floor.drawing import Drawing, Shape

FONTS = "'BIZ UDPGothic', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif"


def floor_pdf(drawing: Drawing, lang: str) -> bytes:
    """One page, to be printed without fitting; the same drawing gives the same bytes."""
    fonts()
    packed = io.BytesIO()
    size = (drawing.width * mm, drawing.height * mm)
    canvas = Canvas(packed, pagesize=size, invariant=1, lang=lang)
    canvas.setTitle(drawing.title)
    canvas.setAuthor("Kachinko")
    # Viewers that heed it print in true size: nothing is fitted to the paper.
    canvas.setViewerPreference("PrintScaling", "None")
    for shape in drawing.shapes:
        _print(canvas, shape)
    canvas.showPage()
    canvas.save()
    return packed.getvalue()


def _print(canvas: Canvas, shape: Shape) -> None:
    if isinstance(shape, Line):
        _pen(canvas, shape.ink, shape.width, shape.dash)
        canvas.line(shape.x1 * mm, shape.y1 * mm, shape.x2 * mm, shape.y2 * mm)
    elif isinstance(shape, Box):
        if shape.fill is not None:
            canvas.setFillColor(HexColor(shape.fill))
        if shape.ink is not None:
            _pen(canvas, shape.ink, shape.line, shape.dash)
        canvas.rect(
            shape.x * mm, shape.y * mm, shape.width * mm, shape.height * mm,
            fill=int(shape.fill is not None), stroke=int(shape.ink is not None),
        )  # fmt: skip
    else:
        _letter(canvas, shape)


def _pen(canvas: Canvas, ink: str, width: float, dash: tuple[float, ...]) -> None:
    canvas.setStrokeColor(HexColor(ink))
    canvas.setLineWidth(width * mm)
    canvas.setDash([each * mm for each in dash])


def _letter(canvas: Canvas, label: Label) -> None:
    canvas.setFillColor(HexColor(label.ink))
    canvas.setFont(font_for(label.text, bold=label.bold), label.size)
    canvas.saveState()
    canvas.translate(label.x * mm, label.y * mm)
    if label.upright:
        canvas.rotate(90)
    draw = {
        "start": canvas.drawString,
        "middle": canvas.drawCentredString,
        "end": canvas.drawRightString,
    }[label.anchor]
    draw(0, 0, label.text)
    canvas.restoreState()


def floor_svg(drawing: Drawing) -> bytes:
    """The same drawing as SVG; a unit is a millimetre of paper."""
    width, height = _n(drawing.width), _n(drawing.height)
    body = "\n".join(_mark(shape, drawing.height) for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" font-family="{FONTS}">\n'
        f"<title>{escape(drawing.title)}</title>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{body}\n</svg>\n'
    ).encode()


def _mark(shape: Shape, height: float) -> str:
    if isinstance(shape, Line):
        return (
            f'<path d="M{_n(shape.x1)} {_n(height - shape.y1)}L{_n(shape.x2)} '
            f'{_n(height - shape.y2)}"{_stroke(shape.ink, shape.width, shape.dash)}/>'
        )
    if isinstance(shape, Box):
        stroke = "" if shape.ink is None else _stroke(shape.ink, shape.line, shape.dash)
        name = f" id={quoteattr(shape.name)}" if shape.name and shape.ink else ""
        return (
            f'<rect{name} x="{_n(shape.x)}" y="{_n(height - shape.y - shape.height)}" '
            f'width="{_n(shape.width)}" height="{_n(shape.height)}" '
            f'fill="{shape.fill or "none"}"{stroke}/>'
        )
    x, y = _n(shape.x), _n(height - shape.y)
    turn = f' transform="rotate(-90 {x} {y})"' if shape.upright else ""
    bold = ' font-weight="700"' if shape.bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{_n(shape.size * PT)}" fill="{shape.ink}" '
        f'text-anchor="{shape.anchor}"{bold}{turn}>{escape(shape.text)}</text>'
    )


def _stroke(ink: str, width: float, dash: tuple[float, ...]) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
    return f' stroke="{ink}" stroke-width="{_n(width)}"{dashes}'


def _n(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
