"""The trace of an estimate as rows that a person can follow: from what, by which rule, to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.estimate import Estimate, TraceEntry
    from kachinko.report.incentives.texts import IncentiveWords


@dataclass(frozen=True, slots=True)
class Step:
    """One row; `made_from` names steps with what they gave."""

    id: str
    kind: str
    says: str
    made_from: tuple[tuple[str, str], ...]
    result: str
    limit: str
    """Whether it binds and by how much; empty: it is no limit and no condition."""
    binds: bool
    source: str
    note: str


def steps(words: IncentiveWords, estimate: Estimate) -> list[Step]:
    """The trace in words, in the order in which it was worked out."""
    units = {entry.id: entry.unit for entry in estimate.trace}
    found, owner = [], "money"
    for entry in estimate.trace:
        if entry.kind == "limits":
            owner = entry.unit
        # Limits are measured as the clause that they stand under; fees and awards are money.
        unit = owner if entry.kind == "limit" else entry.unit
        unit = "money" if entry.kind in ("fee", "award") else unit
        found.append(_step(words, estimate.currency, entry, unit, units))
    return found


def unit_of_limit(estimate: Estimate, limit: str) -> str:
    """In what a limit is measured: as the clause that it stands under."""
    owner, found = "money", "money"
    for entry in estimate.trace:
        if entry.kind in ("limits", "uplifts"):
            owner = entry.unit
        if entry.id == limit:
            found = owner
    return found


def says_of_owner(estimate: Estimate, limit: str) -> str:
    """What the clause says under which a limit stands."""
    owner = ""
    for entry in estimate.trace:
        if entry.kind == "limits":
            owner = entry.says
        if entry.id == limit:
            return owner
    return ""


def _step(
    words: IncentiveWords, currency: str, entry: TraceEntry, unit: str, units: dict[str, str]
) -> Step:
    made_from = tuple(
        (name, words.value(value, units.get(name, ""), currency))
        for name, value in entry.inputs.items()
    )
    return Step(
        id=entry.id,
        kind=words.named("step", entry.kind),
        says=entry.says,
        made_from=made_from,
        result=words.named("kind", str(entry.result))
        if entry.kind == "version"
        else words.value(entry.result, unit, currency),
        limit=_limit(words, entry, unit, currency),
        binds=bool(entry.binding) and entry.kind in ("limit", "require"),
        source=entry.source,
        note=entry.note,
    )


def _limit(words: IncentiveWords, entry: TraceEntry, unit: str, currency: str) -> str:
    if entry.binding is None:
        return ""
    if entry.kind == "require":
        return words("trace.failed" if entry.binding else "trace.held")
    if entry.kind in ("row", "uplift"):
        return words("trace.taken" if entry.binding else "trace.left")
    level = f"{words.named('level', entry.level)}: " if entry.level else ""
    if not entry.binding:
        return level + words("trace.free")
    if not entry.by:
        return level + words("trace.binds")
    return level + words("trace.by", by=words.value(entry.by, unit, currency))
