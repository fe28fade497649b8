"""What clauses read, and how they compare it: the same for one case and for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from kachinko.incentives.cell import ENDLESS, Cell, all_hold, finite, spoilt_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.incentives.numbers import Number, Numbers
    from kachinko.model.clause import Ref, Test, When


class Watcher(Protocol):
    """Who writes down, of one case, what a clause does on its way; see `trace.Trace`."""

    def test(self, test: Test, left: Cell, right: Cell | None, result: Cell) -> None:
        """A comparison was made."""

    def part(self, owner: str, part: Any, result: Cell, *, taken: bool | None = None) -> None:
        """A route, a row or an uplift was looked at."""

    def limit(
        self, limit: Any, of: Cell, cap: Cell, *, binding: bool | None, by: Number | None
    ) -> None:
        """A limit was looked at."""


class Desk(Protocol):
    """Where clauses are worked out."""

    n: Numbers
    watcher: Watcher | None
    place: int
    """The place of the clause in its version."""

    def read(self, ref: Ref) -> Cell:
        """What a measure, question, parameter or earlier clause is."""

    def award(self, programme: str) -> Cell:
        """The award of another programme; 0 where it is not asked for."""

    def is_option(self, ref: Ref, cell: Cell, options: Sequence[str]) -> Any:
        """Whether the answer to a choice is one of the options."""

    def function(self, name: str) -> Callable[..., Number]:
        """A named function."""


def holds(when: When, desk: Desk) -> Cell:
    """Whether all tests hold; the first that surely fails ends it."""
    if not when:
        return Cell(value=True)
    return all_hold(desk.n, (compare(test, desk) for test in when))


def amount(ref: Ref, desk: Desk) -> Cell:
    """What a reference is, where an amount is needed."""
    return finite(desk.n, desk.read(ref), ref)


def compare(test: Test, desk: Desk) -> Cell:
    """Whether one test holds."""
    left, right = desk.read(test.what), None
    if test.is_ is not None:
        result = Cell(_is(test, left, desk), left.state, why=left.why)
    else:
        op, ref = next(
            (op, ref) for op in _COMPARISONS if (ref := getattr(test, op, None)) is not None
        )
        right = desk.read(ref)
        truth = _COMPARISONS[op](desk.n, left.value, right.value)
        if right.endless:
            truth = desk.n.either(truth, right.value == ENDLESS)
        result = spoilt_by(truth, (left, right))
        result.bound = None
    if desk.watcher is not None:
        desk.watcher.test(test, left, right, result)
    return result


_COMPARISONS: dict[str, Callable[[Numbers, Any, Any], Any]] = {
    "at_least": lambda n, left, right: n.at_least(left, right),
    "more_than": lambda n, left, right: n.more_than(left, right),
    "at_most": lambda n, left, right: n.no(n.more_than(left, right)),
    "less_than": lambda n, left, right: n.no(n.at_least(left, right)),
}


def _is(test: Test, left: Cell, desk: Desk) -> Any:
    if isinstance(test.is_, bool):
        return left.value if test.is_ else desk.n.no(left.value)
    options = test.is_ if isinstance(test.is_, tuple) else (str(test.is_),)
    return desk.is_option(test.what, left, options)
