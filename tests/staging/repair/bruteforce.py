"""The best repair of a tiny plan by trying everything; shares nothing with the repair but models.

Positions of rectangles that stand frozen are not known here: ask only where there are none.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations
from typing import TYPE_CHECKING

from tests.staging.bruteforce import NotTinyError, Search, Way, fits

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.plan import Plan, PlannedBlock, PlannedSet
    from kachinko.model.project import Project
    from kachinko.model.title import Title

MOST_STEPS = 40_000
STAGE, MOVE, DAY = 10, 5, 1


class RepairSearch:
    """Tries all ways of some titles for the fewest points of change."""

    def __init__(self, project: Project, plan: Plan, freeze: date | None) -> None:
        self.search = Search(project)
        self.project = project
        self.freeze = freeze
        self.was: dict[tuple[str, str], PlannedSet | PlannedBlock] = {
            (title.id, one.id): one
            for title in plan.accepted
            for one in (*title.sets, *title.location_blocks)
        }
        self.homes = {title.id: title.studio for title in plan.accepted}
        self.priced = {
            key: sorted(
                ((self.points(way), way) for way in ways if self.is_allowed(way)),
                key=lambda pair: pair[0],
            )
            for key, ways in self.search.ways.items()
        }
        self.steps = 0
        self.best: int | None = None

    # -- frozen ----------------------------------------------------------------------------

    def is_allowed(self, way: Way) -> bool:
        if self.freeze is None:
            return True
        was = self.was.get((way.title.id, way.item.id))
        begun = {} if was is None else self.begun(way, was)
        if begun and way.stage is not None and way.stage.id != was.stage:
            return False
        home = self.homes.get(way.title.id, way.home)
        if way.home != home and self.any_begun(way.title):
            return False
        now = self.beginnings(way)
        for name, day in now.items():
            if name in begun:
                if day != begun[name]:
                    return False
            elif day < self.freeze and not (name == "stay" and begun):
                return False
        return True

    def any_begun(self, title: Title) -> bool:
        return any(
            self.first_of(self.was[title.id, item.id]) < self.freeze
            for item in (*title.sets, *title.location_blocks)
            if (title.id, item.id) in self.was
        )

    def first_of(self, was: PlannedSet | PlannedBlock) -> date:
        return was.standing.start if hasattr(was, "standing") else was.first

    def begun(self, way: Way, was: PlannedSet | PlannedBlock) -> dict[str, date]:
        """The beginnings of an earlier plan that lie before the freeze date."""
        if way.stage is None:
            days = {"shoot": was.first}
        else:
            days = {"shoot": was.shoot.first}
            if was.build or was.prelight:
                days["stay"] = was.standing.start
            if was.strike:
                days["strike"] = was.strike.first
        return {name: day for name, day in days.items() if day < self.freeze}

    def beginnings(self, way: Way) -> dict[str, date]:
        """First day of stay, shoot and strike, as far as it has build or prelight, and strike."""
        names = {name: first for name, first, _ in way.phases}
        days = {"shoot": names["shoot"]}
        if "build" in names or "prelight" in names:
            days["stay"] = way.first
        if "strike" in names:
            days["strike"] = names["strike"]
        return days

    # -- change ----------------------------------------------------------------------------

    def points(self, way: Way) -> int:
        was = self.was.get((way.title.id, way.item.id))
        if was is None:
            return 0
        if way.stage is None:
            old = {"shoot": was.first}
        else:
            stay = was.standing
            old = {"stay": stay.start, "shoot": was.shoot.first}
            old["strike"] = was.strike.first if was.strike else stay.stop
        studio = way.home if way.stage is None else way.studio.id
        calendar = self.search.calendars[studio]
        now = self.beginnings(way)
        shifts = [
            abs(bisect_left(calendar, day) - bisect_left(calendar, old[name]))
            for name, day in now.items()
        ]
        stages = int(way.stage is not None and way.stage.id != was.stage)
        moved = stages or any(day != old[name] for name, day in now.items())
        return STAGE * stages + MOVE * bool(moved) + DAY * max(shifts)

    # -- search ----------------------------------------------------------------------------

    def least(self, titles: list[Title]) -> int | None:
        """Fewest points with exactly these titles in; None where that cannot be."""
        self.best = None
        lists = [
            self.priced[title.id, item.id]
            for title in titles
            for item in (*title.sets, *title.location_blocks)
        ]
        self.descend([], 0, sorted(lists, key=len))
        return self.best

    def descend(self, done: list[Way], points: int, lists: list[list[tuple[int, Way]]]) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise NotTinyError(self.project)
        rest = sum(ways[0][0] for ways in lists if ways)
        if self.best is not None and points + rest >= self.best:
            return
        if not lists:
            self.best = points
            return
        for more, way in lists[0]:
            together = [*done, way]
            if all(self.search.compatible(one, way) for one in done) and fits(
                self.project, together
            ):
                self.descend(together, points + more, lists[1:])


def best_repair(
    project: Project, plan: Plan, joining: set[str], freeze: date | None
) -> tuple[tuple[int, ...], int] | None:
    """Musts, value and number kept, value and number joined, and then the fewest points."""
    search = RepairSearch(project, plan, freeze)
    old = {title.id for title in plan.accepted}
    wanted = [
        title
        for title in project.titles
        if title.id in old or title.id in joining or title.commitment == "must"
    ]
    ranked: dict[tuple[int, ...], list[list[Title]]] = {}
    for count in range(len(wanted) + 1):
        for chosen in combinations(wanted, count):
            kept = [title for title in chosen if title.id in old]
            joined = [title for title in chosen if title.id not in old]
            rank = (
                sum(title.commitment == "must" for title in chosen),
                sum(round(title.value * 1000) for title in kept),
                len(kept),
                sum(round(title.value * 1000) for title in joined),
                len(joined),
            )
            ranked.setdefault(rank, []).append(list(chosen))
    for rank in sorted(ranked, reverse=True):
        found = [points for titles in ranked[rank] if (points := search.least(titles)) is not None]
        if found:
            return rank, min(found)
    return None
