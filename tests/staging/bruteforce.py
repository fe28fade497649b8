"""The best plan of a tiny project by trying everything, for comparison with planner and checker.

Shares nothing with either but the models: its own working days, its own day maps, its own
arithmetic (hundredths of m², centimetres, exact fractions of money).

What is left untried is left untried for one of two reasons only. A part of a schedule that breaks
a rule breaks it in every whole schedule too, since adding a set never frees anything. And a part
that already costs as much as the best whole schedule known is not completed, since adding a set
never makes anything cheaper.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING

import holidays

from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle
from kachinko.model.title import PHASES, LocationBlock, Set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.project import Project
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import Title

MOST_STEPS = 3_000
DAYS_OF_RENT = {
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(365, 12),
    "year": Fraction(365),
}


class NotTinyError(Exception):
    """The project is not tiny enough."""


@dataclass(frozen=True, eq=False)
class Way:
    """One way to do one set or block: where, and each phase from day to day (both inclusive)."""

    title: Title
    item: Set | LocationBlock
    home: str
    """The studio whose calendar the title's blocks and engaged span follow."""
    studio: Studio
    stage: Stage | None
    phases: tuple[tuple[str, date, date], ...]

    @property
    def first(self) -> date:
        return self.phases[0][1]

    @property
    def last(self) -> date:
        return self.phases[-1][2]

    def days_in(self, *names: str) -> set[date]:
        return {
            day for name, first, last in self.phases if name in names for day in days(first, last)
        }

    @property
    def key(self) -> tuple[object, ...]:
        """What a plan says of it, positions apart."""
        stage = self.stage.id if self.stage else None
        return (self.title.id, self.item.id, self.home, stage, self.phases)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def best_by_brute_force(project: Project) -> tuple[float, Decimal] | None:
    """Greatest value and, with it, least cost; None where the must titles cannot be met."""
    plan = best_plan_by_brute_force(project)
    if plan is None:
        return None
    assert plan.cost is not None
    return plan.value, plan.cost


def best_plan_by_brute_force(project: Project) -> Plan | None:
    """The best plan of a tiny project; raises `NotTinyError` where it is not tiny enough."""
    search = Search(project)
    musts = {title.id for title in project.titles if title.commitment == "must"}
    by_value: dict[int, list[list[Title]]] = {}
    for n in range(len(project.titles) + 1):
        for chosen in combinations(project.titles, n):
            if musts <= {title.id for title in chosen}:
                value = sum(round(title.value * 1000) for title in chosen)
                by_value.setdefault(value, []).append(list(chosen))
    for value in sorted(by_value, reverse=True):
        search.best_cost, search.best = None, None
        for chosen in by_value[value]:
            search.complete(chosen)
        if search.best is not None and search.best_cost is not None:
            return plan_of(project, search.best, value, search.best_cost)
    return None


