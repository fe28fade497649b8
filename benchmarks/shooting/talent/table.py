"""What the planners proved, band by band, and how much longer the peers took."""

from __future__ import annotations

import math
from collections import defaultdict

from benchmarks.shooting.talent.published import BANDS, published_share

OURS = "Kachinko"


def tables(records: list[dict]) -> str:
    """The bands, the instances of the literature, and whatever contradicts."""
    lines = [*_bands(records), "", *_films(records), "", *_contradictions(records)]
    return "\n".join(lines).strip()


def _size(record: dict) -> tuple[int, int] | None:
    head, dash, _ = record["instance"].partition("-")
    if not dash:
        return None
    scenes, cast = head.split("x")
    return int(scenes), int(cast)


def _bands(records: list[dict]) -> list[str]:
    by_planner = defaultdict(dict)
    for record in records:
        by_planner[record["planner"]][record["instance"]] = record
    ours = by_planner.get(OURS, {})
    lines = ["band    planner         proven        of   share  published  time / ours   MiB"]
    for band, scenes in BANDS.items():
        for planner, found in by_planner.items():
            here = [r for r in found.values() if (s := _size(r)) and s[0] in scenes]
            if not here:
                continue
            proven = sum(r["proven"] for r in here)
            share = proven / len(here)
            published = published_share(band, {_size(r) for r in here})
            ratio = _ratio(here, ours)
            most = max((r["mib"] or 0 for r in here), default=0)
            lines.append(
                f"{band:7} {planner:14} {proven:7} {len(here):9} {share:7.1%} {published:10.1%}"
                f"  {ratio:>11} {most:5}"
            )
    return lines


def _ratio(found: list[dict], ours: dict[str, dict]) -> str:
    """Geometric mean of seconds as a multiple of ours, over instances that either proved."""
    logs = [
        math.log(max(r["seconds"], 0.01) / max(ours[r["instance"]]["seconds"], 0.01))
        for r in found
        if r["instance"] in ours and (r["proven"] or ours[r["instance"]]["proven"])
    ]
    return f"{math.exp(sum(logs) / len(logs)):.1f}" if logs else "–"


def _films(records: list[dict]) -> list[str]:
    here = [record for record in records if _size(record) is None]
    lines = ["instance      planner            total  proven  seconds"] if here else []
    rows = sorted(here, key=lambda r: (r["instance"], r["planner"]))
    lines += [
        f"{row['instance']:13} {row['planner']:14} {row['total']!s:>9}"
        f"  {'yes' if row['proven'] else 'no':6} {row['seconds']:8.3f}"
        for row in rows
    ]
    return lines


def _contradictions(records: list[dict]) -> list[str]:
    """No proven total may be above another's, no bound above a total."""
    best: dict[str, int] = {}
    for record in records:
        if record["total"] is not None:
            name = record["instance"]
            best[name] = min(best.get(name, record["total"]), record["total"])
    lines = []
    for record in records:
        least = best.get(record["instance"])
        if least is not None and record["bound"] > least:
            record["refused"] = True
            lines.append(
                f"REFUSED: {record['planner']} on {record['instance']}: bound {record['bound']} "
                f"above a total of {least}"
            )
    return lines
