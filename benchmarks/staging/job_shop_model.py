"""A compiled project in the language of PyJobShop."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyjobshop import Model

from kachinko.staging.days import highest, lowest, span, stretches
from kachinko.staging.schedule import Placement, Stay

if TYPE_CHECKING:
    from pyjobshop.ProblemData import Machine, Mode, Renewable, Task
    from pyjobshop.Solution import Solution

    from benchmarks.staging.peer import Peer
    from kachinko.model.title import LocationBlock
    from kachinko.staging.problem import Floor, Job, Piece

ANY = 1
"""Capacity of what is only there for its breaks: nothing is demanded of it."""


class NotExpressibleError(Exception):
    """The project has a rule that PyJobShop has no words for."""


@dataclass(slots=True)
class _Stage:
    floor: Renewable
    lot: Renewable | None
    """Floor with half an aisle on every side [0.01 m squared], where stage has width and depth."""
    quiet: Renewable | None
    power: Renewable | None
    crews: Renewable | None


@dataclass(slots=True)
class _SetTasks:
    piece: Piece
    floors: tuple[Floor, ...]
    stand: int
    first: int
    """Number of the first of its modes to stand, in the order of `floors`."""
    shoot: Task
    shoot_number: int
    build: int | None = None
    strike: int | None = None
    tasks: list[Task] = field(default_factory=list)
    stands: list[Mode] = field(default_factory=list)


@dataclass(slots=True)
class _Title:
    job: Job
    sets: list[_SetTasks] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    shoots: dict[str, Task] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)


class Shop:
    """The model, and the way back from its solutions."""

    def __init__(self, peer: Peer, step: int) -> None:
        self.peer = peer
        self.problem = peer.problem
        self.model = Model()
        self.days = len(self.problem.sites[0].days) if self.problem.sites else 0
        if any(s.days.dates != self.problem.sites[0].days.dates for s in self.problem.sites):
            raise NotExpressibleError("studios with different calendars")
        if any(site.crews == 0 for site in self.problem.sites):
            # It refuses a task that no resource could ever serve instead of leaving it out.
            raise NotExpressibleError("a studio without building crews")
        self.noises = 1 + 3 * sum(len(job.pieces) for job in peer.jobs)
        crews = [
            None if site.crews is None else self.model.add_renewable(site.crews)
            for site in self.problem.sites
        ]
        self.stages = [self._stage(floor, crews[floor.site]) for floor in self.problem.floors]
        self.titles = [self._title(job, step) for job in peer.jobs]
        self.model.set_objective(weight_tardy_jobs=1)

    def placements(self, solution: Solution) -> dict[int, Placement]:
        """The accepted titles of a solution, rectangles without a position."""
        found: dict[int, Placement] = {}
        for title in self.titles:
            number = title.sets[0].stand if title.sets else title.blocks[0]
            if not solution.tasks[number].present:
                continue
            stays = tuple(self._stay(one, solution) for one in title.sets)
            # All calendars are one, so that any home suits a split title.
            home = stays[0].site if stays else self.peer.offers.homes(title.job)[0]
            if title.job.title.split:
                home = self.peer.offers.homes(title.job)[0]
            blocks = tuple(solution.tasks[number].start for number in title.blocks)
            placement = Placement(title.job.index, home, stays, blocks)
            cost = self.peer.prices.of_title(title.job, placement)
            found[title.job.index] = replace(placement, cost=cost)
        return found

    def _stay(self, one: _SetTasks, solution: Solution) -> Stay:
        stand = solution.tasks[one.stand]
        floor = one.floors[stand.mode - one.first]
        shoot = solution.tasks[one.shoot_number].start
        # What stands idle before its build or after its strike does not stand at all.
        first = shoot - one.piece.lead
        if one.build is not None:
            first = solution.tasks[one.build].start
        strike = shoot + one.piece.held
        if one.strike is not None:
            strike = solution.tasks[one.strike].start
        return Stay(one.piece, floor.index, floor.site, first, shoot, strike)

    def _stage(self, floor: Floor, crews: Renewable | None) -> _Stage:
        add = self.model.add_renewable
        area = add(floor.area or 0)
        lot = None
        if floor.sides:
            lot = add((floor.sides[0] + floor.aisle) * (floor.sides[1] + floor.aisle))
        is_open = 0
        for bay in floor.bays:
            if bay.lo and is_open & span(bay.lo - 1, bay.lo):
                raise NotExpressibleError("a closure without a working day")
            is_open |= span(bay.lo, bay.hi + 1)
        for first, last in stretches(span(0, self.days) & ~is_open):
            if floor.area:
                closed = self.model.add_task(earliest_start=first, latest_start=first)
                self.model.add_mode(closed, [area], last + 1 - first, [floor.area])
        return _Stage(
            area,
            lot,
            add(self.noises) if floor.quiet else None,
            None if floor.power is None else add(floor.power),
            crews,
        )

    def _title(self, job: Job, step: int) -> _Title:
        model, title = self.model, _Title(job)
        units = {one.unit: model.add_machine() for one in job.title.shoots}
        cast = {member.id: self._cast(job, member.id) for member in job.title.cast}
        homes = self.peer.offers.homes(job)
        for piece in job.pieces:
            floors = self.peer.offers.floors(job, piece)
            if not job.title.split:
                floors = tuple(floor for floor in floors if floor.site in homes)
            hands = [units[piece.set.unit], *(cast[name] for name in piece.set.cast)]
            title.sets.append(self._set(title, piece, floors, hands))
        for number, block in enumerate(job.blocks):
            hands = [units[block.unit], *(cast[name] for name in block.cast)]
            self._block(title, number, block, homes[0], hands)
        if not job.title.split:
            self._one_home(title)
        for one in job.title.shoots:
            for before in one.after:
                model.add_end_before_start(title.shoots[before], title.shoots[one.id])
        self._all_or_none(title, step)
        return title

    def _cast(self, job: Job, name: str) -> Renewable:
        """A member of the cast, with breaks on the days on which they cannot be had."""
        member = next(one for one in job.title.cast if one.id == name)
        days = self.problem.sites[0].days
        free = 0 if member.available else span(0, self.days)
        for stretch in member.available:
            free |= span(days.first_from(stretch.first), days.last_until(stretch.last) + 1)
        breaks = [(first, last + 1) for first, last in stretches(span(0, self.days) & ~free)]
        return self.model.add_renewable(ANY, breaks)

    def _set(
        self,
        title: _Title,
        piece: Piece,
        floors: tuple[Floor, ...],
        hands: list[Machine | Renewable],
    ) -> _SetTasks:
        model, optional = self.model, not title.job.must
        stages = [self.stages[floor.index] for floor in floors]
        chance = title.job.set_chances[piece.index, floors[0].site]
        number, first_mode = len(model.tasks), len(model.modes)
        stand = model.add_task(
            earliest_start=chance.lo, latest_end=chance.hi + 1, allow_idle=True, optional=optional
        )
        stands = []
        for floor, stage in zip(floors, stages, strict=True):
            needs: list[tuple[Machine | Renewable, int]] = [(stage.floor, piece.area)]
            if stage.lot and piece.sides:
                width, depth = piece.sides
                needs.append((stage.lot, (width + floor.aisle) * (depth + floor.aisle)))
            stands.append(self._mode(stand, needs, piece.least_stay))
        shoot_number = len(model.tasks)
        shoot = model.add_task(
            earliest_start=lowest(chance.starts),
            latest_start=highest(chance.starts),
            optional=optional,
        )
        loud = self.noises if piece.set.sync_sound else 1
        for stage, standing in zip(stages, stands, strict=True):
            needs = [(hand, 0) for hand in hands]
            needs += [(stage.quiet, loud)] if stage.quiet else []
            needs += [(stage.power, piece.power)] if stage.power else []
            model.add_mode_dependency(standing, [self._mode(shoot, needs, piece.shoot)])
        made = _SetTasks(piece, floors, number, first_mode, shoot, shoot_number, stands=stands)
        made.tasks += [stand, shoot]
        self._lead(made, stages, stand)
        self._strike(made, stages, stand)
        title.tasks += made.tasks
        title.shoots[piece.set.id] = shoot
        return made

    def _lead(self, made: _SetTasks, stages: list[_Stage], stand: Task) -> None:
        """Build and prelight, one right after the other, before the shoot."""
        model, piece = self.model, made.piece
        before = None
        if piece.build:
            made.build = len(model.tasks)
            before = self._phase(made, stages, piece.build, loud=True)
        if piece.set.prelight_days and (piece.power or not piece.build):
            if before is None:
                made.build = len(model.tasks)
            prelight = self._phase(made, stages, piece.set.prelight_days, loud=False)
            if before is not None:
                model.add_end_at_start(before, prelight)
            model.add_end_before_start(prelight, made.shoot)
            model.add_start_at_start(stand, before or prelight)
        elif before is not None:
            model.add_end_before_start(before, made.shoot, piece.set.prelight_days)
            model.add_start_at_start(stand, before)
        else:
            model.add_start_at_start(stand, made.shoot)

    def _strike(self, made: _SetTasks, stages: list[_Stage], stand: Task) -> None:
        """The strike, at least the hold after the shoot."""
        model, piece = self.model, made.piece
        if not piece.strike:
            model.add_end_at_end(made.shoot, stand, piece.set.hold_days)
            return
        made.strike = len(model.tasks)
        strike = self._phase(made, stages, piece.strike, loud=True)
        model.add_end_before_start(made.shoot, strike, piece.set.hold_days)
        model.add_end_at_end(strike, stand)

    def _phase(self, made: _SetTasks, stages: list[_Stage], days: int, *, loud: bool) -> Task:
        """A phase beside the shoot, on the stage on which the set stands."""
        task = self.model.add_task(optional=made.shoot.optional)
        made.tasks.append(task)
        for stage, standing in zip(stages, made.stands, strict=True):
            needs: list[tuple[Machine | Renewable, int]] = []
            if loud:
                needs += [(stage.quiet, 1)] if stage.quiet else []
                needs += [(stage.crews, 1)] if stage.crews else []
            elif stage.power:
                needs.append((stage.power, made.piece.power))
            self.model.add_mode_dependency(standing, [self._mode(task, needs, days)])
        return task

    def _block(
        self,
        title: _Title,
        number: int,
        block: LocationBlock,
        home: int,
        hands: list[Machine | Renewable],
    ) -> None:
        chance = title.job.block_chances[number, home]
        title.blocks.append(len(self.model.tasks))
        task = self.model.add_task(
            earliest_start=lowest(chance.starts),
            latest_start=highest(chance.starts),
            optional=not title.job.must,
        )
        self._mode(task, [(hand, 0) for hand in hands], block.days)
        title.tasks.append(task)
        title.shoots[block.id] = task

    def _one_home(self, title: _Title) -> None:
        """Where the first set stands, all others stand."""
        first, *others = title.sets or [None]
        if first is None:
            return
        for floor, mode in zip(first.floors, first.stands, strict=True):
            for other in others:
                here = [
                    stand
                    for at, stand in zip(other.floors, other.stands, strict=True)
                    if at.site == floor.site
                ]
                self.model.add_mode_dependency(mode, here)

    def _all_or_none(self, title: _Title, step: int) -> None:
        model, job = self.model, title.job
        if job.must:
            return
        model.add_select_all_or_none(title.tasks)
        lost = model.add_job(weight=job.value // step, due_date=0)
        left_out = model.add_task(lost, latest_end=1, optional=True)
        self._mode(left_out, [], 1)
        model.add_select_exactly_one([title.tasks[0], left_out])

    def _mode(self, task: Task, needs: list[tuple[Machine | Renewable, int]], days: int) -> Mode:
        return self.model.add_mode(
            task, [resource for resource, _ in needs], days, [demand for _, demand in needs]
        )
