"""The view document: everything that a page shows of a plan, as plain data without any looks.

Days are whole numbers counted from ``day0``, and spans of days are half-open pairs
``[first, stop]``, so that a page does no calendar arithmetic of its own. Areas are in m².
The report's page draws this document; so can any other page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.model.calendar import WorkingDays, public_holidays
from kachinko.model.money import near_number
from kachinko.model.span import DaySpan
from kachinko.report.utilisation import months_of, open_spans, runs, utilisation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from kachinko.model.agreement import Agreement
    from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.reason import Reason
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import Set, Title

Document = dict[str, Any]  # what `json.dumps` takes

VIEW_SCHEMA = "kachinko-view/1"
DAYS_A_YEAR = 365


def report_view(project: Project, plan: Plan) -> Document:
    """Build the view document of a plan.

    Returns
    -------
    dict
        ``schema``, ``day0``, ``days``, ``project``, ``result``, ``studios``, ``stages``,
        ``titles``, ``sets``, ``blocks``, ``utilisation``, ``agreements``, ``assumptions``,
        ``computed``. Titles, stages and studios refer to each other by their place in these
        lists; JSON can hold all of it as it is.
    """
    day0 = project.horizon.first
    stages = project.stages()
    places = _Places(project)
    return {
        "schema": VIEW_SCHEMA,
        "day0": day0.isoformat(),
        "days": project.horizon.span.days,
        "project": {
            "name": project.name,
            "currency": plan.currency,
            "from": day0.isoformat(),
            "to": project.horizon.last.isoformat(),
            "notes": project.notes,
        },
        "result": _result(project, plan),
        "studios": [_studio(studio, project.horizon.span) for studio in project.studios],
        "stages": [_stage(project, plan, places, studio, stage) for studio, stage in stages],
        "titles": [_title(project, places, planned) for planned in plan.titles],
        "sets": _sets(places, plan, day0),
        "blocks": _blocks(plan, day0),
        "utilisation": _utilisation(project, plan, places),
        "agreements": [_agreement(each, day0) for each in project.agreements],
        "assumptions": list(plan.assumptions),
        "computed": {
            "seed": plan.seed,
            "workers": plan.workers,
            "iterations": plan.iterations,
            "seconds": plan.seconds,
            "seconds_to_first": plan.seconds_to_first,
            "versions": dict(plan.versions),
        },
    }


class _Places:
    """Where things are in their lists, and the records behind planned titles."""

    def __init__(self, project: Project) -> None:
        self.studios = {studio.id: place for place, studio in enumerate(project.studios)}
        self.stages = {stage.id: place for place, (_, stage) in enumerate(project.stages())}
        self.titles: dict[str, Title] = {title.id: title for title in project.titles}
        self.sets: dict[tuple[str, str], Set] = {
            (title.id, each.id): each for title in project.titles for each in title.sets
        }
        span = project.horizon.span
        self.working = [WorkingDays(studio.calendar, span) for studio in project.studios]


def _pair(span: DaySpan, day0: date) -> list[int]:
    return [(span.start - day0).days, (span.stop - day0).days]


def _number(amount: Decimal | None) -> int | float | None:
    return None if amount is None else near_number(amount)


def _result(project: Project, plan: Plan) -> Document:
    accepted = plan.accepted
    days = project.horizon.span.days
    used = {each.stage for title in accepted for each in title.sets}
    left_out = {each.stage for each in plan.stages_left_out}
    offered = [
        stage
        for _, stage in project.stages()
        if stage.floor_m2 is not None and not left_out & {stage.id, stage.name}
    ]
    return {
        "status": plan.status,
        "titles_in": len(accepted),
        "titles_total": len(plan.titles) or len(project.titles),
        "value": plan.value,
        "value_bound": plan.value_bound,
        "gap": plan.gap,
        "cost": _number(plan.cost),
        "cost_bound": _number(plan.cost_bound),
        "stages_used": len(used),
        "stages_offered": len(offered),
        "stages_total": len(project.stages()),
        "per_year": {
            "titles": len(accepted),
            "days": days,
            "days_a_year": DAYS_A_YEAR,
            "rate": len(accepted) * DAYS_A_YEAR / days,
        },
        "why_none": [] if accepted else _why_none(project, plan),
    }


def _why_none(project: Project, plan: Plan) -> list[Document]:
    """The sentences that explain a plan without titles: first those of titles that must be made."""
    titles = {title.id: title for title in project.titles}
    found = [
        (planned, planned.reason)
        for planned in plan.left_out
        if planned.reason is not None and planned.reason.code != "not-planned"
    ]
    musts = [
        (planned, reason)
        for planned, reason in found
        if planned.id in titles and titles[planned.id].commitment == "must"
    ]
    sentences: dict[str, Document] = {}
    for planned, reason in musts or found:
        name = titles[planned.id].name if planned.id in titles else planned.id
        alone = reason.code != "musts-clash"  # that sentence names its titles itself
        sentences.setdefault(
            f"{name if alone else ''}{reason.sentence}",
            {"title": name if alone else None, "sentence": reason.sentence},
        )
    return list(sentences.values())


def _studio(studio: Studio, horizon: DaySpan) -> Document:
    off = bytearray(b"\1") * horizon.days
    for day in WorkingDays(studio.calendar, horizon).dates:
        off[(day - horizon.start).days] = 0
    code = studio.calendar.holidays
    named = public_holidays(code, horizon.start.year, horizon.last.year).items() if code else ()
    return {
        "id": studio.id,
        "name": studio.name,
        "city": studio.city,
        "country": studio.country,
        "weekdays": list(studio.calendar.weekdays),
        "holiday_code": code,
        "build_crews": studio.build_crews,
        "off": [list(run) for run in runs(off)],
        "holidays": sorted(
            [(day - horizon.start).days, name] for day, name in named if day in horizon
        ),
        "closures": [
            [*_pair(each.span, horizon.start), each.reason] for each in studio.calendar.closures
        ],
    }


def _stage(project: Project, plan: Plan, places: _Places, studio: Studio, stage: Stage) -> Document:
    day0 = project.horizon.first
    why = {each.stage: each.why for each in plan.stages_left_out}
    return {
        "id": stage.id,
        "name": stage.name,
        "studio": places.studios[studio.id],
        "floor_m2": stage.floor_m2,
        "width_m": stage.width_m,
        "depth_m": stage.depth_m,
        "clear_height_m": stage.clear_height_m,
        "aisle_m": stage.aisle_m,
        "power_kva": stage.power_kva,
        "quiet": stage.quiet,
        "features": list(stage.features),
        "closures": [[*_pair(each.span, day0), each.reason] for each in stage.closures],
        "open": [_pair(span, day0) for span in open_spans(project, stage)],
        "left_out": why.get(stage.id) or why.get(stage.name),
    }


def _title(project: Project, places: _Places, planned: PlannedTitle) -> Document:
    title = places.titles.get(planned.id)
    day0 = project.horizon.first
    shooting = [each.shoot.span for each in planned.sets]
    shooting += [block.span for block in planned.location_blocks]
    engaged = _hull(shooting)
    place = places.studios.get(planned.studio or "")
    return {
        "id": planned.id,
        "name": title.name if title else planned.id,
        "kind": title.kind if title else "film",
        "episodes": title.episodes if title else None,
        "value": title.value if title else None,
        "commitment": title.commitment if title else "may",
        "set_count": len(title.sets) if title else len(planned.sets),
        "floor_m2": round(sum(each.footprint_m2 for each in title.sets), 2) if title else None,
        "earliest": title.earliest.isoformat() if title and title.earliest else None,
        "latest": title.latest.isoformat() if title and title.latest else None,
        "accepted": planned.accepted,
        "studio": place,
        "engaged": _pair(engaged, day0) if engaged else None,
        "engaged_days": (
            len(places.working[place].between(engaged)) if engaged and place is not None else None
        ),
        "reason": _reason(planned.reason) if planned.reason else None,
        "remedies": [
            {"change": each.change, "verified": each.verified} for each in planned.remedies
        ],
    }


def _reason(reason: Reason) -> Document:
    """A reason in words; of a conflict the requirements one by one."""
    if reason.code != "conflict":
        return {"code": reason.code, "sentence": reason.sentence, "requirements": []}
    return {
        "code": reason.code,
        "sentence": reason.opening,
        "requirements": [one.sentence for one in reason.requirements],
    }


def _hull(spans: Iterable[DaySpan]) -> DaySpan | None:
    listed = list(spans)
    if not listed:
        return None
    return DaySpan(min(each.start for each in listed), max(each.stop for each in listed))


def _sets(places: _Places, plan: Plan, day0: date) -> list[Document]:
    return [
        _set(places, place, title.id, each, day0)
        for place, title in enumerate(plan.titles)
        for each in title.sets
        if title.accepted and each.stage in places.stages
    ]


def _set(places: _Places, place: int, title: str, planned: PlannedSet, day0: date) -> Document:
    """One standing set; its width and depth are turned as it stands."""
    source = places.sets.get((title, planned.id))
    sides = [source.width_m, source.depth_m] if source else [None, None]
    if planned.rotated:
        sides.reverse()
    return {
        "id": planned.id,
        "name": source.name if source else planned.id,
        "title": place,
        "stage": places.stages[planned.stage],
        "days": _pair(planned.standing, day0),
        "phases": [[name, *_pair(span, day0)] for name, span in planned.phases],
        "area_m2": source.footprint_m2 if source else None,
        "width_m": sides[0],
        "depth_m": sides[1],
        "height_m": source.height_m if source else None,
        "unit": source.unit if source else "main",
        "x_m": planned.x_m,
        "y_m": planned.y_m,
    }


def _blocks(plan: Plan, day0: date) -> list[Document]:
    return [
        {"id": block.id, "title": place, "days": _pair(block.span, day0)}
        for place, title in enumerate(plan.titles)
        if title.accepted
        for block in title.location_blocks
    ]


def _utilisation(project: Project, plan: Plan, places: _Places) -> Document:
    """Months, and for each stage and month the counts of `StageMonth`, in this order."""
    months = [month.start.replace(day=1) for month in months_of(project.horizon.span)]
    cells: list[list[list[float | None]]] = [[] for _ in places.stages]
    for each in utilisation(project, plan):
        cells[places.stages[each.stage]].append(
            [
                each.days,
                each.open_days,
                each.standing_days,
                each.shooting_days,
                each.building_days,
                each.waiting_days,
                each.dark_days,
                round(each.used_m2_days, 2),
            ]
        )
    return {
        "months": [month.isoformat() for month in months],
        "columns": [
            "days",
            "open",
            "standing",
            "shooting",
            "building",
            "waiting",
            "dark",
            "used_m2_days",
        ],
        "stages": cells,
    }


def _agreement(agreement: Agreement, day0: date) -> Document:
    rent = agreement.rent
    return {
        "id": agreement.id,
        "lessee": agreement.lessee,
        "studio": agreement.studio,
        "stages": list(agreement.stages),
        "from": agreement.first.isoformat(),
        "to": agreement.last.isoformat(),
        "days": _pair(agreement.span, day0),
        "rent": (
            {"amount": _number(rent.amount), "currency": rent.currency, "per": rent.per}
            if rent
            else None
        ),
        "take_or_pay": agreement.take_or_pay,
    }
