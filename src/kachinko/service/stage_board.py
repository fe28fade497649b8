"""The board of stages: rows by country and studio, and all that stands or is held on them.

Made for drawing: days are whole numbers since 1970-01-01, words are told once and named by their
place in a list, and what all bars have comes as one list for each of its columns.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from kachinko.model.base import Id, Record, Text
from kachinko.model.calendar import public_holidays
from kachinko.model.studio import WEEKDAYS
from kachinko.model.title import PHASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.project import Project
    from kachinko.model.reservation import Reservation
    from kachinko.model.span import Dated
    from kachinko.model.studio import Closure, Stage, Studio

_EPOCH = date(1970, 1, 1).toordinal()
STATES = ("held", "challenged", "confirmed", "booked")
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


class Named(Record):
    """Something that bars name by its place in a list."""

    id: Text
    name: Text


class Columns(Record):
    """Every bar's values, column by column, in one order."""

    id: list[str] = Field(default_factory=list)
    stage: list[int] = Field(default_factory=list)
    first: list[int] = Field(default_factory=list)
    last: list[int] = Field(default_factory=list)
    state: list[int] = Field(default_factory=list, description="Which of `states`.")
    rank: list[int] = Field(default_factory=list)
    title: list[int] = Field(default_factory=list)
    holder: list[int] = Field(default_factory=list)
    set: list[int] = Field(default_factory=list, description="Which of `sets`; -1: none is named.")
    version: list[int] = Field(default_factory=list)
    area: list[float | None] = Field(default_factory=list)
    due: list[str | None] = Field(
        default_factory=list, description="When its state ends by itself."
    )
    sound: list[bool] = Field(default_factory=list, description="Whether its shoot needs quiet.")
    phases: list[list[int]] = Field(
        default_factory=list, description="Of each bar: phase, first, last, phase, first, last …"
    )


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


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def make_board(
    projects: Sequence[Project],
    stages: Sequence[StageRecord],
    live: Sequence[Reservation],
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
    names = _Names(projects)
    bars = Columns()
    place = {row.id: number for number, row in enumerate(rows.stages)}
    for each in live:
        _append(bars, each, place[each.stage], names)
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


class _Words:
    def __init__(self) -> None:
        self._place: dict[str, int] = {}
        self.told: list[Named] = []

    def place(self, key: str, name: str, id_: str | None = None) -> int:
        found = self._place.get(key)
        if found is None:
            found = self._place[key] = len(self.told)
            self.told.append(Named(id=key if id_ is None else id_, name=name))
        return found


class _Names:
    """Titles and sets by the names that projects give them."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self._titles: dict[str, str] = {}
        self._sets: dict[tuple[str, str], str] = {}
        for project in projects:
            for title in project.titles:
                self._titles.setdefault(title.id, title.name)
                for each in title.sets:
                    self._sets.setdefault((title.id, each.id), each.name)
        self.titles, self.sets, self.holders = _Words(), _Words(), _Words()

    def title(self, id_: str) -> int:
        return self.titles.place(id_, self._titles.get(id_, id_))

    def set(self, title: str, id_: str | None) -> int:
        if id_ is None:
            return -1
        return self.sets.place(f"{title}/{id_}", self._sets.get((title, id_), id_), id_)


def _append(bars: Columns, each: Reservation, stage: int, names: _Names) -> None:
    bars.id.append(each.id)
    bars.stage.append(stage)
    bars.first.append(day_number(each.first))
    bars.last.append(day_number(each.last))
    bars.state.append(STATES.index(each.state))
    bars.rank.append(each.rank)
    bars.title.append(names.title(each.title))
    bars.holder.append(names.holders.place(each.holder, each.holder))
    bars.set.append(names.set(each.title, each.set))
    bars.version.append(each.version)
    bars.area.append(each.area_m2)
    bars.sound.append(each.sync_sound)
    bars.due.append(None if each.deadline is None else each.deadline.isoformat())
    flat: list[int] = []
    for phase in each.phases:
        flat += PHASES.index(phase.phase), day_number(phase.first), day_number(phase.last)
    bars.phases.append(flat)


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


def _years(
    projects: Sequence[Project], live: Sequence[Reservation], today: date
) -> tuple[int, int]:
    dated: list[Dated | Reservation] = [each.horizon for each in projects]
    dated += live
    first = min((each.first.year for each in dated), default=today.year)
    last = max((each.last.year for each in dated), default=today.year)
    first = max(first, today.year - MOST_YEARS // 2)
    return first, max(first, min(last, first + MOST_YEARS))
