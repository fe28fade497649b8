"""What the ledger has decided, as a part of a project: the planner plans around it.

A firm reservation of a title of the project's own pins the set that it is for: to its stage and
its days. Every other one takes the stage, or a part of its floor, away. Holds bind nobody, and
decide nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.errors import Fault, InputError
from kachinko.model.studio import Closure
from kachinko.model.title import Set, Title
from kachinko.service.ledger_stay import StayDays, stay_days
from kachinko.staging.problem import Pin, open_stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.project import Project
    from kachinko.model.reservation import Reservation
    from kachinko.model.span import DaySpan
    from kachinko.model.studio import Stage, Studio

PREFIX = "ledger."
"""Ids that begin so stand for what the ledger holds for others; no plan shows them."""
RESERVED = "Reserved in the ledger"


@dataclass(frozen=True, slots=True)
class Own:
    """Which reservations are of the project's own titles."""

    holder: str | None = None
    """The organisation that plans; None: whoever holds."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """By title id, the code name under which it stands in the ledger; left out: its id."""

    def title_of(self, project: Project, reservation: Reservation) -> Title | None:
        """The project's title that a reservation is for, or None."""
        if self.holder not in (None, reservation.holder):
            return None
        for title in project.titles:
            if self.codes.get(title.id, title.id) == reservation.title:
                return title
        return None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A project in which what is firm is decided, and how to come back from it."""

    project: Project
    pins: dict[tuple[str, str], Pin]
    others: tuple[str, ...]
    """Ids of the titles that stand for others' floor."""
    firm: tuple[Reservation, ...]
    own: dict[tuple[str, str], Reservation]
    """By title and set: the reservation that pins it."""
    remarks: tuple[str, ...]


def fix(
    project: Project,
    reservations: Iterable[Reservation],
    records: Iterable[StageRecord],
    own: Own,
) -> Fixed:
    """Build what is firm in the ledger into a project.

    Raises
    ------
    InputError
        Where a booking of a set does not agree with the project; all of them at once.
    """
    known = {record.id: record for record in records}
    mine = {stage.id for _, stage in project.stages()}
    firm = tuple(
        each
        for each in reservations
        if each.firm and each.stage in mine and each.span.overlaps(project.horizon.span)
    )
    making = _Making(project, known)
    for each in firm:
        title = own.title_of(project, each)
        one = None if title is None else next((s for s in title.sets if s.id == each.set), None)
        if title is None or one is None or (title.id, one.id) in making.own:
            making.take_away(each)
        else:
            making.pin(title, one, each)
    if making.faults:
        raise InputError("the ledger", making.faults)
    return making.done(firm)


