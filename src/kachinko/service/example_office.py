"""The example that an office shows which nobody has used yet: Toho 2028, its plan and a memo.

It is put where an office of its own keeps it, so that the ledger of real holds, from which nothing
is ever deleted, has no made-up ones in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.files.plan_json import parse_plan
from kachinko.files.project import load_project
from kachinko.files.shooting import load_shooting
from kachinko.model.command import ApplyPlan, Place, SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import ReservedPhase, Wanted
from kachinko.model.span import ONE_DAY
from kachinko.service.jobs.asked import FrontierAsked, PlanAsked
from kachinko.service.jobs.book import Entry
from kachinko.service.locating_desk import QuestionAsked, ask
from kachinko.service.permissions import LOCAL, Actor
from kachinko.service.shootings import Belongs
from kachinko.service.writing import Given

if TYPE_CHECKING:
    from datetime import date, datetime

    from kachinko.model.command import Command
    from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.service.office import Office

PROJECT = "toho-2028"
PLAN = "plan.json"
FRONTIER = "frontier.json"
SHOOTING = "lantern-street"
_WHY = "Example: the plan of examples/toho-2028, whose titles are all made up."
_SOURCE = "Example: assumed, not Toho's terms."
_ZONES = {"JP": "Asia/Tokyo"}
BOOKED = 5
"""Of the titles that begin first, so many stand as booked; the others are held."""
WAITING = 3
"""Of the titles that found no place, so many wait behind others."""


def example_folder() -> Path:
    """Where the example's files are: in the package, or beside the sources."""
    package = Path(__file__).parents[1]
    inside = package / "example"
    return inside if inside.exists() else package.parents[1] / "examples" / PROJECT


def shooting_file() -> Path:
    """Where the example's shooting is: in the package, or beside the sources."""
    package = Path(__file__).parents[1]
    inside = package / "example_shoot"
    return (inside if inside.exists() else package.parents[1] / "examples" / "shoot") / (
        f"{SHOOTING}.yaml"
    )


def is_unused(office: Office) -> bool:
    """Whether nobody has entered a stage or a project yet."""
    return not office.ledger.stages() and not office.shelf.cards(Actor.local(), limit=1)


def show_example(office: Office) -> None:
    """Put the example into an office that nobody has used."""
    folder = example_folder()
    project = load_project(folder)
    written = (folder / PLAN).read_bytes()
    plan = parse_plan(written, PLAN)
    actor, now = Actor.local(), office.clock()
    office.shelf.put(_given(now), PROJECT, project, seen=None)
    _keep_plan(office, plan, written, now)
    _keep_frontier(office, (folder / FRONTIER).read_bytes(), now)
    _shooting(office, now)
    commands: list[Command] = [*_stages(project), *_titles(project, plan), *_waiting(project, plan)]
    for command in commands:
        office.holds.submit(actor, command, at=now)
    # Worked out when the server runs: a memo is as of its day, so that none can be shipped.
    ask(office, _given(now, "example-memo"), QuestionAsked(example=True))


def _shooting(office: Office, now: datetime) -> None:
    """A title with its script, laid out by place and set, as people do by hand."""
    from kachinko.shooting.orders import three_orders
    from kachinko.shooting.plan.assemble import board_of
    from kachinko.shooting.problem import compile_problem

    shooting = load_shooting(shooting_file())
    problem = compile_problem(shooting)
    by_place = three_orders(problem)[-1]
    board = board_of(problem, by_place.draft) if by_place.draft.complete else None
    given = _given(now, "example-shooting")
    belongs = Belongs(project=PROJECT)
    office.shootings.put(given, SHOOTING, shooting, board, seen=None, belongs=belongs)


def _keep_plan(office: Office, plan: Plan, written: bytes, now: datetime) -> None:
    asked = PlanAsked(seconds=plan.seconds, workers=plan.workers, seed=plan.seed)
    document = office.shelf.document(Actor.local(), PROJECT)
    entry = Entry(asked, PROJECT, document)
    office.jobs.keep(_given(now, "example-plan"), entry, {PLAN: written})


def _keep_frontier(office: Office, written: bytes, now: datetime) -> None:
    found = json.loads(written)
    asked = FrontierAsked(seconds=found["seconds"], seed=found["seed"])
    document = office.shelf.document(Actor.local(), PROJECT)
    office.jobs.keep(
        _given(now, "example-frontier"), Entry(asked, PROJECT, document), {FRONTIER: written}
    )


def _given(now: datetime, id_: str = "example-project") -> Given:
    return Given(Actor.local(), id_=id_, at=now)


def _stages(project: Project) -> list[SetPolicy]:
    return [
        SetPolicy(
            id=f"example-stage-{stage.id}",
            why=_WHY,
            stage=stage.id,
            floor_m2=stage.floor_m2,
            quiet=stage.quiet,
            closures=stage.closures,
            policy=HoldPolicy(
                zone=_ZONES.get(studio.country, "UTC"),
                calendar=studio.calendar,
                sharing="floor",
                source=_SOURCE,
            ),
        )
        for studio, stage in project.stages()
    ]


def _titles(project: Project, plan: Plan) -> list[ApplyPlan]:
    """A command for each title, those that begin first as booked."""
    order = sorted(plan.accepted, key=_first_day)
    return [
        ApplyPlan(
            id=f"example-title-{title.id}",
            why=_WHY,
            plan="example-plan",
            how="book" if number < BOOKED else "hold",
            titles=(title.id,),
            holder=LOCAL,
            wanted=tuple(_wanted(project, title.id, each) for each in title.sets),
        )
        for number, title in enumerate(order)
    ]


def _first_day(title: PlannedTitle) -> date:
    return min(each.standing.start for each in title.sets)


def _wanted(project: Project, title: str, planned: PlannedSet) -> Wanted:
    built = next(each for each in project.title(title).sets if each.id == planned.id)
    days = planned.standing
    return Wanted(
        stage=planned.stage,
        title=title,
        holder=LOCAL,
        first=days.start,
        last=days.last,
        area_m2=built.footprint_m2,
        phases=tuple(
            ReservedPhase(phase=name, first=span.start, last=span.last)
            for name, span in planned.phases
        ),
        set=planned.id,
        sync_sound=built.sync_sound,
    )


def _waiting(project: Project, plan: Plan) -> list[Place]:
    """Titles that found no place wait for one: their first set, in line behind others."""
    stages = [stage for _, stage in project.stages()]
    found = []
    for number, left in enumerate(plan.left_out[:WAITING]):
        title = project.title(left.id)
        first = max(title.earliest or project.horizon.first, project.horizon.first)
        one = title.sets[0]
        days = one.build_days + one.prelight_days + one.shoot_days + one.strike_days
        found.append(
            Place(
                id=f"example-waits-{title.id}",
                why=_WHY,
                wanted=Wanted(
                    stage=stages[number % len(stages)].id,
                    title=title.id,
                    holder=LOCAL,
                    first=first,
                    last=first + days * ONE_DAY,
                    set=one.id,
                    area_m2=one.footprint_m2,
                    note=_WHY,
                ),
            )
        )
    return found
