"""The results as tables in Markdown."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.incentives.hand import ByHand
    from benchmarks.incentives.measure import Row
    from kachinko.model.programme import Programme

TARGET = 3.0


def rows_table(rows: Sequence[Row], cases: int) -> str:
    """One line a version, and how many meet the target."""
    lines = [
        f"{cases:,} cases, the shortest time of each, in ms:",
        "",
        "| programme | version | engine | by hand | ratio | awarded | largest difference |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        wrong = f" **disagrees: {row.disagree}**" if row.disagree else ""
        lines.append(
            f"| {row.programme} | {row.version} | {row.engine * 1e3:.1f} | {row.by_hand * 1e3:.1f} "
            f"| {row.ratio:.2f} | {row.awarded:.0%} | {row.worst:.1e}{wrong} |"
        )
    if rows:
        ratios = [row.ratio for row in rows]
        met = sum(ratio <= TARGET for ratio in ratios)
        lines += [
            "",
            f"At most {TARGET:g} times by hand: {met} of {len(rows)}.",
            f"Median {median(ratios):.2f}, worst {max(ratios):.2f}.",
        ]
    return "\n".join(lines)


def uncovered(programmes: Iterable[Programme], rules: Sequence[ByHand]) -> str:
    """The versions that no rule by hand was written for: a rate or floor of theirs is unknown."""
    written = {(rule.programme, rule.version) for rule in rules}
    left = [
        f"{programme.id} {version.id}"
        for programme in programmes
        for version in programme.versions
        if (programme.id, version.id) not in written
    ]
    return f"\nNot written by hand: {', '.join(left) or 'none'}.\n"
