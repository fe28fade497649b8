"""Where one buffer week helps most: the likeliest places are played again with the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.stress.outcome import Buffer
from kachinko.staging.stress.play import play, replay_with_buffer
from kachinko.staging.stress.promises import planned_wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.network import Network
    from kachinko.staging.stress.play import Durations
    from kachinko.staging.stress.spread import Spread
    from kachinko.staging.stress.table import Table

PLACES = 12
"""How many places are played again."""


@dataclass(slots=True)
class _Place:
    """A task after which a buffer is tried, and what it has saved so far."""

    task: int
    followers: list[int]
    titles: list[int]
    """Titles that wait for it in any way."""
    saved_days: float = 0
    saved_value_days: float = 0
    more_wrap: float = 0
    more_keep: float = 0


def buffers(
    table: Table,
    spread: Spread,
    draw: Callable[[int, int], Durations],
    blocks: list[tuple[int, int]],
    days: int,
    on_progress: Callable[[int, int, str], None],
    is_halted: Callable[[], bool],
) -> tuple[tuple[Buffer, ...], int]:
    """Rank the tasks after which a buffer of some working days saves most late days × value.

    The first estimate picks the places; what is told of them is the difference of two plays with
    the same draws, with and without the buffer. `draw` gives the durations of a block by its
    number and size. Also tells on how many draws the answer rests: when halted, on the blocks so
    far, or on none.
    """
    network, clocks, judge = table.network, table.clocks, table.judge
    places = [_place(network, int(task)) for task in _likeliest(spread)]
    total = sum(size for _, size in blocks)
    if not places:
        return (), total
    done = 0
    for block, size in blocks:
        if is_halted():
            break
        durations = draw(block, size)
        ends = play(network, clocks, durations)
        fates = [judge.fate(title, durations, ends) for title in network.tasks.titles]
        for place in places:
            changed = replay_with_buffer(
                network, clocks, durations, ends,
                after=place.task, days=days, followers=place.followers,
            )  # fmt: skip
            for number in place.titles:
                title = network.tasks.titles[number]
                fate = judge.fate(title, durations, changed)
                saved = float((fates[number].late - fate.late).sum())
                place.saved_days += saved
                place.saved_value_days += title.title.value * saved
                wrap = planned_wrap(clocks, title)
                place.more_wrap += _more(fate.wrap <= wrap, fates[number].wrap <= wrap)
                place.more_keep += _more(fate.keeps, fates[number].keeps)
        done += size
        on_progress(done, total, "trying buffers")
    found = [_buffer(network, clocks, place, done) for place in places if done]
    useful = [each for each in found if each.saved_value_days > 0]
    best = sorted(
        useful, key=lambda each: (-each.saved_value_days, each.title, each.item, each.kind)
    )
    return tuple(best), done


def _more(with_: np.ndarray, without: np.ndarray) -> float:
    return float(with_.sum()) - float(without.sum())


def _likeliest(spread: Spread) -> np.ndarray:
    best = np.argsort(-spread.promise, kind="stable")[:PLACES]
    return best[spread.promise[best] > 0]


def _place(network: Network, task: int) -> _Place:
    followers = network.followers(task)
    titles = sorted({network.tasks.tasks[index].title for index in followers})
    return _Place(task, followers, titles)


def _buffer(network: Network, clocks: Clocks, place: _Place, draws: int) -> Buffer:
    task = network.tasks.tasks[place.task]
    return Buffer(
        title=network.tasks.titles[task.title].title.id,
        item=network.tasks.items[task.item].id,
        kind=task.kind,
        slack=_slack(network, clocks, place.task),
        saved_value_days=place.saved_value_days / draws,
        saved_days=place.saved_days / draws,
        more_wrap=place.more_wrap / draws,
        more_keep=place.more_keep / draws,
    )


def _slack(network: Network, clocks: Clocks, giver: int) -> int:
    """Working days between the planned end of a task and the first thing that waits for it."""
    tasks = network.tasks
    gaps = []
    for link in network.links:
        if link.point // 2 != giver:
            continue
        task, end = tasks.tasks[link.task], tasks.planned(link.point)
        site = tasks.of_point(link.point).site
        if site != task.site:
            end = int(clocks.after(site, task.site)[end])
        gaps.append((task.mid if link.at_mid else task.start) - end)
    return min(gaps)
