"""The rules of a plan as constraints: one function a rule, and one list of them all.

Window and cast (rules 6 and 7) are not here: they are in the days on which each shoot may begin
(`problem.Chance`), which are the domains of the variables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.cpsat.intervals import fixed, floors, interval, short, stay
from kachinko.staging.cpsat.rectangles import rectangles_keep_their_aisle

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.staging.cpsat.variables import StageModel, TitleVars, Var


def phases_follow_each_other(model: StageModel) -> None:
    """Build and prelight come before the shoot, hold and strike after it; waits are free."""
    for one in model.sets:
        piece = one.piece
        if piece.lead:
            model.cp.add(one.first + piece.lead <= one.shoot)
        if piece.strike:
            model.cp.add(one.shoot + piece.held <= one.strike)


def each_set_stands_on_one_open_stage(model: StageModel) -> None:
    """Rule 1: one stage a set, within one unbroken stretch of its open days."""
    cp = model.cp
    for one in model.sets:
        cp.add(sum(one.on.values()) == one.present)
        for index, literal in one.on.items():
            floor = model.problem.floors[index]
            chance = one.job.set_chances[one.piece.index, one.site]
            bays = [
                bay
                for bay in floor.bays
                if min(bay.hi, chance.hi) - max(bay.lo, chance.lo) + 1 >= one.piece.least_stay
            ]
            choices = [literal]
            if len(bays) > 1:
                choices = [cp.new_bool_var("") for _ in bays]
                cp.add(sum(choices) == literal)
            for bay, chosen in zip(bays, choices, strict=True):
                if bay.lo > chance.lo:
                    cp.add(one.first >= bay.lo).only_enforce_if(chosen)
                if bay.hi < chance.hi:
                    cp.add(one.stop <= bay.hi + 1).only_enforce_if(chosen)


def footprints_fit_the_floor(model: StageModel) -> None:
    """Rule 2, areas: what stands on a stage sums to at most its effective area."""
    for floor, sets in floors(model):
        assert floor.area is not None
        intervals, demands = fixed(model, model.fixed.floor[floor.index])
        for one in sets:
            intervals.append(stay(model, one, floor))
            demands.append(one.piece.area)
        if sum(demands) > floor.area:
            model.cp.add_cumulative(intervals, demands, floor.area)


def a_shooting_set_has_quiet(model: StageModel) -> None:
    """Rule 3: while a set shoots with sound, nothing else builds, strikes or shoots there.

    One cumulative: a sound take fills the stage, every other noise takes its footprint of it,
    which the floor grants it anyway. Said so, the solver can add up areas over days; a place for
    each noise would keep the same rule and tell it less.
    """
    for floor, sets in floors(model):
        if not floor.quiet:
            continue
        assert floor.area is not None
        takes = model.fixed.takes[floor.index] > 0
        noise = model.fixed.noise[floor.index] > 0
        # What is fixed, and sets without a footprint, make noise all the same: one unit each.
        full = floor.area + int(noise.any()) + sum(not one.piece.area for one in sets)
        intervals, demands = fixed(model, np.where(takes, full, noise.astype(np.int64)))
        for one in sets:
            piece, literal = one.piece, one.on[floor.index]
            part = piece.area or 1
            for start, days in ((one.first, piece.build), (one.strike, piece.strike)):
                if days:
                    intervals.append(short(model, start, days, literal))
                    demands.append(part)
            intervals.append(short(model, one.shoot, piece.shoot, literal))
            demands.append(full if piece.set.sync_sound else part)
        if any(demand == full for demand in demands):
            model.cp.add_cumulative(intervals, demands, full)


def build_crews_suffice(model: StageModel) -> None:
    """Rule 4: at most so many sets build or strike at a studio on one day."""
    for site in model.problem.sites:
        sets = model.at_site(site.index)
        if site.crews is None or not sets:
            continue
        intervals, demands = fixed(model, model.fixed.crews[site.index])
        for one in sets:
            for start, days in ((one.first, one.piece.build), (one.strike, one.piece.strike)):
                if days:
                    intervals.append(short(model, start, days, one.present))
                    demands.append(1)
        if sum(demands) > site.crews:
            model.cp.add_cumulative(intervals, demands, site.crews)


def a_unit_is_at_one_place(model: StageModel) -> None:
    """Rule 5: shoots and location blocks of one unit of a title do not overlap."""
    for title in model.titles.values():
        for items in _units(title).values():
            if title.job.title.split:
                model.cp.add_no_overlap(
                    [interval(model, *_calendar(model, item), item[3], 1) for item in items]
                )
                continue
            for home in title.homes:
                model.cp.add_no_overlap(
                    [
                        short(model, start, days, on)
                        for site, start, days, on in items
                        if site == home
                    ]
                )


def after_is_kept(model: StageModel) -> None:
    """Rule 5, order: what `after` names is shot before."""
    for title in model.titles.values():
        named = _named(title)
        for name, items in named.items():
            for before in _after(title, name):
                for later in items:
                    for earlier in named[before]:
                        _precedes(model, title, earlier, later)


def power_suffices(model: StageModel) -> None:
    """Rule 8: connected load of sets that prelight or shoot is at most the stage's supply."""
    for floor, sets in floors(model):
        loads = [one for one in sets if one.piece.power]
        if floor.power is None or not loads:
            continue
        intervals, demands = fixed(model, model.fixed.load[floor.index])
        for one in loads:
            piece, literal = one.piece, one.on[floor.index]
            for start, days in (
                (one.first + piece.build, piece.set.prelight_days),
                (one.shoot, piece.shoot),
            ):
                if days:
                    intervals.append(short(model, start, days, literal))
                    demands.append(piece.power)
        if sum(demands) > floor.power:
            model.cp.add_cumulative(intervals, demands, floor.power)


