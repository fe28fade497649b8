"""The comparison of scenarios as one HTML file, in the make of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.html import render_page
from kachinko.report.sweep_view import sweep_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.report.sweep_figures import ScenarioFigures
    from kachinko.sweep.scenario import Sweep

STYLES = ("report.css", "sweep.css", "print.css")
SCRIPTS = (
    "basics.js",
    "sweep_data.js",
    "sweep_headline.js",
    "sweep_chart.js",
    "sweep_table.js",
    "sweep_titles.js",
    "sweep_start.js",
)


def render_sweep(
    sweep: Sweep, scenarios: Sequence[ScenarioFigures], *, total: int, lang: str = "en"
) -> str:
    """Write the comparison of a sweep as one self-contained HTML file.

    Parameters
    ----------
    sweep, scenarios
        What was asked, and what has come out so far.
    total
        Runs that were asked for.
    lang
        Language of the page.

    Returns
    -------
    str
        The whole file; write it as UTF-8.
    """
    return render_page(
        "sweep.html",
        sweep_view(sweep, scenarios, total=total, lang=lang),
        name=scenarios[0].project,
        words=f"sweep_words.{lang}.json",
        lang=lang,
        styles=STYLES,
        scripts=SCRIPTS,
        sections=("chart", "table", "differences", "titles", "method"),
        skip_to="table",
    )
