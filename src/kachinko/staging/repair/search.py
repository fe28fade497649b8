"""The search of a repair: the broken titles alone first, then ever more of what stands near."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.limits import FOREVER
from kachinko.staging.repair.leeway import ANY, Leeway
from kachinko.staging.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kachinko.staging.problem import Job
    from kachinko.staging.repair.part import Planner
    from kachinko.staging.repair.slate import Slate

FIRST_SIZE = 4.0
"""How many titles near the centre of the first part may move."""
GROW, SHRINK = 1.4, 0.8
"""A part grows while the solver settles it in its time and shrinks while it does not."""
STEP = 0.25
"""Solver work for one part; a part that holds all that could help may take all the time."""
FOR_ALONE = 0.3
"""Of the whole time for what each broken title needs by itself, where there are very many."""
FIRST_SECONDS = 1.0
"""That a place for one broken title may take even when time is up, until twice the time is."""
FOR_EASE = 0.4
"""Of the whole time, at its end, for less change alone, whatever titles are out."""
FOR_CHANGE = 0.85
"""Of the whole time for titles and change; the rest is for the cost."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a repair stands."""

    seconds: float
    missing: int
    """Titles that should be in and are not."""
    points: int
    """Points of change."""
    bound: int
    """No repair has fewer (proven)."""
    doing: str


@dataclass(slots=True)
class Outcome:
    """What a search ends with, and what it proved."""

    schedule: Schedule
    broken: list[Job]
    """Titles that could not stay as they were, and titles that joined."""
    impossible: list[Job] = field(default_factory=list)
    """Titles that cannot be planned even with every stage to themselves, frozen days kept."""
    titles_proven: bool = False
    """No repair keeps or admits more."""
    bound: int = 0
    """No repair with these titles has fewer points of change (proven)."""


