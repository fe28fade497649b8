"""Each kind of clause, written once for one case and for many.

A `Desk` reads what a clause names and keeps what it gives; see docs/incentive-rules.md for what
each kind means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.incentives.cell import (
    ENDLESS,
    KNOWN,
    REFUSED,
    Cell,
    all_hold,
    if_holds,
    is_known,
    one_holds,
    settled,
    spoilt_by,
    worst,
)
from kachinko.incentives.reading import amount, compare, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kachinko.incentives.reading import Desk
    from kachinko.model.clause import (
        Apply,
        Choose,
        Clause,
        Function,
        Greatest,
        Less,
        Limits,
        Portion,
        Require,
        Sum,
        Tiers,
        Uplifts,
    )


def work_out(clause: Clause, desk: Desk) -> Cell:
    """What a clause gives; that of a requirement is whether it is met."""
    return _KINDS[clause.kind](clause, desk)


def _require(clause: Require, desk: Desk) -> Cell:
    # All tests are made, so that the trace shows every one that fails.
    cells = [compare(test, desk) for test in clause.when]
    if clause.routes:
        ways = []
        for route in clause.routes:
            way = holds(route.when, desk)
            ways.append(way)
            if desk.watcher is not None:
                desk.watcher.part(clause.id, route, way)
        cells.append(one_holds(desk.n, ways))
    return all_hold(desk.n, cells)


def _portion(portion: Portion | None, desk: Desk) -> Iterator[Cell]:
    if portion is not None:
        part, whole = amount(portion.part, desk), amount(portion.whole, desk)
        n = desk.n
        yield spoilt_by(n.least(n.ratio(part.value, whole.value), n.number(1)), (part, whole))


def _product(cells: Sequence[Cell]) -> Cell:
    value = cells[0].value
    for cell in cells[1:]:
        value = value * cell.value
    return spoilt_by(value, cells)


def _where(when: Cell, desk: Desk, make: Callable[[], Cell]) -> Cell:
    """What `make` gives where the test holds, and 0 where not; not made where it never holds."""
    answer = settled(when)
    if answer is not None:
        return make() if answer else Cell(desk.n.number(0))
    made = make()
    if is_known(when.state) and is_known(made.state):
        return Cell(desk.n.keep(when.value, made.value), bound=made.bound)
    return if_holds(desk.n, when, made, Cell(desk.n.number(0)))


def _apply(clause: Apply, desk: Desk) -> Cell:
    def make() -> Cell:
        factors = [amount(clause.rate, desk), *_portion(clause.portion, desk)]
        # Numbers that are the same in all cases are multiplied first, once.
        return _product([*factors, amount(clause.to, desk)])

    return _where(holds(clause.when, desk), desk, make)


def _tiers(clause: Tiers, desk: Desk) -> Cell:
    n = desk.n
    to = amount(clause.to, desk)
    total, spoilers = n.number(0), [to]
    floor = None
    for band in clause.bands:
        slice_, ceiling = to.value, None
        if band.up_to is not None:
            ceiling = desk.read(band.up_to)
            spoilers.append(ceiling)
            slice_ = n.least(slice_, ceiling.value)
        if floor is not None:
            slice_ = n.greatest(slice_ - floor.value, n.number(0))
        rate = amount(band.rate, desk)
        total = total + rate.value * slice_
        if not is_known(rate.state):
            # The rate of a slice that is not reached is not needed.
            state = n.choose(slice_ == 0, KNOWN, rate.state)
            spoilers.append(Cell(0, state, why=() if is_known(state) else rate.why))
        floor = ceiling
    return spoilt_by(total, spoilers)


def _choose(clause: Choose, desk: Desk) -> Cell:
    rows: list[tuple[Cell, Cell]] = []
    result: Cell | None = None
    for row in clause.rows:
        when = holds(row.when, desk)
        answer = settled(when)
        if desk.watcher is not None:
            desk.watcher.part(clause.id, row, when, taken=answer)
        if answer is False:
            continue
        take = desk.read(row.take)
        if answer is True:
            result = take
            break
        rows.append((when, take))
    if result is None:
        result = _otherwise(clause, desk)
    for when, take in reversed(rows):
        result = if_holds(desk.n, when, take, result)
    return result


def _otherwise(clause: Choose, desk: Desk) -> Cell:
    if clause.otherwise == "refuse":
        return Cell(desk.n.number(0), REFUSED, why=(f"{clause.says} (none of the cases holds)",))
    return desk.read(clause.otherwise)


def _uplifts(clause: Uplifts, desk: Desk) -> Cell:
    n = desk.n
    parts = []
    for part in clause.parts:
        when = holds(part.when, desk)

        def make(part: Any = part) -> Cell:
            return _product([amount(part.rate, desk), *_portion(part.portion, desk)])

        earned = _where(when, desk, make)
        if desk.watcher is not None:
            desk.watcher.part(clause.id, part, earned, taken=settled(when))
        parts.append(earned)
    total = parts[0].value
    for earned in parts[1:]:
        total = total + earned.value
    result = spoilt_by(total, parts)
    if clause.at_most is None:
        return result
    cap = desk.read(clause.at_most)
    state = cap.state
    if not is_known(state):
        # Where nothing is earned, nothing is held down.
        state = n.choose(n.both(result.value == 0, result.state == KNOWN), KNOWN, state)
    held = Cell(n.least(total, cap.value), worst(result.state, state), why=result.why)
    if not is_known(state):
        held.why += cap.why
    cut = desk.watcher is not None and is_known(held.state) and cap.value < total
    held.bound = (desk.place, clause.id) if cut else result.bound
    return held


def _sum(clause: Sum, desk: Desk) -> Cell:
    cells = [amount(ref, desk) for ref in clause.of]
    value = cells[0].value
    for cell in cells[1:]:
        value = value + cell.value
    return spoilt_by(value, cells)


def _greatest(clause: Greatest, desk: Desk) -> Cell:
    cells = [amount(ref, desk) for ref in clause.of]
    return spoilt_by(desk.n.greatest(*(cell.value for cell in cells)), cells)


def _less(clause: Less, desk: Desk) -> Cell:
    cells = [amount(clause.of, desk)]
    cells += [amount(ref, desk) for ref in clause.take]
    cells += [desk.award(programme) for programme in clause.awards]
    value = cells[0].value
    for cell in cells[1:]:
        value = value - cell.value
    return spoilt_by(desk.n.greatest(value, desk.n.number(0)), cells)


def _limits(clause: Limits, desk: Desk) -> Cell:
    n = desk.n
    of = amount(clause.of, desk)
    none = Cell(ENDLESS, KNOWN, endless=True)
    caps = []
    for limit in clause.limits:
        when = holds(limit.when, desk)
        if settled(when) is False:
            caps.append(none)
            continue
        cap = desk.read(limit.at_most)
        if limit.share is not None:
            share = amount(limit.share, desk)
            value = share.value * cap.value
            if cap.endless:
                value = n.choose(cap.value == ENDLESS, ENDLESS, value)
            endless, cap = cap.endless, spoilt_by(value, (cap, share))
            cap.endless = endless
        caps.append(if_holds(n, when, cap, none) if limit.when else cap)
    lowest = n.least(of.value, *(cap.value for cap in caps))
    result = spoilt_by(lowest, (of, *caps))
    if desk.watcher is not None:
        result.bound = _lowest_limit(clause, desk, of, caps)
    return result


def _lowest_limit(
    clause: Limits, desk: Desk, of: Cell, caps: Sequence[Cell]
) -> tuple[int, str] | None:
    """Of one case: which limit binds, told to the watcher; else what bound before."""
    known = is_known(of.state) and all(is_known(cap.state) for cap in caps)
    lowest = min(caps, key=lambda cap: cap.value)
    binds = known and lowest.value < of.value
    for limit, cap in zip(clause.limits, caps, strict=True):
        this = binds and cap is lowest
        by = of.value - cap.value if this else None
        if desk.watcher is not None:
            desk.watcher.limit(limit, of, cap, binding=this if known else None, by=by)
    if binds:
        which = next(limit for limit, cap in zip(clause.limits, caps, strict=True) if cap is lowest)
        return desk.place, which.id
    return of.bound


def _function(clause: Function, desk: Desk) -> Cell:
    cells = [amount(ref, desk) for ref in clause.inputs]
    inputs = spoilt_by(desk.n.number(0), cells)
    if not isinstance(inputs.state, int) or is_known(inputs.state):
        inputs.value = desk.function(clause.name)(desk.n, *(cell.value for cell in cells))
    return inputs


_KINDS: dict[str, Callable[[Any, Desk], Cell]] = {
    "require": _require,
    "apply": _apply,
    "tiers": _tiers,
    "choose": _choose,
    "uplifts": _uplifts,
    "sum": _sum,
    "greatest": _greatest,
    "less": _less,
    "limits": _limits,
    "function": _function,
}
