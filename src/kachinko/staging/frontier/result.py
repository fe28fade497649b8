"""What a frontier says: numbers of titles between a checked plan and a proof, case by case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.staging.frontier.year import rate_down, rate_up

if TYPE_CHECKING:
    from fractions import Fraction

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.frontier.lever import Lever


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers of titles; `upper` None: nothing bounds it."""

    lower: int
    upper: int | None


@dataclass(frozen=True, slots=True)
class Effect:
    """A lever, the titles that fit with it, and what that says of its worth in titles."""

    lever: Lever
    titles: Range
    found: int
    """Difference of the plans that were found; a hint, not a proof."""
    worth_least: int | None
    """The lever changes the number of titles by no less than this (proven); None: unknown."""
    worth_most: int | None
    """... and by no more than this."""
    stranded: tuple[str, ...] = ()
    """Names of titles of the mix that no stage can take then: no number beyond the first of them
    in the slate is possible."""


@dataclass(frozen=True, slots=True)
class SlateTitle:
    """A title of the slate, in the order in which titles join."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Frontier:
    """The whole answer for one project and mix."""

    project: Project
    """As it was given."""
    years: Fraction
    shares: dict[str, Fraction]
    left_out: tuple[str, ...]
    """Ids of titles of the mix that cannot be made even alone (proven)."""
    slate: tuple[SlateTitle, ...]
    """The first titles of the mix, one more than `titles.upper`, or than `titles.lower`."""
    balance: float
    """Crew days that a title of the slate of `titles.lower` asks for, beside the mix's mean."""
    titles: Range
    plan: Plan
    planned: Project
    """The project that `plan` is a plan of: the first `titles.lower` titles, without dates."""
    effects: tuple[Effect, ...]
    levers_left: tuple[str, ...]
    """Names of levers that there was no time to look at."""
    assumptions: tuple[str, ...]
    seconds: float
    seed: int
    interrupted: bool

    @property
    def per_year(self) -> dict[str, float | None]:
        """Titles a year: at least `lower` (a checked plan), at most `upper` (proven)."""
        return rates(self.titles, self.years)

    def document(self) -> dict[str, Any]:
        """The answer as a JSON document, without the plan."""
        return {
            "schema": "kachinko-frontier/1",
            "project": self.project.name,
            "horizon": {
                "from": self.project.horizon.first.isoformat(),
                "to": self.project.horizon.last.isoformat(),
                "years": round(float(self.years), 4),
            },
            "titles_per_year": self.per_year,
            "titles": {"lower": self.titles.lower, "upper": self.titles.upper},
            "mix": {
                "shares": {name: float(share) for name, share in self.shares.items()},
                "left_out": list(self.left_out),
                "slate": [title.id for title in self.slate],
                "crew_days_beside_the_mix": round(self.balance, 3),
            },
            "levers": [_effect(effect, self.years) for effect in self.effects],
            "levers_not_looked_at": list(self.levers_left),
            "assumptions": list(self.assumptions),
            "seconds": round(self.seconds, 1),
            "seed": self.seed,
            "interrupted": self.interrupted,
        }


def rates(titles: Range, years: Fraction) -> dict[str, float | None]:
    """A range of titles as titles a year."""
    upper = None if titles.upper is None else rate_up(titles.upper, years)
    return {"lower": rate_down(titles.lower, years), "upper": upper}


def _effect(effect: Effect, years: Fraction) -> dict[str, Any]:
    return {
        "id": effect.lever.id,
        "name": effect.lever.name,
        "group": effect.lever.group,
        "gives": effect.lever.gives,
        "changes": [
            change.model_dump(mode="json", by_alias=True, exclude_defaults=False, exclude={"why"})
            for change in effect.lever.changes
        ],
        "titles_per_year": rates(effect.titles, years),
        "titles": {"lower": effect.titles.lower, "upper": effect.titles.upper},
        "worth_in_titles": {
            "found": effect.found,
            "least": effect.worth_least,
            "most": effect.worth_most,
        },
        "stranded": list(effect.stranded),
    }
