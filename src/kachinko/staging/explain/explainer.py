"""Explains a plan: for each title left out what cannot hold together, and what would admit it."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from kachinko.model.base import Record
from kachinko.model.reason import Clause, Conflict, Remedy, RequirementKind, Scope
from kachinko.staging.explain import requirement, room
from kachinko.staging.explain.case import Case, Judge
from kachinko.staging.explain.remedies import Remedies
from kachinko.staging.explain.shrink import Core, Needed, shrink, smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kachinko.halt import Halt
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.model.title import Title
    from kachinko.staging.explain.case import Verdict

SECONDS = 2.0
"""For one question of a conflict."""
SECONDS_A_SET = 0.01
"""A conflict whatever the dates are is looked for where there is so much time for each set."""
LEAST_SECONDS = 4.0
"""For a title: rather a few explained well than many badly."""
TRIES = 8
"""Orders in which requirements are left out; the smallest conflict is told."""
ORDER: tuple[RequirementKind, ...] = (
    "made", "set", "height", "features", "block", "block-window", "earliest", "latest", "cast",
    "order", "unit", "studios", "together", "standing", "floor", "quiet", "power", "open",
    "closed", "crews",
)  # fmt: skip
"""In which requirements are told: what the title asks for, then what stands against it."""
SHARE_CONFLICT, SHARE_VERIFIED, SHARE_ANY_DATES = 0.25, 0.5, 0.2
"""Of a title's time: after which no other order of leaving out is begun, after which a conflict
stays as it is, and what is kept at the end for one whatever the dates are."""


class Explanation(Record):
    """Why a title is left out, or why a project has no plan, and what would change that."""

    title: str | None = Field(description="Id of the title; null: all that must be made.")
    outcome: Literal["impossible", "possible", "unknown"] = Field(
        description="impossible: proven, as `conflicts` say; possible: it fits after all, without "
        "any change; unknown: neither was settled in the time."
    )
    alone: bool | None = Field(
        description="Whether it can be made with every stage to itself; null: not settled."
    )
    conflicts: tuple[Conflict, ...] = ()
    remedies: tuple[Remedy, ...] = ()


class Explainer:
    """Explains one plan within a time, title after title."""

    def __init__(
        self,
        project: Project,
        plan: Plan,
        *,
        seconds: float,
        clock: Callable[[], float],
        halt: Halt,
        seed: int = 0,
    ) -> None:
        self.project = project
        self.plan = plan
        self.clock = clock
        self.end = clock() + seconds
        planned = {one.id: one for one in plan.accepted}
        self.judge = Judge(planned, clock=clock, halt=halt, seed=seed)
        self.rng = random.Random(f"{seed}/explain")
        self.standing = {name: tuple(s.id for s in one.sets) for name, one in planned.items()}

    def explain(
        self, titles: Sequence[str], on_progress: Callable[[str], None] = lambda _: None
    ) -> Iterator[Explanation]:
        """Explain titles that a plan leaves out, or, where there is no plan, why there is none.

        The most valuable title comes first. Ends early, after the last title that was begun, when
        somebody throws the switch or time is up.
        """
        if self.plan.status in ("infeasible", "unknown"):
            yield from self._no_plan(on_progress)
            return
        chosen = [self.project.title(name) for name in titles]
        chosen.sort(key=lambda title: -title.value)
        for number, title in enumerate(chosen):
            left = self.end - self.clock()
            if self.judge.halt.thrown or left <= 0:
                return
            on_progress(f"{title.name} ({number + 1} of {len(titles)})")
            fair = left / (len(titles) - number)
            yield self._title(title, min(left, max(fair, LEAST_SECONDS)))

    # -- a title beside a plan ----------------------------------------------------------------

    def _title(self, title: Title, seconds: float) -> Explanation:
        begun = self.clock()
        self.judge.deadline = begun + seconds
        alone = Case(self.project, (title.id,))
        beside = replace(alone, standing=self.standing)
        by_itself = self.judge.settle(alone, SECONDS).possible
        together = False if by_itself is False else self.judge.settle(beside, SECONDS).possible
        conflicts: list[Conflict] = []
        self.judge.deadline = begun + seconds * SHARE_VERIFIED
        if together is False:
            until = begun + seconds * SHARE_CONFLICT
            scope: Scope = "as-planned" if by_itself is not False else "alone"
            conflicts.append(
                self._conflict(scope, beside if scope == "as-planned" else alone, until)
            )
        remedies = Remedies(beside, self.judge)
        self.judge.deadline = begun + seconds * (1 - SHARE_ANY_DATES)
        found = list(filter(None, [remedies.as_it_is()])) if together else remedies.of_title(title)
        self.judge.deadline = begun + seconds
        if together is False and by_itself:
            conflicts += self._whatever_the_dates(title)
            if len(conflicts) == 1:
                found = [*filter(None, [remedies.unchanged()]), *found]
        free = any(not one.changes for one in found)
        return Explanation(
            title=title.id,
            outcome="possible" if free else "impossible" if conflicts else "unknown",
            alone=by_itself,
            conflicts=tuple(conflicts),
            remedies=tuple(found),
        )

    def _conflict(self, scope: Scope, case: Case, until: float) -> Conflict:
        planned = self.judge.planned
        beside = bool(case.standing)
        requirements = (
            requirement.of_beside(case, planned) if beside else requirement.of_alone(case)
        )
        core = smallest(
            case, requirements, self._settle, tries=TRIES, rng=self.rng,
            stop=lambda: self.clock() > until or self.judge.remaining <= 0,
        )  # fmt: skip
        return _told(scope, self._by_stage(core) if beside else core)

    def _by_stage(self, core: Core) -> Core:
        """What stands on a stage as one requirement, needed if any of its sets is."""
        needed = [one for one in core.needed if one.requirement.kind != "standing"]
        stages: dict[str, list[Needed]] = {}
        for one in core.needed:
            if one.requirement.kind == "standing":
                stages.setdefault(one.requirement.subject, []).append(one)
        sentences = room.of_stages(core.case, self.judge.planned, stages)
        for stage, sets in stages.items():
            told = replace(sets[0].requirement, sentence=sentences[stage])
            needed.append(Needed(told, verified=any(one.verified for one in sets)))
        return Core(tuple(needed), core.case)

    def _whatever_the_dates(self, title: Title) -> list[Conflict]:
        """A conflict with titles instead of places, where it is proven in the time."""
        case = Case(self.project, (*self.standing, title.id))
        sets = sum(len(one) for one in self.standing.values())
        if self.judge.remaining < sets * SECONDS_A_SET or self._settle(case).possible is not False:
            return []
        return [self._of_titles(case, [name for name in case.made if name != title.id])]

    def _of_titles(self, case: Case, names: Sequence[str]) -> Conflict:
        """The titles that cannot all be made first, then which of their requirements matter."""
        titles = [requirement.made(self.project.title(name)) for name in names]
        few = shrink(case, titles, self._settle).case
        left = [one for one in titles if one.subject in few.made]
        others = requirement.of_alone(few)
        return _told("any-dates", shrink(few, [*others, *left], self._settle))

    def _settle(self, case: Case) -> Verdict:
        return self.judge.settle(case, SECONDS)

    # -- titles that must be made and cannot ----------------------------------------------------

    def _no_plan(self, on_progress: Callable[[str], None]) -> Iterator[Explanation]:
        musts = [title for title in self.project.titles if title.commitment == "must"]
        everything = Case(self.project, tuple(title.id for title in musts))
        self.judge.deadline = self.end
        lost = []
        for title in musts:
            on_progress(title.name)
            alone = Case(self.project, (title.id,))
            if self._settle(alone).possible is False:
                lost.append(title)
        for title in lost:
            on_progress(title.name)
            alone = Case(self.project, (title.id,))
            left = self.end - self.clock()
            conflict = self._conflict("alone", alone, self.clock() + left * SHARE_CONFLICT)
            yield Explanation(
                title=title.id, outcome="impossible", alone=False, conflicts=(conflict,),
                remedies=self._for_musts(everything, [title]) if len(lost) == 1 else (),
            )  # fmt: skip
        if lost or not musts:
            return
        on_progress("the titles that must be made")
        verdict = self._settle(everything)
        if verdict.possible is not False:
            outcome: Literal["possible", "unknown"] = "possible" if verdict.possible else "unknown"
            yield Explanation(title=None, outcome=outcome, alone=None)
            return
        conflict = self._of_titles(everything, everything.made)
        yield Explanation(
            title=None, outcome="impossible", alone=None, conflicts=(conflict,),
            remedies=self._for_musts(everything, [t for t in musts if _names(conflict, t)]),
        )  # fmt: skip

    def _for_musts(self, case: Case, titles: Sequence[Title]) -> tuple[Remedy, ...]:
        remedies = Remedies(case, self.judge)
        optional = [remedies.optional(title) for title in titles]
        found = [one for title in titles for one in remedies.of_title(title)]
        # A stage or a crew more is found once for each title.
        unique = {one.change: one for one in [*found, *optional] if one is not None}
        return tuple(unique.values())


def _names(conflict: Conflict, title: Title) -> bool:
    return any(title.name in clause.sentence for clause in conflict.requirements)


def _told(scope: Scope, core: Core) -> Conflict:
    ordered = sorted(core.needed, key=lambda one: ORDER.index(one.requirement.kind))
    return Conflict(
        scope=scope,
        requirements=tuple(
            Clause(
                kind=one.requirement.kind,
                sentence=one.requirement.sentence,
                verified=one.verified,
            )
            for one in ordered
        ),
    )
