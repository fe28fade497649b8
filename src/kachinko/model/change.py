"""Changes to a project: one vocabulary for repairs, remedies, frontiers and scenarios."""

from __future__ import annotations

import math
from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from kachinko.model.agreement import Agreement
from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.consistency import find_faults
from kachinko.model.edit import (
    NoSuchThingError,
    edit_in,
    edit_stage,
    edit_title,
    find,
    unknown,
    with_,
)
from kachinko.model.errors import Fault, InputError
from kachinko.model.project import Project
from kachinko.model.quantity import Area, Length
from kachinko.model.span import Dated, Day
from kachinko.model.studio import Closure, Weekday
from kachinko.model.title import Days, PhaseName, Title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic_core import ErrorDetails


class BaseChange(Record):
    """One change; `why` is the reader's, and changes nothing."""

    why: Text = Field(default="", description="Why, in words.")

    @property
    @abstractmethod
    def sentence(self) -> str:
        """The change in words, without a full stop."""

    @abstractmethod
    def edit(self, project: Project) -> Project:
        """The project with the change made, not yet validated; raises NoSuchThingError."""


# -- titles -----------------------------------------------------------------------------------


class WindowMoves(BaseChange):
    """A title's window: it slips (a later `earliest`), or gets more time (a later `latest`)."""

    change: Literal["window"] = "window"
    title: Id = Field(description="Id of the title.")
    earliest: Day | None = Field(default=None, description="New first day; empty: as before.")
    latest: Day | None = Field(default=None, description="New last day; empty: as before.")

    @model_validator(mode="after")
    def _says_something(self) -> WindowMoves:
        if self.earliest is None and self.latest is None:
            raise ValueError("a window change gives earliest, latest or both")
        return self

    @property
    def sentence(self) -> str:
        """In words."""
        parts = [f"not before {self.earliest}"] if self.earliest else []
        parts += [f"done by {self.latest}"] if self.latest else []
        return f"{self.title}: {', '.join(parts)}"

    def edit(self, project: Project) -> Project:
        """Set the window of the title."""
        given = {"earliest": self.earliest, "latest": self.latest}
        moved = {name: day for name, day in given.items() if day is not None}
        return edit_title(project, self.title, lambda title: with_(title, **moved))


