"""One draw of a stress as a project and a plan of their own, for the independent checker."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kachinko.model.plan import Plan
from kachinko.model.project import Project

if TYPE_CHECKING:
    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.play import Durations, Ints
    from kachinko.staging.stress.table import Table
    from kachinko.staging.stress.tasks import Task


def with_drawn_days(project: Project, table: Table, durations: Durations, draw: int) -> Project:
    """The project as if each phase had been planned with the days drawn for it.

    Windows, cast, agreements and closures of stages, over which a stress runs on, are taken away.
    """
    document = project.model_dump(mode="json")
    document["horizon"]["to"] = (table.clocks.span.last - timedelta(days=1)).isoformat()
    document["agreements"] = []
    for studio in document["studios"]:
        for stage in studio["stages"]:
            stage["closures"] = []
    things: dict[tuple[str, str], dict[str, Any]] = {}
    for title in document["titles"]:
        title |= {"earliest": None, "latest": None, "commitment": "may"}
        for member in title["cast"]:
            member["available"] = []
        for thing in (*title["sets"], *title["location_blocks"]):
            things[title["id"], thing["id"]] = thing
        for block in title["location_blocks"]:
            block |= {"earliest": None, "latest": None}
    for title in table.titles:
        for item in title.items:
            thing = things[title.title.id, item.id]
            for task in item.tasks:
                first = int(durations.first[task.index, draw])
                second = int(durations.second[task.index, draw])
                thing |= {
                    "build": {"build_days": first, "prelight_days": second},
                    "shoot": {"shoot_days": first, "hold_days": second},
                    "strike": {"strike_days": first},
                    "location": {"days": first},
                }[task.kind]
    return Project.model_validate(document)


def played_plan(
    project: Project, plan: Plan, table: Table, durations: Durations, ends: Ints, draw: int
) -> Plan:
    """The plan as it came about in one draw."""
    played = {title.title.id: title for title in table.titles}
    titles = []
    for planned in plan.titles:
        document = planned.model_dump(mode="json")
        if planned.accepted:
            items = {item.id: item for item in played[planned.id].items}
            for thing in (*document["sets"], *document["location_blocks"]):
                for task in items[thing["id"]].tasks:
                    thing |= _dates(table.clocks, task, durations, ends, draw)
        titles.append(document)
    document = plan.model_dump(mode="json") | {"titles": titles, "status": "feasible"}
    return Plan.model_validate(document)


def _dates(
    clocks: Clocks, task: Task, durations: Durations, ends: Ints, draw: int
) -> dict[str, Any]:
    mid, end = int(ends[task.mid_point, draw]), int(ends[task.end_point, draw])
    start = mid - int(durations.first[task.index, draw])
    first, second = _span(clocks, task, start, mid), _span(clocks, task, mid, end)
    match task.kind:
        case "build":
            return {"build": first, "prelight": second}
        case "shoot":
            return {"shoot": first, "hold": second}
        case "strike":
            return {"strike": first}
        case "location":
            assert first is not None
            return dict(first)


def _span(clocks: Clocks, task: Task, start: int, end: int) -> dict[str, str] | None:
    if start == end:
        return None
    days = clocks.days[task.site].dates
    return {"from": days[start].isoformat(), "to": days[end - 1].isoformat()}
