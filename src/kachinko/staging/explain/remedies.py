"""The cheapest changes that admit a title, each verified by planning again and by the checker.

A plan with the change is looked for in which the accepted titles stay as they are; where there is
none and time is left, one in which they keep their stages and move by some days. Within a family
(days later, square metres less) the least amount that is found is told, by bisection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.change import TitleCommitted, apply_changes
from kachinko.model.errors import InputError
from kachinko.model.reason import Remedy
from kachinko.staging.assemble import assemble
from kachinko.staging.check import check_plan
from kachinko.staging.explain import words
from kachinko.staging.explain.case import Case
from kachinko.staging.explain.offer import Offer, families, one_more_crew, together
from kachinko.staging.explain.spell import spell
from kachinko.staging.incumbent import Incumbent
from kachinko.staging.objective import Prices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.model.title import Title
    from kachinko.staging.explain.case import Judge, Verdict
    from kachinko.staging.explain.offer import Family

SHIFT_DAYS = 10
"""Working days by which accepted titles may move where they cannot stay."""
SECONDS_STILL, SECONDS_MOVING = 0.7, 1.5
"""For one attempt while the others stay, and while they may move."""
WITH_A_CREW = ("later", "smaller", "stage")
"""Families that are tried with one more build crew as well, where alone they do not help."""
AT_MOST = {"smaller": 2, "hold": 2}
"""Of families that there are once a set, the best few are told."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An offer that works, the share of its family's range that it takes, and the plan."""

    family: str
    offer: Offer
    share: float
    plan: Plan


