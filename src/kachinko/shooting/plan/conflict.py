"""Why there is no board: a smallest set of requirements that cannot hold together.

Scenes are left out while the rest is still proven impossible, then the other requirements one by
one. What remains is irreducible: without any one of them the proof falls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kachinko.shooting.plan.exact import MOST_SCENES, solve_exactly
from kachinko.shooting.plan.overfull import Counting
from kachinko.shooting.plan.relaxed import clashing_scenes
from kachinko.shooting.plan.requirement import only, requirements_of, scenes_sentence
from kachinko.shooting.problem import compile_problem
from kachinko.shooting.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.halt import Halt
    from kachinko.model.shooting import Shooting

SETTLE_SECONDS = 10.0
"""For one question; what is not settled in it counts as possible, so that no proof is feigned."""


class Refuter(Protocol):
    """Proves that a shooting has no board, where it can."""

    def clash(self, shooting: Shooting) -> list[str] | None:
        """Numbers of scenes that cannot all be shot, proven; None: not proven."""
        ...

    def refutes(self, shooting: Shooting) -> bool:
        """Whether no board of it is possible, proven."""
        ...


@dataclass(frozen=True)
class Judge:
    """Answers by solver whether a shooting is proven to have no board."""

    halt: Halt
    time_left: Callable[[], float]

    def refutes(self, shooting: Shooting) -> bool:
        """Whether no board of it is possible, proven."""
        return self.clash(shooting) is not None

    def clash(self, shooting: Shooting) -> list[str] | None:
        """Numbers of scenes that cannot all be shot, proven; None: not proven."""
        if not shooting.scenes:
            return None
        seconds = min(SETTLE_SECONDS, self.time_left())
        problem = compile_problem(shooting)
        scenes = clashing_scenes(problem, seconds=seconds, halt=self.halt)
        if scenes is None and len(shooting.scenes) <= MOST_SCENES:
            # Few scenes: the order within days is looked at as well.
            answer = solve_exactly(problem, seconds=seconds, halt=self.halt, cheapest=False)
            if answer.possible is False:
                scenes = tuple(range(len(problem.strips)))
        if scenes is None:
            return None
        return [problem.strips[index].scene.number for index in scenes]


def conflict(shooting: Shooting, judge: Judge) -> tuple[str, ...]:
    """Requirements that cannot hold together, in sentences; none: nothing is proven.

    When time runs out, what was found so far is still a proven conflict, perhaps with more in it
    than is needed.
    """
    problem = compile_problem(shooting)
    without = next((strip.scene.number for strip in problem.strips if not strip.days), None)
    if without is not None:
        return _conflict(only(shooting, [without]), judge)
    return _conflict(shooting, Counting()) or _conflict(shooting, judge)


def _conflict(shooting: Shooting, judge: Refuter) -> tuple[str, ...]:
    numbers = judge.clash(shooting)
    if numbers is None:
        return ()
    case = _fewest_scenes(only(shooting, numbers), judge)
    if not judge.refutes(case):
        # Found with all scenes present only (a chain of orders): keep them.
        case = shooting
    sentences = []
    for requirement in requirements_of(case):
        without = requirement.drop(case)
        if without != case and judge.refutes(without):
            case = without
        else:
            sentences.append(requirement.sentence)
    return (scenes_sentence(case), *sentences, *_always(case, judge))


def _fewest_scenes(case: Shooting, judge: Refuter) -> Shooting:
    """Leave out scenes, halves of groups first."""
    needed: list[str] = []
    waiting = [[scene.number for scene in case.scenes]]
    while waiting:
        group = waiting.pop()
        kept = [*needed, *(number for each in waiting for number in each)]
        without = only(case, kept)
        if kept and judge.refutes(without):
            continue
        if len(group) == 1:
            needed += group
        else:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return only(case, needed)


def _always(case: Shooting, judge: Refuter) -> list[str]:
    """What holds without being asked, where nothing else remains to blame."""
    if len(case.units) == 1:
        return []
    moved = tuple(scene.model_copy(update={"unit": case.units[0]}) for scene in case.scenes)
    units = {scene.unit for scene in case.scenes}
    if len(units) == 1 or judge.refutes(case.model_copy(update={"scenes": moved})):
        return []
    return [sentence("one_unit")]
