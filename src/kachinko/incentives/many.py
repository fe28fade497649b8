"""What one programme would pay in many cases at once, in float64."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.incentives.cell import (
    INCOMPLETE,
    KNOWN,
    REFUSED,
    UNKNOWN,
    Cell,
    is_known,
    spoilt_by,
    state_where,
    worst,
)
from kachinko.incentives.clauses import work_out
from kachinko.incentives.desk import parameter_cell
from kachinko.incentives.many_dates import groups
from kachinko.incentives.many_desk import ManyDesk
from kachinko.incentives.many_inputs import read_inputs
from kachinko.incentives.references import last_uses, needed_clauses
from kachinko.incentives.resolve import value_of, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from kachinko.incentives.cell import State
    from kachinko.incentives.many_dates import Group
    from kachinko.incentives.many_inputs import ManyInputs
    from kachinko.incentives.numbers import Numbers
    from kachinko.model.dated import Trigger
    from kachinko.model.programme import Programme, Version

CHUNK = 16_384
"""Cases that are worked out together: few enough that their numbers stay in the cache."""


@dataclass(frozen=True, slots=True)
class ManyEstimates:
    """One number a case. Nothing is rounded; what is not known is NaN."""

    award: np.ndarray
    """Before tax and fees; 0 where it is refused."""
    eligible: np.ndarray
    net: np.ndarray
    """Award less tax and fees; NaN where the tax was not read."""
    status: np.ndarray
    """The place of the status in `cell.STATUSES`: award, incomplete, unknown, refused."""


def estimate_many(
    programme: Programme,
    *,
    as_of: date,
    dates: Mapping[Trigger, date | np.ndarray] | None = None,
    measures: Mapping[str, np.ndarray | float] | None = None,
    facts: Mapping[str, Any] | None = None,
    awards: Mapping[str, np.ndarray | float | str] | None = None,
) -> ManyEstimates:
    """What a programme would pay in many cases, as seen on a day.

    Parameters
    ----------
    dates
        By trigger: a day, or an array of datetime64 (NaT: not given).
    measures
        By measure: an amount, or an array (NaN: not given).
    facts
        By question: an answer, or an array of truths, numbers, days, or options as text or as
        places in the question's options.
    awards
        Of other programmes, in this one's currency; 'unknown' or NaN where not known.

    Raises
    ------
    InputError
        When what is given does not fit what is asked.
    """
    inputs = read_inputs(
        programme,
        dates=dates or {},
        measures=measures or {},
        facts=facts or {},
        awards=awards or {},
    )
    size = inputs.size
    result = ManyEstimates(
        np.empty(size), np.empty(size), np.empty(size), np.zeros(size, dtype=np.uint8)
    )
    with np.errstate(invalid="ignore"):
        for group in groups(programme, dates or {}, as_of):
            _work_group(programme, group, as_of, inputs, result)
    return result


def _work_group(
    programme: Programme, group: Group, as_of: date, inputs: ManyInputs, result: ManyEstimates
) -> None:
    found = version_of(programme, group.dates, as_of)
    if found.entry is None:
        where: Any = slice(None) if group.cases is None else group.cases
        for numbers in (result.award, result.eligible, result.net):
            numbers[where] = np.nan
        result.status[where] = INCOMPLETE if found.asked else UNKNOWN
        return
    same: dict[str, Cell] = {}
    for parameter in programme.parameters:
        value = value_of(parameter, programme, group.dates, as_of)
        same[parameter.id] = _as_float(
            parameter_cell(parameter, value.entry, "", asked=value.asked)
        )
    work = _Work(programme, found.entry, same, inputs)
    for where, take in _chunks(group.cases, inputs.size):
        work.chunk(where, take, result)


def _as_float(cell: Cell) -> Cell:
    value = cell.value
    return Cell(value if isinstance(value, bool) else float(value), cell.state, cell.endless)


def _chunks(cases: np.ndarray | None, size: int) -> Iterator[tuple[Any, Callable[[Any], Any]]]:
    """Which cases are worked out together, and how to take them from an array."""
    total = size if cases is None else len(cases)
    for start in range(0, total, CHUNK):
        piece = slice(start, start + CHUNK)
        where = piece if cases is None else cases[piece]
        yield where, partial(_take, where)


def _take(where: Any, value: Any) -> Any:
    return value[where] if isinstance(value, np.ndarray) else value


class _Work:
    """The clauses of a version over the cases of a group."""

    def __init__(
        self, programme: Programme, version: Version, same: dict[str, Cell], inputs: ManyInputs
    ) -> None:
        self.programme = programme
        self.version = version
        self.same = same
        self.inputs = inputs
        self.clauses = needed_clauses(programme, version)
        kept = {version.award, version.eligible, programme.tax}
        for fee in programme.fees:
            kept |= {fee.share, fee.of, fee.at_least, fee.at_most}
        # Memory that is free again at once is still in the cache for the next step.
        self.done = last_uses(self.clauses, kept)

    def chunk(self, where: Any, take: Callable[[Any], Any], result: ManyEstimates) -> None:
        """Work some cases out and write down what came out."""
        desk = ManyDesk(self.programme, self.same, self.inputs, take)
        n = desk.n
        met: Any = True
        open_: State = KNOWN
        for clause, done in zip(self.clauses, self.done, strict=True):
            cell = work_out(clause, desk)
            desk.cells[clause.id] = cell
            if clause.kind == "require" and clause.otherwise == "refuse":
                surely = cell.value
                if not is_known(cell.state):
                    open_ = worst(open_, cell.state)
                    surely = n.either(cell.value, cell.state != KNOWN)
                met = n.both(met, surely)
            for name in done:
                desk.cells.pop(name, None)
        eligible = desk.read(self.version.eligible)
        award = desk.read(self.version.award)
        result.eligible[where] = _told(n, n.greatest(eligible.value, 0.0), eligible.state)
        # Tax and fees are of the award as it is granted.
        award = Cell(n.keep(met, n.greatest(award.value, 0.0)), worst(award.state, open_))
        desk.cells[self.version.award] = award
        net = self._net(desk, award)
        if is_known(award.state):
            result.status[where] = state_where(n.no(met), REFUSED)
            result.award[where] = award.value
            result.net[where] = (
                n.keep(met, net.value)
                if is_known(net.state)
                else n.choose(met, _told(n, net.value, net.state), 0.0)
            )
            return
        state = n.choose(met, award.state, REFUSED)
        result.status[where] = state
        result.award[where] = _told(n, award.value, state, refused=0.0)
        result.net[where] = _told(n, net.value, n.choose(met, net.state, REFUSED), refused=0.0)

    def _net(self, desk: ManyDesk, award: Cell) -> Cell:
        n = desk.n
        if self.programme.tax is None:
            return Cell(0.0, worst(award.state, UNKNOWN))
        rate = desk.read(self.programme.tax)
        cells = [award, rate]
        net = award.value - award.value * rate.value
        for fee in self.programme.fees:
            share, of = desk.read(fee.share), desk.read(fee.of)
            cells += [share, of]
            charge = share.value * of.value
            if fee.at_least is not None:
                cells.append(desk.read(fee.at_least))
                charge = n.greatest(charge, cells[-1].value)
            if fee.at_most is not None:
                cells.append(desk.read(fee.at_most))
                charge = n.least(charge, cells[-1].value)
            net = net - charge
        return spoilt_by(n.greatest(net, 0.0), cells)


def _told(n: Numbers, value: Any, state: State, refused: float = np.nan) -> Any:
    """The value where it is known, else NaN."""
    if is_known(state):
        return value
    return n.choose(state == KNOWN, value, n.choose(state == REFUSED, refused, np.nan))
