"""What the page of a frontier draws, ready to be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.report.frontier_text import (
    answer,
    claim_figure,
    claim_source,
    headline,
    range_text,
    stranded_text,
    verdict_text,
    worth_text,
)
from kachinko.report.words import Words
from kachinko.staging.frontier.result import rates

if TYPE_CHECKING:
    from kachinko.staging.frontier.claim import PublicClaim
    from kachinko.staging.frontier.result import Frontier


def frontier_view(
    frontier: Frontier, claim: PublicClaim | None, lang: str = "en"
) -> dict[str, Any]:
    """The document behind the page: rates, levers in words, the slate, what it all hangs on."""
    say = Words(lang)
    project, years = frontier.project, frontier.years
    return {
        "project": {
            "name": project.name,
            "notes": project.notes,
            "from": project.horizon.first.isoformat(),
            "to": project.horizon.last.isoformat(),
            "days": project.horizon.span.days,
            "years": float(years),
            "stages": [
                {"name": stage.name, "studio": studio.name, "area": stage.floor_m2}
                for studio, stage in project.stages()
            ],
        },
        "headline": say(headline(frontier)),
        "answer": say(answer(frontier, claim)),
        "rate": frontier.per_year,
        "range": say(range_text(frontier.titles, years)),
        "titles": {"lower": frontier.titles.lower, "upper": frontier.titles.upper},
        "claim": _claim(frontier, claim, say),
        "levers": [
            {
                "name": say(effect.lever.name),
                "group": effect.lever.group,
                "gives": effect.lever.gives,
                "rate": rates(effect.titles, years),
                "range": say(range_text(effect.titles, years)),
                "titles": {"lower": effect.titles.lower, "upper": effect.titles.upper},
                "found": effect.found,
                "worth": say(worth_text(effect)),
                "stranded": say(stranded_text(effect)),
            }
            for effect in frontier.effects
        ],
        "levers_left": [say(each) for each in frontier.levers_left],
        "slate": [
            {"id": title.id, "name": title.name, "kind": title.kind} for title in frontier.slate
        ],
        "mix": {"titles": len(frontier.shares), "equal": len(set(frontier.shares.values())) == 1},
        "left_out": [project.title(name).name for name in frontier.left_out],
        "balance": frontier.balance,
        "assumptions": [say(each) for each in frontier.assumptions],
        "seconds": frontier.seconds,
        "seed": frontier.seed,
        "interrupted": frontier.interrupted,
    }


def _claim(frontier: Frontier, claim: PublicClaim | None, say: Words) -> dict[str, Any] | None:
    if claim is None:
        return None
    verdict = claim.verdict(frontier.titles, frontier.years)
    return {
        "rate": float(claim.titles_per_year),
        "figure": say(claim_figure(claim)),
        "by": claim_source(claim),
        "source": claim.source,
        "quote": claim.quote,
        "verdict": verdict,
        "sentence": say(f"{verdict_text(claim, verdict)}."),
    }
