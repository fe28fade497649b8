"""Stress a plan: draw durations, play the plan out, and tell how its dates stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kachinko.staging.stress.advice import buffers
from kachinko.staging.stress.assumed import assumptions, used_ranges
from kachinko.staging.stress.findings import join_of, slate_of, spreaders_of, title_of
from kachinko.staging.stress.luck import BLOCK
from kachinko.staging.stress.outcome import Outcome
from kachinko.staging.stress.play import draw_durations, play
from kachinko.staging.stress.spread import Spread
from kachinko.staging.stress.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.stress.play import Durations
    from kachinko.staging.stress.promises import Fate
    from kachinko.staging.stress.ranges import Ranges

BUFFER_DAYS = 5
"""Working days of the one buffer week."""


def stress_plan(
    project: Project,
    plan: Plan,
    ranges: Ranges,
    *,
    draws: int,
    seed: int,
    on_progress: Callable[[int, int, str], None],
    is_halted: Callable[[], bool],
) -> Outcome:
    """Play a plan out under drawn durations.

    Parameters
    ----------
    plan
        A plan of the project that keeps all rules and accepts at least one title.
    draws
        How many times durations are drawn; the first n draws are the same for every number.
    seed
        Same seed, same answer. A set has the same luck in every plan of the project, so that
        plans can be compared.
    is_halted
        Asked between blocks of draws; once it says yes, the answer rests on the draws so far.

    Raises
    ------
    InputError
        When the ranges let the plan run more than 60 years beyond its horizon.

    References
    ----------
    docs/manual/stress.md
    """
    table = Table(project, plan, ranges)
    spread = Spread(table.network, table.clocks, BUFFER_DAYS)
    fates: list[list[Fate]] = []
    done = 0

    def draw(block: int, size: int) -> Durations:
        return draw_durations(table.network.tasks, ranges, seed, block, size)

    for block, size in blocks_of(draws):
        durations = draw(block, size)
        ends = play(table.network, table.clocks, durations)
        fates.append([table.judge.fate(title, durations, ends) for title in table.titles])
        spread.add(durations, ends, fates[-1])
        done += size
        on_progress(done, draws, "playing")
        if is_halted():
            break
    of_titles = [join_of(of_title) for of_title in zip(*fates, strict=True)]
    advice, advised = buffers(
        table, spread, draw, list(blocks_of(done)), BUFFER_DAYS, on_progress, is_halted
    )
    return Outcome(
        project=project.name,
        draws=done,
        seed=seed,
        common=ranges.common,
        margin=1.96 * 0.5 / done**0.5,
        slate=slate_of(table, of_titles),
        titles=tuple(map(partial(title_of, table.clocks), table.titles, of_titles)),
        spreaders=spreaders_of(table.network, spread),
        buffers=advice,
        buffer_draws=advised,
        buffer_days=BUFFER_DAYS,
        ranges=used_ranges(ranges),
        assumptions=assumptions(ranges, BUFFER_DAYS),
    )


def blocks_of(draws: int) -> Iterator[tuple[int, int]]:
    """The blocks of a number of draws: their numbers and sizes."""
    for block in range((draws + BLOCK - 1) // BLOCK):
        yield block, min(BLOCK, draws - block * BLOCK)
