"""The diff of a repair as plain values for JSON; dates as text, both inclusive."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kachinko.staging.repair.diff import ItemDiff, Place, PlanDiff, TitleDiff


def diff_document(diff: PlanDiff) -> dict[str, Any]:
    """All of a diff."""
    return {
        "changes": list(diff.changes),
        "freeze": None if diff.freeze is None else diff.freeze.isoformat(),
        "weights": asdict(diff.weights),
        "change": asdict(diff.change),
        "points": diff.points,
        "points_bound": diff.bound,
        "titles_proven": diff.titles_proven,
        "change_proven": diff.change_proven,
        "cost_before": None if diff.cost_before is None else float(diff.cost_before),
        "cost_after": None if diff.cost_after is None else float(diff.cost_after),
        "value_before": diff.value_before,
        "value_after": diff.value_after,
        "items": [_item(one) for one in diff.items],
        "titles": [_title(one) for one in diff.titles],
        "untouched": diff.untouched,
        "seconds": round(diff.seconds, 3),
    }


def _item(one: ItemDiff) -> dict[str, Any]:
    return {
        "title": one.title,
        "item": one.item,
        "before": _place(one.before),
        "after": _place(one.after),
        "moved": bool(one.change.moves),
        "moved_days": one.change.days,
        "shoot_later_days": one.later,
        "cause": one.cause,
        "why": one.why,
    }


def _title(one: TitleDiff) -> dict[str, Any]:
    places = {item: _place(place) for item, place in one.places}
    return {"title": one.title, "what": one.kind, "why": one.why, "places": places}


def _place(place: Place) -> dict[str, Any]:
    phases: dict[str, Any] = {
        str(name): {"from": span.start.isoformat(), "to": span.last.isoformat()}
        for name, span in place.phases
    }
    return {"stage": place.stage, **phases}
