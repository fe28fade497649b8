"""Where sources disagree: found by comparing what the claims say, not by a list of quarrels."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from kachinko.model.base import Record
from kachinko.model.quantity import AREA_UNITS
from kachinko.reference.catalogue import claims
from kachinko.reference.facts import Claim

SAME_FIGURE = 0.005
"""Figures that differ by less than this share are one figure, rounded or converted."""
ABOUT = 0.05
"""How far from each other two figures may lie when one of them says "about"."""

_FIGURE = re.compile(r"^([<>~]?)\s*([0-9][0-9,]*(?:\.[0-9]+)?)$")
_IN_BASE_UNIT = {
    **{unit: ("m2", factor) for unit, factor in AREA_UNITS.items()},
    "million ft2": ("m2", 1e6 * AREA_UNITS["ft2"]),
    "year": ("years", 1.0),
}


class SameQuestion(NamedTuple):
    """Claims whose subject or attribute is worded differently but which answer one question."""

    question: str
    members: tuple[tuple[str, str], ...]
    """Subject and attribute of each."""
    reason: str


SAME_QUESTIONS = (
    SameQuestion(
        "Netflix-Toho 2026 · what do the up to 15 titles a year count?",
        (
            ("Netflix-Toho 2026", "output"),
            ("Netflix-Toho 2026", "output at this studio"),
        ),
        "The figure is the same, the scope is not: titles a year from Japan, or at this studio.",
    ),
    SameQuestion(
        "Toho Studios · which stage is the largest?",
        (
            ("Toho Studios Stage 7", "size rank"),
            ("Toho Studios Stage 7", "floor area"),
            ("Toho Studios Stage 8 and 9", "floor area"),
        ),
        "A page calls Stage 7 the largest; the area found for it is smaller than that of 8 and 9.",
    ),
)


class Conflict(Record):
    """Claims that answer one question differently."""

    question: str
    reason: str
    claims: tuple[Claim, ...]


@lru_cache(maxsize=1)
def conflicts() -> tuple[Conflict, ...]:
    """Find every disagreement among the shipped claims."""
    return conflicts_among(claims())


def conflicts_among(several: tuple[Claim, ...]) -> tuple[Conflict, ...]:
    """Find the disagreements among claims.

    Two claims disagree when they have the same subject and attribute and another value, beyond
    rounding and conversion of areas, or when `SAME_QUESTIONS` says that they answer one
    question. A bound ("over 25") and a plain figure (25) are different readings.
    """
    asked: dict[tuple[str, str], list[Claim]] = {}
    for claim in several:
        asked.setdefault((claim.subject, claim.attribute), []).append(claim)
    found = [
        Conflict(
            question=f"{subject} · {attribute}",
            reason="The values differ.",
            claims=tuple(answers),
        )
        for (subject, attribute), answers in asked.items()
        if any(disagree(one, other) for one, other in combinations(answers, 2))
    ]
    for same in SAME_QUESTIONS:
        answers = [claim for member in same.members for claim in asked.get(member, [])]
        if len({(claim.subject, claim.attribute) for claim in answers}) > 1:
            found.append(
                Conflict(question=same.question, reason=same.reason, claims=tuple(answers))
            )
    return tuple(found)


def disagree(one: Claim, other: Claim) -> bool:
    """Tell whether two claims about the same thing have different values."""
    first, second = _figure(one), _figure(other)
    if first is None or second is None or first.unit != second.unit:
        return (one.value.casefold(), one.unit) != (other.value.casefold(), other.unit)
    bounds = {first.sign, second.sign} - {"~", ""}
    if bounds and first.sign != second.sign:
        return True
    tolerance = ABOUT if "~" in (first.sign, second.sign) else SAME_FIGURE
    return abs(first.number - second.number) > tolerance * max(first.number, second.number)


class _Figure(NamedTuple):
    sign: str
    number: float
    unit: str


def _figure(claim: Claim) -> _Figure | None:
    match = _FIGURE.match(claim.value)
    if match is None:
        return None
    unit, factor = _IN_BASE_UNIT.get(claim.unit, (claim.unit, 1.0))
    return _Figure(match[1], float(match[2].replace(",", "")) * factor, unit)
