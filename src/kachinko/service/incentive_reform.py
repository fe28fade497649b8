"""Use case: what reforms of a programme would change for a slate of titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.incentive_slate import load_incentive_slate
from kachinko.files.reform import load_reform
from kachinko.incentives.effect import reform_effect
from kachinko.incentives.reform import reformed
from kachinko.model.errors import Fault, InputError
from kachinko.reference.exchange import exchange_table
from kachinko.reference.programmes import all_programmes
from kachinko.service.incentives import find_programmes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from kachinko.model.programme import Programme
    from kachinko.model.slate_choice import ReformEffect


def try_reforms(
    base: str,
    changes: Sequence[Path],
    slate_path: Path,
    *,
    as_of: date,
    under: Sequence[Path] = (),
    together: bool = False,
    seed: int = 0,
    draws: int | None = None,
) -> list[ReformEffect]:
    """What each of several reforms would change, or all of them together.

    Parameters
    ----------
    base
        The programme, by id or file.
    changes
        Files of changes; each is tried alone, or, with `together`, one laid over the other.
    under
        Files of changes that hold before and after.

    Raises
    ------
    InputError
        With the faults of the files, or where the slate names what there is not.
    """
    found = find_programmes([base])
    if len(found) != 1:
        ids = ", ".join(each.id for each in found)
        what = f"{base!r} names {len(found)} programmes"
        raise InputError(base, [Fault("PROGRAMME", what, f"one of {ids}")])
    slate = load_incentive_slate(slate_path)
    before, _ = _laid(found[0], under)
    others = {each.id: each for each in all_programmes() if each.id != before.id}
    trials = [list(changes)] if together else [[change] for change in changes]
    effects = []
    for trial in trials:
        after, names = _laid(before, trial)
        effects.append(
            reform_effect(
                slate,
                before,
                after,
                others,
                slate.exchange or exchange_table(as_of),
                as_of=as_of,
                reforms=names,
                seed=seed,
                **({} if draws is None else {"draws": draws}),
            )
        )
    return effects


def _laid(programme: Programme, paths: Sequence[Path]) -> tuple[Programme, list[str]]:
    """A programme with changes laid over it, one after the other, and their names."""
    names = []
    for path in paths:
        reform, source = load_reform(path)
        programme = reformed(programme, reform, source.where)
        names.append(reform.name)
    return programme, names
