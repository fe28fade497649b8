"""A ledger with a bit of everything in it, and what it holds as plain values."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kachinko.model.command import (
    Amend,
    ApplyPlan,
    Book,
    Cancel,
    ChallengeBetter,
    Confirm,
    Place,
    Release,
    SetPolicy,
    Sign,
    Undo,
)
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import ReservedPhase
from tests.ledger.desks import DAY, NOW, wanted

if TYPE_CHECKING:
    from kachinko.ledger.store.ledger import Ledger


def build_and_shoot(build: int, shoot: int) -> tuple[ReservedPhase, ...]:
    middle = DAY + timedelta(days=build)
    spans = {"build": (DAY, middle), "shoot": (middle, middle + timedelta(days=shoot))}
    return tuple(
        ReservedPhase.model_validate(
            {"phase": name, "first": first, "last": stop - timedelta(days=1)}, by_name=True
        )
        for name, (first, stop) in spans.items()
    )


def fill(ledger: Ledger) -> None:
    """Holds, challenges, a plan, bookings beside each other, an undo, a refusal."""
    signed = HoldPolicy(zone="Asia/Tokyo", lapse_lead_days=14, signature_hours=48)
    beside = wanted(0, 8, stage="two", area_m2=400, phases=build_and_shoot(5, 3))
    quiet = wanted(0, 5, stage="two", area_m2=500, phases=build_and_shoot(5, 1)[:1])
    commands = [
        SetPolicy(id="s1", stage="one", policy=signed),
        SetPolicy(id="s2", stage="two", floor_m2=1000, policy=HoldPolicy(sharing="floor")),
        Place(id="a", wanted=wanted(note="撮影 “A”")),
        Place(id="b", wanted=wanted(2, holder="south", title="comet")),
        ChallengeBetter(id="x", reservation="b", why="they have money"),
        Place(id="c", wanted=wanted(30)),
        Release(id="r", reservation="c"),
        Undo(id="u", command="r"),
        Amend(id="m", reservation="c", last=DAY + timedelta(days=33)),
        Confirm(id="f", reservation="c"),
        Sign(id="g", reservation="c"),
        Book(id="d", wanted=beside),
        Book(id="e", wanted=quiet),
        Book(id="no", wanted=quiet),
        ApplyPlan(
            id="p", plan="p1", titles=("vapor",), holder="north",
            wanted=(wanted(60, 9, set="lab"), wanted(70, 9, set="cave")),
        ),
        Book(id="h", wanted=wanted(100)),
        Cancel(id="i", reservation="h"),
    ]  # fmt: skip
    for command in commands:
        assert ledger.submit(command, actor="ana", at=NOW).done == (command.id != "no")


def held(ledger: Ledger) -> list[dict[str, object]]:
    return [each.model_dump(mode="json") for each in ledger.reservations(live=None)]


def told(ledger: Ledger) -> list[dict[str, object]]:
    return [each.model_dump(mode="json") for each in ledger.history()]