class PhaseTakes(BaseChange):
    """A phase of a set, or a location block, takes so many working days."""

    change: Literal["phase"] = "phase"
    title: Id = Field(description="Id of the title.")
    item: Id = Field(description="Id of the set or location block.")
    phase: PhaseName = Field(default="shoot", description="Which phase; a block only shoots.")
    days: Days = Field(description="Its new length in working days.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.title}/{self.item}: {self.phase} of {_days(self.days)}"

    def edit(self, project: Project) -> Project:
        """Set the length of the phase."""

        def change(title: Title) -> Title:
            if self.item in {block.id for block in title.location_blocks}:
                if self.phase != "shoot":
                    raise NoSuchThingError(f"{self.item} is a location block: it only shoots")
                return edit_in(
                    title, "location_blocks", self.item, lambda b: with_(b, days=self.days)
                )
            return edit_in(
                title,
                "sets",
                self.item,
                lambda one: with_(one, **{f"{self.phase}_days": self.days}),
            )

        return edit_title(project, self.title, change)


class SetMeasures(BaseChange):
    """A set gets another footprint."""

    change: Literal["size"] = "size"
    title: Id = Field(description="Id of the title.")
    item: Id = Field(description="Id of the set.")
    area_m2: Area | None = Field(default=None, description="New footprint [m²].")
    width_m: Length | None = Field(default=None, description="New width [m]; goes with depth_m.")
    depth_m: Length | None = Field(default=None, description="New depth [m]; goes with width_m.")

    @model_validator(mode="after")
    def _says_something(self) -> SetMeasures:
        if self.area_m2 is None and self.width_m is None and self.depth_m is None:
            raise ValueError("a size change gives area_m2, or width_m and depth_m")
        if (self.width_m is None) != (self.depth_m is None):
            raise ValueError("width_m and depth_m go together: give both or neither")
        return self

    @property
    def sentence(self) -> str:
        """In words."""
        size = f"{self.width_m:g} × {self.depth_m:g} m" if self.width_m and self.depth_m else ""
        area = f"{self.area_m2:,g} m²" if self.area_m2 else ""
        return f"{self.title}/{self.item}: {', '.join(filter(None, [size, area]))}"

    def edit(self, project: Project) -> Project:
        """Set the footprint; an area alone keeps the sides, and sides alone are the area."""
        fields: dict[str, Any] = {
            "area_m2": self.area_m2, "width_m": self.width_m, "depth_m": self.depth_m
        }  # fmt: skip
        if self.width_m is None and self.depth_m is None:
            fields = {"area_m2": self.area_m2}
        return edit_title(
            project,
            self.title,
            lambda title: edit_in(title, "sets", self.item, lambda one: with_(one, **fields)),
        )


class CastAvailable(BaseChange):
    """A member of a title's cast can be had on other days."""

    change: Literal["cast"] = "cast"
    title: Id = Field(description="Id of the title.")
    member: Id = Field(description="Id of the cast member.")
    available: tuple[Dated, ...] = Field(description="When they can be had; empty list: always.")

    @property
    def sentence(self) -> str:
        """In words."""
        spans = ", ".join(str(one.span) for one in self.available) or "always"
        return f"{self.title}: {self.member} available {spans}"

    def edit(self, project: Project) -> Project:
        """Set when the person can be had."""
        return edit_title(
            project,
            self.title,
            lambda title: edit_in(
                title, "cast", self.member, lambda one: with_(one, available=self.available)
            ),
        )


class TitleMovesTo(BaseChange):
    """A title may be made at other studios."""

    change: Literal["studios"] = "studios"
    title: Id = Field(description="Id of the title.")
    studios: tuple[Id, ...] = Field(description="Ids of the studios; empty list: any.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.title}: made at {' or '.join(self.studios) or 'any studio'}"

    def edit(self, project: Project) -> Project:
        """Set where the title may be made."""
        return edit_title(project, self.title, lambda title: with_(title, studios=self.studios))


class TitleCommitted(BaseChange):
    """A title must be made, or may be."""

    change: Literal["commitment"] = "commitment"
    title: Id = Field(description="Id of the title.")
    commitment: Literal["must", "may"] = Field(description="must or may.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.title}: {self.commitment} be made"

    def edit(self, project: Project) -> Project:
        """Set the commitment."""
        return edit_title(
            project, self.title, lambda title: with_(title, commitment=self.commitment)
        )


class TitleJoins(BaseChange):
    """A title joins the slate."""

    change: Literal["title-joins"] = "title-joins"
    title: Title = Field(description="The whole title, as in a project.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.title.name} ({self.title.id}) joins"

    def edit(self, project: Project) -> Project:
        """Add the title."""
        return with_(project, titles=(*project.titles, self.title))


class TitleLeaves(BaseChange):
    """A title leaves the slate."""

    change: Literal["title-leaves"] = "title-leaves"
    title: Id = Field(description="Id of the title.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.title} leaves"

    def edit(self, project: Project) -> Project:
        """Take the title away."""
        find(project.titles, self.title, "title")
        return with_(project, titles=tuple(one for one in project.titles if one.id != self.title))


# -- stages and studios -----------------------------------------------------------------------


class StageCloses(Dated, BaseChange):
    """A stage is closed on some days."""

    change: Literal["close"] = "close"
    stage: Id = Field(description="Id of the stage.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.stage} closed {self.span}"

    def edit(self, project: Project) -> Project:
        """Add the closure."""
        closure = Closure(first=self.first, last=self.last, reason=self.why)
        return edit_stage(
            project, self.stage, lambda one: with_(one, closures=(*one.closures, closure))
        )


class StageJoins(Dated, BaseChange):
    """One more stage, like one that stands at the same studio, between two dates."""

    change: Literal["stage-joins"] = "stage-joins"
    like: Id = Field(description="Id of the stage that it resembles in all but closures.")
    stage: Id = Field(description="Id of the new stage.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"one more stage like {self.like}, {self.span}"

    def edit(self, project: Project) -> Project:
        """Add the stage beside its model, open between the dates, at no rent."""
        home = next((studio for studio, one in project.stages() if one.id == self.like), None)
        if home is None:
            raise unknown("stage", self.like, [one.id for _, one in project.stages()])
        model = find(home.stages, self.like, "stage")
        more = with_(model, id=self.stage, name=f"{model.name} ({self.stage})", closures=())
        agreements = project.agreements
        if not agreements:
            # Where no agreement is given every stage is open; one now would close the others.
            agreements = tuple(
                Agreement(id=f"all-{studio.id}", studio=studio.id,
                          stages=tuple(one.id for one in studio.stages),
                          first=project.horizon.first, last=project.horizon.last)
                for studio in project.studios if studio.stages
            )  # fmt: skip
        own = Agreement(
            id=f"more-{self.stage}", studio=home.id, stages=(self.stage,),
            first=self.first, last=self.last,
        )  # fmt: skip
        joined = edit_in(
            project, "studios", home.id, lambda one: with_(one, stages=(*one.stages, more))
        )
        return with_(joined, agreements=(*agreements, own))


class StageLeaves(BaseChange):
    """A stage is not there."""

    change: Literal["stage-leaves"] = "stage-leaves"
    stage: Id = Field(description="Id of the stage.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"without {self.stage}"

    def edit(self, project: Project) -> Project:
        """Take the stage away, from its agreements too."""
        edit_stage(project, self.stage, lambda one: one)
        studios = tuple(
            with_(studio, stages=tuple(one for one in studio.stages if one.id != self.stage))
            for studio in project.studios
        )
        # An agreement that opens nothing is dropped, unless it is the last: that would open all.
        agreements = [
            with_(one, stages=tuple(name for name in one.stages if name != self.stage))
            for one in project.agreements
        ]
        kept = tuple(one for one in agreements if one.stages)
        if project.agreements and not kept:
            raise NoSuchThingError(f"no agreement opens any stage once {self.stage} has left")
        return with_(project, studios=studios, agreements=kept)


class Crews(BaseChange):
    """A studio has so many build crews."""

    change: Literal["crews"] = "crews"
    studio: Id = Field(description="Id of the studio.")
    crews: Count | None = Field(
        default=None,
        ge=0,
        le=1000,
        description="Sets that can build or strike on one day; left out: no limit.",
    )

    @property
    def sentence(self) -> str:
        """In words."""
        count = "no limit of" if self.crews is None else str(self.crews)
        return f"{self.studio}: {count} build crew{'' if self.crews == 1 else 's'}"

    def edit(self, project: Project) -> Project:
        """Set the number of crews."""
        return edit_in(
            project, "studios", self.studio, lambda one: with_(one, build_crews=self.crews)
        )


class Weekdays(BaseChange):
    """A studio, or every one, works on other weekdays."""

    change: Literal["weekdays"] = "weekdays"
    studio: Id | None = Field(default=None, description="Id of the studio; empty: every one.")
    weekdays: tuple[Weekday, ...] = Field(description="Weekdays on which people work.")

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.studio or 'every studio'}: work on {', '.join(self.weekdays)}"

    def edit(self, project: Project) -> Project:
        """Set the working weekdays."""
        chosen = [self.studio] if self.studio else [studio.id for studio in project.studios]
        for name in chosen:
            project = edit_in(
                project,
                "studios",
                name,
                lambda one: with_(one, calendar=with_(one.calendar, weekdays=self.weekdays)),
            )
        return project


class Pace(BaseChange):
    """A phase of all sets takes a share of its days: 80 % is faster, 0 % drops it."""

    change: Literal["pace"] = "pace"
    phase: PhaseName = Field(description="Which phase of all sets.")
    percent: Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)] = Field(
        description="Of its days, rounded up to whole days; 100 changes nothing."
    )

    @property
    def sentence(self) -> str:
        """In words."""
        return f"every {self.phase} at {self.percent:g} % of its days"

    def edit(self, project: Project) -> Project:
        """Scale the phase of all sets; a shoot keeps at least a day."""
        name = f"{self.phase}_days"
        least = 1 if self.phase == "shoot" else 0

        def scaled(days: int) -> int:
            return max(least, math.ceil(round(days * self.percent / 100, 6)))

        titles = tuple(
            with_(
                title,
                sets=tuple(
                    with_(one, **{name: scaled(one.phase_days(self.phase))}) for one in title.sets
                ),
            )
            for title in project.titles
        )
        return with_(project, titles=titles)


Change = Annotated[
    WindowMoves
    | PhaseTakes
    | SetMeasures
    | CastAvailable
    | TitleMovesTo
    | TitleCommitted
    | TitleJoins
    | TitleLeaves
    | StageCloses
    | StageJoins
    | StageLeaves
    | Crews
    | Weekdays
    | Pace,
    Field(discriminator="change"),
]
"""Any change, told apart by its key `change`."""


class Changes(Record):
    """A file of changes, made one after another."""

    changes: tuple[Change, ...] = Field(min_length=1, description="The changes, in order.")


def apply_changes(
    project: Project,
    changes: Sequence[BaseChange],
    where: Callable[[int], str] = lambda number: f"change {number + 1}",
) -> Project:
    """The project with all changes made, one after another; validated like one out of a file.

    `where` names the place of a change by its number from 0.

    Raises
    ------
    InputError
        With a fault for each change that names what is not there, or that leaves the project
        inconsistent.
    """
    faults: list[Fault] = []
    for number, change in enumerate(changes):
        try:
            edited = change.edit(project)
            edited = Project.model_validate(edited.model_dump(by_alias=True))
        except NoSuchThingError as error:
            faults.append(Fault(where(number), str(error)))
            continue
        except ValidationError as error:
            faults += [
                Fault(where(number), f"{change.sentence}: {_message(detail)}")
                for detail in error.errors(include_url=False)
            ]
            continue
        wrong = find_faults(edited)
        faults += [
            Fault(where(number), f"{change.sentence}: {fault.place}: {fault.what}", fault.right)
            for fault in wrong
        ]
        if not wrong:
            project = edited
    if faults:
        raise InputError("the changes", faults)
    return project


def _message(detail: ErrorDetails) -> str:
    """What a validation found, with the key it speaks of."""
    key = next((step for step in reversed(detail["loc"]) if isinstance(step, str)), "")
    message = str(detail.get("ctx", {}).get("error", detail["msg"]))
    plain = message.removeprefix("Input ").removeprefix("Value error, ")
    return plain if plain == message or not key else f"{key} {plain}"


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"
