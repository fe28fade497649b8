"""What a new draft did to a shooting, one thing after the other, for a person to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["added", "dropped", "changed", "kept", "conflict"]


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One thing that differs, or a correction that stayed."""

    kind: ChangeKind
    what: str
    """``scene 12``, ``set LAB``, ``player MARIKO``."""
    field: str = ""
    old: str = ""
    """What stood in the shooting."""
    new: str = ""
    """What the new draft says."""
    note: str = ""

    @property
    def sentence(self) -> str:
        """The change in words."""
        note = f" ({self.note})" if self.note else ""
        old, new = self.old or "none", self.new or "none"
        match self.kind:
            case "changed":
                said = f"{self.what}: {self.field} {old} → {new}"
            case "kept":
                kept = f"{self.field} {old}" if self.field else "your correction"
                said = f"{self.what}: kept {kept}"
            case "conflict" if self.field:
                said = f"{self.what}: {self.field}: yours {old}, the draft's {new}"
            case "conflict":
                said = f"{self.what}: needs a decision"
            case _:
                said = f"{self.what} {self.kind}"
        return said + note
