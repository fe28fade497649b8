"""Between solver variables and placements, both ways."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kachinko.staging.schedule import Placement, Stay

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.staging.cpsat.variables import SetVars, StageModel, TitleVars, Var
    from kachinko.staging.objective import Prices


def placements(
    model: StageModel, value: Callable[[Var], int], prices: Prices
) -> dict[int, Placement]:
    """Read the accepted titles out of a solution."""
    found: dict[int, Placement] = {}
    for index, title in model.titles.items():
        if value(title.accepted):
            placement = _placement(title, value)
            found[index] = replace(placement, cost=prices.of_title(title.job, placement))
    return found


def _placement(title: TitleVars, value: Callable[[Var], int]) -> Placement:
    home = next(home for home, literal in title.homes.items() if value(literal))
    stays = tuple(
        _stay(next(one for one in group if value(one.present)), value) for group in title.sets
    )
    blocks = tuple(
        next(value(block.start) for block in alternatives if block.home == home)
        for alternatives in title.blocks
    )
    return Placement(title.job.index, home, stays, blocks)


def _stay(one: SetVars, value: Callable[[Var], int]) -> Stay:
    floor = next(floor for floor, literal in one.on.items() if value(literal))
    x, y, turned = 0, 0, 0
    if floor in one.corner:
        corner = one.corner[floor]
        x, y = value(corner[0]), value(corner[1])
        turned = corner[2] if isinstance(corner[2], int) else value(corner[2])
    return Stay(
        one.piece, floor, one.site, value(one.first), value(one.shoot), value(one.strike),
        x, y, bool(turned),
    )  # fmt: skip


def hint(model: StageModel, known: dict[int, Placement]) -> None:
    """Tell the solver the placements that are known; titles without one are hinted out."""
    cp = model.cp
    for index, title in model.titles.items():
        placement = known.get(index)
        cp.add_hint(title.accepted, placement is not None)
        for home, literal in title.homes.items():
            if literal is not title.accepted:
                cp.add_hint(literal, placement is not None and placement.home == home)
        if placement is None:
            continue
        for group, stay in zip(title.sets, placement.stays, strict=True):
            for one in group:
                _hint_set(model, one, stay)
        for alternatives, start in zip(title.blocks, placement.blocks, strict=True):
            for block in alternatives:
                if block.home == placement.home:
                    cp.add_hint(block.start, start)


def _hint_set(model: StageModel, one: SetVars, stay: Stay) -> None:
    cp = model.cp
    if one.job.title.split:
        cp.add_hint(one.present, one.site == stay.site)
    if one.site != stay.site:
        return
    for floor, literal in one.on.items():
        cp.add_hint(literal, floor == stay.floor)
    cp.add_hint(one.shoot, stay.shoot)
    if one.piece.lead:
        cp.add_hint(one.first, stay.first)
    if one.piece.strike:
        cp.add_hint(one.strike, stay.strike)
    if stay.floor in one.corner:
        x, y, turned = one.corner[stay.floor]
        cp.add_hint(x, stay.x)
        cp.add_hint(y, stay.y)
        if not isinstance(turned, int):
            cp.add_hint(turned, stay.turned)
