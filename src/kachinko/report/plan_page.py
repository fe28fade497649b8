"""The report of a plan as one HTML file, from the same source as the service's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.report.built_page import fill_page
from kachinko.report.told import other_words
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
    view = report_view(project, plan)
    spoken = {
        "sentences": [
            *(each["sentence"] for each in view["result"]["why_none"]),
            *(each["left_out"] for each in view["stages"] if each["left_out"]),
            *(text for each in view["titles"] for text in _said_of(each)),
            *view["assumptions"],
        ]
    }
    title = f"{project.name} · stage plan"
    return fill_page("plan", view, told=other_words(spoken), title=title, lang=lang)


def _said_of(title: dict[str, Any]) -> list[str]:
    reason = title["reason"] or {"sentence": "", "requirements": []}
    changes = [each["change"] for each in title["remedies"]]
    return [reason["sentence"], *reason["requirements"], *changes]
