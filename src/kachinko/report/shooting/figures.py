"""What is told of boards and shootings, as plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.shooting import Shooting
    from kachinko.shooting.breakdown.draft_change import DraftChange
    from kachinko.shooting.check import Worth
    from kachinko.shooting.dood import Dood, DoodRow


def dood_document(
    found: Dood, rows: Sequence[DoodRow], currency: str, remarks: Sequence[str]
) -> dict[str, Any]:
    """A day-out-of-days of some rows."""
    return {
        "currency": currency,
        "days": [day.isoformat() for day in found.days],
        "days_off": [day.isoformat() for day in sorted(found.off)],
        "shooting_days": [day.isoformat() for day in found.shooting],
        "rows": [_row(row) for row in rows],
        "remarks": list(remarks),
    }


def _row(row: DoodRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "codes": {day.isoformat(): code for day, code in row.codes.items()},
        "worked": row.worked,
        "held": row.held,
        "total": row.total,
        "start": row.start.isoformat() if row.start else None,
        "finish": row.finish.isoformat() if row.finish else None,
        "pay": float(row.pay) if row.pay is not None else None,
    }


def figures(worth: Worth) -> dict[str, float | int]:
    """What a board comes to."""
    return {
        "cost": float(worth.cost),
        "cast": float(worth.cast),
        "idle": float(worth.idle),
        "standing": float(worth.standing),
        "move_cost": float(worth.moves),
        "unit_days": float(worth.units),
        "days": worth.board_days,
        "moves": worth.company_moves,
        "waiting_days": worth.waiting_days,
    }


def counts(shooting: Shooting) -> dict[str, int]:
    """How much there is in a shooting."""
    return {
        "scenes": len(shooting.scenes),
        "cast": len(shooting.cast),
        "sets": len(shooting.sets),
        "eighths": sum(scene.eighths for scene in shooting.scenes),
    }


def change_document(change: DraftChange) -> dict[str, Any]:
    """A change that a new draft brings."""
    fields = ("kind", "what", "field", "old", "new", "note", "sentence")
    return {name: getattr(change, name) for name in fields}
