"""The board of stages: rows by country and studio, and all that stands or is held on them.

Made for drawing: days are whole numbers since 1970-01-01, words are told once and named by their
place in a list, and what all bars have comes as one list for each of its columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from kachinko.model.base import Id, Record, Text
from kachinko.model.calendar import public_holidays
from kachinko.model.studio import WEEKDAYS
from kachinko.model.title import PHASES
from kachinko.service.board_bars import (
    STATES,
    Columns,
    Named,
    Names,
    columns,
    day_number,
    day_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.project import Project
    from kachinko.model.studio import Closure, Stage, Studio
    from kachinko.service.board_bars import Bar

MOST_YEARS = 40
"""Of public holidays; a board is not read at single days over more."""


class Mark(Record):
    """Days that mean something on a row: a closure, an agreement."""

    first: int
    last: int
    says: Text = ""


class Holiday(Record):
    """A public holiday that is not worked."""

    day: int
    name: Text


class BoardStudio(Record):
    """A studio, and the days on which it works."""

    id: Id
    name: Text
    country: Text = ""
    city: Text = ""
    works: tuple[bool, ...] = Field(description="Monday to Sunday.")
    holidays: tuple[Holiday, ...] = ()
    closures: tuple[Mark, ...] = ()


class BoardStage(Record):
    """A row: a stage of the ledger or of a project."""

    id: Id
    name: Text
    studio: int = Field(description="Which of `studios`; -1: no project names it.")
    floor_m2: float | None = None
    quiet: bool = True
    shared: bool = Field(default=False, description="Whether its floor is shared.")
    open: bool = Field(description="Whether the ledger takes holds for it.")
    closures: tuple[Mark, ...] = ()
    agreements: tuple[Mark, ...] = ()


class Board(Record):
    """Everything that the board draws."""

    after: Text = Field(description="Place in the history from which to hear what comes.")
    today: int
    states: tuple[str, ...] = STATES
    phases: tuple[str, ...] = PHASES
    studios: list[BoardStudio]
    stages: list[BoardStage]
    titles: list[Named]
    sets: list[Named]
    holders: list[str]
    bars: Columns


def make_board(
    projects: Sequence[Project],
    stages: Sequence[StageRecord],
    live: Sequence[Bar],
    *,
    after: str,
    today: date,
) -> Board:
    """Put rows and bars together.

    Parameters
    ----------
    projects : where studios, names and agreements come from; of two that name the same stage, the
        first counts.
    """
    years = _years(projects, live, today)
    rows = _Rows(stages, years)
    for project in projects:
        rows.add(project)
    rows.add_nameless()
    names = Names(projects)
    place = {row.id: number for number, row in enumerate(rows.stages)}
    # A stage that was entered after the stages were read comes with the next look.
    bars = columns([each for each in live if each.stage in place], place, names)
    return Board(
        after=after,
        today=day_number(today),
        studios=rows.studios,
        stages=rows.stages,
        titles=names.titles.told,
        sets=names.sets.told,
        holders=[each.id for each in names.holders.told],
        bars=bars,
    )


class _Rows:
    def __init__(self, stages: Sequence[StageRecord], years: tuple[int, int]) -> None:
        self._ledger = {stage.id: stage for stage in stages}
        self._years = years
        self._seen: set[str] = set()
        self.studios: list[BoardStudio] = []
        self.stages: list[BoardStage] = []

    def add(self, project: Project) -> None:
        for studio in project.studios:
            new = [stage for stage in studio.stages if stage.id not in self._seen]
            if not new:
                continue
            self.studios.append(_studio(studio, self._years))
            for stage in new:
                self._seen.add(stage.id)
                self.stages.append(self._row(project, studio, stage, len(self.studios) - 1))

    def _row(self, project: Project, studio: Studio, stage: Stage, place: int) -> BoardStage:
        known = self._ledger.get(stage.id)
        rights = [
            Mark(first=day_number(each.first), last=day_number(each.last), says=each.lessee)
            for each in project.agreements
            if each.studio == studio.id and stage.id in each.stages
        ]
        closures = _marks(stage.closures if known is None else known.closures)
        return BoardStage(
            id=stage.id,
            name=stage.name,
            studio=place,
            floor_m2=stage.floor_m2,
            quiet=stage.quiet if known is None else known.quiet,
            shared=known is not None and known.policy.sharing == "floor",
            open=known is not None,
            closures=closures,
            agreements=tuple(rights),
        )

    def add_nameless(self) -> None:
        """Stages that the ledger knows and no project does."""
        for stage in self._ledger.values():
            if stage.id not in self._seen:
                self.stages.append(
                    BoardStage(
                        id=stage.id,
                        name=stage.id,
                        studio=-1,
                        floor_m2=stage.floor_m2,
                        quiet=stage.quiet,
                        shared=stage.policy.sharing == "floor",
                        open=True,
                        closures=_marks(stage.closures),
                    )
                )


def _studio(studio: Studio, years: tuple[int, int]) -> BoardStudio:
    calendar = studio.calendar
    off = public_holidays(calendar.holidays, *years) if calendar.holidays else {}
    return BoardStudio(
        id=studio.id,
        name=studio.name,
        country=studio.country,
        city=studio.city,
        works=tuple(day in calendar.weekdays for day in WEEKDAYS),
        holidays=tuple(Holiday(day=day_number(day), name=off[day]) for day in sorted(off)),
        closures=_marks(calendar.closures),
    )


def _marks(closures: Iterable[Closure]) -> tuple[Mark, ...]:
    return tuple(
        Mark(first=day_number(each.first), last=day_number(each.last), says=each.reason)
        for each in closures
    )


def _years(projects: Sequence[Project], live: Sequence[Bar], today: date) -> tuple[int, int]:
    firsts = [each.horizon.first for each in projects]
    lasts = [each.horizon.last for each in projects]
    if live:
        firsts.append(day_of(min(each.first for each in live)))
        lasts.append(day_of(max(each.last for each in live)))
    first = max(min(firsts, default=today).year, today.year - MOST_YEARS // 2)
    return first, max(first, min(max(lasts, default=today).year, first + MOST_YEARS))
