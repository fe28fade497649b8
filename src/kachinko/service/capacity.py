"""Use case: what can be asked of a project's capacity, and how full its stages are."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from babel.numbers import get_currency_precision
from pydantic import Field

from kachinko.files.plan_json import parse_plan
from kachinko.model.base import Id, Record, Text
from kachinko.model.reservation import FIRM
from kachinko.model.span import Day
from kachinko.model.studio import Weekday
from kachinko.model.title import PhaseName
from kachinko.report.stage_weeks import StageUse, stage_weeks, weeks_of
from kachinko.report.stays import stays_of_ledger, stays_of_plan
from kachinko.service.frontier_claim import find_claim
from kachinko.staging.frontier.lever import Group, levers_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.project import Project
    from kachinko.model.span import DaySpan
    from kachinko.report.stage_weeks import DarkSpell, Wait
    from kachinko.report.stays import Stay
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor

FRONTIER = "frontier.json"
PLAN = "plan.json"
Source = Literal["plan", "firm", "held"]


# -- what can be asked ------------------------------------------------------------------------


class LeverTold(Record):
    """A change that a frontier can look at."""

    id: Text
    name: Text = Field(description="In English.")
    group: Group
    gives: bool = Field(description="Whether it gives room; else it takes some.")
    changes: tuple[dict[str, Any], ...]


class StudioTold(Record):
    """What an answer hangs on at a studio."""

    id: Id
    name: Text
    build_crews: int | None
    weekdays: tuple[Weekday, ...]
    stages: tuple[tuple[Id, Text], ...] = Field(description="Id and name.")


class ClaimTold(Record):
    """A public claim of so many titles a year."""

    titles_per_year: float
    at_most: bool
    subject: Text
    publisher: Text
    date: Text
    source: Text
    quote: Text


class TitleTold(Record):
    """A title of the mix."""

    id: Id
    name: Text
    kind: Literal["film", "series"]


class Askable(Record):
    """What can be asked of a project's capacity."""

    name: Text
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    claim: ClaimTold | None = Field(description="A shipped claim that speaks of the project.")
    levers: tuple[LeverTold, ...]
    studios: tuple[StudioTold, ...]
    phases: tuple[PhaseName, ...] = Field(description="Phases that some set has.")
    titles: tuple[TitleTold, ...]


def askable(office: Office, actor: Actor, project_id: str) -> Askable:
    """What can be asked of a project; raises NotFoundError where there is none."""
    project = office.shelf.project(actor, project_id)
    claim = find_claim(project)
    sets = [each for title in project.titles for each in title.sets]
    phases: tuple[PhaseName, ...] = ("build", "strike", "hold")
    return Askable(
        name=project.name,
        first=project.horizon.first,
        last=project.horizon.last,
        claim=None if claim is None else ClaimTold(**claim.document()),
        levers=tuple(
            LeverTold(
                id=lever.id,
                name=lever.name,
                group=lever.group,
                gives=lever.gives,
                changes=tuple(
                    change.model_dump(mode="json", by_alias=True) for change in lever.changes
                ),
            )
            for lever in levers_of(project)
        ),
        studios=tuple(
            StudioTold(
                id=studio.id,
                name=studio.name,
                build_crews=studio.build_crews,
                weekdays=studio.calendar.weekdays,
                stages=tuple((stage.id, stage.name) for stage in studio.stages),
            )
            for studio in project.studios
        ),
        phases=tuple(phase for phase in phases if any(each.phase_days(phase) for each in sets)),
        titles=tuple(
            TitleTold(id=title.id, name=title.name, kind=title.kind) for title in project.titles
        ),
    )


# -- what was found -------------------------------------------------------------------------------


def frontier_found(office: Office, actor: Actor, job: str) -> dict[str, Any]:
    """The frontier that a job found, with its sentences in other languages beside it.

    Raises
    ------
    NotFoundError
        Where there is no such job, or it has none.
    """
    from kachinko.report.told import other_words

    document: dict[str, Any] = json.loads(office.jobs.file(actor, job, FRONTIER))
    spoken = {"assumptions": document["assumptions"]}
    return document | {"told": other_words(spoken)}


# -- how full stages are ------------------------------------------------------------------------


