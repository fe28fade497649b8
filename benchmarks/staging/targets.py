"""Families as a whole, and whether the planner reaches what it sets out to reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.staging.case import group_of
from benchmarks.staging.names import ONE_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.staging.row import Row

LEAST_RATIO = {"small": 1.15, "medium": 1.15, "large": 1.4}
"""Our value over a family, as a multiple of the one model's."""
MOST_GAP = {"small": 0.05, "medium": 0.08, "large": 0.08, "geo": 0.05, "huge": 0.12}
"""Mean gap to the proven bound."""
MOST_SECONDS = {"huge": 600.0}
"""From the start of the process to the checked plan."""
MOST_MIB = {"huge": 4096.0}


@dataclass(frozen=True)
class Summary:
    """All rows of a family."""

    group: str
    rows: tuple[Row, ...]

    @property
    def gap(self) -> float | None:
        """The mean gap; None where a case has none."""
        gaps = [row.kachinko.gap for row in self.rows]
        known = [gap for gap in gaps if gap is not None]
        return sum(known) / len(known) if known and len(known) == len(gaps) else None

    def ratio(self, peer: str) -> float | None:
        """Our total value as a multiple of a peer's, over the cases that both have planned.

        A case in which the peer found nothing counts nothing for it; infinite where it found
        nothing at all, None where it has not run.
        """
        pairs = self._values(peer)
        if not pairs:
            return None
        ours, theirs = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        return ours / theirs if theirs else math.inf if ours else None

    def behind(self, peer: str) -> int:
        """In how many cases the peer's plan is worth more."""
        return sum(theirs > ours + 1e-6 for ours, theirs in self._values(peer))

    @property
    def seconds(self) -> float:
        """The longest from the start of a process to the checked plan."""
        return max(
            row.kachinko.loaded_seconds + row.kachinko.seconds + row.kachinko.check_seconds
            for row in self.rows
        )

    @property
    def mib(self) -> float:
        """The most memory that our planner has held."""
        return max(row.kachinko.peak_mib for row in self.rows)

    def _values(self, peer: str) -> list[tuple[float, float]]:
        return [
            (row.kachinko.value or 0.0, row.peers[peer].value or 0.0)
            for row in self.rows
            if peer in row.peers and row.peers[peer].status != "not run"
        ]


@dataclass(frozen=True)
class Verdict:
    """A target, what was reached, and whether that is enough."""

    group: str
    target: str
    reached: str
    met: bool


def summaries(rows: Sequence[Row]) -> list[Summary]:
    """The rows by family, in their order."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(group_of(row.case), []).append(row)
    return [Summary(group, tuple(found)) for group, found in groups.items()]


def verdicts(summary: Summary, peers: Sequence[str]) -> list[Verdict]:
    """The targets that a family has and for which the run has figures."""
    group, found = summary.group, []
    for peer in peers:
        if summary.ratio(peer) is not None:
            behind = summary.behind(peer)
            reached = f"less on {behind} of {len(summary.rows)}"
            found.append(Verdict(group, f"at least {peer} on every case", reached, behind == 0))
    ratio = summary.ratio(ONE_MODEL)
    if group in LEAST_RATIO and ratio is not None:
        least = LEAST_RATIO[group]
        target = f"at least {least:g} × {ONE_MODEL} over the family"
        found.append(
            Verdict(group, target, "∞" if math.isinf(ratio) else f"{ratio:.3f} ×", ratio >= least)
        )
    if group in MOST_GAP and summary.gap is not None:
        most = MOST_GAP[group]
        target = f"mean gap at most {most:.0%}"
        found.append(Verdict(group, target, f"{summary.gap:.1%}", summary.gap <= most))
    if group in MOST_SECONDS:
        most = MOST_SECONDS[group]
        reached = f"{summary.seconds:.0f} s"
        met = summary.seconds <= most and all(row.kachinko.checked for row in summary.rows)
        found.append(Verdict(group, f"a checked plan within {most:g} s", reached, met))
    if group in MOST_MIB:
        most = MOST_MIB[group]
        reached = f"{summary.mib:.0f} MiB"
        found.append(Verdict(group, f"at most {most:g} MiB", reached, summary.mib <= most))
    return found
