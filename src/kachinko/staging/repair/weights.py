"""What counts as change to a plan, and how much."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MOST_POINTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of change; whole numbers, so that sums are exact."""

    stage: int = 10
    """For each set that stands on another stage than before."""
    move: int = 5
    """For each set or location block that is moved at all."""
    day: int = 1
    """For each working day by which it is moved."""

    @classmethod
    def parse(cls, text: str) -> Weights:
        """Read ``stage=10 move=5 day=1``; what is not named keeps its default.

        Raises
        ------
        ValueError
            For other names, and for points that are no whole numbers from 0 to 1,000,000.
        """
        points: dict[str, int] = {}
        for word in text.replace(",", " ").split():
            name, _, number = word.partition("=")
            if name not in cls.__dataclass_fields__ or name in points:
                raise ValueError(f"{word!r} is none of stage=N, move=N, day=N, each once")
            if not (number.isascii() and number.isdigit() and int(number) <= MOST_POINTS):
                raise ValueError(f"{word!r} does not give whole points from 0 to {MOST_POINTS:,}")
            points[name] = int(number)
        return cls(**points)

    @property
    def text(self) -> str:
        """In words, as the command line takes them: ``stage=10 move=5 day=1``."""
        return " ".join(f"{name}={points}" for name, points in asdict(self).items())


@dataclass(frozen=True, slots=True)
class Change:
    """How far a plan is from an earlier one."""

    stages: int = 0
    """Sets on another stage."""
    moves: int = 0
    """Sets and location blocks on another stage or with another first day of their stay, shoot
    or strike."""
    days: int = 0
    """Working days by which they moved, of each the furthest of these three days."""

    def __add__(self, other: Change) -> Change:
        return Change(self.stages + other.stages, self.moves + other.moves, self.days + other.days)

    def points(self, weights: Weights) -> int:
        """The weighted sum."""
        return weights.stage * self.stages + weights.move * self.moves + weights.day * self.days
