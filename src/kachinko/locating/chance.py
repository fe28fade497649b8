"""What an award counts for: the user's assumptions of one programme, and their middle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kachinko.model.location import Risk
    from kachinko.model.programme import AwardKind

Part = Literal["granted", "share"]
"""What of an award's chance a what-if may change."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The means of what is assumed, exactly."""

    granted: Fraction
    share: Fraction
    kept: Fraction
    """What an audit leaves."""
    stands: Fraction
    """Probability that the programme is still there."""
    delay_days: Fraction

    @property
    def weight(self) -> Fraction:
        """The share of the award that is counted."""
        return self.granted * self.share * self.kept * self.stands


def chance_of(kind: AwardKind | None, risk: Risk) -> Chance:
    """The middle of what is assumed; without a probability only an entitlement is granted.

    An entitlement has no committee: its probability and share are 1 whatever is assumed.
    """
    sure = kind == "entitlement"
    granted = Fraction(1) if sure else Fraction(risk.granted or 0)
    return Chance(
        granted=granted,
        share=Fraction(1) if sure else risk.share.mean,
        kept=1 - risk.haircut.mean,
        stands=1 - Fraction(risk.renewal_refused),
        delay_days=risk.delay_days.mean,
    )


def with_parts(chance: Chance, parts: Mapping[Part, Fraction]) -> Chance:
    """The chance with some of its parts set."""
    granted, share = parts.get("granted", chance.granted), parts.get("share", chance.share)
    return replace(chance, granted=granted, share=share)
