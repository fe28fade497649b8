"""The stripboard as its readers see it: strips, day breaks, banners of days off, the boneyard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kachinko.model.calendar import WorkingDays
from kachinko.model.scene import pages
from kachinko.model.span import ONE_DAY, DaySpan
from kachinko.shooting.course import course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.board import Board, BoardDay
    from kachinko.model.scene import Scene
    from kachinko.report.shooting.texts import Words
    from kachinko.shooting.course import Turn
    from kachinko.shooting.terms import Place, Terms

Tone = Literal["int-day", "int-night", "ext-day", "ext-night", "twilight"]
TONES: dict[Tone, str] = {
    "int-day": "FFFFFF",
    "ext-day": "FFF2A8",
    "int-night": "BFD7F2",
    "ext-night": "BFE3B4",
    "twilight": "F9D3C6",
}
"""Colours of strips, in the order of the legend: white, yellow, blue, green, and rose."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A scene as on a strip."""

    number: str
    setting: str
    time: str
    tone: Tone
    set: str
    eighths: int
    pages: str
    cast: tuple[str, ...]
    synopsis: str
    script_day: str
    place: str
    minutes: int
    about: str = ""
    """Estimated start; empty in the boneyard."""
    move: str = ""
    """The company move right before it, in words."""


@dataclass(frozen=True, slots=True)
class DayOfStrips:
    """A day of a unit, with its strips in order and its day break."""

    number: int
    """Counted for each unit from 1."""
    title: str
    day: date
    date: str
    unit: str
    """Empty where the shooting has one unit only."""
    kind: str
    night: bool
    call: str
    wrap: str
    place: str
    eighths: int
    pages: str
    strips: tuple[Strip, ...]

    @property
    def hours(self) -> str:
        """From call to wrap."""
        return f"{self.call}–{self.wrap}"


@dataclass(frozen=True, slots=True)
class Banner:
    """Days on which nobody shoots, between two days of the board."""

    days: str
    reason: str
    kind: Literal["off", "holiday", "closed", "none"]


@dataclass(frozen=True, slots=True)
class Stripboard:
    """Everything on a stripboard, in order."""

    rows: tuple[DayOfStrips | Banner, ...]
    boneyard: tuple[Strip, ...]

    @property
    def days(self) -> tuple[DayOfStrips, ...]:
        """The days without the banners."""
        return tuple(row for row in self.rows if isinstance(row, DayOfStrips))


def tone(scene: Scene) -> Tone:
    """The colour of a scene's strip."""
    if scene.time in ("dawn", "dusk"):
        return "twilight"
    if scene.setting == "INT":
        return "int-night" if scene.time == "night" else "int-day"
    return "ext-night" if scene.time == "night" else "ext-day"


def stripboard(terms: Terms, board: Board, words: Words) -> Stripboard:
    """Lay a board out as strips."""
    shot = {number for day in board.days for number in day.scenes}
    return Stripboard(
        rows=tuple(_rows(terms, board, words)),
        boneyard=tuple(
            strip(terms, scene, words)
            for scene in terms.shooting.scenes
            if scene.number not in shot
        ),
    )


def _rows(terms: Terms, board: Board, words: Words) -> Iterator[DayOfStrips | Banner]:
    days = sorted(board.days, key=lambda each: (each.day, each.unit))
    counts: dict[str, int] = {}
    several = len({*terms.shooting.units, *(day.unit for day in days)}) > 1
    before: date | None = None
    for day in days:
        if before is not None and day.day > before + ONE_DAY:
            yield from _banners(terms, DaySpan(before + ONE_DAY, day.day), words)
        counts[day.unit] = counts.get(day.unit, 0) + 1
        yield _day(terms, day, counts[day.unit], words, several=several)
        before = day.day


def _day(terms: Terms, day: BoardDay, number: int, words: Words, *, several: bool) -> DayOfStrips:
    laid = course(terms, day)
    strips, last = [], None
    for turn in laid.turns:
        strips.append(strip(terms, turn.scene, words, turn, last))
        last = turn.place
    return DayOfStrips(
        number=number,
        title=words("day.title", n=number),
        day=day.day,
        date=words.short_date(day.day),
        unit=words("day.unit", unit=day.unit) if several else "",
        kind=words(f"day.kind.{day.kind}"),
        night=day.kind == "night",
        call=words.clock(laid.call),
        wrap=words.clock(laid.wrap),
        place=" → ".join(terms.place_name(place) for place in laid.places),
        eighths=laid.eighths,
        pages=pages(laid.eighths),
        strips=tuple(strips),
    )


def strip(
    terms: Terms, scene: Scene, words: Words, turn: Turn | None = None, last: Place | None = None
) -> Strip:
    """Make the strip of a scene; `turn` says when it is shot, `last` where the company was."""
    place = terms.place(scene)
    move = ""
    if turn is not None and turn.moved and last is not None:
        minutes = terms.move_minutes(last, place)
        key = "day.move.minutes" if minutes else "day.move"
        move = words(key, place=terms.place_name(place), minutes=minutes)
    return Strip(
        number=scene.number,
        setting=words(f"setting.{scene.setting}"),
        time=words(f"time.{scene.time or 'none'}"),
        tone=tone(scene),
        set=terms.set_of(scene).name,
        eighths=scene.eighths,
        pages=pages(scene.eighths),
        cast=scene.cast,
        synopsis=scene.synopsis,
        script_day=scene.script_day,
        place=terms.place_name(place),
        minutes=terms.minutes(scene),
        about=words.clock(turn.start) if turn else "",
        move=move,
    )


def _banners(terms: Terms, span: DaySpan, words: Words) -> Iterator[Banner]:
    """Days without shooting, those in a row with one reason together."""
    found: list[tuple[date, date, Banner]] = []
    for after in range(span.days):
        day = span.start + ONE_DAY * after
        reason, kind = why_off(terms, day, words)
        if found and (found[-1][2].reason, found[-1][2].kind) == (reason, kind):
            first = found.pop()[0]
        else:
            first = day
        days = words.short_date(day)
        if first != day:
            days = words(
                "banner.span", **{"from": words.short_date(first), "to": words.short_date(day)}
            )
        found.append((first, day, Banner(days, reason, kind)))
    yield from (banner for _, _, banner in found)


def why_off(
    terms: Terms, day: date, words: Words
) -> tuple[str, Literal["off", "holiday", "closed", "none"]]:
    """Why nobody shoots on a date, and what kind of reason that is."""
    calendar = terms.shooting.calendar
    if len(WorkingDays(calendar, DaySpan.inclusive(day, day))):
        return words("banner.none"), "none"
    for closure in calendar.closures:
        if day in closure.span:
            return closure.reason or words("banner.closed"), "closed"
    if calendar.holidays:
        name = words.holiday(calendar.holidays, day)
        if name:
            return name, "holiday"
    return words("banner.off"), "off"
