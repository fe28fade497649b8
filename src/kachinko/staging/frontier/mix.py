"""A mix of titles, and the slate of its first k titles: fair, nested, without dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.model.edit import with_
from kachinko.model.title import PHASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kachinko.model.project import Project
    from kachinko.model.title import Title

LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Load:
    """What a title asks of the stages and crews, as pure numbers beside other titles."""

    crew_days: Fraction
    """Working days of build and strike over its sets."""
    floor_days: Fraction
    """Footprint [m²] × least stay [working days], summed over its sets."""
    stage_days: Fraction
    """Shooting days on stage."""
    location_days: Fraction
    """Shooting days off stage."""

    @property
    def parts(self) -> tuple[Fraction, ...]:
        """The four numbers."""
        return self.crew_days, self.floor_days, self.stage_days, self.location_days

    def __add__(self, other: Load) -> Load:
        return Load(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __mul__(self, factor: Fraction) -> Load:
        return Load(*(part * factor for part in self.parts))


NOTHING = Load(Fraction(0), Fraction(0), Fraction(0), Fraction(0))


def load_of(title: Title) -> Load:
    """What one title asks for."""
    sets = title.sets
    return Load(
        Fraction(sum(one.build_days + one.strike_days for one in sets)),
        sum(
            (
                Fraction(str(one.footprint_m2)) * sum(one.phase_days(name) for name in PHASES)
                for one in sets
            ),
            Fraction(0),
        ),
        Fraction(sum(one.shoot_days for one in sets)),
        Fraction(sum(block.days for block in title.location_blocks)),
    )


@dataclass(slots=True)
class Mix:
    """Shares of titles, and the fixed order in which copies of them join a slate.

    Each title in the order is the next seat of the Webster (Sainte-Laguë) divisor method: the
    title with the greatest share / (2 n + 1), where n of it are in already. Divisor methods are
    house-monotone, so slates are nested: k + 1 titles are the k titles and one more (Balinski &
    Young, Fair Representation, 2nd ed. 2001, ch. 8 and appendix A).

    Of titles that tie, the one joins after which the slate asks per title most nearly for what
    the mix asks per title: the least sum of squared relative differences over the four numbers
    of `Load`; then the first in the file. So a slate shorter than the mix is no pick of small
    titles.
    """

    shares: dict[str, Fraction]
    loads: dict[str, Load]
    _order: list[str] = field(default_factory=list)
    _seats: dict[str, int] = field(default_factory=dict)
    _so_far: Load = NOTHING

    @classmethod
    def of(cls, project: Project, shares: Mapping[str, Fraction]) -> Mix:
        """The mix of those titles of a project whose share is above 0."""
        given = {one.id: shares[one.id] for one in project.titles if shares.get(one.id)}
        return cls(given, {one.id: load_of(one) for one in project.titles if one.id in given})

    def order(self, k: int) -> tuple[str, ...]:
        """The ids of the first `k` titles, a title as often as it is in."""
        while len(self._order) < k:
            name = self._next()
            self._order.append(name)
            self._seats[name] = self._seats.get(name, 0) + 1
            self._so_far = self._so_far + self.loads[name]
        return tuple(self._order[:k])

    def load(self, k: int) -> Load:
        """What the first `k` titles ask for, all together."""
        return sum((self.loads[name] for name in self.order(k)), NOTHING)

    @property
    def is_even(self) -> bool:
        """Whether all titles of the mix have the same share."""
        return len(set(self.shares.values())) <= 1

    @property
    def mean(self) -> Load:
        """What a title of the mix asks for in the mean."""
        whole = sum(self.shares.values())
        return sum((self.loads[name] * (share / whole) for name, share in self.shares.items()),
                   NOTHING)  # fmt: skip

    def _next(self) -> str:
        claims = {
            name: share / (2 * self._seats.get(name, 0) + 1) for name, share in self.shares.items()
        }
        most = max(claims.values())
        tied = [name for name, claim in claims.items() if claim == most]
        mean = self.mean
        return min(tied, key=lambda name: self._distance(self.loads[name], mean))

    def _distance(self, one: Load, mean: Load) -> Fraction:
        """How far from the mix the slate's titles would be in the mean, with one more title."""
        count = len(self._order) + 1
        after = self._so_far + one
        off = [
            asked / count / usual - 1
            for asked, usual in zip(after.parts, mean.parts, strict=True)
            if usual
        ]
        return sum((share * share for share in off), Fraction(0))


def equal_shares(project: Project) -> dict[str, Fraction]:
    """One share for each title of a project."""
    return {title.id: Fraction(1) for title in project.titles}


def release(project: Project) -> Project:
    """The project with its titles as archetypes: worth 1 each, none a must, no dates of their own.

    Windows of titles and location blocks and the days on which cast can be had are dropped: a
    mix says what is made, not when.
    """
    titles = tuple(
        with_(
            title,
            value=1.0,
            commitment="may",
            earliest=None,
            latest=None,
            cast=tuple(with_(member, available=()) for member in title.cast),
            location_blocks=tuple(
                with_(block, earliest=None, latest=None) for block in title.location_blocks
            ),
        )
        for title in project.titles
    )
    return with_(project, titles=titles)


def slate_of(released: Project, order: tuple[str, ...]) -> Project:
    """The project whose titles are the archetypes in an order, copies under names of their own."""
    archetypes = {title.id: title for title in released.titles}
    copies: dict[str, int] = {}
    titles = []
    for name in order:
        copies[name] = copies.get(name, 0) + 1
        titles.append(_copy(archetypes[name], copies[name], set(archetypes)))
    return with_(released, titles=tuple(titles))


def _copy(title: Title, number: int, taken: set[str]) -> Title:
    if number == 1:
        return title
    suffix = f".{number}"
    while (name := title.id[: LONGEST_ID - len(suffix)] + suffix) in taken:
        suffix = f".{suffix}"
    return with_(title, id=name, name=f"{title.name} #{number}")
