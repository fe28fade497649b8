"""What can be asked of the ledger: one record for each kind of command."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.policy import HoldPolicy
from kachinko.model.quantity import Area
from kachinko.model.reservation import Reservation, ReservedPhase, Wanted
from kachinko.model.span import Day
from kachinko.model.studio import Closure


class _Command(Record):
    id: Id = Field(description="Made by the sender; the same id is answered once.")
    why: Text = Field(default="", description="The reason, for the audit trail.")


class Place(_Command):
    """A new hold at the rank that is free."""

    kind: Literal["place"] = "place"
    wanted: Wanted


class Book(_Command):
    """A new firm reservation."""

    kind: Literal["book"] = "book"
    wanted: Wanted


class _OnOne(_Command):
    reservation: Id
    version: Count | None = Field(
        default=None, description="The version that was seen; another one is refused."
    )


class ChallengeBetter(_OnOne):
    """This hold asks every better one to confirm or release."""

    kind: Literal["challenge"] = "challenge"


class Withdraw(_OnOne):
    """This hold takes its challenges back."""

    kind: Literal["withdraw"] = "withdraw"


class Confirm(_OnOne):
    """A first hold becomes firm."""

    kind: Literal["confirm"] = "confirm"


class Sign(_OnOne):
    """The agreement is signed."""

    kind: Literal["sign"] = "sign"


class Release(_OnOne):
    """A hold is given back."""

    kind: Literal["release"] = "release"


class Cancel(_OnOne):
    """A firm reservation is given up."""

    kind: Literal["cancel"] = "cancel"


class Promote(_OnOne):
    """A hold moves up where there is room."""

    kind: Literal["promote"] = "promote"


class Amend(_OnOne):
    """New days, floor or phases; what is left out stays."""

    kind: Literal["amend"] = "amend"
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    area_m2: Area | None = None
    phases: tuple[ReservedPhase, ...] | None = None


class Move(_OnOne):
    """To another stage, in one step: given back there, held or booked anew here."""

    kind: Literal["move"] = "move"
    stage: Id = Field(description="Where to; the id of the command names what is made there.")
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    area_m2: Area | None = None
    phases: tuple[ReservedPhase, ...] | None = None


class ApplyPlan(_Command):
    """All sets of a plan's titles, as holds or firm, all or nothing."""

    kind: Literal["apply"] = "apply"
    plan: Id = Field(description="Names the plan; a later one of the same title replaces it.")
    how: Literal["hold", "book"] = "hold"
    titles: tuple[Id, ...] = Field(min_length=1, description="Titles whose sets these are.")
    holder: Id
    wanted: tuple[Wanted, ...] = ()
    seen: Count | None = Field(
        default=None, description="The last event that the plan's maker had seen."
    )


class Undo(_Command):
    """Puts back what a command changed, if nothing has happened since."""

    kind: Literal["undo"] = "undo"
    command: Id


class SetPolicy(_Command):
    """The policy of a stage from now on; the stage is entered if it is new."""

    kind: Literal["policy"] = "policy"
    stage: Id
    floor_m2: Area | None = Field(
        default=None, description="Its floor [m²]; needed where floors are shared."
    )
    quiet: bool = True
    closures: tuple[Closure, ...] = Field(default=(), description="Days on which it is closed.")
    policy: HoldPolicy


class Tick(_Command):
    """Acts on the clocks that have run out, on all stages or some."""

    kind: Literal["tick"] = "tick"
    stages: tuple[Id, ...] = ()


Command = Annotated[
    Place
    | Book
    | ChallengeBetter
    | Withdraw
    | Confirm
    | Sign
    | Release
    | Cancel
    | Promote
    | Amend
    | Move
    | ApplyPlan
    | Undo
    | SetPolicy
    | Tick,
    Field(discriminator="kind"),
]


class Change(Record):
    """What a command did to one reservation."""

    before: Reservation | None = None
    after: Reservation


class Outcome(Record):
    """The answer to a command: what changed, or why nothing did."""

    command: Id
    done: bool
    code: Text = Field(default="", description="Of a refusal, such as CLASH or NOT-FIRST.")
    says: Text = Field(default="", description="The answer in words.")
    changes: tuple[Change, ...] = ()
    blockers: tuple[Id, ...] = Field(default=(), description="Reservations in the way.")
    since: tuple[Id, ...] = Field(
        default=(), description="Of a plan: reservations changed since it was made, on its stages."
    )
    last_event: Count = Field(default=0, description="Number of the last event it wrote.")
