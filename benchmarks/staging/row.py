"""A case with what each planner made of it, and what of that must not happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.staging.names import KACHINKO

if TYPE_CHECKING:
    from benchmarks.staging.outcome import Outcome

ROUNDING = 1e-6
WITHOUT_A_PLAN = ("late", "not run", "out of memory")
"""Statuses of a peer that may have no plan without anything being wrong."""


@dataclass(frozen=True)
class Row:
    """A case with the outcome of each planner that is through with it."""

    case: str
    kachinko: Outcome
    peers: dict[str, Outcome]

    def ratio(self, peer: str) -> float | None:
        """Our value as a multiple of a peer's; None where either has no plan or no value."""
        other = self.peers.get(peer)
        if self.kachinko.value is None or other is None or not other.value:
            return None
        return self.kachinko.value / other.value

    @property
    def faults(self) -> list[str]:
        """What must not happen, as sentences: a plan refused, a false proof, a failed child."""
        peers = {
            name: peer for name, peer in self.peers.items() if peer.status not in WITHOUT_A_PLAN
        }
        found = [
            f"{name}: {outcome.fault}"
            for name, outcome in {KACHINKO: self.kachinko, **peers}.items()
            if not outcome.checked
        ]
        values = {n: o.value for n, o in peers.items() if o.checked and o.value is not None}
        for name, value in values.items():
            if self.kachinko.status == "infeasible":
                found.append(f"{KACHINKO}: claims that there is no plan, but {name} has one")
            elif self.kachinko.bound is not None and value > self.kachinko.bound + ROUNDING:
                found.append(f"{KACHINKO}: its bound is below what {name} reached ({value:g})")
        return found

    @property
    def notes(self) -> list[str]:
        """Why a peer has no plan, where that is no fault."""
        return [
            f"{name}: {peer.status}, {peer.fault}"
            for name, peer in self.peers.items()
            if peer.status in WITHOUT_A_PLAN
        ]