class Search:
    """Tries all ways of some titles, one set or block after another."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.calendars = {studio.id: working_days(project, studio) for studio in project.studios}
        self.ways = {
            (title.id, item.id): list(self.all_ways(title, item))
            for title in project.titles
            for item in (*title.sets, *title.location_blocks)
        }
        self.compatible = cache(self.go_together)
        self.steps = 0
        self.best_cost: Fraction | None = None
        self.best: list[Way] | None = None

    def complete(self, titles: list[Title]) -> None:
        """Find the cheapest schedule of exactly these titles, if cheaper than the best known."""
        lists = [
            self.ways[title.id, item.id]
            for title in titles
            for item in (*title.sets, *title.location_blocks)
        ]
        self.descend([], sorted(lists, key=len))

    def descend(self, done: list[Way], lists: list[list[Way]]) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise NotTinyError(self.project)
        if self.best_cost is not None and self.cost(done) >= self.best_cost:
            return
        if not lists:
            self.best_cost, self.best = self.cost(done), done
            return
        for way in lists[0]:
            rest = [[other for other in ways if self.compatible(way, other)] for ways in lists[1:]]
            if all(rest) and fits(self.project, [*done, way]):
                # The order of the lists changes nothing but the time taken.
                self.descend([*done, way], sorted(rest, key=len))

    def all_ways(self, title: Title, item: Set | LocationBlock) -> Iterator[Way]:
        allowed = [
            studio
            for studio in self.project.studios
            if not title.studios or studio.id in title.studios
        ]
        for home in allowed:
            if isinstance(item, LocationBlock):
                for phases in self.block_dates(title, item, home):
                    yield Way(title, item, home.id, home, None, phases)
                continue
            for studio in allowed if title.split else [home]:
                for stage in studio.stages:
                    if not can_take(stage, item):
                        continue
                    for phases in self.set_dates(title, item, studio):
                        way = Way(title, item, home.id, studio, stage, phases)
                        if self.is_open(way) and fits(self.project, [way]):
                            yield way

    def set_dates(self, title: Title, item: Set, studio: Studio) -> Iterator[tuple]:
        calendar = self.calendars[studio.id]
        lengths = [getattr(item, f"{name}_days") for name in PHASES]
        before = lengths[0] + lengths[1]
        held = lengths[2] + lengths[3]
        for begin in range(len(calendar)) if before else [0]:
            for shoot in range(begin + before, len(calendar)):
                for strike in range(shoot + held, len(calendar)) if lengths[4] else [0]:
                    starts = [begin, begin + lengths[0], shoot, shoot + lengths[2], strike]
                    if max(a + n for a, n in zip(starts, lengths, strict=True)) > len(calendar):
                        continue
                    phases = tuple(
                        (name, calendar[start], calendar[start + length - 1])
                        for name, start, length in zip(PHASES, starts, lengths, strict=True)
                        if length
                    )
                    shot = calendar[shoot : shoot + lengths[2]]
                    if in_window(title, phases) and cast_is_there(title, item, shot):
                        yield phases

    def block_dates(self, title: Title, item: LocationBlock, home: Studio) -> Iterator[tuple]:
        calendar = self.calendars[home.id]
        for start in range(len(calendar) - item.days + 1):
            shot = calendar[start : start + item.days]
            phases = (("shoot", shot[0], shot[-1]),)
            early = item.earliest is not None and shot[0] < item.earliest
            late = item.latest is not None and shot[-1] > item.latest
            if early or late or not in_window(title, phases):
                continue
            if cast_is_there(title, item, shot):
                yield phases

    def is_open(self, way: Way) -> bool:
        assert way.stage is not None
        agreements = self.project.agreements
        for day in days(way.first, way.last):
            if any(shut.first <= day <= shut.last for shut in way.stage.closures):
                return False
            if agreements and not any(
                way.stage.id in agreement.stages and agreement.first <= day <= agreement.last
                for agreement in agreements
            ):
                return False
        return True

    def go_together(self, one: Way, two: Way) -> bool:
        """Whether two sets or blocks keep the rules that concern pairs."""
        shoots, other_shoots = one.days_in("shoot"), two.days_in("shoot")
        if one.title is two.title:
            if one.home != two.home:
                return False
            if one.item.unit == two.item.unit and shoots & other_shoots:
                return False
            if two.item.id in one.item.after and max(other_shoots) >= min(shoots):
                return False
            if one.item.id in two.item.after and max(shoots) >= min(other_shoots):
                return False
        if one.stage is None or two.stage is None or one.stage.id != two.stage.id:
            return True
        if one.stage.quiet:
            loud = ("build", "shoot", "strike")
            if one.item.sync_sound and shoots & two.days_in(*loud):
                return False
            if two.item.sync_sound and other_shoots & one.days_in(*loud):
                return False
        return fits(self.project, [one, two])

    def cost(self, ways: list[Way]) -> Fraction:
        """What a schedule, or a part of one, costs."""
        return cost_of(self.project, self.calendars, ways)


def working_days(project: Project, studio: Studio) -> list[date]:
    off = holidays.country_holidays(studio.calendar.holidays) if studio.calendar.holidays else {}
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return [
        day
        for day in days(project.horizon.first, project.horizon.last)
        if names[day.weekday()] in studio.calendar.weekdays
        and day not in off
        and not any(shut.first <= day <= shut.last for shut in studio.calendar.closures)
    ]


def can_take(stage: Stage, item: Set) -> bool:
    if stage.floor_m2 is None or not set(item.features) <= set(stage.features):
        return False
    return (
        item.height_m is None
        or stage.clear_height_m is None
        or item.height_m <= stage.clear_height_m
    )


def in_window(title: Title, phases: tuple) -> bool:
    if title.earliest is not None and phases[0][1] < title.earliest:
        return False
    return title.latest is None or phases[-1][2] <= title.latest


def cast_is_there(title: Title, item: Set | LocationBlock, shot: list[date]) -> bool:
    return all(
        any(stretch.first <= day <= stretch.last for stretch in member.available)
        for member in title.cast
        if member.id in item.cast and member.available
        for day in shot
    )


def fits(project: Project, ways: list[Way]) -> bool:
    """Whether floors, crews and supplies suffice on every day, and rectangles can be laid."""
    floor: Counter = Counter()
    crews: Counter = Counter()
    load: Counter = Counter()
    for way in ways:
        if way.stage is None:
            continue
        for day in days(way.first, way.last):
            floor[way.stage.id, day] += area(way.item)
        for day in way.days_in("build", "strike"):
            crews[way.studio.id, day] += 1
        for day in way.days_in("prelight", "shoot"):
            load[way.stage.id, day] += round((way.item.power_kva or 0) * 10)
    stages = {way.stage.id: way.stage for way in ways if way.stage is not None}
    studios = {way.studio.id: way.studio for way in ways}
    for (stage, _), total in floor.items():
        if total > round(stages[stage].floor_m2 * 100):
            return False
    for (studio, _), total in crews.items():
        limit = studios[studio].build_crews
        if limit is not None and total > limit:
            return False
    for (stage, _), total in load.items():
        supply = stages[stage].power_kva
        if supply is not None and total > round(supply * 10):
            return False
    return all(lay_out(stage, ways) is not None for stage in stages.values())


def area(item: Set) -> int:
    if item.area_m2 is not None:
        return round(item.area_m2 * 100)
    return round(round(item.width_m * item.depth_m, 2) * 100)


def lay_out(stage: Stage, ways: list[Way]) -> list[tuple[int, int, bool]] | None:
    """Find a place [cm] for every rectangle on a stage, in the order of `ways`."""
    if stage.width_m is None:
        return []
    laid = [way for way in ways if way.stage is stage and way.item.width_m is not None]
    sides = tuple((round(w.item.width_m * 100), round(w.item.depth_m * 100)) for w in laid)
    together = frozenset(
        (i, j)
        for i, j in combinations(range(len(laid)), 2)
        if laid[i].first <= laid[j].last and laid[j].first <= laid[i].last
    )
    room = (round(stage.width_m * 100), round(stage.depth_m * 100))
    return _lay_out(room, round(stage.aisle_m * 100), sides, together)


@cache
def _lay_out(room, aisle, sides, together) -> list[tuple[int, int, bool]] | None:
    # Push every rectangle of a layout to the left as far as it goes: it then stands at the wall
    # or at an aisle from one that stands so too. Likewise downwards. So sums of sides with their
    # aisles are all the places that need a look.
    spots = []
    for i in range(len(sides)):
        others = [{0, w + aisle, d + aisle} for j, (w, d) in enumerate(sides) if j != i]
        spots.append(sorted({sum(parts) for parts in product(*others)}))

    def place(done: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]] | None:
        i = len(done)
        if i == len(sides):
            return done
        for rotated in (False, True):
            for x in spots[i]:
                for y in spots[i]:
                    here = (x, y, rotated)
                    if lies_well(room, aisle, sides, together, [*done, here]):
                        found = place([*done, here])
                        if found is not None:
                            return found
        return None

    return place([])


def lies_well(room, aisle, sides, together, places) -> bool:
    """Whether the last of some places is inside and apart from those that stand beside it."""
    i = len(places) - 1

    def box(n: int) -> tuple[int, int, int, int]:
        x, y, rotated = places[n]
        width, depth = reversed(sides[n]) if rotated else sides[n]
        return x, y, x + width, y + depth

    left, low, right, high = box(i)
    if left < 0 or low < 0 or right > room[0] or high > room[1]:
        return False
    for j in range(i):
        if (j, i) not in together:
            continue
        l2, b2, r2, t2 = box(j)
        apart = (l2 - right, left - r2, b2 - high, low - t2)
        if not any(gap >= aisle for gap in apart):
            return False
    return True


def cost_of(project: Project, calendars: dict[str, list[date]], ways: list[Way]) -> Fraction:
    total = Fraction(0)
    used: set[tuple[str, date]] = set()
    shot: dict[str, list[date]] = {}
    for way in ways:
        shot.setdefault(way.title.id, []).extend(way.days_in("shoot"))
        if way.stage is None:
            continue
        standing = days(way.first, way.last)
        used |= {(way.stage.id, day) for day in standing}
        if way.stage.floor_rate is not None:
            rate = Fraction(way.stage.floor_rate.amount)
            total += rate * Fraction(area(way.item), 100) * len(standing)
    homes = {way.title.id: (way.title, way.home) for way in ways}
    for name, (title, home) in homes.items():
        if title.unit_day_cost is not None:
            first, last = min(shot[name]), max(shot[name])
            engaged = sum(1 for day in calendars[home] if first <= day <= last)
            total += Fraction(title.unit_day_cost.amount) * engaged
    return total + sum((rent(project, stage, day) for stage, day in used), Fraction(0))


def rent(project: Project, stage: str, day: date) -> Fraction:
    shares = []
    for agreement in project.agreements:
        if stage in agreement.stages and agreement.first <= day <= agreement.last:
            if agreement.take_or_pay or agreement.rent is None:
                return Fraction(0)
            per_day = Fraction(agreement.rent.amount) / DAYS_OF_RENT[agreement.rent.per]
            shares.append(per_day / len(agreement.stages))
    return min(shares, default=Fraction(0))


def plan_of(project: Project, ways: list[Way], value: int, cost: Fraction) -> Plan:
    """Write a schedule as a plan."""
    places: dict[tuple[str, str], tuple[int, int, bool]] = {}
    for stage in {way.stage.id: way.stage for way in ways if way.stage}.values():
        laid = [way for way in ways if way.stage is stage and way.item.width_m is not None]
        found = lay_out(stage, ways)
        assert found is not None
        if found:
            places |= {
                (way.title.id, way.item.id): place for way, place in zip(laid, found, strict=True)
            }
    titles = []
    for title in project.titles:
        own = [way for way in ways if way.title is title]
        sets = []
        for way in own:
            if way.stage is not None:
                x, y, rotated = places.get((title.id, way.item.id), (None, None, False))
                sets.append(
                    PlannedSet(
                        id=way.item.id,
                        stage=way.stage.id,
                        x_m=None if x is None else x / 100,
                        y_m=None if y is None else y / 100,
                        rotated=rotated,
                        **{name: {"from": a, "to": b} for name, a, b in way.phases},
                    )
                )
        blocks = [
            PlannedBlock.model_validate({"id": way.item.id, "from": way.first, "to": way.last})
            for way in own
            if way.stage is None
        ]
        titles.append(
            PlannedTitle(
                id=title.id,
                accepted=bool(own),
                studio=own[0].home if own else None,
                sets=tuple(sets),
                location_blocks=tuple(blocks),
            )
        )
    exact = (Decimal(cost.numerator) / Decimal(cost.denominator)).quantize(Decimal("0.0001"))
    return Plan(
        project=project.name,
        currency=project.currency,
        status="optimal",
        value=value / 1000,
        value_bound=value / 1000,
        cost=exact,
        cost_bound=exact,
        seconds=0,
        seed=0,
        titles=tuple(titles),
    )


def keeps_the_rules(search: Search, plan: Plan) -> bool:
    """Whether a plan of known sets and blocks keeps all rules; value and cost apart."""
    by_key = {way.key: way for ways in search.ways.values() for way in ways}
    chosen: list[tuple[Way, PlannedSet | PlannedBlock]] = []
    for title in plan.accepted:
        for item in title.sets:
            phases = tuple((name, span.start, span.last) for name, span in item.phases)
            key = (title.id, item.id, title.studio, item.stage, phases)
            if key not in by_key:
                return False
            chosen.append((by_key[key], item))
        for block in title.location_blocks:
            key = (title.id, block.id, title.studio, None, (("shoot", block.first, block.last),))
            if key not in by_key:
                return False
            chosen.append((by_key[key], block))
    ways = [way for way, _ in chosen]
    if not all(search.go_together(one, two) for one, two in combinations(ways, 2)):
        return False
    return fits(search.project, ways) and all(
        positions_are_right(way.stage, chosen) for way in ways if way.stage is not None
    )


def positions_are_right(stage: Stage, chosen: list[tuple[Way, PlannedSet | PlannedBlock]]) -> bool:
    here = [(way, item) for way, item in chosen if way.stage is stage]
    with_place = [
        (way, item) for way, item in here if stage.width_m is not None and way.item.width_m
    ]
    for way, item in here:
        if ((way, item) in with_place) != (item.x_m is not None and item.y_m is not None):
            return False
    sides = [(round(w.item.width_m * 100), round(w.item.depth_m * 100)) for w, _ in with_place]
    places = [(round(p.x_m * 100), round(p.y_m * 100), p.rotated) for _, p in with_place]
    together = {
        (i, j)
        for i, j in combinations(range(len(with_place)), 2)
        if with_place[i][0].first <= with_place[j][0].last
        and with_place[j][0].first <= with_place[i][0].last
    }
    room = (round((stage.width_m or 0) * 100), round((stage.depth_m or 0) * 100))
    return all(
        lies_well(room, round(stage.aisle_m * 100), sides, together, places[: n + 1])
        for n in range(len(places))
    )
