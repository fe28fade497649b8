"""How time and memory grow with the number of studios."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from benchmarks.staging.generate import FAMILIES
from benchmarks.staging.table import aligned, number
from benchmarks.staging.targets import MOST_GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.staging.row import Row

CASES = ("huge-5-studios-1", "huge-10-studios-1", "huge-20-studios-1", "huge-1")
UNTIL_GAP = MOST_GAP["huge"]
"""The search ends here where nothing else is asked for, so that what is compared is the time to
equally good plans."""
LINEAR = 1.0
"""Greatest power of the number of studios with which the time may grow."""


def as_records(rows: Sequence[Row], until: float = UNTIL_GAP) -> list[dict[str, Any]]:
    """One record a size: what a plan within a gap took, from loading to the check."""
    found = []
    for row in rows:
        family, ours = FAMILIES[row.case.rpartition("-")[0]], row.kachinko
        reached = ours.checked and ours.gap is not None and ours.gap <= until
        found.append(
            {
                "case": row.case,
                "studios": family.studios,
                "titles": family.titles,
                "gap": ours.gap,
                "seconds_to_first": ours.seconds_to_first,
                "loaded_seconds": ours.loaded_seconds,
                "check_seconds": ours.check_seconds,
                "seconds": round(ours.loaded_seconds + ours.seconds + ours.check_seconds, 3),
                "reached": reached,
                "peak_mib": ours.peak_mib,
                "loaded_mib": ours.loaded_mib,
                "checked": ours.checked,
            }
        )
    return found


def exponent(records: Sequence[dict[str, Any]], figure: str) -> float | None:
    """The power of the number of studios with which a figure grows: a fit of logarithms.

    None where a figure is missing or there are fewer than two sizes.
    """
    if len(records) < 2 or any(not record[figure] for record in records):
        return None
    xs = [math.log(record["studios"]) for record in records]
    ys = [math.log(record[figure]) for record in records]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mx) ** 2 for x in xs)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / spread


def as_text(records: Sequence[dict[str, Any]], until: float = UNTIL_GAP) -> str:
    """A table of the sizes, and whether the time grows no worse than linearly."""
    lines = [["studios", "titles", "gap %", "first s", "checked s", "MiB", "checked"]]
    lines += [
        [
            str(record["studios"]),
            str(record["titles"]),
            number(None if record["gap"] is None else record["gap"] * 100, ".1f"),
            number(record["seconds_to_first"], ".2f"),
            f"{record['seconds']:.1f}" if record["reached"] else f"> {record['seconds']:.1f}",
            f"{record['peak_mib']:.0f}",
            "yes" if record["checked"] else "NO",
        ]
        for record in records
    ]
    return f"{aligned(lines, {'checked'})}\n\n{_growth(records, until)}"


def _growth(records: Sequence[dict[str, Any]], until: float) -> str:
    first = exponent(records, "seconds_to_first")
    said = f"Time to the first plan grows with studios^{number(first, '.2f')}"
    if not all(record["reached"] for record in records):
        return f"{said}.\nA gap of {until:.0%} was not reached at every size: NOT MET."
    power = exponent(records, "seconds")
    met = power is not None and power <= LINEAR
    return (
        f"{said}, time to a checked plan within {until:.0%} of the bound "
        f"with studios^{number(power, '.2f')}:\n"
        f"at most linear (studios^{LINEAR:.2f}): {'met' if met else 'NOT MET'}."
    )
