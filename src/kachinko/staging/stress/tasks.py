"""The plan as tasks: what is built, shot and struck when, by working days of the studios.

A task begins on a day and runs through one or two phases in a row. It has two ends: after its
first phase (a build, a shoot) and after its second (the prelight, the hold). A set is a task of
build and prelight, one of shoot and hold, and one of strike; a location block is one task.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.span import Dated
    from kachinko.model.studio import Stage
    from kachinko.model.title import LocationBlock, Set, Title
    from kachinko.staging.stress.clocks import Clocks

Kind = Literal["build", "shoot", "strike", "location"]


@dataclass(frozen=True, slots=True)
class Task:
    """Work on a set or block that goes on without a break."""

    index: int
    item: int
    """Number of its set or location block."""
    title: int
    site: int
    kind: Kind
    start: int
    """Planned first working day."""
    first_days: int
    """Planned days of its first phase."""
    second_days: int
    """Planned days of its second phase: the prelight after a build, the hold after a shoot."""

    @property
    def mid(self) -> int:
        """Planned end of the first phase."""
        return self.start + self.first_days

    @property
    def end(self) -> int:
        """Planned end of the second phase."""
        return self.mid + self.second_days

    @property
    def mid_point(self) -> int:
        """Row of its first end in an array of ends."""
        return 2 * self.index

    @property
    def end_point(self) -> int:
        """Row of its second end in an array of ends."""
        return 2 * self.index + 1


@dataclass(frozen=True, slots=True)
class Standing:
    """A set on its stage."""

    set: Set
    planned: PlannedSet
    stage: Stage


@dataclass(frozen=True, slots=True)
class Item:
    """A set or location block of the plan with its tasks, in order."""

    index: int
    title: int
    thing: Set | LocationBlock
    standing: Standing | None
    """Where the plan puts a set; None for a location block."""
    tasks: tuple[Task, ...]

    @property
    def id(self) -> str:
        """Id in its title."""
        return self.thing.id

    @property
    def shoot(self) -> Task:
        """Its shoot, or the location block itself."""
        return next(task for task in self.tasks if task.kind in ("shoot", "location"))

    @property
    def build(self) -> Task | None:
        """Its build and prelight, where it has any."""
        return next((task for task in self.tasks if task.kind == "build"), None)

    @property
    def strike(self) -> Task | None:
        """Its strike, where it has one."""
        return next((task for task in self.tasks if task.kind == "strike"), None)


@dataclass(frozen=True, slots=True)
class PlayedTitle:
    """An accepted title with its items."""

    index: int
    title: Title
    home: int
    """Site whose calendar its location blocks and its lateness follow."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Tasks:
    """All tasks of a plan."""

    titles: tuple[PlayedTitle, ...]
    items: tuple[Item, ...]
    tasks: tuple[Task, ...]

    def of_point(self, point: int) -> Task:
        """The task whose end stands in a row of an array of ends."""
        return self.tasks[point // 2]

    def planned(self, point: int) -> int:
        """The planned value of an end."""
        task = self.of_point(point)
        return task.end if point % 2 else task.mid


def read_tasks(project: Project, plan: Plan, clocks: Clocks) -> Tasks:
    """Read the tasks of a plan that keeps all rules."""
    reader = _Reader(project, clocks)
    titles = tuple(reader.title(planned) for planned in plan.accepted)
    return Tasks(titles, tuple(reader.items), tuple(reader.tasks))


class _Reader:
    def __init__(self, project: Project, clocks: Clocks) -> None:
        self.clocks = clocks
        self.known = {title.id: title for title in project.titles}
        self.stages = {stage.id: (studio.id, stage) for studio, stage in project.stages()}
        self.titles = 0
        self.items: list[Item] = []
        self.tasks: list[Task] = []

    def title(self, planned: PlannedTitle) -> PlayedTitle:
        assert planned.studio is not None
        known, home = self.known[planned.id], self.clocks.studios[planned.studio]
        sets = {one.id: one for one in known.sets}
        blocks = {block.id: block for block in known.location_blocks}
        items = [self.set(sets[each.id], each) for each in planned.sets]
        items += [self.block(blocks[each.id], each, home) for each in planned.location_blocks]
        title = PlayedTitle(self.titles, known, home, tuple(items))
        self.titles += 1
        return title

    def set(self, one: Set, planned: PlannedSet) -> Item:
        studio, stage = self.stages[planned.stage]
        site = self.clocks.studios[studio]
        tasks = []
        opening = planned.build or planned.prelight
        if opening is not None:
            tasks.append(self.task(site, "build", opening, one.build_days, one.prelight_days))
        tasks.append(self.task(site, "shoot", planned.shoot, one.shoot_days, one.hold_days))
        if planned.strike is not None:
            tasks.append(self.task(site, "strike", planned.strike, one.strike_days, 0))
        return self.item(one, Standing(one, planned, stage), tasks)

    def block(self, block: LocationBlock, planned: PlannedBlock, home: int) -> Item:
        return self.item(block, None, [self.task(home, "location", planned, block.days, 0)])

    def item(
        self, thing: Set | LocationBlock, standing: Standing | None, tasks: list[Task]
    ) -> Item:
        item = Item(len(self.items), self.titles, thing, standing, tuple(tasks))
        self.items.append(item)
        return item

    def task(self, site: int, kind: Kind, dates: Dated, first_days: int, second_days: int) -> Task:
        start = self.clocks.days[site].first_from(dates.first)
        number, item = len(self.tasks), len(self.items)
        task = Task(number, item, self.titles, site, kind, start, first_days, second_days)
        self.tasks.append(task)
        return task
