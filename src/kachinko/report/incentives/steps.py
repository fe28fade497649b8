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
    return [_step(words, estimate, entry, units) for entry in estimate.trace]


def _step(
    words: IncentiveWords, estimate: Estimate, entry: TraceEntry, units: dict[str, str]
) -> Step:
    currency = estimate.currency
    made_from = tuple(
        (name, words.value(value, units.get(name, ""), currency))
        for name, value in entry.inputs.items()
    )
    return Step(
        id=entry.id,
        kind=words.named("step", entry.kind),
        says=entry.says,
        made_from=made_from,
        result=words.value(entry.result, entry.unit, currency),
        limit=_limit(words, entry, currency),
        binds=bool(entry.binding),
        source=entry.source,
        note=entry.note,
    )


def _limit(words: IncentiveWords, entry: TraceEntry, currency: str) -> str:
    if entry.kind in ("require", "test"):
        return "" if entry.binding is None else words(f"trace.{_held(entry)}")
    if entry.binding is None:
        return ""
    level = f"{words.named('level', entry.level)}: " if entry.level else ""
    if not entry.binding:
        return level + words("trace.free")
    if not entry.by:
        return level + words("trace.binds")
    return level + words("trace.by", by=words.value(entry.by, entry.unit or "money", currency))


def _held(entry: TraceEntry) -> str:
    return "failed" if entry.binding else "held"
