"""Scenes that take more time, or more pages, than the days on which they may be shot have.

A proof by counting, which a solver finds hard where days are nearly full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.shooting.problem import compile_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.shooting import Shooting
    from kachinko.shooting.problem import Problem, Strip


class Counting:
    """Refutes what counting alone can refute."""

    def clash(self, shooting: Shooting) -> list[str] | None:
        """Numbers of scenes that their days cannot hold; None: counting does not say so."""
        if not shooting.scenes:
            return None
        problem = compile_problem(shooting)
        for strips in _groups(problem):
            for last in sorted({strip.days[-1] for strip in strips if strip.days}):
                early = [strip for strip in strips if strip.days and strip.days[-1] <= last]
                if _overfull(problem, early):
                    return [strip.scene.number for strip in early]
        return None

    def refutes(self, shooting: Shooting) -> bool:
        """Whether no board of it is possible, proven by counting."""
        return self.clash(shooting) is not None


def _groups(problem: Problem) -> Iterator[list[Strip]]:
    """Scenes no two of which can be shot at once: those of a player, and those of a unit."""
    for player in range(len(problem.shooting.cast)):
        yield [strip for strip in problem.strips if player in strip.players]
    for unit in range(len(problem.shooting.units)):
        yield [strip for strip in problem.strips if strip.unit == unit]


def _overfull(problem: Problem, strips: list[Strip]) -> bool:
    days = len({day for strip in strips for day in strip.days})
    most = problem.shooting.rules.most_eighths
    return sum(strip.minutes for strip in strips) > max(0, problem.room) * days or (
        most is not None and sum(strip.eighths for strip in strips) > most * days
    )
