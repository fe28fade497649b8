"""Use case: how full a project's stages are, by a plan, by what is booked, and by first holds."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from babel.numbers import get_currency_precision
from pydantic import Field

from kachinko.files.plan_json import parse_plan
from kachinko.model.base import Id, Record, Text
from kachinko.model.reservation import FIRM
from kachinko.model.span import Day
from kachinko.model.title import PhaseName
from kachinko.report.stage_weeks import StageUse, stage_weeks, weeks_of
from kachinko.report.stays import stays_of_ledger, stays_of_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.project import Project
    from kachinko.model.span import DaySpan
    from kachinko.report.stage_weeks import DarkSpell, Wait
    from kachinko.report.stays import Stay
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor

PLAN = "plan.json"
Source = Literal["plan", "firm", "held"]


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
