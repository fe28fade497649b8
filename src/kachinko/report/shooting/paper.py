"""Paper: fonts that show Japanese everywhere, and pages with head and foot."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)

from kachinko.report.shooting.lines import break_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.report.shooting.texts import Words

Paper = Literal["A4", "Letter"]
SIZES: dict[Paper, tuple[float, float]] = {"A4": A4, "Letter": LETTER}
MARGIN = 11 * mm
HEAD, FOOT = 9 * mm, 7 * mm
"""Room for the head and the foot of a page."""
REGULAR, BOLD = "BIZUDPGothic-Regular", "BIZUDPGothic-Bold"
KOREAN = "HYGothic-Medium"
"""Not embedded: for text in Hangul, which our own font does not have; viewers bring their own."""
INK, MUTED, LINE, DARK, ACCENT = "#1b2025", "#5a6168", "#d4d1ca", "#1a1e22", "#c8401c"


@cache
def fonts() -> None:
    """Make the fonts known, once."""
    for name in (REGULAR, BOLD):
        with as_file(files("kachinko.report.shooting").joinpath("font", f"{name}.ttf")) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))


def font_for(text: str, *, bold: bool = False) -> str:
    """The font in which a text can be set."""
    fonts()
    if any("\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7a3" for letter in text):
        return KOREAN
    return BOLD if bold else REGULAR


def broken(
    text: str, width: float, size: float, *, bold: bool = False, most: int | None = None
) -> str:
    """A text with line breaks so that it fits a width [pt]."""
    font = font_for(text, bold=bold)
    lines = break_lines(
        text, width, lambda part: pdfmetrics.stringWidth(part, font, size), most=most
    )
    return "\n".join(lines)


class Lines(Flowable):
    """Text across the page."""

    def __init__(
        self, text: str, size: float = 8, *, bold: bool = False, ink: str = INK, after: float = 4
    ) -> None:
        super().__init__()
        self.text, self.size, self.bold, self.ink, self.after = text, size, bold, ink, after
        self.broken: list[str] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say how high the text is at a width."""
        self.broken = broken(self.text, width, self.size, bold=self.bold).split("\n")
        return width, len(self.broken) * self.size * 1.35 + self.after

    def split(self, width: float, height: float) -> list[Flowable]:
        """Go on with the rest of the text on the next page."""
        self.wrap(width, height)
        fit = int((height - self.after) // (self.size * 1.35))
        if fit < 1:
            return []
        parts = ("\n".join(self.broken[:fit]), "\n".join(self.broken[fit:]))
        return [
            Lines(part, self.size, bold=self.bold, ink=self.ink, after=self.after) for part in parts
        ]

    def draw(self) -> None:
        """Draw it, the first line at the top."""
        self.canv.setFillColor(HexColor(self.ink))
        for at, line in enumerate(self.broken):
            self.canv.setFont(font_for(line, bold=self.bold), self.size)
            up = (len(self.broken) - at - 1) * self.size * 1.35 + self.after + self.size * 0.3
            self.canv.drawString(0, up, line)


class Section:
    """A document of the file: its name, which way the paper lies, and what is on it."""

    def __init__(self, name: str, body: list[Flowable], *, wide: bool) -> None:
        self.name, self.body, self.wide = name, body, wide


class _Mark(Flowable):
    """Takes no room, and stands in the outline of the file."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.name, self.key = name, key

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        """Say that it takes no room."""
        return width, 0

    def draw(self) -> None:
        """Note where its section begins."""
        self.canv.bookmarkPage(self.key)
        self.canv.addOutlineEntry(self.name, self.key)


class _Numbered(Canvas):
    """A canvas that knows the number of pages when it writes the foot of each."""

    def __init__(self, words: Words, *arguments: Any, **options: Any) -> None:
        self.words = words
        super().__init__(*arguments, **options)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # not in the annotations

    def save(self) -> None:
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self.setFont(REGULAR, 7)
            self.setFillColor(HexColor(MUTED))
            text = self.words("paper.page", n=number, m=len(self._pages))
            width = self._pagesize[0]  # type: ignore[attr-defined]  # nor is this
            self.drawRightString(width - MARGIN, MARGIN, text)
            super().showPage()
        super().save()


def print_pages(
    name: str, sections: Sequence[Section], words: Words, paper: Paper, foot: str = ""
) -> bytes:
    """Print sections, each from a new page on; the same content gives the same bytes."""
    fonts()
    narrow = SIZES[paper]
    packed = io.BytesIO()
    document = BaseDocTemplate(
        packed, pagesize=narrow, title=name, author="Kachinko", invariant=1, lang=words.lang
    )
    story: list[Flowable] = []
    templates = []
    for at, section in enumerate(sections):
        size = (narrow[1], narrow[0]) if section.wide else narrow
        templates.append(_template(f"section-{at}", size, name, section.name, foot))
        if at:
            story += [NextPageTemplate(f"section-{at}"), PageBreak()]
        story += [_Mark(section.name, f"section-{at}"), *section.body]
    document.addPageTemplates(templates)

    def canvas(*arguments: Any, **options: Any) -> Canvas:
        return _Numbered(words, *arguments, **options)

    document.build(story or [Spacer(1, 1)], canvasmaker=canvas)
    return packed.getvalue()


def room(paper: Paper, *, wide: bool) -> float:
    """How wide the text of a page is [pt]."""
    narrow = SIZES[paper]
    return (narrow[1] if wide else narrow[0]) - 2 * MARGIN


def depth(paper: Paper, *, wide: bool) -> float:
    """How high the text of a page is [pt]."""
    narrow = SIZES[paper]
    return (narrow[0] if wide else narrow[1]) - 2 * MARGIN - HEAD - FOOT


def _template(
    id_: str, size: tuple[float, float], name: str, section: str, foot: str
) -> PageTemplate:
    def furniture(canvas: Canvas, _: Any) -> None:
        canvas.setFillColor(HexColor(DARK))
        top = size[1] - MARGIN
        heading = broken(section, size[0] / 2, 11, bold=True, most=1)
        canvas.setFont(font_for(heading, bold=True), 11)
        canvas.drawString(MARGIN, top - 8, heading)
        wide = size[0] - 2 * MARGIN - pdfmetrics.stringWidth(heading, BOLD, 11) - 12
        title = broken(name, wide, 8.5, most=1)
        canvas.setFont(font_for(title), 8.5)
        canvas.setFillColor(HexColor(MUTED))
        canvas.drawRightString(size[0] - MARGIN, top - 8, title)
        canvas.setFont(font_for(foot), 7)
        canvas.drawString(MARGIN, MARGIN, foot)
        canvas.setStrokeColor(HexColor(DARK))
        canvas.setLineWidth(1.2)
        canvas.line(MARGIN, top - 13, size[0] - MARGIN, top - 13)

    frame = Frame(
        MARGIN,
        MARGIN + FOOT,
        size[0] - 2 * MARGIN,
        size[1] - 2 * MARGIN - HEAD - FOOT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(id_, frames=[frame], pagesize=size, onPage=furniture)
