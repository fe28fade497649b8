"""Use case: enter the stages of a project into the ledger, and set how they take holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.files import load_project
from kachinko.model.command import SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.model.studio import Closure
from kachinko.reference.hold_policies import hold_policy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.span import DaySpan
    from kachinko.model.studio import Calendar, Stage, Studio


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a policy; what is not said stays as it is."""

    like: str | None = None
    zone: str | None = None
    sharing: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    def on(self, before: HoldPolicy) -> HoldPolicy:
        """The policy with these changes: first the shipped one, then single fields.

        Raises
        ------
        InputError
            When no policy of that name is shipped.
        ValidationError
            When a field is not as it must be.
        """
        values = before.model_dump()
        if self.like is not None:
            shipped = hold_policy(self.like)
            kept = {name: values[name] for name in ("zone", "calendar", "sharing")}
            values = HoldPolicy().model_dump() | kept | shipped.policy
            values["source"] = shipped.source
        if self.zone is not None:
            values["zone"] = self.zone
        if self.sharing is not None:
            values["sharing"] = self.sharing
        return HoldPolicy.model_validate(values | self.fields)


def stages_of(project: Path) -> list[tuple[Studio, Stage]]:
    """The stages of a project, with their studios."""
    return load_project(project).stages()


def enter(stage: Stage, studio: Studio, given: Given, id_: str) -> SetPolicy:
    """The command that enters a project's stage: floor, quiet, closures, working days."""
    calendar: Calendar = studio.calendar
    return SetPolicy(
        id=id_,
        stage=stage.id,
        floor_m2=stage.floor_m2,
        quiet=stage.quiet,
        closures=stage.closures,
        policy=given.on(HoldPolicy(calendar=calendar)),
        why=f"{stage.name}, {studio.name}",
    )


def changed(
    stage: str,
    before: StageRecord | None,
    given: Given,
    id_: str,
    *,
    floor_m2: float | None,
    quiet: bool | None,
    closed: Sequence[DaySpan],
    why: str,
) -> SetPolicy:
    """The command that changes a stage; closures are added to those that it has."""
    closures = () if before is None else before.closures
    new = tuple(Closure(first=span.start, last=span.last) for span in closed)
    return SetPolicy(
        id=id_,
        why=why,
        stage=stage,
        floor_m2=floor_m2 if floor_m2 is not None else (before.floor_m2 if before else None),
        quiet=quiet if quiet is not None else (before.quiet if before else True),
        closures=(*closures, *new),
        policy=given.on(HoldPolicy() if before is None else before.policy),
    )
