"""Whether a stage suits a need at all: size, height, features, power; what is unknown is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.ledger.floor import StageRecord
    from kachinko.model.span import DaySpan
    from kachinko.model.studio import Stage
    from kachinko.model.title import PhaseName


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody looks for. Lengths in metres, floor in m², power in kVA, days of the calendar.

    `phases`, where given, follow one another from the first day and last `days` in all.
    """

    within: DaySpan
    days: int
    area_m2: float | None = None
    """None: the whole stage."""
    height_m: float | None = None
    sides_m: tuple[float, float] | None = None
    features: tuple[str, ...] = ()
    power_kva: float | None = None
    phases: tuple[tuple[PhaseName, int], ...] = ()
    sync_sound: bool = True
    least_m2: float | None = None
    """The least floor of a stage that is wanted as a whole."""

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("at least one day is needed")
        if self.phases and sum(days for _, days in self.phases) != self.days:
            raise ValueError("the phases last as long as the whole")


@dataclass(frozen=True, slots=True)
class Suits:
    """What speaks against a stage, in words; nothing at all: it suits."""

    lacks: tuple[str, ...] = ()
    """It cannot be."""
    unknown: tuple[str, ...] = ()
    """What nobody told us, so that nobody can say; never guessed."""


def suits(need: Need, stage: StageRecord, known: Stage | None) -> Suits:
    """Compare a need with what is known of a stage: by the ledger, and by its studio's project."""
    lacks: list[str] = []
    unknown: list[str] = []
    floor_m2 = stage.floor_m2
    if floor_m2 is None and known is not None:
        floor_m2 = known.floor_m2
    least_m2 = max(need.area_m2 or 0.0, need.least_m2 or 0.0)
    _compare(least_m2 or None, floor_m2, "floor", "m²", lacks, unknown)
    height_m = known.clear_height_m if known else None
    _compare(need.height_m, height_m, "clear height", "m", lacks, unknown)
    _compare(need.power_kva, known.power_kva if known else None, "power", "kVA", lacks, unknown)
    if need.sides_m is not None:
        _sides(need.sides_m, known, lacks, unknown)
    if need.features and known is None:
        unknown.append("features")
    elif known is not None:
        missing = [each for each in need.features if each not in known.features]
        lacks += [f"has no {each}" for each in missing]
    return Suits(tuple(lacks), tuple(unknown))


def _compare(
    needs: float | None,
    has: float | None,
    what: str,
    unit: str,
    lacks: list[str],
    unknown: list[str],
) -> None:
    if needs is None:
        return
    if has is None:
        unknown.append(what)
    elif has < needs:
        lacks.append(f"{what} {has:g} {unit}, {needs:g} {unit} wanted")


def _sides(
    sides_m: tuple[float, float], known: Stage | None, lacks: list[str], unknown: list[str]
) -> None:
    """A rectangle that lies inside the stage's, as it is or turned by 90°."""
    if known is None or known.width_m is None or known.depth_m is None:
        unknown.append("width and depth")
        return
    short, long = sorted(sides_m)
    has_short, has_long = sorted((known.width_m, known.depth_m))
    if short > has_short or long > has_long:
        lacks.append(
            f"{known.width_m:g} × {known.depth_m:g} m, {sides_m[0]:g} × {sides_m[1]:g} m wanted"
        )
