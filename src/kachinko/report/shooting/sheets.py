"""Breakdown sheets, one a scene, and call sheets, one a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from kachinko.model.scene import MINUTES_A_DAY, Category
from kachinko.report.shooting.strips import strip
from kachinko.report.shooting.sun import sun_text
from kachinko.shooting.course import course
from kachinko.shooting.cover import cover, outdoors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kachinko.model.board import Board, BoardDay
    from kachinko.model.scene import Scene
    from kachinko.report.shooting.strips import DayOfStrips, Strip, Stripboard
    from kachinko.report.shooting.texts import Words
    from kachinko.shooting.course import Course
    from kachinko.shooting.terms import Terms


COVERS = 6
"""Cover scenes on a call sheet."""


@dataclass(frozen=True, slots=True)
class Group:
    """A category of a breakdown sheet with what it holds."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreakdownSheet:
    """The breakdown sheet of a scene."""

    strip: Strip
    heading: str
    shot: str
    """Day and date, or that it is on none."""
    after: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class CallRow:
    """A player on a call sheet."""

    id: str
    name: str
    actor: str
    code: str
    first: str
    about: str
    limit: str


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The draft of a call sheet: what the board knows of a day."""

    day: DayOfStrips
    title: str
    count: str
    long_date: str
    sun: tuple[str, ...]
    cast: tuple[CallRow, ...]
    needs: tuple[Group, ...]
    cover: tuple[tuple[Strip, str, str], ...]
    """Scene, when the board shoots it, and who else must be called."""
    """The first few of them."""
    cover_note: str
    next: str


def breakdown_sheets(terms: Terms, board: Stripboard, words: Words) -> tuple[BreakdownSheet, ...]:
    """Make the sheets of all scenes, in script order."""
    shot = {
        each.number: f"{day.title}, {day.date}{f', {day.unit}' if day.unit else ''}"
        for day in board.days
        for each in day.strips
    }
    return tuple(
        BreakdownSheet(
            strip=strip(terms, scene, words),
            heading=scene.heading,
            shot=shot.get(scene.number, words("breakdown.unshot")),
            after=scene.after,
            groups=_groups(terms, [scene], words, cast=True),
        )
        for scene in terms.shooting.scenes
    )


def _groups(
    terms: Terms, scenes: Sequence[Scene], words: Words, *, cast: bool
) -> tuple[Group, ...]:
    """What scenes need, by category, each thing once and in the order of the scenes."""
    found: dict[str, dict[str, None]] = {"cast": {}} if cast else {}
    found |= {category: {} for category in get_args(Category)}
    for scene in scenes:
        if cast:
            found["cast"] |= dict.fromkeys(
                f"{player}. {terms.players[player].name}" for player in scene.cast
            )
        for id_ in scene.elements:
            if id_ in terms.elements:
                element = terms.elements[id_]
                found[element.category][element.name] = None
    return tuple(
        Group(words(f"category.{category}"), tuple(items))
        for category, items in found.items()
        if items
    )


def call_sheets(
    terms: Terms,
    board: Board,
    strips: Stripboard,
    codes: dict[tuple[str, date], str],
    words: Words,
) -> tuple[CallSheet, ...]:
    """Draft the call sheets of a board, one a day of a unit.

    Parameters
    ----------
    codes
        Code of the day-out-of-days by player and date.
    """
    days = sorted(board.days, key=lambda each: (each.day, each.unit))
    by_unit = {unit: [d for d in days if d.unit == unit] for unit in {d.unit for d in days}}
    return tuple(
        _call_sheet(terms, board, day, shown, by_unit[day.unit], codes, words)
        for day, shown in zip(days, strips.days, strict=True)
    )


def _call_sheet(
    terms: Terms,
    board: Board,
    day: BoardDay,
    shown: DayOfStrips,
    of_unit: Sequence[BoardDay],
    codes: dict[tuple[str, date], str],
    words: Words,
) -> CallSheet:
    laid = course(terms, day)
    covers = cover(terms.shooting, board, day) if outdoors(terms.shooting, day) else ()
    note = words("call.cover.more", n=len(covers) - COVERS) if len(covers) > COVERS else ""
    if not covers:
        which = "none" if outdoors(terms.shooting, day) else "indoors"
        note = words(f"call.cover.{which}")
    return CallSheet(
        day=shown,
        title=words("call.title"),
        count=words("call.day", n=shown.number, m=len(of_unit)),
        long_date=words.long_date(day.day),
        sun=tuple(_sun(terms, laid, words)),
        cast=tuple(_cast(terms, laid, codes, words)),
        needs=_groups(terms, [turn.scene for turn in laid.turns], words, cast=False),
        cover=tuple(
            (
                strip(terms, each.scene, words),
                words.short_date(each.planned),
                ", ".join(f"{p}. {terms.players[p].name}" for p in each.to_call)
                or words("call.none"),
            )
            for each in covers[:COVERS]
        ),
        cover_note=note,
        next=_next(terms, laid, of_unit, shown.number, words),
    )


def _sun(terms: Terms, laid: Course, words: Words) -> Iterable[str]:
    for place in laid.places:
        location = terms.locations.get(place[1]) if place[0] == "location" else None
        sun = sun_text(location, laid.day.day, words)
        yield words("call.sun.of", place=terms.place_name(place), sun=sun)


def _cast(
    terms: Terms, laid: Course, codes: dict[tuple[str, date], str], words: Words
) -> Iterable[CallRow]:
    for id_, start in laid.cast.items():
        player = terms.players[id_]
        limits = []
        if player.most_minutes is not None:
            limits.append(words("call.limit", hours=f"{player.most_minutes / 60:g}"))
        if player.no_night:
            limits.append(words("call.nonight"))
        yield CallRow(
            id=id_,
            name=player.name,
            actor=player.actor,
            code=codes.get((id_, laid.day.day), ""),
            first=next(turn.scene.number for turn in laid.turns if id_ in turn.scene.cast),
            about=words.clock(start),
            limit="; ".join(limits),
        )


def _next(
    terms: Terms, laid: Course, of_unit: Sequence[BoardDay], number: int, words: Words
) -> str:
    if number == len(of_unit):
        return words("call.last")
    following = course(terms, of_unit[number])
    told = words(
        "call.next",
        day=words("day.title", n=number + 1),
        date=words.short_date(following.day.day),
        call=words.clock(following.call),
        place=terms.place_name(following.places[0]) if following.places else "–",
    )
    days = (following.day.day - laid.day.day).days
    if days > 1:
        return told
    rest = days * MINUTES_A_DAY + following.call - laid.wrap
    return f"{told} {words('call.rest', hours=f'{rest / 60:.3g}')}"
