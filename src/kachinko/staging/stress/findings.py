"""From what became of each title in each draw to the figures that people read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.stress.outcome import Dates, HandedTo, Slate, Spreader, TitleOutcome
from kachinko.staging.stress.promises import PROMISES, Fate, Promise, planned_clear, planned_wrap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.network import Network
    from kachinko.staging.stress.play import Ints
    from kachinko.staging.stress.spread import Spread
    from kachinko.staging.stress.table import Table
    from kachinko.staging.stress.tasks import PlayedTitle


def join_of(fates: tuple[Fate, ...]) -> Fate:
    """Put what became of one title in several blocks of draws together."""
    broken: dict[Promise, NDArray[np.bool_]] = {}
    for promise in PROMISES:
        if any(promise in fate.broken for fate in fates):
            broken[promise] = np.concatenate(
                [fate.broken.get(promise, np.zeros(fate.wrap.shape, bool)) for fate in fates]
            )
    return Fate(
        np.concatenate([fate.wrap for fate in fates]),
        np.concatenate([fate.clear for fate in fates]),
        np.concatenate([fate.late for fate in fates]),
        broken,
    )


def _dates(planned: int, found: Ints) -> Dates:
    """The dates by which something is over in at least 10, 50 and 90 % of draws."""
    ordered = np.sort(found)
    p10, p50, p90 = (
        date.fromordinal(int(ordered[-(-len(ordered) * percent // 100) - 1]))
        for percent in (10, 50, 90)
    )
    return Dates(date.fromordinal(planned), p10, p50, p90)


def title_of(clocks: Clocks, title: PlayedTitle, fate: Fate) -> TitleOutcome:
    """Tell how one title fares."""
    wrap, clear = planned_wrap(clocks, title), planned_clear(clocks, title)
    wraps = fate.wrap <= wrap
    return TitleOutcome(
        id=title.title.id,
        name=title.title.name,
        value=title.title.value,
        wrap=_dates(wrap, fate.wrap),
        clear=_dates(clear, fate.clear),
        latest=title.title.latest,
        on_plan=float((wraps & (fate.clear <= clear)).mean()),
        wraps_on_plan=float(wraps.mean()),
        keeps_dates=float(fate.keeps.mean()),
        broken={promise: float(found.mean()) for promise, found in fate.broken.items()},
        late_days=float(fate.late.mean()),
    )


def slate_of(table: Table, fates: list[Fate]) -> Slate:
    """Tell how the whole slate fares."""
    titles, clocks = table.titles, table.clocks
    wraps = [planned_wrap(clocks, title) for title in titles]
    clears = [planned_clear(clocks, title) for title in titles]
    keeps = np.array([fate.keeps for fate in fates])
    on_plan = np.array(
        [
            (fate.wrap <= wrap) & (fate.clear <= clear)
            for fate, wrap, clear in zip(fates, wraps, clears, strict=True)
        ]
    )
    values = np.array([title.title.value for title in titles])
    late = np.array([fate.late.mean() for fate in fates])
    last = np.maximum.reduce([fate.wrap for fate in fates])
    return Slate(
        titles=len(titles),
        all_keep_dates=float(keeps.all(axis=0).mean()),
        all_on_plan=float(on_plan.all(axis=0).mean()),
        mean_titles_keep=float(keeps.sum(axis=0).mean()),
        mean_value_keeps=float(values @ keeps.mean(axis=1)),
        value=float(values.sum()),
        last_wrap=_dates(max(wraps), last),
        late_days=float(late.sum()),
        late_value_days=float(values @ late),
    )


def spreaders_of(network: Network, spread: Spread) -> tuple[Spreader, ...]:
    """Tell which sets hold up other titles, the most days first."""
    titles, draws = network.tasks.titles, spread.draws
    to: dict[int, list[HandedTo]] = {}
    for (giver, title), (hits, days) in spread.to_title.items():
        to.setdefault(giver, []).append(
            HandedTo(titles[title].title.id, hits / draws, days / draws)
        )
    found = []
    for number, handed in to.items():
        item = network.tasks.items[number]
        found.append(
            Spreader(
                title=titles[item.title].title.id,
                item=item.id,
                stage=item.standing.stage.id if item.standing else None,
                chance=float(spread.holds_up[number]) / draws,
                days=sum(each.days for each in handed),
                arrives_late=float(spread.arrives[number]) / draws,
                leaves_late=float(spread.leaves[number]) / draws,
                to=tuple(sorted(handed, key=lambda each: (-each.days, each.title))),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.days, each.title, each.item)))
