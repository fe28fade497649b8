"""The findings of a stress as one HTML file, in the make of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.html import render_page
from kachinko.report.stress_view import stress_view

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.staging.stress.outcome import Outcome

STYLES = ("report.css", "stress.css", "print.css")
SCRIPTS = (
    "basics.js",
    "stress_data.js",
    "stress_headline.js",
    "stress_chart.js",
    "stress_tables.js",
    "stress_start.js",
)


def render_stress(project: Project, outcome: Outcome, *, lang: str = "en") -> str:
    """Write the findings of a stress as one self-contained HTML file.

    Parameters
    ----------
    project, outcome
        What was played out, and what was found.
    lang
        Language of the page.

    Returns
    -------
    str
        The whole file; write it as UTF-8.
    """
    return render_page(
        "stress.html",
        stress_view(project, outcome, lang),
        name=project.name,
        words=f"stress_words.{lang}.json",
        lang=lang,
        styles=STYLES,
        scripts=SCRIPTS,
        sections=("titles", "buffers", "spread", "assumed"),
    )
