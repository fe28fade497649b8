"""How far phases may run under or over what was planned; our assumptions unless a file says more.

A range is three factors of the planned days: the least, the likeliest and the most. A factor is
drawn from the triangular distribution over them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from kachinko.model.base import Id, Record, not_a_bool
from kachinko.model.consistency import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kachinko.model.project import Project

DrawnPhase = Literal["build", "prelight", "shoot", "strike", "location"]
OF_A_SET: tuple[DrawnPhase, ...] = ("build", "prelight", "shoot", "strike")
OF_A_BLOCK: tuple[DrawnPhase, ...] = ("location",)
DRAWN_PHASES: tuple[DrawnPhase, ...] = (*OF_A_SET, *OF_A_BLOCK)

Factor = Annotated[
    float, Field(gt=0, le=5, allow_inf_nan=False), BeforeValidator(not_a_bool)
]  # fmt: skip


class Range(Record):
    """Least, likeliest and most, as factors of the planned days."""

    low: Factor
    mode: Factor
    high: Factor

    @model_validator(mode="after")
    def _rises(self) -> Range:
        if not self.low <= self.mode <= self.high:
            raise ValueError(
                f"low ({self.low:g}), mode ({self.mode:g}) and high ({self.high:g}) do not rise"
            )
        return self


DEFAULTS: dict[DrawnPhase, Range] = {
    "build": Range(low=0.9, mode=1.0, high=1.3),
    "prelight": Range(low=0.9, mode=1.0, high=1.3),
    "shoot": Range(low=0.95, mode=1.0, high=1.25),
    "strike": Range(low=1.0, mode=1.0, high=1.2),
    "location": Range(low=0.95, mode=1.0, high=1.35),
}
"""Our assumptions, without a source: builds run over more than shoots, location has weather."""

COMMON = 0.3
"""Our assumption: how alike the luck of a title's phases is (0 not at all, 1 wholly)."""


class PhaseRanges(Record):
    """Ranges by phase; a phase that is not named takes the range of what surrounds it."""

    build: Range | None = None
    prelight: Range | None = None
    shoot: Range | None = None
    strike: Range | None = None
    location: Range | None = None

    def of_phase(self, phase: DrawnPhase) -> Range | None:
        """The range that is given here for a phase."""
        given: Range | None = getattr(self, phase)
        return given

    def given(self) -> Iterator[tuple[DrawnPhase, Range]]:
        """The phases for which a range is given here."""
        for phase in DRAWN_PHASES:
            found = self.of_phase(phase)
            if found is not None:
                yield phase, found


class TitleRanges(PhaseRanges):
    """Ranges of one title, and of single sets and location blocks of it."""

    items: dict[Id, PhaseRanges] = Field(default_factory=dict)


class Ranges(PhaseRanges):
    """A file of ranges: for all titles, for a title, for a set; the nearest one counts."""

    common: Annotated[
        float, Field(ge=0, le=1, allow_inf_nan=False), BeforeValidator(not_a_bool)
    ] = COMMON  # fmt: skip
    titles: dict[Id, TitleRanges] = Field(default_factory=dict)

    def of(self, title: str, item: str, phase: DrawnPhase) -> Range:
        """The range of a phase of a set or location block of a title."""
        of_title = self.titles.get(title)
        of_item = of_title.items.get(item) if of_title else None
        for level in (of_item, of_title, self):
            found = level.of_phase(phase) if level is not None else None
            if found is not None:
                return found
        return DEFAULTS[phase]


def names_not_in(
    project: Project, tree: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """What a raw file of ranges names and the project has not: path, what is wrong, what is right.

    Values of a wrong form are passed over; the records above report them.
    """
    titles = {title.id: title for title in project.titles}
    for title_id, of_title in _group(tree.get("titles")).items():
        path = ("titles", str(title_id))
        title = titles.get(str(title_id))
        if title is None:
            yield path, f"the project has no title {title_id!r}", _one_of(str(title_id), titles)
            continue
        has: dict[str, tuple[DrawnPhase, ...]] = {each.id: OF_A_SET for each in title.sets}
        has |= {each.id: OF_A_BLOCK for each in title.location_blocks}
        for item, of_item in _group(_group(of_title).get("items")).items():
            inner = (*path, "items", str(item))
            if item not in has:
                what = f"title {title_id!r} has no set or location block {item!r}"
                yield inner, what, _one_of(str(item), has)
                continue
            for phase in DRAWN_PHASES:
                if phase in _group(of_item) and phase not in has[item]:
                    kind = "set" if has[item] is OF_A_SET else "location block"
                    what = f"{item!r} is a {kind}, which has no {phase}"
                    yield (*inner, phase), what, " or ".join(has[item])


def _group(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _one_of(word: str, known: Iterable[str]) -> str:
    names = list(known)
    close = nearest(word, names)
    if close is not None:
        return f"{close!r}, perhaps"
    return f"one of {', '.join(names[:8])}" + (", …" if len(names) > 8 else "")
