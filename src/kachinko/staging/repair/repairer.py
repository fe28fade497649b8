"""Repair a plan: what still holds stays, the rest is planned again with the least change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.halt import Halt
from kachinko.staging.construct import Inserter
from kachinko.staging.incumbent import Incumbent
from kachinko.staging.limits import FOREVER
from kachinko.staging.objective import Prices
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.repair.earlier import Earlier
from kachinko.staging.repair.leeway import Leeway
from kachinko.staging.repair.slate import Slate
from kachinko.staging.repair.weights import Change, Weights
from kachinko.staging.resume import resume
from kachinko.staging.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.problem import Job
    from kachinko.staging.repair.search import Outcome, Progress


@dataclass(frozen=True, slots=True)
class Missing:
    """A title that should be in and is not."""

    title: str
    """Its id."""
    was_in: bool
    """Whether it was in the earlier plan; otherwise it joins, or must be made now."""
    frozen: tuple[str, ...]
    """Ids of its sets and blocks that have begun and, frozen as they are, stand against it: the
    fewest that do (proven)."""
    alone: bool
    """Whether it cannot be planned even with every stage to itself, all that is frozen kept
    (proven)."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a set or location block is from where it was."""

    change: Change
    later: int
    """Working days by which its shoot begins later; below 0 for earlier."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A plan of the changed project near the earlier one, and what is proven of it."""

    plan: Plan
    """Without all the titles that must be made its status is `unknown` or `infeasible`."""
    weights: Weights
    freeze: date | None
    change: Change
    bound: int
    """No repair with these titles has fewer points of change (proven)."""
    shifts: dict[tuple[str, str], Shift]
    """Of each set and block of a title that was in and still is, by the ids of both."""
    missing: tuple[Missing, ...]
    titles_proven: bool
    """Whether no repair keeps, or admits, more."""
    seconds: float

    @property
    def points(self) -> int:
        """Its points of change."""
        return self.change.points(self.weights)

    @property
    def change_proven(self) -> bool:
        """Whether no repair with these titles has fewer points of change."""
        return self.titles_proven and self.bound >= self.points


def repair_plan(
    project: Project,
    plan: Plan,
    *,
    clock: Callable[[], float],
    joining: Collection[str] = (),
    freeze: date | None = None,
    weights: Weights | None = None,
    seconds: float | None = 10.0,
    seed: int = 0,
    workers: int = 1,
    halt: Halt | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    versions: dict[str, str] | None = None,
) -> Repaired:
    """Make an earlier plan hold for a changed project.

    Ranked in this order: titles that must be made, the value of the titles kept, the value of
    titles that join, the points of change, the cost. Titles that were left out stay out, unless
    they join or must be made. Throwing `halt` ends the search with the best so far.

    Parameters
    ----------
    project
        The changed project, whose references hold.
    plan
        The earlier plan, of the project before the changes.
    clock
        Gives seconds that only grow.
    joining
        Ids of titles to be admitted if possible.
    freeze
        What begins before this date in the earlier plan keeps its stage and its days, and nothing
        else begins before it.
    weights
        Of the kinds of change.
    seconds
        How long to search, the solver once loaded; None: until the proof. A first place for each
        broken title is looked for in any case.
    """
    halt, weights = halt or Halt(), weights or Weights()
    begun = clock()
    problem = compile_problem(project)
    offers, prices = Offers(problem), Prices(problem)
    earlier = Earlier(problem, plan, freeze)
    slate = Slate(problem, offers, earlier, weights, joining)
    kept = resume(problem, offers, prices, plan)
    # Loading the solver takes a second or more, and is not searching.
    from kachinko.staging.repair.part import Planner
    from kachinko.staging.repair.search import Search

    loaded = clock()
    search = Search(
        slate,
        Planner(slate, prices, halt),
        remaining=lambda: FOREVER if seconds is None else seconds - (clock() - loaded),
        elapsed=lambda: clock() - begun,
        workers=workers,
        seed=seed,
        on_progress=on_progress,
    )
    outcome = search.run(kept)
    return Repaired(
        plan=_plan(slate, Inserter(problem, offers, prices), outcome, clock, begun, seed, workers,
                   versions or {}),
        weights=weights,
        freeze=freeze,
        change=slate.change(outcome.schedule.placements),
        bound=outcome.bound,
        shifts=_shifts(slate, outcome.schedule),
        missing=tuple(_missing(slate, prices, outcome, plan, job)
                      for job in slate.missing(outcome.schedule)),
        titles_proven=outcome.titles_proven,
        seconds=clock() - begun,
    )  # fmt: skip