class Spell(Record):
    """Days in a row on which a stage is dark, and between whom."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    days: int
    after: tuple[Text, ...]
    before: tuple[Text, ...]
    cost: Text | None = Field(description="Exact; null: the rent is unknown.")


class Idle(Record):
    """A set that stands and waits for its next phase."""

    stage: int
    title: Text
    set: Text
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    days: int
    area_m2: float | None
    next: PhaseName


class StageFill(Record):
    """One stage as one source has it; lists go by week."""

    standing: list[int]
    shooting: list[int]
    quiet: list[int]
    used_m2_days: list[float]
    dark_days: int
    dark_cost: Text | None
    dark: list[Spell]


class Fill(Record):
    """All stages as one source has them."""

    source: Source
    dark_cost: Text | None
    stages: list[StageFill]
    idle: list[Idle]


class FillStage(Record):
    """A stage and on how many days of each week it is open."""

    id: Id
    name: Text
    studio: Text
    floor_m2: float | None
    open: list[int]


class StageFills(Record):
    """How full stages are: by a plan, by what is booked, by that and first holds."""

    currency: Text
    weeks: list[Day] = Field(description="First days.")
    stages: list[FillStage]
    fills: list[Fill]


def stage_fills(office: Office, actor: Actor, project_id: str, plan: str | None) -> StageFills:
    """How full the stages of a project are.

    Parameters
    ----------
    plan
        The job that made the plan to look at; None: the ledger alone.

    Raises
    ------
    NotFoundError
        Where there is no such project or plan.
    """
    project = office.shelf.project(actor, project_id)
    stays: dict[Source, list[Stay]] = {}
    if plan is not None:
        found = parse_plan(office.jobs.file(actor, plan, PLAN), PLAN)
        stays["plan"] = stays_of_plan(project, found)
    live = [each for each in office.holds.reservations(actor) if each.rank == 1]
    stays["firm"] = stays_of_ledger(project, [each for each in live if each.state in FIRM])
    stays["held"] = stays_of_ledger(project, live)
    uses = {source: stage_weeks(project, of) for source, of in stays.items()}
    weeks = weeks_of(project.horizon.span)
    return StageFills(
        currency=project.currency,
        weeks=[week.start for week in weeks],
        stages=[
            FillStage(
                id=stage.id,
                name=stage.name,
                studio=studio.name,
                floor_m2=stage.floor_m2,
                open=[week.open_days for week in use.weeks],
            )
            for (studio, stage), use in zip(project.stages(), uses["firm"], strict=True)
        ],
        fills=[_fill(project, source, use) for source, use in uses.items()],
    )


def _fill(project: Project, source: Source, uses: Iterable[StageUse]) -> Fill:
    listed = list(uses)
    costs = [use.dark_cost for use in listed]
    known = [cost for cost in costs if cost is not None]
    whole = sum(known, Fraction(0)) if len(known) == len(costs) else None
    return Fill(
        source=source,
        dark_cost=_money(project, whole),
        stages=[_stage(project, use) for use in listed],
        idle=[_idle(number, wait) for number, use in enumerate(listed) for wait in use.waits],
    )


def _stage(project: Project, use: StageUse) -> StageFill:
    return StageFill(
        standing=[week.standing_days for week in use.weeks],
        shooting=[week.shooting_days for week in use.weeks],
        quiet=[week.quiet_days for week in use.weeks],
        used_m2_days=[round(week.used_m2_days, 2) for week in use.weeks],
        dark_days=use.dark_days,
        dark_cost=_money(project, use.dark_cost),
        dark=[_spell(project, spell) for spell in use.dark],
    )


def _spell(project: Project, spell: DarkSpell) -> Spell:
    return Spell(
        **_dates(spell.span),
        days=spell.span.days,
        after=spell.after,
        before=spell.before,
        cost=_money(project, spell.cost),
    )


def _idle(stage: int, wait: Wait) -> Idle:
    return Idle(
        stage=stage,
        title=wait.title,
        set=wait.set,
        **_dates(wait.span),
        days=wait.span.days,
        area_m2=wait.area_m2,
        next=wait.next,
    )


def _dates(span: DaySpan) -> dict[str, Any]:
    return {"from": span.start, "to": span.last}


def _money(project: Project, amount: Fraction | None) -> str | None:
    """To the currency's smallest unit."""
    if amount is None:
        return None
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(amount.numerator) / Decimal(amount.denominator)
        unit = Decimal(1).scaleb(-get_currency_precision(project.currency))
        return f"{exact.quantize(unit, ROUND_HALF_EVEN):f}"
