"""What a page needs to weigh the places anew at any setting, by sums and products alone.

Every draw stays as it was drawn; a setting moves what the draws are multiplied with. All but the
awards is exact. An award follows from its place's currencies against each other and from the level
of its costs; it is worked out here over a grid of both, and a page reads between the points, each
way in a straight line. Clauses are made of shares, sums and limits, so that this is exact too,
except within a cell in which a limit begins to bind or a threshold is met.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from kachinko.locating.draws import Luck
from kachinko.locating.fast import FastPlace
from kachinko.locating.spread import worths_drawn
from kachinko.model.base import Id, Record
from kachinko.model.location_setting import LEAST_FACTOR, MOST_FACTOR
from kachinko.model.money import Currency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kachinko.locating.case import Question
    from kachinko.locating.exact import Award, Priced
    from kachinko.locating.fast import Cases

    Floats = NDArray[np.float64]

DRAWS = 8_192
"""Few enough that a page weighs all of them within a frame or two."""
POINTS = {1: 257, 2: 97, 3: 33, 4: 13}
"""Of the grid along each side, by how many sides it has."""
MOST_SIDES = max(POINTS)
WIDEST = 2.0
"""How many times further than the drawn rates a grid goes."""

Packed = str
"""Numbers of 32 bits, the least significant byte first, in base64."""


class Coming(Record):
    """A part of a net award that comes so many days after the start of photography."""

    share: float
    days: float


class SurfaceProgramme(Record):
    """A programme at a place: what it grants over the grid, and its luck in every draw."""

    id: Id
    sure: bool = Field(description="An entitlement: granted whatever is assumed.")
    currency: Currency
    rate: float = Field(description="What a unit of its currency is in the comparison's.")
    net: Packed = Field(description="Award after tax and fees over the grid, in its currency.")
    granted: float
    kept: float = Field(description="Mean of the share granted, kept and still there.")
    delay: float = Field(description="Mean of the days beyond what the rule says.")
    coming: tuple[Coming, ...]
    luck: Packed | None = Field(description="It is granted where this lies below `granted`.")
    outcomes: Packed | float = Field(description="Share granted × kept × still there, by draw.")
    delays: Packed | float = Field(description="Days beyond what the rule says, by draw.")


class SurfacePlace(Record):
    """A place: its gross cost by currency, and the grid of its awards."""

    id: Id
    gross: dict[Currency, float] = Field(description="By currency of the lines, compared.")
    base: Currency = Field(description="Against which the sides of the grid are told.")
    sides: tuple[Currency, ...] = Field(description="All sides but the last, which is the price.")
    points: tuple[tuple[float, ...], ...] = Field(description="Along each side.")
    still: tuple[Currency, ...] = Field(
        default=(), description="Too many: the awards do not follow these currencies."
    )
    programmes: tuple[SurfaceProgramme, ...] = ()


class Surface(Record):
    """All places of a question, ready to be weighed anew."""

    currency: Currency
    draws: int
    seed: int
    discount: float
    worth: dict[Currency, Packed] = Field(description="What is drawn of each currency.")
    places: tuple[SurfacePlace, ...] = Field(description="In the order of the question.")


def surface_of(
    question: Question,
    priced: Sequence[Priced],
    *,
    seed: int,
    volatility: Mapping[str, float],
    draws: int = DRAWS,
) -> Surface:
    """Prepare the places of a question for being weighed anew."""
    luck = Luck(seed, draws)
    places = [FastPlace(question, each) for each in priced]
    worth = worths_drawn(question, places, luck, volatility)
    return Surface(
        currency=question.currency,
        draws=draws,
        seed=seed,
        discount=float(question.location.discount),
        worth={currency: pack(np.asarray(values)) for currency, values in worth.items()},
        places=tuple(_place(place, worth, luck) for place in places),
    )


def pack(values: Floats) -> Packed:
    """Numbers as text, at 32 bits each: seven figures, more than a page shows."""
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode()


@dataclass(frozen=True, slots=True)
class _Grid:
    """Points along each currency against the base, and along the price."""

    base: str
    sides: tuple[str, ...]
    still: tuple[str, ...]
    points: tuple[Floats, ...]

    def cases(self) -> tuple[dict[str, Cases], Floats]:
        """Every point: what each currency is worth, and the price."""
        mesh = np.meshgrid(*self.points, indexing="ij")
        worth: dict[str, Cases] = {
            currency: axis.ravel() for currency, axis in zip(self.sides, mesh, strict=False)
        }
        return worth, mesh[-1].ravel()


def _place(place: FastPlace, worth: Mapping[str, Cases], luck: Luck) -> SurfacePlace:
    candidate = place.base.candidate
    grid = _grid_of(place, worth)
    moved, price = grid.cases()
    size = len(price)
    # In the comparison's currency, and there at the table's rate: a page moves that itself.
    own = place.awards_paid(moved, price)
    return SurfacePlace(
        id=candidate.choice.id,
        gross=place.gross_by_currency,
        base=grid.base,
        sides=grid.sides,
        points=tuple(tuple(axis.tolist()) for axis in grid.points),
        still=grid.still,
        programmes=tuple(
            _programme(place, award, np.broadcast_to(own[award.programme.id], size), luck)
            for award in place.base.awards
        ),
    )


def _grid_of(place: FastPlace, worth: Mapping[str, Cases]) -> _Grid:
    programmes = place.base.candidate.programmes
    base = programmes[0].currency if programmes else place.question.currency
    others = [each for each in place.award_currencies if each != base]
    sides, still = others[: MOST_SIDES - 1], others[MOST_SIDES - 1 :]
    count = POINTS[len(sides) + 1]
    points = [_axis(worth.get(each, 1.0) / worth.get(base, 1.0), count) for each in sides]
    points.append(_points(float(LEAST_FACTOR), float(MOST_FACTOR), count))
    return _Grid(base, tuple(sides), tuple(still), tuple(points))


def _axis(drawn: Cases, count: int) -> Floats:
    low, high = float(np.min(drawn)), float(np.max(drawn))
    return _points(min(low, 1.0) / WIDEST, max(high, 1.0) * WIDEST, count)


def _points(low: float, high: float, count: int) -> Floats:
    """Points from low to high, even in their logarithm, with 1 among them."""
    below = round((count - 1) * np.log(1 / low) / np.log(high / low))
    below = min(max(below, 1), count - 2)
    return np.concatenate(
        [np.geomspace(low, 1, below + 1), np.geomspace(1, high, count - below)[1:]]
    )


def _programme(place: FastPlace, award: Award, net: Floats, luck: Luck) -> SurfaceProgramme:
    name = award.programme.id
    risk, chance = place.base.candidate.risk(name), award.chance
    sure = award.estimate.kind == "entitlement"
    outcome: Cases = 1.0 if sure else luck.triangle(f"share/{name}", risk.share.ends)
    outcome = outcome * (1.0 - luck.triangle(f"haircut/{name}", risk.haircut.ends))
    outcome = outcome * (1.0 - luck.happens(f"refused/{name}", float(risk.renewal_refused)))
    delay = luck.triangle(f"delay/{name}", risk.delay_days.ends)
    return SurfaceProgramme(
        id=name,
        sure=sure,
        currency=award.programme.currency,
        rate=float(award.factor),
        net=pack(net),
        granted=float(chance.granted),
        kept=float(chance.share * chance.kept * chance.stands),
        delay=float(chance.delay_days),
        coming=tuple(
            Coming(share=float(each.share), days=float(each.days)) for each in award.payments
        ),
        luck=None if sure else pack(luck.even(f"granted/{name}")),
        outcomes=outcome if isinstance(outcome, float) else pack(outcome),
        delays=delay if isinstance(delay, float) else pack(delay),
    )