def must_titles_are_in(model: StageModel) -> None:
    """A title with `commitment: must` cannot be dropped."""
    for title in model.titles.values():
        if title.job.must:
            model.cp.add(title.accepted == 1)


RULES: list[Callable[[StageModel], None]] = [
    phases_follow_each_other,
    each_set_stands_on_one_open_stage,
    footprints_fit_the_floor,
    rectangles_keep_their_aisle,
    a_shooting_set_has_quiet,
    build_crews_suffice,
    a_unit_is_at_one_place,
    after_is_kept,
    power_suffices,
]
"""The model's table of contents; `must_titles_are_in` joins where a proof needs it."""

_Item = tuple[int, "Var", int, "Var"]
"""Site, first shooting day, days, present."""


def _named(title: TitleVars) -> dict[str, list[_Item]]:
    """Each set and block by its id, with its alternatives."""
    named: dict[str, list[_Item]] = {}
    for piece, group in zip(title.job.pieces, title.sets, strict=True):
        named[piece.set.id] = [(one.site, one.shoot, piece.shoot, one.present) for one in group]
    for block, alternatives in zip(title.job.blocks, title.blocks, strict=True):
        named[block.id] = [(one.home, one.start, one.days, one.present) for one in alternatives]
    return named


def _units(title: TitleVars) -> dict[str, list[_Item]]:
    named = _named(title)
    units: dict[str, list[_Item]] = {}
    for thing in title.job.title.shoots:
        units.setdefault(thing.unit, []).extend(named[thing.id])
    return units


def _after(title: TitleVars, name: str) -> tuple[str, ...]:
    for thing in title.job.title.shoots:
        if thing.id == name:
            return thing.after
    raise KeyError(name)


def _precedes(model: StageModel, title: TitleVars, earlier: _Item, later: _Item) -> None:
    if title.job.title.split:
        stop, start = _calendar(model, earlier)[1], _calendar(model, later)[0]
    elif earlier[0] == later[0]:
        stop, start = earlier[1] + earlier[2], later[1]
    else:
        return
    model.cp.add(stop <= start).only_enforce_if([earlier[3], later[3]])


def _calendar(model: StageModel, item: _Item) -> tuple[Var, Var]:
    """First calendar day of a shoot and the day after its last, counted over the horizon.

    Sites of a split title have calendars of their own; only calendar days compare.
    """
    site, start, days, _ = item
    ordinals = model.problem.sites[site].ordinals - model.problem.project.horizon.first.toordinal()
    length = model.problem.project.horizon.span.days
    first = model.cp.new_int_var(0, length, "")
    stop = model.cp.new_int_var(0, length + 1, "")
    last = np.minimum(np.arange(len(ordinals)) + days - 1, len(ordinals) - 1)
    model.cp.add_element(start, ordinals.tolist(), first)
    model.cp.add_element(start, (ordinals[last] + 1).tolist(), stop)
    return first, stop