class Search:
    """Looks for the least change within a time."""

    def __init__(
        self,
        slate: Slate,
        planner: Planner,
        *,
        remaining: Callable[[], float],
        elapsed: Callable[[], float],
        workers: int,
        seed: int,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.slate = slate
        self.planner = planner
        self._remaining = remaining
        self._elapsed = elapsed
        self._workers = workers
        self._seed = seed
        self._on_progress = on_progress
        self._rng = random.Random(f"{seed}/repair")
        self._least: dict[int, int] = {}
        """Points of change that a broken title has at least, wherever it goes (proven)."""

    def run(self, kept: Schedule) -> Outcome:
        """Repair, beginning with what still holds."""
        self._whole_time = self._remaining()
        found = Outcome(kept, self.slate.missing(kept))
        found.broken.sort(key=self._urgency, reverse=True)
        if found.broken:
            self._each_alone(found)
            self._one_after_another(found)
            self._together(found)
        self._widen(found)
        self._save_money(found)
        return found

    # -- steps -------------------------------------------------------------------------------

    def _urgency(self, job: Job) -> tuple[bool, bool, bool, int]:
        slate = self.slate
        return job.must, slate.was_in(job), slate.earlier.has_begun(job), job.value

    def _each_alone(self, found: Outcome) -> None:
        """What each broken title costs in change at least, or that it can be nowhere."""
        for job in found.broken:
            if self._remaining() < (1 - FOR_ALONE) * self._whole_time:
                break
            self._tell(found, f"{job.title.name} by itself")
            alone = self.planner.part(Schedule(), self._free([job]), self._first_effort)
            if alone.titles_settled and not alone.schedule.placements:
                found.impossible.append(job)
            self._least[job.index] = alone.bound or 0

    def _one_after_another(self, found: Outcome) -> None:
        """Each broken title where it disturbs nobody, with the least change."""
        for job in found.broken:
            late = self._remaining() < -self._whole_time
            if job not in found.impossible and not late:
                self._tell(found, f"a place for {job.title.name}")
                found.schedule = self._with(job, found.schedule)

    def _with(self, job: Job, schedule: Schedule) -> Schedule:
        """A title that was in with the least change; one that joins as soon as there is room."""
        if not self.slate.was_in(job):
            joined = self.planner.soon(schedule, job, self._rng)
            if joined is not None:
                return joined
        return self.planner.part(schedule, self._free([job]), self._first_effort).schedule

    def _together(self, found: Outcome) -> None:
        """The broken titles at once; everything else stays untouched."""
        jobs = [job for job in found.broken if job not in found.impossible]
        if len(jobs) > 1 and not self._is_proven(found):
            self._tell(found, "the broken titles together, the rest untouched")
            part = self.planner.part(found.schedule, self._free(jobs), self._effort)
            found.schedule = part.schedule

    def _widen(self, found: Outcome) -> None:
        """Let what stands near give way: now here, now there, at last all that could help.

        While a title is out, every other part is to bring one in; the others are to move less.
        """
        sizes = {True: FIRST_SIZE, False: FIRST_SIZE}
        bring_in = False
        while not self._is_proven(found) and not self._over():
            out = [] if found.titles_proven else self._missing(found)
            early = self._left_for_change() > FOR_EASE * self._whole_time
            bring_in = bool(out) and not (self._points(found) and (bring_in or not early))
            settled = self._round(found, int(sizes[bring_in]), out if bring_in else [])
            size = sizes[bring_in] * (GROW if settled else SHRINK)
            sizes[bring_in] = min(max(size, 2.0), len(self.slate.wanted))

    def _round(self, found: Outcome, size: int, out: list[Job]) -> bool:
        """Plan one part again, for the titles `out` or else for less change; whether it settled."""
        slate = self.slate
        could = self._all_that_could_help(found, out)
        moved = [job for job in self._centre(found) if job.index in could]
        centre = [self._rng.choice(out or moved)]
        near = slate.near(centre, found.schedule, out or moved, self._rng)
        near = [job for job in near if job.index in could]
        whole = size >= len(near)
        jobs = list({job.index: job for job in (*centre, *near[:size])}.values())
        leeways = {job.index: could[job.index] for job in jobs}
        self._tell(found, f"{len(leeways)} titles may give way")
        placements = found.schedule.placements
        cap = slate.points({i: p for i, p in placements.items() if i in leeways})
        part = self.planner.part(
            found.schedule,
            leeways,
            self._effort if whole else self._short_effort,
            cap=None if out else cap,
            only_better_titles=bool(out) and not whole,
        )
        better = slate.rank(part.schedule) > slate.rank(found.schedule)
        found.schedule = part.schedule
        if whole and (out or not self._missing(found)):
            # Nothing outside the part could have helped, so what holds in it holds altogether.
            found.titles_proven = found.titles_proven or part.titles_settled
            if part.bound is not None and part.titles_settled:
                found.bound = max(found.bound, part.bound)
        return part.settled or better

    def _save_money(self, found: Outcome) -> None:
        """No more change, less cost: only what moved anyway."""
        slate = self.slate
        moved = self._centre(found)
        if not moved or self._remaining() <= 0:
            return
        self._tell(found, "saving cost at equal change")
        jobs = [job for job in moved if job.index in found.schedule.placements]
        if jobs:
            effort = Effort(self._remaining(), FOREVER, self._workers, self._seed)
            cheaper = self.planner.cheaper(found.schedule, self._free(jobs), effort)
            if slate.rank(cheaper) > slate.rank(found.schedule):
                found.schedule = cheaper

    # -- what may move -----------------------------------------------------------------------

    def _free(self, jobs: Iterable[Job]) -> dict[int, Leeway]:
        return {job.index: Leeway(self.slate.earlier, job) for job in jobs}

    def _centre(self, found: Outcome) -> list[Job]:
        """Titles that are broken or moved, as far as they are in."""
        jobs, placements = self.slate.problem.jobs, found.schedule.placements
        broken = [job for job in found.broken if job.index in placements]
        moved = [
            jobs[index]
            for index, placement in placements.items()
            if self.slate.earlier.change_of(jobs[index], placement).moves
        ]
        return list({job.index: job for job in (*broken, *moved)}.values())

    def _missing(self, found: Outcome) -> list[Job]:
        """Titles that are out, and could be in."""
        out = self.slate.missing(found.schedule)
        return [job for job in out if job not in found.impossible]

    def _all_that_could_help(self, found: Outcome, out: list[Job]) -> dict[int, Leeway]:
        """Every title that a better repair could move, and how far at most.

        To bring titles in all may move. A repair with less change has fewer points, of which each
        broken title needs its least: what is left over limits every other move.
        """
        if out:
            return self._free(job for job in self.slate.wanted if job not in found.impossible)
        least = sum(self._least.get(index, 0) for index in found.schedule.placements)
        spare = self._points(found) - 1 - least
        could: dict[int, Leeway] = {}
        for index, placement in found.schedule.placements.items():
            job = self.slate.problem.jobs[index]
            leeway = self._within(job, spare + self._least.get(index, 0))
            if leeway is not None:
                could[index] = leeway
            elif self.slate.earlier.change_of(job, placement).moves:
                could[index] = Leeway(self.slate.earlier, job, 0, -1)  # only back to where it was
        return could

    def _within(self, job: Job, points: int) -> Leeway | None:
        """How far a title can move for so many points; None where that is not at all."""
        weights = self.slate.weights
        if not self.slate.was_in(job):
            return Leeway(self.slate.earlier, job)

        def days(left: int) -> int | None:
            if left < 0:
                return -1
            return left // weights.day if weights.day else ANY

        here, elsewhere = days(points - weights.move), days(points - weights.move - weights.stage)
        if here in (-1, 0) and elsewhere == -1 and not any(p.sides for p in job.pieces):
            return None  # with sides, another position on the same floor is no change
        return Leeway(self.slate.earlier, job, here if here != -1 else 0, elsewhere)

    # -- where the search stands -------------------------------------------------------------

    def _is_proven(self, found: Outcome) -> bool:
        """Whether neither titles nor points of change can be better; notes what that proves."""
        if not self._missing(found):
            found.titles_proven = True
            found.bound = max(found.bound, sum(self._least.values()))
        return found.titles_proven and found.bound >= self._points(found)

    def _points(self, found: Outcome) -> int:
        return self.slate.points(found.schedule.placements)

    def _over(self) -> bool:
        return self.planner.halt.thrown or self._left_for_change() <= 0

    def _left_for_change(self) -> float:
        return self._remaining() - (1 - FOR_CHANGE) * self._whole_time

    def _effort(self, share: float) -> Effort:
        return Effort(self._left_for_change() * share, FOREVER, self._workers, self._seed)

    def _first_effort(self, share: float) -> Effort:
        seconds = max(FIRST_SECONDS, self._left_for_change() * share)
        return Effort(seconds, FOREVER, self._workers, self._seed)

    def _short_effort(self, share: float) -> Effort:
        return Effort(self._left_for_change() * share, STEP * share, self._workers, self._seed)

    def _tell(self, found: Outcome, doing: str) -> None:
        slate = self.slate
        self._on_progress(
            Progress(
                self._elapsed(),
                len(slate.missing(found.schedule)),
                slate.points(found.schedule.placements),
                found.bound,
                doing,
            )
        )
