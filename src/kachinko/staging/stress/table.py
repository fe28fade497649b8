"""A plan laid out to be played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.errors import Fault, InputError
from kachinko.staging.stress.clocks import Clocks
from kachinko.staging.stress.network import Network, build_network
from kachinko.staging.stress.play import longest_durations, play
from kachinko.staging.stress.promises import Judge
from kachinko.staging.stress.tasks import read_tasks

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.stress.ranges import Ranges

FARTHEST = 366 * 60
"""Calendar days beyond the horizon over which a plan may slip before we call the ranges absurd."""


class Table:
    """A plan laid out to be played: its network, and calendars long enough for the worst draw."""

    def __init__(self, project: Project, plan: Plan, ranges: Ranges) -> None:
        beyond = 366
        while True:
            self.clocks = Clocks(project, beyond)
            tasks = read_tasks(project, plan, self.clocks)
            self.network: Network = build_network(project, tasks, self.clocks)
            if self._suffices(ranges):
                break
            beyond *= 2
            if beyond > FARTHEST:
                what = "some draws run more than 60 years beyond the horizon"
                raise InputError("the ranges", [Fault("the ranges", what, "smaller factors")])
        self.titles = tasks.titles
        self.judge = Judge(project, self.clocks, tasks.titles)

    def _suffices(self, ranges: Ranges) -> bool:
        tasks = self.network.tasks
        try:
            ends = play(self.network, self.clocks, longest_durations(tasks, ranges))
        except IndexError:  # a studio's calendar is too short to look the other's day up in
            return False
        return all(
            int(ends[task.end_point, 0]) < len(self.clocks.days[task.site]) for task in tasks.tasks
        )
