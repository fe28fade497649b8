"""The frontier as one HTML file, in the make of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.frontier_view import frontier_view
from kachinko.report.html import render_page

if TYPE_CHECKING:
    from kachinko.staging.frontier.claim import PublicClaim
    from kachinko.staging.frontier.result import Frontier

STYLES = ("report.css", "frontier.css", "print.css")
SCRIPTS = ("basics.js", "frontier_head.js", "frontier_chart.js", "frontier_rest.js")


def render_frontier(frontier: Frontier, claim: PublicClaim | None, *, lang: str = "en") -> str:
    """Write a frontier as one self-contained HTML file.

    Parameters
    ----------
    frontier, claim
        What was found, and the public figure to hold it against.
    lang
        Language of the page.

    Returns
    -------
    str
        The whole file; write it as UTF-8.
    """
    return render_page(
        "frontier.html",
        frontier_view(frontier, claim, lang),
        name=frontier.project.name,
        words=f"frontier_words.{lang}.json",
        lang=lang,
        styles=STYLES,
        scripts=SCRIPTS,
        sections=("answer", "levers", "hangs", "mix"),
        skip_to="levers",
    )
