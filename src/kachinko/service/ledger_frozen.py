"""A freeze date: what begins before it is decided, and nothing else begins before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan
from kachinko.staging.problem import Pin

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.plan import Plan
    from kachinko.model.title import LocationBlock, Title
    from kachinko.service.ledger_fixed import Fixed


def frozen(fixed: Fixed, freeze: date, earlier: Plan | None) -> Fixed:
    """Keep everything that is not fixed from beginning before a day.

    Parameters
    ----------
    earlier
        A plan: location blocks of titles that are fixed and that begin before the day in it keep
        their days, as the ledger knows of stages alone.
    """
    stop = fixed.project.horizon.span.stop
    rest = DaySpan(min(freeze, stop), stop)
    pins = {
        (title.id, one.id): Pin(rest)
        for title in fixed.project.titles
        if title.id not in fixed.others
        for one in title.sets
    } | fixed.pins
    mine = {title for title, _ in fixed.own}
    begun = {
        (title.id, block.id): block.span
        for title in (earlier.accepted if earlier else ())
        if title.id in mine
        for block in title.location_blocks
        if block.first < freeze
    }
    titles = tuple(_title(title, freeze, begun) for title in fixed.project.titles)
    project = fixed.project.model_copy(update={"titles": titles})
    remark = f"Nothing that is not fixed begins before {freeze}."
    return replace(fixed, project=project, pins=pins, remarks=(*fixed.remarks, remark))


def _title(title: Title, freeze: date, begun: dict[tuple[str, str], DaySpan]) -> Title:
    blocks = tuple(
        _block(block, freeze, begun.get((title.id, block.id))) for block in title.location_blocks
    )
    return title.model_copy(update={"location_blocks": blocks})


def _block(block: LocationBlock, freeze: date, span: DaySpan | None) -> LocationBlock:
    if span is not None:
        return block.model_copy(update={"earliest": span.start, "latest": span.last})
    return block.model_copy(update={"earliest": max(block.earliest or freeze, freeze)})
