"""Use case: read a talent scheduling instance and order its scenes, with proof or bound."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.talent import TalentInstance
    from kachinko.shooting.talent.solve import TalentOrder


def order_instance(
    source: Path,
    *,
    seconds: float,
    seed: int,
    workers: int,
    halt: Halt,
    on_progress: Callable[[TalentOrder], None],
) -> tuple[TalentInstance, TalentOrder]:
    """Order the scenes of the instance at `source` for the least pay of the cast.

    Raises
    ------
    InputError
        When the file cannot be used, or the instance is larger than the search can hold.
    """
    from kachinko.files.talent_dat import read_talent

    instance = read_talent(source)
    from kachinko.shooting.talent.solve import order_scenes

    try:
        order = order_scenes(
            instance,
            seconds=seconds,
            clock=time.monotonic,
            seed=seed,
            workers=workers,
            goes_on=lambda: not halt.thrown,
            on_progress=on_progress,
        )
    except ValueError as error:
        raise InputError(str(source), [Fault(source.name, str(error))]) from None
    return instance, order
