"""The rows of a run as a text table, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from benchmarks.run import PEERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.run import Row

HEADS = (
    "case", "titles", "value", "bound", "gap %", "first s", "seconds", "iterations", "MiB",
    "status", "checked",
)  # fmt: skip
NOTHING = "–"
NO_PLAN = "none"
"""Instead of a ratio where we have a plan and the peer has none, or one without any title."""


def as_text(rows: Sequence[Row], peers: Sequence[str] = PEERS) -> str:
    """A table for people: aligned, one line a case, a dash where there is nothing to say."""
    lines = [[*HEADS, *(f"/ {peer}" for peer in peers)]]
    lines += [_cells(row, peers) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    words = {HEADS.index("case"), HEADS.index("status"), HEADS.index("checked")}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row, peers: Sequence[str]) -> list[str]:
    ours = row.kachinko
    return [
        row.case,
        f"{ours.titles_in}/{ours.titles}",
        _number(ours.value, "g"),
        _number(ours.bound if ours.value is not None else None, "g"),
        _number(None if ours.gap is None else ours.gap * 100, ".1f"),
        _number(ours.seconds_to_first, ".2f"),
        f"{ours.seconds:.1f}",
        str(ours.iterations),
        f"{ours.peak_mib:.0f}",
        ours.status,
        "NO" if row.faults else "yes",
        *(_ratio(row, peer) for peer in peers),
    ]


def _ratio(row: Row, peer: str) -> str:
    if row.kachinko.value and not row.peers[peer].value:
        return NO_PLAN
    return _number(row.ratio(peer), ".3f")


def _number(value: float | None, form: str) -> str:
    return NOTHING if value is None else format(value, form)


def as_records(rows: Sequence[Row], peers: Sequence[str] = PEERS) -> list[dict[str, Any]]:
    """The rows for machines: one record a case, numbers as they are, None where there is none."""
    records = []
    for row in rows:
        record: dict[str, Any] = {"case": row.case, **asdict(row.kachinko)}
        record["checked"] = not row.faults
        record["fault"] = "; ".join(row.faults) or None
        for peer in peers:
            name, outcome = peer.replace(" ", "_"), row.peers[peer]
            record[f"ratio_to_{name}"] = row.ratio(peer)
            for key in ("status", "value", "bound", "seconds", "peak_mib", "checked"):
                record[f"{name}_{key}"] = getattr(outcome, key)
        records.append(record)
    return records


def as_csv(rows: Sequence[Row], peers: Sequence[str] = PEERS) -> str:
    """The records, one line each under their names."""
    records = as_records(rows, peers)
    text = io.StringIO()
    if records:
        writer = csv.DictWriter(text, records[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
    return text.getvalue()
