"""Anytime curves: what each planner had after how many seconds, one panel a family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from benchmarks.staging.curve import at
from benchmarks.staging.names import EARLIEST_FIT, KACHINKO, ONE_MODEL, PYJOBSHOP
from benchmarks.staging.targets import summaries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from benchmarks.staging.outcome import Outcome
    from benchmarks.staging.row import Row
    from benchmarks.staging.targets import Summary

EARLIEST = 0.02
"""Seconds at which the time axis begins."""
COLUMNS = 3


@dataclass(frozen=True)
class _Style:
    """Colours are of Okabe and Ito's set, told apart by the colour-blind; dashes tell them too."""

    colour: str
    dashes: str | tuple[int, tuple[float, ...]]
    width: float


STYLES = {
    KACHINKO: _Style("#0072B2", "-", 2.2),
    ONE_MODEL: _Style("#D55E00", (0, (5, 2)), 1.8),
    PYJOBSHOP: _Style("#009E73", (0, (6, 2, 1.5, 2)), 1.8),
    EARLIEST_FIT: _Style("#444444", (0, (1.2, 1.6)), 1.8),
}


def draw(rows: Sequence[Row], path: Path) -> None:
    """Write the chart of a run; the suffix of the file names its format (svg, png, pdf).

    Values are means over a family of value / best bound, so that 100 % is a proven optimum; the
    upper lines are the bounds. A planner without a plan counts 0.

    Raises
    ------
    OSError
        Where the file cannot be written.
    """
    found = summaries(rows)
    columns = min(COLUMNS, len(found))
    lines = -(-len(found) // columns)
    figure = Figure(figsize=(1.2 + 3.9 * columns, 1.3 + 3.0 * lines), layout="constrained")
    panels = figure.subplots(lines, columns, squeeze=False, sharey=True).flatten().tolist()
    for panel, summary in zip(panels, found, strict=False):
        _panel(panel, summary)
    for panel in panels[len(found) :]:
        panel.set_visible(False)
    for panel in panels[::columns]:
        panel.set_ylabel("share of the proven bound")
    labels: dict[str, object] = {}
    for panel in panels[: len(found)]:
        for handle, label in zip(*panel.get_legend_handles_labels(), strict=True):
            labels.setdefault(label, handle)
    figure.legend(
        list(labels.values()),
        list(labels),
        loc="outside upper center",
        ncols=min(len(labels), 2 * columns),
        frameon=False,
    )
    figure.savefig(path, dpi=150)


def _panel(panel: Axes, summary: Summary) -> None:
    cases = [row for row in summary.rows if row.kachinko.bound]
    planners = [KACHINKO, *(name for name in STYLES if any(name in row.peers for row in cases))]
    last = max((one.seconds for row in cases for one in _all(row).values()), default=1.0)
    times = np.geomspace(EARLIEST, max(last, 1.0), 400)
    for name in planners:
        mine = [row for row in cases if name in _all(row) and _all(row)[name].curve]
        if not mine:
            continue
        style = STYLES[name]
        values = _mean(mine, name, times, lambda known: known[0] or 0.0)
        panel.step(
            times, values, where="post", color=style.colour, ls=style.dashes, lw=style.width,
            label=name,
        )  # fmt: skip
        if name in (KACHINKO, ONE_MODEL):
            bounds = _mean(mine, name, times, lambda known: known[1] or np.nan)
            panel.step(
                times, bounds, where="post", color=style.colour, ls=style.dashes, lw=0.9,
                label=f"{name}: bound",
            )  # fmt: skip
            if name == KACHINKO:
                panel.fill_between(
                    times, values, bounds, step="post", color=style.colour, alpha=0.08, lw=0
                )
    panel.axhline(1.0, color="#999999", lw=0.6, zorder=0)
    panel.set_xscale("log")
    panel.set_xlim(EARLIEST, times[-1])
    panel.set_ylim(0, 1.45)
    panel.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}"))
    panel.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:.0%}"))
    panel.grid(visible=True, which="major", color="#e4e4e4", lw=0.6)
    panel.spines[["top", "right"]].set_visible(False)
    count = len(summary.rows)
    panel.set_title(f"{summary.group}: {count} case{'s' if count > 1 else ''}", loc="left")
    panel.set_xlabel("seconds since the project was loaded")


def _all(row: Row) -> dict[str, Outcome]:
    return {KACHINKO: row.kachinko, **row.peers}


def _mean(
    rows: Sequence[Row],
    name: str,
    times: np.ndarray,
    figure: Callable[[tuple[float | None, float | None]], float],
) -> np.ndarray:
    """A figure of a planner at each time, as a share of our bound at the end; mean of cases."""
    shares = [
        [figure(at(_all(row)[name].curve, time)) / (row.kachinko.bound or 1.0) for time in times]
        for row in rows
    ]
    return np.mean(shares, axis=0)
