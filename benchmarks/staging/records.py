"""The rows of a run for machines: CSV and JSON."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from benchmarks.staging.names import KACHINKO
from benchmarks.staging.targets import summaries, verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.staging.outcome import Outcome
    from benchmarks.staging.row import Row

PEER_FIGURES = (
    "status", "value", "bound", "seconds_to_first", "seconds", "peak_mib", "checked", "fault",
)  # fmt: skip


def as_records(rows: Sequence[Row], peers: Sequence[str]) -> list[dict[str, Any]]:
    """One flat record a case, numbers as they are, None where there is none; without curves."""
    return [_record(row, peers) for row in rows]


def _record(row: Row, peers: Sequence[str]) -> dict[str, Any]:
    record: dict[str, Any] = {"case": row.case, **row.kachinko.as_record()}
    del record["curve"]
    record["checked"] = not row.faults
    record["fault"] = "; ".join(row.faults) or None
    for peer in peers:
        name, outcome = peer.replace(" ", "_"), row.peers.get(peer)
        record[f"ratio_to_{name}"] = row.ratio(peer)
        for key in PEER_FIGURES:
            record[f"{name}_{key}"] = getattr(outcome, key) if outcome else None
    return record


def as_document(rows: Sequence[Row], peers: Sequence[str]) -> dict[str, Any]:
    """Records, anytime curves by case and planner, families and targets."""
    found = summaries(rows)
    return {
        "rows": as_records(rows, peers),
        "curves": {row.case: _curves(row) for row in rows},
        "families": [
            {
                "family": one.group,
                "cases": len(one.rows),
                "mean_gap": one.gap,
                # JSON knows no infinity: a peer without any plan has no ratio.
                "ratios": {peer: _finite(one.ratio(peer)) for peer in peers},
            }
            for one in found
        ],
        "targets": [
            {"family": v.group, "target": v.target, "reached": v.reached, "met": v.met}
            for one in found
            for v in verdicts(one, peers)
        ],
    }


def _curves(row: Row) -> dict[str, Any]:
    outcomes: dict[str, Outcome] = {KACHINKO: row.kachinko, **row.peers}
    return {name: outcome.curve for name, outcome in outcomes.items()}


def _finite(ratio: float | None) -> float | None:
    return None if ratio is None or ratio == float("inf") else ratio


def as_csv(records: Sequence[dict[str, Any]]) -> str:
    """Records, one line each under their names."""
    text = io.StringIO()
    if records:
        writer = csv.DictWriter(text, records[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
    return text.getvalue()
