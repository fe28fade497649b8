"""What the numbers of a frontier hang on, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.assumptions import unchecked_rules

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.staging.frontier.mix import Mix

_OF_EVERY_FRONTIER = (
    (
        "Titles join one by one in a fixed order that keeps the slate as near to the mix as it "
        "can be, so none is passed over because it is large."
    ),
    (
        "Titles have no dates: their windows, those of their location blocks and the days of "
        "their cast are left out of account. Lengths of phases, sizes, order and units are kept."
    ),
    "Every phase lasts exactly as long as the project says; nothing slips.",
    "No other production uses these stages or crews.",
)


def assumed(project: Project, mix: Mix, left_out: tuple[str, ...]) -> tuple[str, ...]:
    """All assumptions: of the mix, of every frontier, of the horizon, and what goes unchecked."""
    shares = "each with the same share" if mix.is_even else "with the shares given"
    count = len(mix.shares)
    found = [f"The mix is {count} of the project's titles, {shares}."]
    if left_out:
        names = ", ".join(project.title(one).name for one in left_out)
        found.append(f"Left out of the mix, because they cannot be made even alone: {names}.")
    found += _OF_EVERY_FRONTIER
    horizon = project.horizon
    found.append(
        f"On {horizon.first} all stages are empty, and by {horizon.last} every set is struck: no "
        "title runs across either end."
    )
    return (*found, *unchecked_rules(project))
