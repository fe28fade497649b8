"""What the checker answers: breaches, notices, and its own figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

    from kachinko.model.span import DaySpan


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that a plan breaks: what, where, when, and a sentence that says so."""

    rule: int
    """Number of the rule in the design, 1 to 8; 0 for the form, the value and the cost."""
    code: str
    """Stable name of what is wrong, such as ``floor-full``."""
    sentence: str
    """In plain words, with values and units."""
    title: str | None = None
    item: str | None = None
    """Id of the set or location block."""
    other_title: str | None = None
    other_item: str | None = None
    stage: str | None = None
    studio: str | None = None
    span: DaySpan | None = None
    """The days on which the rule is broken, where it speaks of days."""

    def __str__(self) -> str:
        rule = f"Rule {self.rule}" if self.rule else "Form"
        return f"{rule}: {self.sentence} [{self.code}]"

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON; dates as text, both inclusive."""
        return {
            "rule": self.rule,
            "code": self.code,
            "sentence": self.sentence,
            "title": self.title,
            "item": self.item,
            "other_title": self.other_title,
            "other_item": self.other_item,
            "stage": self.stage,
            "studio": self.studio,
            "from": self.span.start.isoformat() if self.span else None,
            "to": self.span.last.isoformat() if self.span else None,
        }


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the checker found; `value` and `cost` are its own figures, not the plan's."""

    breaches: tuple[Breach, ...]
    notices: tuple[str, ...]
    """What could not be checked, because the project does not say."""
    value: float
    cost: Decimal
    titles: int
    """Accepted titles that were checked."""
    sets: int
    blocks: int
    set_days: int
    """Calendar days on which a set stands, summed over all sets."""

    @property
    def ok(self) -> bool:
        """Whether the plan breaks no rule."""
        return not self.breaches

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {
            "ok": self.ok,
            "breaches": [breach.as_dict() for breach in self.breaches],
            "notices": list(self.notices),
            "value": self.value,
            "cost": float(self.cost),
            "titles": self.titles,
            "sets": self.sets,
            "blocks": self.blocks,
            "set_days": self.set_days,
        }
