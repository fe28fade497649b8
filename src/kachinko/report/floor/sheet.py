"""The sheet: the stage on the left, at the right what is drawn, at which scale, and the sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.report.floor.drawing import Box, Drawing, Label, Line
from kachinko.report.floor.lettering import PT, fitted, width_of, wrapped
from kachinko.report.floor.looks import painted
from kachinko.report.floor.no_shape import draw_shares
from kachinko.report.floor.set_lines import set_lines
from kachinko.report.floor.to_scale import draw_ground, draw_sets, is_laid, lay_ground
from kachinko.report.floor.words import FloorWords
from kachinko.report.shooting.paper import INK, LINE, MUTED

if TYPE_CHECKING:
    from datetime import date, datetime

    from kachinko.report.floor.drawing import Anchor
    from kachinko.report.floor.floors import Floors, FloorStage, Standing
    from kachinko.report.floor.to_scale import Ground
    from kachinko.report.floor.words import Unit

A3 = (420.0, 297.0)
MARGIN = 7.0
BLOCK = 60.0
"""Width of the title block [mm]."""
PHASES = ("build", "prelight", "shoot", "hold", "strike")
FOOT = 64.0
"""Room [mm] for the key, the scale bar and the notes below the list of sets."""


@dataclass(slots=True)
class _Pen:
    """Writes lines of a column, from the top down."""

    sheet: Drawing
    x: float
    y: float
    width: float

    def write(self, text: str, points: float, *, bold: bool = False, ink: str = INK) -> None:
        for line in wrapped(text, self.width, points, bold=bold):
            self.y -= points * PT * 1.32
            self.sheet.add(Label(self.x, self.y, line, points, bold=bold, ink=ink))

    def pair(self, name: str, value: str, points: float = 7.5) -> None:
        self.y -= points * PT * 1.5
        self.sheet.add(Label(self.x, self.y, name, points, ink=MUTED))
        shown = fitted(value, self.width - width_of(name, points) - 2, points)
        self.sheet.add(Label(self.x + self.width, self.y, shown, points, anchor="end"))

    def rule(self) -> None:
        self.y -= 2.6
        self.sheet.add(Line(self.x, self.y, self.x + self.width, self.y, LINE, 0.2))
        self.y -= 0.6


def floor_sheet(
    floors: Floors,
    stage_id: str,
    day: date,
    *,
    lang: str,
    unit: Unit,
    reserved: bool,
    drawn_at: datetime,
) -> Drawing:
    """Draw a stage on a day, on A3 across.

    Raises
    ------
    InputError
        For a language that is none of ours.
    KeyError
        Where there is no such stage.
    """
    words = FloorWords(lang, unit)
    stage = floors.stage(stage_id)
    if stage is None:
        raise KeyError(stage_id)
    found = floors.standing(stage_id, day, reserved=reserved)
    standing = list(enumerate(found, 1))
    title = words("title", stage=stage.name, day=words.long_date(day))
    sheet = Drawing(*A3, title)
    edge = A3[0] - MARGIN - BLOCK
    room = Box(MARGIN, MARGIN, edge - MARGIN, A3[1] - 2 * MARGIN)
    ground = None
    if stage.width_m is None:
        draw_shares(sheet, room, stage, standing, day, words)
    else:
        ground = lay_ground(stage, floors.fire_lane_m, room)
        draw_ground(sheet, ground, words)
        draw_sets(sheet, ground, stage, [e for e in standing if is_laid(e[1])], day, words)
    sheet.add(
        Box(MARGIN, MARGIN, A3[0] - 2 * MARGIN, A3[1] - 2 * MARGIN, ink=INK, line=0.5),
        Line(edge, MARGIN, edge, A3[1] - MARGIN, INK, 0.5),
    )
    pen = _Pen(sheet, edge + 4, A3[1] - MARGIN - 3, BLOCK - 8)
    _head(pen, floors, stage, day, words)
    _facts(pen, floors, stage, ground, words, reserved=reserved, drawn_at=drawn_at)
    _list(pen, standing, stage, day, words)
    _foot(sheet, edge + 4, ground, words)
    return sheet


def _head(pen: _Pen, floors: Floors, stage: FloorStage, day: date, words: FloorWords) -> None:
    studio = next((each for each in floors.studios if each.id == stage.studio), None)
    pen.write("Kachinko", 7, bold=True, ink=MUTED)
    pen.y -= 1.5
    pen.write(stage.name, 16, bold=True)
    if studio is not None:
        pen.write(studio.name, 9)
    pen.y -= 1
    pen.write(words.long_date(day), 10.5, bold=True)
    for closure in stage.closures:
        if day in closure.span:
            why = closure.reason
            pen.write(words("closed", why=why) if why else words("closed.plain"), 8)
    if stage.agreements is not None and not any(day in each.span for each in stage.agreements):
        pen.write(words("notopen"), 8)
    pen.rule()


def _facts(
    pen: _Pen,
    floors: Floors,
    stage: FloorStage,
    ground: Ground | None,
    words: FloorWords,
    *,
    reserved: bool,
    drawn_at: datetime,
) -> None:
    scale = words("scale.none")
    if ground is not None:
        scale = words("scale.at", n=words.number(ground.scale, 0))
    pen.pair(words("scale"), scale, 9)
    pen.pair(words("plan"), floors.name)
    pen.pair("", words("plan.none") if floors.plan is None else floors.plan[:12])
    pen.pair(words("shows"), words("shows.reservations" if reserved else "shows.plan"))
    pen.pair(words("drawn"), words("drawn.at", at=f"{drawn_at:%Y-%m-%d %H:%M}"))
    pen.rule()
    pen.pair(words("floor"), words.area(stage.floor_m2))
    sides = words("unknown")
    if stage.width_m is not None and stage.depth_m is not None:
        sides = f"{words.plain_length(stage.width_m)} × {words.length(stage.depth_m)}"
    pen.pair(words("sides"), sides)
    pen.pair(words("height"), words.length(stage.clear_height_m))
    pen.pair(words("aisle"), words.length(stage.aisle_m))
    pen.pair(words("lane"), words.length(floors.fire_lane_m))
    pen.rule()


def _list(
    pen: _Pen,
    standing: list[tuple[int, Standing]],
    stage: FloorStage,
    day: date,
    words: FloorWords,
) -> None:
    pen.y -= 1
    pen.write(words("sets") if standing else words("sets.none"), 9, bold=bool(standing))
    for place, (number, each) in enumerate(standing):
        lines = set_lines(each, stage, day, words)
        tall = 8 * PT * 1.32 + len(lines) * 7 * PT * 1.32 + 2
        if pen.y - tall < MARGIN + FOOT:
            pen.y -= 1.5
            pen.write(words("sets.more", n=len(standing) - place), 7, ink=MUTED)
            return
        pen.y -= 1.4
        name = f"{number}  {each.name or each.title_name}"
        pen.write(fitted(name, pen.width, 8, bold=True), 8, bold=True)
        for line in lines:
            pen.write(fitted(line, pen.width, 7), 7, ink=MUTED)


def _foot(sheet: Drawing, x: float, ground: Ground | None, words: FloorWords) -> None:
    """The key of the phases, the scale bar, and what is not drawn."""
    width = BLOCK - 8
    y = MARGIN + FOOT - 6
    sheet.add(Line(x, y + 4, x + width, y + 4, LINE, 0.2))
    for place, phase in enumerate((*PHASES, "wait")):
        left = x + (place % 2) * width / 2
        low = y - 2 - (place // 2) * 6
        sheet.add(*painted(Box(left, low, 6, 3.6), phase, line=0.2))
        text = words("waits") if phase == "wait" else words(f"phase.{phase}")
        sheet.add(Label(left + 7.5, low + 0.7, fitted(text, width / 2 - 8, 7), 7))
    if ground is not None:
        around = Box(x, y - 20, 6, 3.6, ink=MUTED, line=0.12, dash=(1, 1))
        sheet.add(around, Label(x + 7.5, y - 19.3, words("key.aisle"), 7))
        _scale_bar(sheet, x, y - 30, ground, words)
    pen = _Pen(sheet, x, MARGIN + 20, width)
    # What is not drawn is told where there is a drawing to scale.
    for key in () if ground is None else ("note.walls", "note.check"):
        pen.write(words(key), 6.5, ink=MUTED)


def _scale_bar(sheet: Drawing, x: float, y: float, ground: Ground, words: FloorWords) -> None:
    """As many metres as go into about 50 mm, in five parts, dark and light."""
    part = ground.scale / 100
    for number in range(5):
        left = x + ground.mm(part) * number
        fill = INK if number % 2 == 0 else "#ffffff"
        sheet.add(Box(left, y, ground.mm(part), 1.6, fill=fill, ink=INK, line=0.2))
    for number in (0, 1, 5):
        at = x + ground.mm(part) * number
        text = words.number(part * number, 0 if part >= 1 else 1)
        text = f"{text} m" if number == 5 else text
        anchors: dict[int, Anchor] = {0: "start", 5: "end"}
        sheet.add(Label(at, y + 2.6, text, 6.5, anchor=anchors.get(number, "middle")))
