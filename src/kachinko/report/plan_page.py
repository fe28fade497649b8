"""The report of a plan as one HTML file, from the same source as the service's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.built_page import fill_page
from kachinko.report.view import report_view

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project


def render_report(project: Project, plan: Plan, *, lang: str | None = None) -> str:
    """Write the report of a plan as one self-contained HTML file; write it as UTF-8.

    Parameters
    ----------
    lang
        Language of the page's own words; None: the reader's.

    Raises
    ------
    LookupError
        Where the page is not built.
    """
    title = f"{project.name} · stage plan"
    return fill_page("plan", report_view(project, plan), title=title, lang=lang)