def _shifts(slate: Slate, schedule: Schedule) -> dict[tuple[str, str], Shift]:
    earlier, shifts = slate.earlier, {}
    for index, placement in schedule.placements.items():
        job = slate.problem.jobs[index]
        for stay in placement.stays:
            if earlier.set(job, stay.piece) is not None:
                was = earlier.marks(job, stay.piece, stay.site)["shoot"].day
                change = earlier.change_of_set(job, stay)
                shifts[job.title.id, stay.piece.set.id] = Shift(change, stay.shoot - was)
        for number, start in enumerate(placement.blocks):
            block = earlier.block(job, number)
            if block is not None:
                change = earlier.change_of_block(job, number, placement.home, start)
                later = start - earlier.mark(placement.home, block.first).day
                shifts[job.title.id, block.id] = Shift(change, later)
    return shifts


def _plan(
    slate: Slate,
    inserter: Inserter,
    outcome: Outcome,
    clock: Callable[[], float],
    begun: float,
    seed: int,
    workers: int,
    versions: dict[str, str],
) -> Plan:
    from kachinko.staging.assemble import assemble
    from kachinko.staging.reasons import Reasons

    problem = slate.problem
    incumbent = Incumbent(
        titles=len(problem.jobs),
        musts=sum(1 for job in problem.jobs if job.must),
        value_bound=sum(job.value for job in problem.jobs if slate.offers.homes(job)),
        clock=clock,
        begun=begun,
        on_progress=lambda _: None,
    )
    incumbent.offer(outcome.schedule)
    lost = [job for job in slate.missing(outcome.schedule) if job.must]
    if lost and (outcome.titles_proven or any(job in outcome.impossible for job in lost)):
        incumbent.refute(tuple(job.title.name for job in lost))
    reasons = Reasons(problem, slate.offers, inserter, incumbent, seed)
    return assemble(
        problem,
        incumbent,
        reasons.of_titles_left_out(lambda: 0.0),
        seed=seed,
        workers=workers,
        versions=versions,
    )


def _missing(slate: Slate, prices: Prices, outcome: Outcome, plan: Plan, job: Job) -> Missing:
    alone = job in outcome.impossible
    frozen = _stands_against(slate, prices, plan, job) if alone else ()
    return Missing(job.title.id, slate.was_in(job), frozen, alone)


def _stands_against(slate: Slate, prices: Prices, plan: Plan, job: Job) -> tuple[str, ...]:
    """The fewest frozen sets and blocks that keep a title from being planned at all.

    Empty where it cannot be planned either when nothing of it had begun. Each is needed: without
    it, the title could be planned (deletion filter, Chinneck, *Feasibility and Infeasibility in
    Optimization*, 2008, chapter 6).
    """
    from kachinko.staging.cpsat.solve import Effort
    from kachinko.staging.repair.part import Planner

    def impossible(released: set[str]) -> bool:
        earlier = Earlier(
            slate.problem,
            plan,
            slate.earlier.freeze,
            frozenset((job.title.id, item) for item in released),
        )
        freed = Slate(slate.problem, slate.offers, earlier, slate.weights, ())
        part = Planner(freed, prices, Halt()).part(
            Schedule(), {job.index: Leeway(earlier, job)}, lambda _: Effort(1.0, 1.0)
        )
        return part.titles_settled and not part.schedule.placements

    begun = [piece.set.id for piece in job.pieces if slate.earlier.pin(job, piece)]
    begun += [
        block.id
        for number, block in enumerate(job.blocks)
        if slate.earlier.block_pin(job, number, job.sites[0])
    ]
    if impossible(set(begun)):
        return ()
    released: set[str] = set()
    for item in begun:
        if impossible(released | {item}):
            released.add(item)
    return tuple(item for item in begun if item not in released)
