"""A plan made with the ledger never stands where something is booked: checked by placing it there.

The check is the ledger's own machine: every set of the plan is booked beside what was booked, and
nothing may be refused.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kachinko.files.plan_json import dump_plan
from kachinko.halt import Halt
from kachinko.ledger.floor import StageRecord
from kachinko.ledger.moves import Refused
from kachinko.model.errors import InputError
from kachinko.model.policy import HoldPolicy
from kachinko.model.project import Project
from kachinko.model.reservation import ReservedPhase
from kachinko.service.ledger_apply import as_command
from kachinko.service.ledger_fixed import Own
from kachinko.service.ledger_planning import LedgerState, as_of_project, clashes
from kachinko.staging.check import check_plan
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project
from tests.ledger.desks import OneStage
from tests.projects import SMALL, random_project

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.reservation import Reservation

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def planned(project: Project, state: LedgerState) -> Plan:
    fixed = state.fixed(project)
    plan = plan_project(
        fixed.project, limits=Limits(1.0, 10), clock=time.monotonic, halt=Halt(), pins=fixed.pins
    )
    plan = as_of_project(project, fixed, plan, state.last_event)
    if plan.status in ("optimal", "feasible"):
        assert clashes(project, plan, fixed, state.records) == []
        assert check_plan(project, plan).breaches == ()
    return plan


def desk_of(project: Project, sharing: str) -> OneStage:
    desk = OneStage(
        *(
            StageRecord(stage.id, HoldPolicy(sharing=sharing), stage.floor_m2, stage.quiet)
            for _, stage in project.stages()
        )
    )
    desk.now = LONG_AGO
    return desk


def others_book(project: Project, desk: OneStage, rng: random.Random) -> None:
    """A few firm reservations of somebody else, with and without phases."""
    horizon = project.horizon.span
    for number in range(6):
        stage = rng.choice([stage for _, stage in project.stages()])
        start = horizon.start + timedelta(days=rng.randrange(horizon.days))
        lengths = [rng.randint(1, 4) for _ in range(4)]
        phases, day = [], start
        for name, days in zip(("build", "prelight", "shoot", "strike"), lengths, strict=True):
            last = day + timedelta(days=days - 1)
            phases.append(ReservedPhase(phase=name, first=day, last=last))
            day = last + timedelta(days=1)
        try:
            area_m2 = rng.choice([None, 60.0, 90.0])
            desk.book(
                f"x{number}", (start - date(2028, 3, 1)).days, sum(lengths),
                stage=stage.id, title="other", holder="else", area_m2=area_m2,
                phases=tuple(phases) if rng.random() < 0.7 else (),
            )  # fmt: skip
        except Refused:
            continue


def state_of(desk: OneStage) -> LedgerState:
    return LedgerState(tuple(desk.stages), tuple(desk.all.values()), 7, Own("north"))


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(each, marks=pytest.mark.slow) for each in range(4, 24))]
)
def test_a_plan_made_with_the_ledger_can_be_booked_beside_all_that_is_booked(seed: int) -> None:
    rng = random.Random(seed)
    project = random_project(rng, SMALL)
    desk = desk_of(project, "floor")
    others_book(project, desk, rng)
    before = dict(desk.all)
    plan = planned(project, state_of(desk))
    if plan.status not in ("optimal", "feasible") or not any(t.sets for t in plan.accepted):
        return
    command = as_command(project, plan, id_="c", plan_id="p", holder="north", how="book")
    desk.submit(command)
    made = [each for each in desk.all.values() if each.id not in before]
    assert all(each.firm for each in made)
    assert all(desk.all[id_] == each for id_, each in before.items())
    # Planned again, with its own bookings in the ledger, everything stays where it stands.
    again = planned(project, state_of(desk))
    assert {t.id for t in again.accepted} >= {t.id for t in plan.accepted if t.sets}
    was = {(t.id, s.id): s for t in plan.accepted for s in t.sets}
    now = {(t.id, s.id): s for t in again.accepted for s in t.sets}
    for key, placed in was.items():
        assert (now[key].stage, now[key].shoot) == (placed.stage, placed.shoot)
        assert now[key].standing == placed.standing


@pytest.mark.parametrize(
    "seed",
    [*range(30, 33), *(pytest.param(each, marks=pytest.mark.slow) for each in range(33, 45))],
)
def test_one_title_that_is_booked_stays_while_the_others_are_planned_again(seed: int) -> None:
    rng = random.Random(seed)
    project = random_project(rng, SMALL)
    desk = desk_of(project, "floor")
    first = planned(project, state_of(desk))
    chosen = [title.id for title in first.accepted if title.sets][:1]
    if not chosen:
        return
    command = as_command(
        project, first, id_="c", plan_id="p", holder="north", how="book", titles=chosen
    )
    desk.submit(command)
    others_book(project, desk, rng)
    second = planned(project, state_of(desk))
    assert second.status in ("optimal", "feasible")
    was = {one.id: one for title in first.accepted if title.id in chosen for one in title.sets}
    for one in next(title for title in second.titles if title.id in chosen).sets:
        assert (one.stage, one.phases) == (was[one.id].stage, was[one.id].phases)
    again = as_command(
        project, second, id_="d", plan_id="q", holder="north", how="book",
        stands=desk.all.values(),
    )  # fmt: skip
    desk.submit(again)  # nothing is refused


def booked(desk: OneStage, **fields: object) -> Reservation:
    values = {"stage": "no1", "title": "vapor", "holder": "north", "set": "lab"} | fields
    return desk.book("b", 0, 20, **values)


def one_title() -> Project:
    return Project.model_validate(
        {
            "name": "One", "currency": "JPY",
            "horizon": {"from": "2028-03-01", "to": "2028-06-30"},
            "studios": [
                {"id": "toho", "name": "Toho", "country": "JP",
                 "stages": [{"id": "no1", "name": "No.1", "effective_area_m2": 860}]}
            ],
            "titles": [
                {"id": "vapor", "name": "Vapor", "kind": "series", "sets": [
                    {"id": "lab", "name": "Lab", "area_m2": 240, "build_days": 5,
                     "shoot_days": 3, "strike_days": 2}]},
                {"id": "side", "name": "Side", "kind": "film", "value": 3, "sets": [
                    {"id": "bar", "name": "Bar", "area_m2": 300, "build_days": 2,
                     "shoot_days": 3, "strike_days": 1}]},
            ],
        }
    )  # fmt: skip


def test_a_booked_set_stays_and_others_go_around_it() -> None:
    project = one_title()
    desk = desk_of(project, "whole")
    booked(desk)
    plan = planned(project, state_of(desk))
    vapor, side = plan.titles
    assert vapor.sets[0].standing.start == date(2028, 3, 1)
    assert vapor.sets[0].strike.last == date(2028, 3, 20)
    assert side.sets[0].standing.start > date(2028, 3, 20)
    assert plan.versions["ledger"] == "7"


def test_a_booking_that_contradicts_the_project_is_refused_with_all_its_faults() -> None:
    project = one_title()
    desk = desk_of(project, "whole")
    desk.book("b", 0, 5, stage="no1", title="vapor", holder="north", set="lab")
    desk.book("c", 10, 5, stage="no1", title="side", holder="north", set="bar")
    with pytest.raises(InputError) as caught:
        state_of(desk).fixed(project)
    assert len(caught.value.faults) == 2
    assert "3 working days are booked and the set needs 10" in str(caught.value.faults[0])


def test_the_same_title_of_another_holder_is_not_ours() -> None:
    project = one_title()
    desk = desk_of(project, "whole")
    booked(desk, holder="else")
    plan = planned(project, state_of(desk))
    assert all(t.sets[0].standing.start > date(2028, 3, 20) for t in plan.accepted)


def test_what_stands_for_others_is_in_no_plan_and_in_no_reason() -> None:
    project = one_title()
    desk = desk_of(project, "floor")
    booked(desk, area_m2=240, phases=(), set="lab")
    for number in range(5):  # others have 600 m² of it for the rest, with takes of their own
        start = 21 + number * 20
        days = (("build", 4), ("shoot", 12), ("strike", 4))
        phases, first = [], start
        for name, length in days:
            begins = date(2028, 3, 1) + timedelta(days=first)
            last = begins + timedelta(days=length - 1)
            phases.append(ReservedPhase(phase=name, first=begins, last=last))
            first += length
        desk.book(
            f"x{number}", start, 20, stage="no1", title="other", holder="else", area_m2=600,
            phases=tuple(phases),
        )  # fmt: skip
    plan = planned(project, state_of(desk))
    side = plan.titles[1]
    assert not side.accepted
    text = dump_plan(plan)
    assert '"ledger.' not in text
    assert "ledger.no1" not in text
    assert {title.id for title in plan.titles} == {"vapor", "side"}
