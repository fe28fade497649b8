"""Limits below the whole: on each person's pay, each line, or a share of a measure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.incentives.cell import Cell, is_known, spoilt_by
from kachinko.incentives.fit import fits
from kachinko.incentives.shown import plain, shown
from kachinko.model.estimate import TraceEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.incentives.counted import Counted
    from kachinko.incentives.desk import CaseDesk
    from kachinko.model.programme import LineLimit

_LEVELS = {"person": "person", "line": "line", "all": "category"}


def hold(
    limit: LineLimit,
    lines: list[Counted],
    desk: CaseDesk,
    before_limits: Callable[[str], Cell],
) -> Cell:
    """Hold lines below a limit; the cut is spread over them in proportion.

    Returns a cell without meaning of its own, whose state says whether the limit is known.
    """
    # A line of which it cannot be told is held too: the lower amount is the sure one.
    touched = [
        each for each in lines if each.counted and fits(each.line, limit.lines, desk) is not False
    ]
    if not touched:
        return Cell(0)
    cap = _cap(limit, desk, before_limits)
    if not is_known(cap.state):
        return Cell(0, cap.state, why=cap.why)
    taken = Fraction(0)
    if not cap.endless:
        for group in _groups(limit, touched):
            taken += _cut(limit, group, cap.value)
    desk.trace.entries.append(_entry(limit, cap, taken, desk))
    # Limits of clauses come later on the way to the award than those of lines.
    return Cell(0, bound=(-1, limit.id) if taken else None)


def _cap(limit: LineLimit, desk: CaseDesk, before_limits: Callable[[str], Cell]) -> Cell:
    if limit.at_most is not None or limit.share is None or limit.of is None:
        return desk.look_up(limit.at_most or "")
    share, of = desk.look_up(limit.share), before_limits(limit.of)
    if share.endless:
        return share
    return spoilt_by(share.value * of.value, (share, of))


def _groups(limit: LineLimit, lines: list[Counted]) -> list[list[Counted]]:
    if limit.per == "all":
        return [lines]
    if limit.per == "line":
        return [[each] for each in lines]
    persons: dict[str, list[Counted]] = {}
    for each in lines:
        # Without a person nobody knows how many share a line; it is looked at by itself.
        key = each.line.person or f"line {each.line.id}"
        persons.setdefault(key, []).append(each)
    return list(persons.values())


def _cut(limit: LineLimit, group: list[Counted], cap: Fraction) -> Fraction:
    """Cut a group of lines down to the cap; returns what is taken away."""
    total = sum((each.counted for each in group), Fraction(0))
    if total <= cap:
        return Fraction(0)
    says = limit.says or f"held by {limit.id}"
    if limit.per == "person" and group[0].line.person is None:
        each = group[0]
        each.answer, each.source = "unclear", limit.source
        each.says = f"the line gives no person, which a limit asks for: {says}"
        each.counted = Fraction(0)
        return total
    for each in group:
        each.counted = each.counted * cap / total
        each.answer = "partly" if each.counted else "not"
        each.says, each.source = says, limit.source
    return total - cap


def _entry(limit: LineLimit, cap: Cell, taken: Fraction, desk: CaseDesk) -> TraceEntry:
    return TraceEntry(
        id=limit.id,
        kind="limit",
        says=limit.says,
        result=shown(cap, "money"),
        unit="money",
        binding=taken > 0,
        by=plain(taken, "money") if taken > 0 else None,
        level=_LEVELS[limit.per],
        source=desk.trace.page(limit.source),
    )