class Remedies:
    """Looks for changes after which all titles of a base case are made."""

    def __init__(self, base: Case, judge: Judge) -> None:
        self.base = base
        self.judge = judge

    def as_it_is(self) -> Remedy | None:
        """A plan of all titles in which the others stay where they are."""
        verdict = self.judge.settle(self.base, SECONDS_STILL)
        plan = self._checked(self.base.project, verdict)
        if plan is None:
            return None
        return Remedy(
            change="It fits beside the others as they stand.",
            verified=True,
            value=plan.value,
        )

    def unchanged(self) -> Remedy | None:
        """A plan of all titles without any change but to the dates of the others."""
        if not self.base.standing or self.judge.remaining < SECONDS_MOVING:
            return None
        for shift in (SHIFT_DAYS // 2, SHIFT_DAYS):
            verdict = self.judge.settle(self.base, SECONDS_MOVING, shift=shift)
            plan = self._checked(self.base.project, verdict)
            if plan is not None:
                moved = self._moved(plan)
                return Remedy(
                    change=f"It fits when {_titles(moved)} of the plan {_moves(moved)}, each shoot "
                    f"by at most {words.days(shift)}.",
                    verified=True,
                    value=plan.value,
                    moved=moved,
                )
        return None

    def of_title(self, title: Title) -> list[Remedy]:
        """What admits a title, cheapest kind first."""
        kinds = list(families(self.base.project, title))
        found: dict[int, _Found] = {}
        self._look(kinds, found, None)
        for crew in one_more_crew(self.base.project, title):
            more = [together(f, crew) if f.name in WITH_A_CREW else None for f in kinds]
            self._look(more, found, None)
        if self.base.standing:
            self._look(kinds, found, SHIFT_DAYS)
        by_kind: dict[str, list[_Found]] = {}
        for number, family in enumerate(kinds):
            if number in found:
                by_kind.setdefault(family.name, []).append(found[number])
        told = [
            one
            for name, group in by_kind.items()
            for one in sorted(group, key=lambda one: one.share)[: AT_MOST.get(name)]
        ]
        return [self._remedy(one) for one in told if self._is_valid(one.offer)]

    def optional(self, title: Title) -> Remedy | None:
        """A plan of the other titles that must be made, if this one need not be."""
        offer = Offer(
            f"Let {title.name} be left out: it may be made, and need not be.",
            (TitleCommitted(title=title.id, commitment="may"),),
        )
        others = tuple(name for name in self.base.made if name != title.id)
        rest = Remedies(Case(self.base.project, others), self.judge)
        plan = rest._try(offer, None)
        if plan is None:
            return None
        return rest._remedy(_Found("optional", offer, 1.0, plan))

    def _look(
        self, kinds: Sequence[Family | None], found: dict[int, _Found], shift: int | None
    ) -> None:
        """Try the families that have not helped yet; of stages the first that does is enough."""
        for number, family in enumerate(kinds):
            if family is None or number in found:
                continue
            if family.name == "stage" and any(one.family == "stage" for one in found.values()):
                continue
            one = self._least(family, shift)
            if one is not None:
                found[number] = one

    def _least(self, family: Family, shift: int | None) -> _Found | None:
        """The least amount of a family that admits the titles."""

        def attempt(amount: int) -> _Found | None:
            offer = family.at(amount)
            plan = self._try(offer, shift)
            if plan is None:
                return None
            return _Found(family.name, offer, amount / family.most, plan)

        most = family.most
        found = least(most, attempt) if most > 0 else None
        if found is not None and family.then is not None:
            return self._least(family.then(round(found.share * most)), shift) or found
        return found

    def _try(self, offer: Offer, shift: int | None) -> Plan | None:
        """A plan after some changes, checked."""
        seconds = SECONDS_STILL if shift is None else SECONDS_MOVING
        if self.judge.remaining < (0 if shift is None else seconds):
            return None
        project = self.base.project
        for change in offer.changes:
            project = change.edit(project)
        case = Case(project, self.base.made, self.base.standing)
        return self._checked(project, self.judge.settle(case, seconds, shift=shift))

    def _checked(self, project: Project, verdict: Verdict) -> Plan | None:
        """The plan of a verdict, if the independent checker finds all titles well placed in it."""
        problem = verdict.problem
        if not verdict.possible or problem is None:
            return None
        wanted = {*self.base.made, *self.base.standing}
        incumbent = Incumbent(
            titles=len(problem.jobs),
            musts=sum(job.must for job in problem.jobs),
            value_bound=sum(job.value for job in problem.jobs),
            clock=self.judge.clock,
            begun=self.judge.clock(),
            on_progress=lambda _: None,
        )
        incumbent.offer(Prices(problem).schedule(dict(verdict.placements)))
        plan = assemble(problem, incumbent, {}, seed=self.judge.seed, workers=1, versions={})
        accepted = {one.id for one in plan.accepted}
        return plan if wanted <= accepted and check_plan(project, plan).ok else None

    def _is_valid(self, offer: Offer) -> bool:
        """Whether the changed project is one that could be read from a file."""
        try:
            apply_changes(self.base.project, offer.changes)
        except InputError:
            return False
        return True

    def _moved(self, plan: Plan) -> int:
        """How many accepted titles stand otherwise than in the plan that was given."""
        return sum(
            one.sets != self.judge.planned[one.id].sets
            or one.location_blocks != self.judge.planned[one.id].location_blocks
            for one in plan.accepted
            if one.id in self.base.standing
        )

    def _remedy(self, found: _Found) -> Remedy:
        moved = self._moved(found.plan)
        note = f" Then {_titles(moved)} of the plan {_moves(moved)}." if moved else ""
        return Remedy(
            change=found.offer.sentence + note,
            verified=True,
            changes=tuple(spell(change) for change in found.offer.changes),
            value=found.plan.value,
            moved=moved,
        )


def least(most: int, attempt: Callable[[int], _Found | None]) -> _Found | None:
    """The least amount, 1 to `most`, at which an attempt succeeds, if greater ones do as well."""
    best = attempt(most)
    if best is None:
        return None
    fails, works = 0, most
    while works - fails > 1:
        middle = (fails + works) // 2
        found = attempt(middle)
        if found is None:
            fails = middle
        else:
            best, works = found, middle
    return best


def _titles(count: int) -> str:
    return f"{count} title{'' if count == 1 else 's'}"


def _moves(count: int) -> str:
    return "moves" if count == 1 else "move"
