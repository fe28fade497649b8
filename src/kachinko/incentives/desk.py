"""The desk of one case: reads what clauses name, exactly, and writes down what it read."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kachinko.incentives.answers import cell_of
from kachinko.incentives.cell import ENDLESS, INCOMPLETE, UNKNOWN, Cell
from kachinko.incentives.check import function_of
from kachinko.incentives.numbers import Exact
from kachinko.incentives.resolve import value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kachinko.incentives.numbers import Numbers
    from kachinko.incentives.reading import Watcher
    from kachinko.incentives.trace import Trace
    from kachinko.model.dated import DatedValue, Parameter, Trigger
    from kachinko.model.programme import Measure, Programme, Question

    ReadMeasure = Callable[[Measure], Cell]


class CaseDesk:
    """Where the clauses of one case are worked out."""

    def __init__(
        self,
        programme: Programme,
        *,
        as_of: date,
        dates: Mapping[Trigger, date],
        facts: Mapping[str, Any],
        awards: Mapping[str, Any],
        trace: Trace,
    ) -> None:
        self.n: Numbers = Exact()
        self.trace = trace
        self.watcher: Watcher | None = trace
        self.place = 0
        self.programme = programme
        self.as_of = as_of
        self.dates = dates
        self.cells: dict[str, Cell] = {}
        self.assumed: list[Question] = []
        """Questions that nobody answered and that were read with what is assumed."""
        self.contested: list[tuple[Parameter, DatedValue]] = []
        """Values that were read and that other sources contradict."""
        self.left_out: list[str] = []
        """Programmes whose award was to come off and is not asked for."""
        self.measure: ReadMeasure = _not_given
        """What an amount is in this case."""
        self.made_of: dict[str, str] = {}
        """By measure, in words: how many lines it is made of."""
        self._facts = facts
        self._awards = awards
        self._parameters = {each.id: each for each in programme.parameters}
        self._questions = {each.id: each for each in programme.questions}
        self._measures = {each.id: each for each in programme.measures}

    def read(self, ref: str) -> Cell:
        """What a reference is, noted as an input of the clause in work."""
        cell = self.look_up(ref)
        if self.watcher is not None:
            self.trace.reads(ref, cell)
        return cell

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """While lines are counted: what is read and tested is no step of the clause in work."""
        watcher, self.watcher = self.watcher, None
        try:
            yield
        finally:
            self.watcher = watcher

    def look_up(self, ref: str) -> Cell:
        """What a reference is."""
        cell = self.cells.get(ref)
        if cell is None:
            cell = self.cells[ref] = self._first(ref)
        return cell

    def award(self, programme: str) -> Cell:
        """The award of another programme, which comes off first."""
        key = f"award-{programme}"
        if key not in self.cells:
            given = self._awards.get(programme)
            if given is None:
                self.left_out.append(programme)
                cell, note = Cell(Fraction(0)), "not asked for, so counted as 0"
            elif isinstance(given, Decimal | int | Fraction) and not isinstance(given, bool):
                cell, note = Cell(Fraction(given)), ""
            else:
                why = f"the award of {programme}, which comes off first, is not known"
                state = INCOMPLETE if given == "incomplete" else UNKNOWN
                cell, note = Cell(Fraction(0), state, why=(why,)), ""
            self.cells[key] = cell
            self.trace.value(key, "award", cell, f"Award of {programme}", None, note)
        self.trace.reads(key, self.cells[key])
        return self.cells[key]

    def is_option(self, _ref: str, cell: Cell, options: Sequence[str]) -> bool:
        """Whether the answer to a choice is one of the options."""
        return cell.value in options

    def function(self, name: str) -> Callable[..., Any]:
        """A named function."""
        return function_of(name)

    def _first(self, ref: str) -> Cell:
        if ref in self._parameters:
            return self._parameter(self._parameters[ref])
        if ref in self._questions:
            question = self._questions[ref]
            cell, assumed = cell_of(question, self.programme.id, self._facts)
            if assumed:
                self.assumed.append(question)
            note = "assumed, as nobody says" if assumed else ""
            self.trace.value(ref, "question", cell, question.asks, question.source, note)
            return cell
        measure = self._measures[ref]
        cell = self.measure(measure)
        self.trace.value(ref, "measure", cell, measure.meaning, None, self.made_of.get(ref, ""))
        return cell

    def _parameter(self, parameter: Parameter) -> Cell:
        found = value_of(parameter, self.programme, self.dates, self.as_of)
        cell = parameter_cell(
            parameter,
            found.entry,
            f"the date of {found.trigger}, which decides {parameter.id}, is not given"
            if found.asked
            else f"{parameter.id} ({parameter.meaning}) is not known"
            + (f" for {found.day}" if found.entry is None and found.day else "")
            + f", as known on {self.as_of}",
            asked=found.asked,
        )
        entry = found.entry
        if entry is not None and entry.against:
            self.contested.append((parameter, entry))
        note = entry.note if entry else ""
        source = entry.source if entry else None
        self.trace.value(parameter.id, "parameter", cell, parameter.meaning, source, note)
        return cell


def parameter_cell(
    parameter: Parameter, entry: DatedValue | None, why: str, *, asked: bool
) -> Cell:
    """A value that was found, or why there is none, as a cell."""
    value = None if entry is None else entry.value
    if value is None or value == "unknown":
        blank: Any = False if parameter.unit == "yes_no" else Fraction(0)
        return Cell(blank, INCOMPLETE if asked else UNKNOWN, why=(why,))
    if value == "none":
        return Cell(ENDLESS, endless=True)
    if isinstance(value, date):
        return Cell(Fraction(value.toordinal()))
    return Cell(value if isinstance(value, bool) else Fraction(value))


def _not_given(measure: Measure) -> Cell:
    why = f"not given ({measure.id}): {measure.meaning}"
    return Cell(Fraction(0), INCOMPLETE, why=(why,))