class _Making:
    def __init__(self, project: Project, records: Mapping[str, StageRecord]) -> None:
        self.project = project
        self.records = records
        self.place = {stage.id: (studio, stage) for studio, stage in project.stages()}
        self.days = {
            studio.id: WorkingDays(studio.calendar, project.horizon.span)
            for studio in project.studios
        }
        self.pins: dict[tuple[str, str], Pin] = {}
        self.own: dict[tuple[str, str], Reservation] = {}
        self.sets: dict[tuple[str, str], Set] = {}
        self.stays: list[tuple[Studio, Stage, StayDays, float]] = []
        self.pinned: list[tuple[str, StayDays]] = []
        self.closures: defaultdict[str, list[Closure]] = defaultdict(list)
        self.faults: list[Fault] = []
        self.remarks: list[str] = []

    # Of others

    def take_away(self, each: Reservation) -> None:
        """Close the stage, or take its floor away, on the days of a reservation."""
        studio, stage = self.place[each.stage]
        record = self.records[each.stage]
        floor_m2 = stage.floor_m2
        whole = record.claims(each) >= record.capacity
        smaller = floor_m2 is not None and (record.floor_m2 or 0.0) > floor_m2
        if whole or smaller or each.area_m2 is None or floor_m2 is None:
            self._close(each)
            return
        for stretch in open_stretches(self.project, stage, studio.id):
            if each.span.overlaps(stretch):
                stay = stay_days(each, self.days[studio.id], stretch)
                if stay is None:  # days off alone
                    self._close(each)
                    return
                self.stays.append((studio, stage, stay, each.area_m2))

    def _close(self, each: Reservation) -> None:
        closure = Closure(first=each.first, last=each.last, reason=RESERVED.lower())
        self.closures[each.stage].append(closure)

    def others(self) -> list[Title]:
        """Titles that stand where others stand, and cannot but stand there."""
        self._spare_crews()
        return [
            Title(
                id=f"{PREFIX}{number}",
                name=RESERVED,
                kind="film",
                value=0.0,
                commitment="must",
                studios=(studio.id,),
                earliest=stay.span.start,
                latest=stay.span.last,
                sets=(
                    Set(
                        id="floor", name=RESERVED, area_m2=area_m2, sync_sound=stay.takes,
                        features=(self._mark(stage.id),), **stay.lengths(),
                    ),
                ),
            )
            for number, (studio, stage, stay, area_m2) in enumerate(self.stays, 1)
        ]  # fmt: skip

    def _spare_crews(self) -> None:
        """Where more of what is firm builds at once than there are crews, others bring theirs.

        Their noise is then one stretch, which is stricter than what it stands for.
        """
        for studio in self.project.studios:
            if studio.build_crews is None:
                continue
            busy: defaultdict[int, int] = defaultdict(int)
            own = [stay for at, stay in self.pinned if at == studio.id]
            theirs = [stay for at, _, stay, _ in self.stays if at.id == studio.id]
            for stay in (*own, *theirs):
                for day in stay.crew_days():
                    busy[day] += 1
            over = {day for day, count in busy.items() if count > studio.build_crews}
            self.stays = [
                (at, stage, stay.as_noise(), area_m2)
                if at.id == studio.id and over & set(stay.crew_days())
                else (at, stage, stay, area_m2)
                for at, stage, stay, area_m2 in self.stays
            ]

    # Of the project's own

    def pin(self, title: Title, one: Set, each: Reservation) -> None:
        """Fix a set to its stage and days, or find out why that cannot be."""
        studio, stage = self.place[each.stage]
        record = self.records[each.stage]
        where = f"{title.name}, {one.name}, booked on {each.stage} {each.first} to {each.last}"
        open_ = open_stretches(self.project, stage, studio.id)
        if not any(stretch.covers(self._worked(each.span, studio)) for stretch in open_):
            self._fault(where, "the stage is not open to the project on all these days")
            return
        stay = stay_days(each, self.days[studio.id], each.span)
        if stay is None:
            self._fault(where, "there is no working day among these days")
            return
        fitted = stay.fit(one)
        if isinstance(fitted, str):
            self._fault(where, fitted)
            return
        whole = record.claims(each) >= record.capacity
        if not whole and (each.area_m2 or 0.0) < one.footprint_m2:
            what = f"{each.area_m2:g} m² are booked and the set takes {one.footprint_m2:g} m²"
            self._fault(where, what)
            return
        if (title.earliest and each.first < title.earliest) or (
            title.latest and each.last > title.latest
        ):
            self._fault(where, "these days are not in the title's own window")
            return
        key = (title.id, one.id)
        self.own[key] = each
        self.pins[key] = Pin(fitted.span, stage.floor_m2 if whole else each.area_m2)
        self.pinned.append((studio.id, fitted))
        self.sets[key] = one.model_copy(
            update={**fitted.lengths(), "features": (*one.features, self._mark(stage.id))}
        )

    def _worked(self, span: DaySpan, studio: Studio) -> DaySpan:
        days = self.days[studio.id].between(span)
        return type(span).inclusive(days[0], days[-1]) if days else span

    def _fault(self, where: str, what: str) -> None:
        self.faults.append(
            Fault(where, what, "a booking that agrees with the project: amend one of the two")
        )

    # All together

    @staticmethod
    def _mark(stage: str) -> str:
        """A feature that this stage alone has."""
        return f"{PREFIX}{stage}"[:64]

    def done(self, firm: tuple[Reservation, ...]) -> Fixed:
        """The project with all of it."""
        others = self.others()
        studios = tuple(
            studio.model_copy(
                update={"stages": tuple(self._stage(stage) for stage in studio.stages)}
            )
            for studio in self.project.studios
        )
        titles = tuple(self._title(title) for title in self.project.titles)
        changed = {"studios": studios, "titles": (*titles, *others)}
        if firm:
            self.remarks.append(
                f"What is firm in the ledger stands as it is: sets of this project that are "
                f"booked: {len(self.own)}, reservations of others: {len(firm) - len(self.own)}."
            )
        return Fixed(
            self.project.model_copy(update=changed),
            self.pins,
            tuple(title.id for title in others),
            firm,
            self.own,
            tuple(self.remarks),
        )

    def _stage(self, stage: Stage) -> Stage:
        return stage.model_copy(
            update={
                "closures": (*stage.closures, *self.closures[stage.id]),
                "features": (*stage.features, self._mark(stage.id)),
            }
        )

    def _title(self, title: Title) -> Title:
        if not any(key[0] == title.id for key in self.own):
            return title
        sets = tuple(self.sets.get((title.id, one.id), one) for one in title.sets)
        return title.model_copy(update={"sets": sets, "commitment": "must"})
