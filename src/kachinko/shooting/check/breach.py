"""One rule that a board breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that a board breaks: what, when, where, and a sentence that says so."""

    rule: int
    """Number of the rule in docs/board-rules.md, 1 to 10; 0 for the form and the figures."""
    code: str
    """Stable name of what is wrong, such as ``player-away``."""
    sentence: str
    """In plain words, with names, dates and units."""
    day: date | None = None
    unit: str | None = None
    scenes: tuple[str, ...] = ()
    """Numbers of the scenes that it is about."""

    def __str__(self) -> str:
        rule = f"Rule {self.rule}" if self.rule else "Form"
        return f"{rule}: {self.sentence} [{self.code}]"

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        return {
            "rule": self.rule,
            "code": self.code,
            "sentence": self.sentence,
            "date": self.day.isoformat() if self.day else None,
            "unit": self.unit,
            "scenes": list(self.scenes),
        }
