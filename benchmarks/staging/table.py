"""The rows of a run as text for people."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from benchmarks.staging.targets import summaries, verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.staging.row import Row

HEADS = (
    "case", "titles", "value", "bound", "gap %", "first s", "seconds", "iterations", "MiB",
    "status", "checked",
)  # fmt: skip
NOTHING = "–"
NO_PLAN = "∞"
"""Instead of a ratio where we have a plan and the peer has none, or one without any title."""


def as_text(rows: Sequence[Row], peers: Sequence[str]) -> str:
    """Each case, then each family, then the targets; a dash where there is nothing to say."""
    cases = [[*HEADS, *(f"/ {peer}" for peer in peers)], *(_cells(row, peers) for row in rows)]
    families = [["family", "cases", "mean gap %", *(f"/ {peer}" for peer in peers)]]
    targets = [["family", "target", "reached", ""]]
    for summary in summaries(rows):
        gap = None if summary.gap is None else summary.gap * 100
        ratios = [number(summary.ratio(peer), ".3f") for peer in peers]
        families.append([summary.group, str(len(summary.rows)), number(gap, ".1f"), *ratios])
        targets += [
            [one.group, one.target, one.reached, "met" if one.met else "NOT MET"]
            for one in verdicts(summary, peers)
        ]
    tables = [aligned(cases, {"case", "status", "checked"}), aligned(families, {"family"})]
    if len(targets) > 1:
        tables.append(aligned(targets, {"family", "target", ""}))
    return "\n\n".join(tables)


def aligned(lines: Sequence[Sequence[str]], words: set[str]) -> str:
    """Columns under their heads, the first line; those named in `words` to the left."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if head in words else cell.rjust(width)
            for head, cell, width in zip(lines[0], line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def number(value: float | None, form: str) -> str:
    """A number in a form, or what stands for none and for infinity."""
    if value is None:
        return NOTHING
    return NO_PLAN if math.isinf(value) else format(value, form)


def _cells(row: Row, peers: Sequence[str]) -> list[str]:
    ours = row.kachinko
    return [
        row.case,
        f"{ours.titles_in}/{ours.titles}",
        number(ours.value, "g"),
        number(ours.bound if ours.value is not None else None, "g"),
        number(None if ours.gap is None else ours.gap * 100, ".1f"),
        number(ours.seconds_to_first, ".2f"),
        f"{ours.seconds:.1f}",
        str(ours.iterations),
        f"{ours.peak_mib:.0f}",
        ours.status,
        "NO" if row.faults else "yes",
        *(_ratio(row, peer) for peer in peers),
    ]


def _ratio(row: Row, peer: str) -> str:
    other = row.peers.get(peer)
    if row.kachinko.value and other and other.status != "not run" and not other.value:
        return NO_PLAN
    return number(row.ratio(peer), ".3f")
