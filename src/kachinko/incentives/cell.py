"""A value on its way through the clauses, with what keeps it from being known.

A state travels with the value: a number (one case, or the same in all) or an array with one
number a case. It spoils an answer only where the value is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.incentives.numbers import Numbers, Truth

    State = Any

KNOWN, INCOMPLETE, UNKNOWN, REFUSED = 0, 1, 2, 3
"""Of two states the higher one stands: no answer helps where the rule is unknown, and what is
refused is refused whatever else is not known."""

STATUSES = ("award", "incomplete", "unknown", "refused")
"""The status of an estimate by the state of its award."""

ENDLESS = float("inf")
"""What a limit that is `none` counts as."""


@dataclass(slots=True)
class Cell:
    """A value; where the state is not KNOWN the value means nothing, but is finite."""

    value: Any
    state: State = KNOWN
    endless: bool = False
    """Whether the value may be ENDLESS: a limit that is `none`."""
    why: tuple[str, ...] = ()
    """For people, of one case: what is lacking."""
    bound: tuple[int, str] | None = None
    """Of one case: the last limit on the way that took something away, with its place."""


def is_known(state: State) -> bool:
    """Whether the state is KNOWN in every case."""
    return not isinstance(state, np.ndarray) and state == KNOWN


def state_where(condition: Truth, state: int) -> State:
    """The state where a condition holds, else KNOWN."""
    if isinstance(condition, np.ndarray):
        return condition.view(np.uint8) * np.uint8(state)
    return state if condition else KNOWN


def settled(test: Cell) -> bool | None:
    """The answer of a test where it is known and the same in all cases."""
    if isinstance(test.value, np.ndarray) or not is_known(test.state):
        return None
    return bool(test.value)


def worst(first: State, second: State) -> State:
    """The higher of two states, case by case."""
    if isinstance(first, np.ndarray) or isinstance(second, np.ndarray):
        if is_known(first):
            return second
        return first if is_known(second) else np.maximum(first, second)
    return max(first, second)


def spoilt_by(value: Any, cells: Iterable[Cell]) -> Cell:
    """A value made of cells that were all needed: it is known where all of them are."""
    state: State = KNOWN
    why: tuple[str, ...] = ()
    bound = None
    for cell in cells:
        state = worst(state, cell.state)
        why += cell.why
        if cell.bound is not None and (bound is None or cell.bound > bound):
            bound = cell.bound
    return Cell(value, state, why=tuple(dict.fromkeys(why)) if why else why, bound=bound)


def all_hold(n: Numbers, cells: Iterable[Cell]) -> Cell:
    """Whether all hold: one that surely fails decides, whatever is not known of the others."""
    seen = []
    for cell in cells:
        if settled(cell) is False:
            return Cell(value=False)
        seen.append(cell)
    truth: Truth = True
    for cell in seen:
        truth = n.both(truth, cell.value)
    if all(is_known(cell.state) for cell in seen):
        return Cell(truth)
    fails: Truth = False
    for cell in seen:
        fails = n.either(fails, n.both(n.no(cell.value), cell.state == KNOWN))
    every = spoilt_by(truth, seen)
    state = n.choose(fails, KNOWN, every.state)
    return Cell(n.both(truth, n.no(fails)), state, why=() if is_known(state) else every.why)


def one_holds(n: Numbers, cells: Iterable[Cell]) -> Cell:
    """Whether one holds: one that surely holds decides."""
    turned = [Cell(n.no(cell.value), cell.state, why=cell.why) for cell in cells]
    none = all_hold(n, turned)
    return Cell(n.no(none.value), none.state, why=none.why)


def if_holds(n: Numbers, test: Cell, yes: Cell, no: Cell) -> Cell:
    """`yes` where the test holds, else `no`; what is not taken does not spoil it."""
    value = n.choose(test.value, yes.value, no.value)
    endless = yes.endless or no.endless
    if is_known(test.state) and is_known(yes.state) and is_known(no.state):
        if isinstance(test.value, np.ndarray):
            return Cell(value, KNOWN, endless)
        return Cell(value, KNOWN, endless, bound=(yes if test.value else no).bound)
    # Where the test is not known, nobody knows what is taken, and whether that is.
    taken_state = n.choose(test.value, yes.state, no.state)
    state = n.choose(test.state == KNOWN, taken_state, test.state)
    if isinstance(state, np.ndarray) or isinstance(test.value, np.ndarray):
        return Cell(value, state, endless)
    taken = yes if test.value else no
    return Cell(value, state, endless, test.why or taken.why, taken.bound)


def finite(n: Numbers, cell: Cell, what: str) -> Cell:
    """The cell where an amount is needed: that there is no limit is then no answer."""
    if not cell.endless:
        return cell
    open_ = cell.value == ENDLESS
    state = worst(cell.state, n.choose(open_, UNKNOWN, KNOWN))
    why = cell.why if is_known(state) else (*cell.why, f"{what} is none where an amount is needed")
    return Cell(n.choose(open_, n.number(0), cell.value), state, why=why, bound=cell.bound)
