"""The rules of a plan as constraints: one function a rule, and one list of them all.

Window and cast (rules 6 and 7) are not here: they are in the days on which each shoot may begin
(`problem.Chance`), which are the domains of the variables.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.offers import has_rectangle, turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.staging.cpsat.variables import SetVars, StageModel, TitleVars, Var
    from kachinko.staging.layout import Box
    from kachinko.staging.problem import Floor, Ints


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
    for floor, sets in _floors(model):
        assert floor.area is not None
        intervals, demands = _fixed(model, model.fixed.floor[floor.index])
        for one in sets:
            least = one.piece.least_stay
            intervals.append(_interval(model, one.first, one.stop, one.on[floor.index], least))
            demands.append(one.piece.area)
        if sum(demands) > floor.area:
            model.cp.add_cumulative(intervals, demands, floor.area)


def rectangles_keep_their_aisle(model: StageModel) -> None:
    """Rule 2, rectangles: inside the stage, an aisle apart from all that stands meanwhile."""
    for floor, sets in _floors(model):
        flat = [one for one in sets if has_rectangle(floor, one.piece)]
        boxes = {id(one): _box(model, floor, one) for one in flat}
        for one, other in combinations(flat, 2):
            if one.job is other.job and one.piece is other.piece:
                continue
            _apart_or_never_together(model, floor, one, boxes[id(one)], other, boxes[id(other)])
        for one in flat:
            for stay, box in model.fixed.boxes[floor.index]:
                _apart_from_fixed(model, floor, one, boxes[id(one)], (stay.first, stay.stop), box)


def a_shooting_set_has_quiet(model: StageModel) -> None:
    """Rule 3: while a set shoots with sound, nothing else builds, strikes or shoots there.

    One cumulative: a sound take fills the stage, every other noise takes its footprint of it,
    which the floor grants it anyway. Said so, the solver can add up areas over days; a place for
    each noise would keep the same rule and tell it less.
    """
    for floor, sets in _floors(model):
        if not floor.quiet:
            continue
        assert floor.area is not None
        takes = model.fixed.takes[floor.index] > 0
        noise = model.fixed.noise[floor.index] > 0
        # What is fixed, and sets without a footprint, make noise all the same: one unit each.
        full = floor.area + int(noise.any()) + sum(not one.piece.area for one in sets)
        intervals, demands = _fixed(model, np.where(takes, full, noise.astype(np.int64)))
        for one in sets:
            piece, literal = one.piece, one.on[floor.index]
            part = piece.area or 1
            for start, days in ((one.first, piece.build), (one.strike, piece.strike)):
                if days:
                    intervals.append(_short(model, start, days, literal))
                    demands.append(part)
            intervals.append(_short(model, one.shoot, piece.shoot, literal))
            demands.append(full if piece.set.sync_sound else part)
        if any(demand == full for demand in demands):
            model.cp.add_cumulative(intervals, demands, full)


def build_crews_suffice(model: StageModel) -> None:
    """Rule 4: at most so many sets build or strike at a studio on one day."""
    for site in model.problem.sites:
        sets = model.at_site(site.index)
        if site.crews is None or not sets:
            continue
        intervals, demands = _fixed(model, model.fixed.crews[site.index])
        for one in sets:
            for start, days in ((one.first, one.piece.build), (one.strike, one.piece.strike)):
                if days:
                    intervals.append(_short(model, start, days, one.present))
                    demands.append(1)
        if sum(demands) > site.crews:
            model.cp.add_cumulative(intervals, demands, site.crews)


def a_unit_is_at_one_place(model: StageModel) -> None:
    """Rule 5: shoots and location blocks of one unit of a title do not overlap."""
    for title in model.titles.values():
        for items in _units(title).values():
            if title.job.title.split:
                model.cp.add_no_overlap(
                    [_interval(model, *_calendar(model, item), item[3], 1) for item in items]
                )
                continue
            for home in title.homes:
                model.cp.add_no_overlap(
                    [
                        _short(model, start, days, on)
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
    for floor, sets in _floors(model):
        loads = [one for one in sets if one.piece.power]
        if floor.power is None or not loads:
            continue
        intervals, demands = _fixed(model, model.fixed.load[floor.index])
        for one in loads:
            piece, literal = one.piece, one.on[floor.index]
            for start, days in (
                (one.first + piece.build, piece.set.prelight_days),
                (one.shoot, piece.shoot),
            ):
                if days:
                    intervals.append(_short(model, start, days, literal))
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


def _floors(model: StageModel) -> list[tuple[Floor, list[SetVars]]]:
    pairs = [(floor, model.on_floor(floor.index)) for floor in model.problem.floors]
    return [(floor, sets) for floor, sets in pairs if sets]


def _interval(model: StageModel, start: Var, stop: Var, present: Var, least: int) -> Var:
    size = model.cp.new_int_var(least, model.problem.project.horizon.span.days, "")
    return model.cp.new_optional_interval_var(start, size, stop, present, "")


def _short(model: StageModel, start: Var, days: int, present: Var) -> Var:
    return model.cp.new_optional_fixed_size_interval_var(start, days, present, "")


def _fixed(model: StageModel, profile: Ints) -> tuple[list[Var], list[int]]:
    """What is fixed, as intervals of constant demand."""
    edges = [0, *(np.flatnonzero(np.diff(profile)) + 1).tolist(), len(profile)]
    intervals: list[Var] = []
    demands: list[int] = []
    for start, stop in pairwise(edges):
        if stop > start and profile[start]:
            intervals.append(model.cp.new_fixed_size_interval_var(start, stop - start, ""))
            demands.append(int(profile[start]))
    return intervals, demands


def _box(model: StageModel, floor: Floor, one: SetVars) -> tuple[Var, Var, Var, Var]:
    """Left, bottom, width and depth of a set on a stage; kept for extraction."""
    assert floor.sides is not None
    assert one.piece.sides is not None
    cp = model.cp
    (width, depth), (w, d) = floor.sides, one.piece.sides
    possible = turns(floor, one.piece)
    turned: Var = cp.new_bool_var("") if len(possible) > 1 else int(possible[0])
    wide, deep = w + (d - w) * turned, d + (w - d) * turned
    x = cp.new_int_var(0, width - min(w if not t else d for t in possible), "")
    y = cp.new_int_var(0, depth - min(d if not t else w for t in possible), "")
    literal = one.on[floor.index]
    cp.add(x + wide <= width).only_enforce_if(literal)
    cp.add(y + deep <= depth).only_enforce_if(literal)
    one.corner[floor.index] = x, y, turned
    return x, y, wide, deep


def _apart_or_never_together(
    model: StageModel,
    floor: Floor,
    one: SetVars,
    box: tuple[Var, Var, Var, Var],
    other: SetVars,
    other_box: tuple[Var, Var, Var, Var],
) -> None:
    cp, aisle = model.cp, floor.aisle
    (x, y, w, d), (u, v, p, q) = box, other_box
    ways = [cp.new_bool_var("") for _ in range(6)]
    cp.add(one.stop <= other.first).only_enforce_if(ways[0])
    cp.add(other.stop <= one.first).only_enforce_if(ways[1])
    cp.add(x + w + aisle <= u).only_enforce_if(ways[2])
    cp.add(u + p + aisle <= x).only_enforce_if(ways[3])
    cp.add(y + d + aisle <= v).only_enforce_if(ways[4])
    cp.add(v + q + aisle <= y).only_enforce_if(ways[5])
    cp.add_bool_or([*ways, one.on[floor.index].negated(), other.on[floor.index].negated()])


def _apart_from_fixed(
    model: StageModel,
    floor: Floor,
    one: SetVars,
    box: tuple[Var, Var, Var, Var],
    days: tuple[int, int],
    standing: Box,
) -> None:
    cp, aisle = model.cp, floor.aisle
    (x, y, w, d), (u, v, p, q) = box, standing
    ways = [cp.new_bool_var("") for _ in range(6)]
    cp.add(one.stop <= days[0]).only_enforce_if(ways[0])
    cp.add(one.first >= days[1]).only_enforce_if(ways[1])
    cp.add(x + w + aisle <= u).only_enforce_if(ways[2])
    cp.add(x >= u + p + aisle).only_enforce_if(ways[3])
    cp.add(y + d + aisle <= v).only_enforce_if(ways[4])
    cp.add(y >= v + q + aisle).only_enforce_if(ways[5])
    cp.add_bool_or([*ways, one.on[floor.index].negated()])


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
