"""The bars of the board: reservations with days as numbers, and as one list a column."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import Field

from kachinko.model.base import Record, Text
from kachinko.model.title import PHASES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kachinko.model.project import Project
    from kachinko.model.reservation import Reservation

_EPOCH = date(1970, 1, 1).toordinal()
STATES = ("held", "challenged", "confirmed", "booked")


class Named(Record):
    """Something that bars name by its place in a list."""

    id: Text
    name: Text


class Bar(NamedTuple):
    """A reservation as the board tells it, with its words as they are; named as in `Columns`."""

    id: str
    stage: str
    first: int
    last: int
    state: int
    rank: int
    title: str
    holder: str
    set: str | None
    version: int
    area: float | None
    sound: bool
    due: str | None
    phases: list[int]


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


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The day of that number."""
    return date.fromordinal(number + _EPOCH)


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


class Names:
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
        """Which of the titles it is."""
        return self.titles.place(id_, self._titles.get(id_, id_))

    def set(self, title: str, id_: str | None) -> int:
        """Which of the sets it is; -1: none is named."""
        if id_ is None:
            return -1
        return self.sets.place(f"{title}/{id_}", self._sets.get((title, id_), id_), id_)


def bar_of(each: Reservation) -> Bar:
    """A reservation as a bar."""
    flat: list[int] = []
    for phase in each.phases:
        flat += PHASES.index(phase.phase), day_number(phase.first), day_number(phase.last)
    return Bar(
        id=each.id,
        stage=each.stage,
        first=day_number(each.first),
        last=day_number(each.last),
        state=STATES.index(each.state),
        rank=each.rank,
        title=each.title,
        holder=each.holder,
        set=each.set,
        version=each.version,
        area=each.area_m2,
        sound=each.sync_sound,
        due=None if each.deadline is None else each.deadline.isoformat(),
        phases=flat,
    )


def columns(live: Sequence[Bar], rows: Mapping[str, int], names: Names) -> Columns:
    """The bars, each list made at once: there may be tens of thousands."""
    if not live:
        return Columns()
    lists = map(list, zip(*live, strict=True))
    told: dict[str, Any] = dict(zip(Bar._fields, lists, strict=True))
    titles, sets = told["title"], told["set"]
    told["set"] = [names.set(title, one) for title, one in zip(titles, sets, strict=True)]
    told["title"] = [names.title(title) for title in titles]
    told["holder"] = [names.holders.place(holder, holder) for holder in told["holder"]]
    told["stage"] = [rows[stage] for stage in told["stage"]]
    return Columns.model_construct(**told)  # all is as it should be: it comes from records
