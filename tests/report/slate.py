"""A realistic project and a plan for it, placed greedily by hand: for tests of the report only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.model.agreement import Agreement, Rent
from kachinko.model.calendar import WorkingDays
from kachinko.model.money import Money
from kachinko.model.plan import LeftOutStage, Plan, PlannedBlock, PlannedSet, PlannedTitle
from kachinko.model.project import Horizon, Project
from kachinko.model.reason import (
    MustTitlesClash,
    NoRoomBeside,
    NoStageForSet,
    NotPlanned,
    Remedy,
    TooSmall,
)
from kachinko.model.span import Dated
from kachinko.model.studio import Calendar, Closure, Stage, Studio
from kachinko.model.title import PHASES, LocationBlock, Set, Title

if TYPE_CHECKING:
    import random

    from kachinko.model.studio import Weekday

SIX_DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat")
NAMES = [
    "The Human Vapor", "Gilded Harbour", "東京の夜明け", "Night Ferry", "Lanterns",
    "The Long Rehearsal", "Paper Cranes", "Kaiju Season", "Seven Umbrellas",
    "After the Rain", "雪国の手紙", "Salaryman Zero", "The Clockmaker",
    "Ghosts of Ginza", "Blue Signal", "The Tenth Floor", "Tidal", "Second Violin",
    "Okinawa Line", "The Understudy", "Glass Garden", "Winter Parade",
    "Red Lacquer", "Quiet Machines",
]  # fmt: skip
ROOMS = [
    "Laboratory", "Apartment", "Courtroom", "Street, night", "Police station",
    "Tea house", "Control room", "Hospital ward", "Newsroom", "Temple hall",
    "Kitchen", "Tunnel",
]  # fmt: skip
HOSTILE = "</script><b>Alert</b> & Co"
PLACES = [(1.0, 1.0), (17.0, 1.0), (1.0, 13.0), (17.0, 13.0)]


def dated(first: date, last: date) -> Dated:
    return Dated.model_validate({"from": first, "to": last})


def toho(rng: random.Random) -> Project:
    """Four stages at one studio, one beside it of unknown floor, 24 titles."""
    closure = Closure.model_validate(
        {"from": date(2028, 8, 11), "to": date(2028, 8, 16), "reason": "maintenance"}
    )
    stages = (
        Stage(id="s7", name="Stage 7", effective_area_m2=628),
        Stage(id="s10", name="Stage 10", effective_area_m2=760, closures=(closure,)),
        Stage(id="no1", name="No.1 Stage", effective_area_m2=860, clear_height_m=13, power_kva=800),
        Stage(id="no2", name="No.2 Stage", width_m=36, depth_m=27.5, effective_area_m2=990),
        Stage(id="s3", name="Stage 3"),
    )
    studio = Studio(
        id="toho",
        name="東宝スタジオ Toho Studios",
        country="JP",
        city="Tokyo",
        calendar=Calendar(weekdays=SIX_DAYS, holidays="JP"),
        build_crews=4,
        stages=stages,
    )
    rent = Rent(amount=Decimal(1_000_000), currency="JPY", per="day")
    agreements = (
        Agreement.model_validate(
            {"id": "toho-2021", "lessee": "Netflix", "studio": "toho", "stages": ["s7", "s10"],
             "from": date(2021, 4, 1), "to": date(2028, 12, 31), "take_or_pay": True}
        ),
        Agreement.model_validate(
            {"id": "toho-2028", "lessee": "Netflix", "studio": "toho", "stages": ["no1", "no2"],
             "from": date(2028, 2, 1), "to": date(2032, 12, 31), "rent": rent, "take_or_pay": True}
        ),
    )  # fmt: skip
    return Project(
        name="Toho 2028",
        currency="JPY",
        horizon=Horizon.model_validate({"from": date(2028, 1, 4), "to": date(2028, 12, 28)}),
        notes="Stage areas are published; the slate is an assumption.",
        studios=(studio,),
        agreements=agreements,
        titles=tuple(_title(rng, number) for number in range(len(NAMES))),
    )


def _title(rng: random.Random, number: int) -> Title:
    count = rng.randint(2, 4)
    sets = tuple(
        Set(
            id=f"set{place}",
            name=HOSTILE if (number, place) == (0, 0) else rng.choice(ROOMS),
            width_m=(width := rng.choice([10.0, 12.0, 14.0])),
            depth_m=(depth := rng.choice([8.0, 9.0, 11.0])),
            area_m2=width * depth,
            height_m=6,
            build_days=rng.randint(8, 22),
            prelight_days=rng.randint(1, 3),
            shoot_days=rng.randint(4, 14),
            hold_days=rng.choice([0, 0, 4, 8]),
            strike_days=rng.randint(2, 5),
        )
        for place in range(count)
    )
    series = number % 2 == 0
    return Title(
        id=f"t{number}",
        name=NAMES[number],
        kind="series" if series else "film",
        episodes=8 if series else None,
        value=rng.choice([2, 3, 4, 5]),
        commitment="must" if number == 0 else "may",
        earliest=date(2028, 2, 1) if number % 3 == 0 else None,
        unit_day_cost=Money(amount=Decimal(4_000_000), currency="JPY"),
        sets=sets,
        location_blocks=(LocationBlock(id="streets", days=rng.randint(5, 18)),),
    )


class Greedy:
    """Places titles one after another on the first quarter of a stage that is free."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.days = WorkingDays(project.studios[0].calendar, project.horizon.span)
        self.slots = {
            (stage.id, slot): self.days.first_from(
                date(2028, 2, 1) if stage.id.startswith("no") else project.horizon.first
            )
            for _, stage in project.stages()
            if stage.floor_m2
            for slot in range(2 if stage.id.startswith("s") else 3)
        }

    def place(self, title: Title) -> PlannedTitle | None:
        slots = dict(self.slots)
        sets: list[PlannedSet] = []
        reached = 0
        for each in title.sets:
            slot = min(slots, key=lambda key: (slots[key], key))
            start = max(slots[slot], reached - each.build_days - each.prelight_days)
            phases, reached, end = self._phases(each, start, reached)
            if end >= len(self.days) - 1:
                return None
            rectangle = slot[0] == "no2"
            x, y = PLACES[slot[1]]
            sets.append(
                PlannedSet(
                    id=each.id,
                    stage=slot[0],
                    x_m=x if rectangle else None,
                    y_m=y if rectangle else None,
                    **phases,
                )
            )
            slots[slot] = end + 2
        block = title.location_blocks[0]
        if reached + block.days >= len(self.days):
            return None
        self.slots = slots
        span = self.days.dates_of(reached + 1, block.days - 1)
        planned = PlannedBlock.model_validate({"id": block.id, "from": span.start, "to": span.last})
        return PlannedTitle(
            id=title.id, accepted=True, studio="toho", sets=tuple(sets), location_blocks=(planned,)
        )

    def _phases(self, each: Set, start: int, shoot_from: int) -> tuple[dict[str, Dated], int, int]:
        found: dict[str, Dated] = {}
        at, shot = start, 0
        for phase in PHASES:
            if phase == "shoot":
                at = max(at, shoot_from)
            days = each.phase_days(phase)
            if days and at + days < len(self.days):
                span = self.days.dates_of(at, days)
                found[phase] = dated(span.start, span.last)
            at += days
            if phase == "shoot":
                shot = at
            if phase == "hold":
                at += 2
        return found, shot, at


