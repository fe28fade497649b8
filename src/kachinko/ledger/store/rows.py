"""Records of the model as rows of the tables, and back."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from kachinko.ledger.floor import StageRecord
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import Reservation
from kachinko.model.span import ONE_DAY
from kachinko.model.studio import Closure


def stage_row(stage: StageRecord) -> dict[str, Any]:
    """The columns of a stage, without its events."""
    record = {
        "policy": stage.policy.model_dump(mode="json", by_alias=True),
        "floor_m2": stage.floor_m2,
        "quiet": stage.quiet,
        "closures": [each.model_dump(mode="json", by_alias=True) for each in stage.closures],
    }
    return {"id": stage.id, "record": record, "capacity": stage.capacity}


def stage_of(id_: str, record: dict[str, Any]) -> StageRecord:
    """A stage from what its row, or the last event about it, keeps of it."""
    return _stage(id_, json.dumps(record))


@lru_cache(maxsize=1024)
def _stage(id_: str, record: str) -> StageRecord:
    """Every command reads its stages, whose records hardly ever change."""
    tree = json.loads(record)
    return StageRecord(
        id_,
        HoldPolicy.model_validate(tree["policy"]),
        tree["floor_m2"],
        tree["quiet"],
        tuple(Closure.model_validate(each) for each in tree["closures"]),
    )


def reservation_row(reservation: Reservation, last_event: int) -> dict[str, Any]:
    """The columns of a reservation."""
    deadline = reservation.deadline
    return {
        "id": reservation.id,
        "stage": reservation.stage,
        "holder": reservation.holder,
        "title": reservation.title,
        "first": reservation.first,
        "last": reservation.last,
        "state": reservation.state,
        "live": reservation.live,
        "rank": reservation.rank,
        "place": reservation.place,
        "deadline": None if deadline is None else deadline.isoformat(),
        "version": reservation.version,
        "last_event": last_event,
        "record": reservation.model_dump(mode="json", by_alias=True),
    }


def reservation_of(record: dict[str, Any]) -> Reservation:
    """A reservation from what its row keeps of it."""
    return Reservation.model_validate(record)


def claim_rows(stage: StageRecord, reservation: Reservation) -> list[dict[str, Any]]:
    """A row for each day of a live reservation, in the order of the days."""
    base = {
        "stage": reservation.stage,
        "rank": reservation.rank,
        "slot": reservation.slot,
        "reservation": reservation.id,
        "floor": stage.claims(reservation),
        "shared": stage.policy.sharing == "floor",
    }
    span = reservation.span
    return [base | {"day": span.start + number * ONE_DAY} for number in range(span.days)]
