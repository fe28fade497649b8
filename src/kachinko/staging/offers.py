"""Which stages can take a set at all, and why the others cannot: one question a rule, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.plan import LeftOutStage
from kachinko.model.reason import (
    AreaUnknown,
    LacksFeatures,
    NeverOpen,
    Refusal,
    TooLittlePower,
    TooLow,
    TooNarrow,
    TooSmall,
)
from kachinko.staging import scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.staging.problem import Chance, Floor, Job, Piece, Problem


def the_floor_is_known(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """A stage of unknown floor is not offered: an area is never guessed."""
    return AreaUnknown(stage=floor.stage.name) if floor.area is None else None


def the_footprint_fits_the_floor(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """The set's footprint is at most the stage's effective area."""
    if floor.area is None or piece.area <= floor.area:
        return None
    return TooSmall(
        stage=floor.stage.name,
        needs_m2=piece.set.footprint_m2,
        has_m2=floor.area / scale.AREA,
    )


def the_rectangle_lies_inside(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """The set's rectangle, perhaps turned, lies inside the stage's."""
    if floor.sides is None or piece.sides is None or turns(floor, piece):
        return None
    return TooNarrow(
        stage=floor.stage.name,
        needs_m=(scale.metres(piece.sides[0]), scale.metres(piece.sides[1])),
        has_m=(scale.metres(floor.sides[0]), scale.metres(floor.sides[1])),
    )


def the_set_is_not_too_high(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """The clear height, where it is known, is not below the set's height."""
    has, needs = floor.stage.clear_height_m, piece.set.height_m
    if has is None or needs is None or needs <= has:
        return None
    return TooLow(stage=floor.stage.name, needs_m=needs, has_m=has)


def the_features_are_there(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """The stage has every feature that the set needs."""
    missing = tuple(name for name in piece.set.features if name not in floor.stage.features)
    return LacksFeatures(stage=floor.stage.name, features=missing) if missing else None


def the_supply_bears_the_set(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """The set's own connected load is at most the stage's supply."""
    if floor.power is None or piece.power <= floor.power:
        return None
    return TooLittlePower(
        stage=floor.stage.name,
        needs_kva=piece.power / scale.POWER,
        has_kva=floor.power / scale.POWER,
    )


def the_stage_is_open_long_enough(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """Agreements open the stage, closures apart, for the least stay within the title's window."""
    stretches = [min(bay.hi, chance.hi) - max(bay.lo, chance.lo) + 1 for bay in floor.bays]
    longest = max([0, *stretches])
    if longest >= piece.least_stay:
        return None
    return NeverOpen(stage=floor.stage.name, needs_days=piece.least_stay, longest_days=longest)


QUESTIONS: list[Callable[[Floor, Piece, Chance], Refusal | None]] = [
    the_floor_is_known,
    the_footprint_fits_the_floor,
    the_rectangle_lies_inside,
    the_set_is_not_too_high,
    the_features_are_there,
    the_supply_bears_the_set,
    the_stage_is_open_long_enough,
]
"""All that can speak against a stage for a set before any other set is looked at."""


def refusal(floor: Floor, piece: Piece, chance: Chance) -> Refusal | None:
    """The first reason why a stage cannot take a set in its title's window; None if it can."""
    for question in QUESTIONS:
        answer = question(floor, piece, chance)
        if answer is not None:
            return answer
    return None


def turns(floor: Floor, piece: Piece) -> tuple[bool, ...]:
    """Which orientations (False: as drawn, True: turned by 90°) of a rectangle fit the stage."""
    assert floor.sides is not None
    assert piece.sides is not None
    (width, depth), (w, d) = floor.sides, piece.sides
    fits = [w <= width and d <= depth, d <= width and w <= depth]
    if w == d:
        fits[1] = False
    return tuple(turned for turned in (False, True) if fits[turned])


def has_rectangle(floor: Floor, piece: Piece) -> bool:
    """Whether the set needs a position on this stage."""
    return floor.sides is not None and piece.sides is not None


class Offers:
    """For each set of each title: the stages that can take it."""

    def __init__(self, problem: Problem) -> None:
        self._floors: dict[tuple[int, int], tuple[Floor, ...]] = {}
        self._refusals: dict[tuple[int, int], tuple[Refusal, ...]] = {}
        for job in problem.jobs:
            for piece in job.pieces:
                taken: list[Floor] = []
                refused: list[Refusal] = []
                for site in job.sites:
                    chance = job.set_chances[piece.index, site]
                    for floor in problem.sites[site].floors:
                        answer = refusal(floor, piece, chance)
                        if answer is None:
                            taken.append(floor)
                        else:
                            refused.append(answer)
                self._floors[job.index, piece.index] = tuple(taken)
                self._refusals[job.index, piece.index] = tuple(refused)
        self._homes = {
            job.index: tuple(site for site in job.sites if self._home(job, site))
            for job in problem.jobs
        }

    def floors(self, job: Job, piece: Piece, site: int | None = None) -> tuple[Floor, ...]:
        """The stages that can take a set, over all sites of its title or at one."""
        found = self._floors[job.index, piece.index]
        return found if site is None else tuple(floor for floor in found if floor.site == site)

    def refusals(self, job: Job, piece: Piece) -> tuple[Refusal, ...]:
        """Why each other stage cannot."""
        return self._refusals[job.index, piece.index]

    def homes(self, job: Job) -> tuple[int, ...]:
        """The sites at which a title can be made: every set and block has a chance there."""
        return self._homes[job.index]

    def _home(self, job: Job, site: int) -> bool:
        for number in range(len(job.blocks)):
            if not job.block_chances[number, site].starts:
                return False
        for piece in job.pieces:
            where = None if job.title.split else site
            if not any(
                job.set_chances[piece.index, floor.site].starts
                for floor in self.floors(job, piece, where)
            ):
                return False
        return True


def stages_left_out(problem: Problem) -> list[LeftOutStage]:
    """Stages that no set is ever offered, and why."""
    left_out: list[LeftOutStage] = []
    for floor in problem.floors:
        if floor.area is None:
            why = "its floor area is not known, and an area is never guessed"
        elif not floor.bays:
            why = "no agreement opens it within the horizon, closures apart"
        else:
            continue
        left_out.append(LeftOutStage(stage=floor.stage.id, why=why))
    return left_out