def greedy_plan(project: Project) -> Plan:
    greedy = Greedy(project)
    planned = []
    for title in project.titles:
        found = greedy.place(title)
        if found is None:
            remedy = Remedy(change="Let it run until 31 March 2029.", verified=True)
            found = PlannedTitle(
                id=title.id,
                accepted=False,
                reason=NoRoomBeside(proven=False),
                remedies=(remedy, Remedy(change="Add a stage of 700 m².", verified=False)),
            )
        planned.append(found)
    values = {title.id: title.value for title in project.titles}
    value = sum(values[each.id] for each in planned if each.accepted)
    return Plan(
        project=project.name,
        currency="JPY",
        status="feasible",
        value=value,
        value_bound=round(value * 1.0873, 3),
        cost=Decimal("3214000000"),
        cost_bound=Decimal("2987000000"),
        seconds=30.2,
        seconds_to_first=0.63,
        seed=1,
        workers=2,
        iterations=1840,
        versions={"kachinko": "0.1.0", "ortools": "9.15"},
        assumptions=("No floor rate is given for Stage 7: standing floor costs nothing there.",),
        stages_left_out=(LeftOutStage(stage="s3", why="the floor area of Stage 3 is not known"),),
        titles=tuple(planned),
    )


def without_plan(project: Project, status: str) -> Plan:
    """What a planner writes where there is no plan."""
    too_small = NoStageForSet(
        set="Hall of Spiders",
        needs_m2=1870,
        refusals=(TooSmall(stage="No.2 Stage", needs_m2=1870, has_m2=990),),
    )
    reasons = [too_small, MustTitlesClash(titles=("A", "B"))] if status == "infeasible" else []
    return Plan(
        project=project.name,
        currency=project.currency,
        status="infeasible" if status == "infeasible" else "unknown",
        value=0,
        value_bound=0 if status == "infeasible" else 64,
        cost=None,
        cost_bound=None,
        seconds=2.0,
        seed=1,
        titles=tuple(
            PlannedTitle(
                id=title.id,
                accepted=False,
                reason=None
                if status != "infeasible"
                else (reasons[0] if place == 0 else NotPlanned()),
            )
            for place, title in enumerate(project.titles)
        ),
    )
