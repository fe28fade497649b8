"""The desk of many cases: reads what clauses name as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.incentives.cell import INCOMPLETE, Cell
from kachinko.incentives.check import function_of
from kachinko.incentives.numbers import Many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.incentives.many_inputs import ManyInputs
    from kachinko.incentives.numbers import Numbers
    from kachinko.incentives.reading import Watcher
    from kachinko.model.programme import Programme


class ManyDesk:
    """Where the clauses of some cases are worked out; see `reading.Desk`."""

    def __init__(
        self,
        programme: Programme,
        same: dict[str, Cell],
        inputs: ManyInputs,
        take: Callable[[Any], Any],
    ) -> None:
        self.n: Numbers = Many()
        self.watcher: Watcher | None = None
        self.place = 0
        self.cells = dict(same)
        self._programme = programme
        self._inputs = inputs
        self._take = take

    def read(self, ref: str) -> Cell:
        """What a measure, question, parameter or earlier clause is."""
        cell = self.cells.get(ref)
        if cell is None:
            given = self._inputs.given.get(ref)
            cell = Cell(0.0, INCOMPLETE) if given is None else self._part(given)
            self.cells[ref] = cell
        return cell

    def award(self, programme: str) -> Cell:
        """The award of another programme; 0 where it is not asked for."""
        given = self._inputs.awards.get(programme)
        return Cell(0.0) if given is None else self._part(given)

    def is_option(self, ref: str, cell: Cell, options: Sequence[str]) -> Any:
        """Whether the answer to a choice is one of the options."""
        if not isinstance(cell.value, np.ndarray):
            return cell.value in options
        question = next(each for each in self._programme.questions if each.id == ref)
        found: Any = False
        for option in options:
            found = self.n.either(found, cell.value == question.options.index(option))
        return found

    def function(self, name: str) -> Callable[..., Any]:
        """A named function."""
        return function_of(name)

    def _part(self, cell: Cell) -> Cell:
        return Cell(self._take(cell.value), self._take(cell.state), cell.endless)
