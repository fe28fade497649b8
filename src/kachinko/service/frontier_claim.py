"""Which public claim of titles a year speaks of a project."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.reference import catalogue
from kachinko.staging.frontier.claim import PublicClaim

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.reference.facts import Claim

UNIT = "titles per year"
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"^[<>~]?\s*(\d+(?:\.\d+)?)$")


def find_claim(project: Project) -> PublicClaim | None:
    """The shipped claim of titles a year that speaks of a project; None where there is none.

    A claim speaks of a project where its unit begins with "titles per year" and every word of
    its subject, figures apart, stands in the name of one of the project's studios or in the
    lessee of one of its agreements: "Netflix-Toho 2026" speaks of stages at Toho Studios that
    Netflix leases. Of several, the first that is about the studio itself, else the first; where
    their figures differ none is taken, and the user has to say which.
    """
    named = " ".join(
        [studio.name for studio in project.studios]
        + [agreement.lessee or "" for agreement in project.agreements]
    ).casefold()
    found = [claim for claim in catalogue.claims() if _speaks_of(claim, named)]
    figures = {_figure(claim) for claim in found}
    if len(figures) != 1:
        return None
    ranked = sorted(found, key=lambda claim: "at this studio" not in claim.attribute)
    figure = _figure(ranked[0])
    assert figure is not None
    return PublicClaim(
        figure,
        "maximum" in ranked[0].unit,
        ranked[0].subject,
        ranked[0].publisher,
        ranked[0].date,
        ranked[0].source,
        ranked[0].quote,
    )


def _speaks_of(claim: Claim, named: str) -> bool:
    words = _WORD.findall(claim.subject.casefold())
    return (
        claim.unit.startswith(UNIT)
        and _figure(claim) is not None
        and bool(words)
        and all(word in named for word in words)
    )


def _figure(claim: Claim) -> Fraction | None:
    match = _FIGURE.match(claim.value.replace(",", ""))
    return Fraction(match[1]) if match else None
