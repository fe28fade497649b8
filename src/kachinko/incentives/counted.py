"""Which lines of a budget a measure counts, and by which rule, before days and limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.incentives.fit import empty_fields, fits

if TYPE_CHECKING:
    from typing import Literal

    from kachinko.incentives.cell import Cell
    from kachinko.incentives.desk import CaseDesk
    from kachinko.model.budget import BudgetLine
    from kachinko.model.programme import Counting, Measure


@dataclass(slots=True)
class Counted:
    """One line in one measure, in the programme's currency."""

    line: BudgetLine
    amount: Fraction
    answer: Literal["counted", "partly", "not", "unclear"] = "not"
    says: str = ""
    source: str | None = None
    counted: Fraction = Fraction(0)
    spoilers: list[Cell] = field(default_factory=list)
    """What keeps the counted amount from being known."""


def count(line: BudgetLine, amount: Fraction, measure: Measure, desk: CaseDesk) -> Counted:
    """Whether a measure counts a line, and which share of it."""
    result = Counted(line, amount)
    rule, doubt = _rule(line, measure, desk)
    if rule is None and doubt is None:
        result.says = "no rule of the measure counts it"
        return result
    for excluded in measure.excludes:
        answer = fits(line, excluded, desk)
        if answer:
            result.says, result.source = excluded.says or "excluded", excluded.source
            return result
        if answer is None:
            doubt = doubt or excluded
    for unclear in measure.unclear:
        if fits(line, unclear, desk) is not False:
            return _unclear(result, unclear.says or "the rules do not say", unclear.source)
    if doubt is not None or rule is None:
        asked = doubt or measure.counts[0]
        says = f"{empty_fields(line, asked)}, which the rule asks for"
        return _unclear(result, f"{says}: {asked.says}" if asked.says else says, asked.source)
    result.answer, result.says, result.source = "counted", rule.says, rule.source
    result.counted = amount
    if rule.share is not None:
        share = desk.look_up(rule.share)
        result.spoilers.append(share)
        result.counted = amount * share.value
        if result.counted != amount:
            result.answer = "partly" if result.counted else "not"
    return result


def _unclear(result: Counted, says: str, source: str | None) -> Counted:
    result.answer, result.says, result.source = "unclear", says, source
    return result


def _rule(
    line: BudgetLine, measure: Measure, desk: CaseDesk
) -> tuple[Counting | None, Counting | None]:
    """The first rule that counts a line, and one that may before it and counts another share."""
    doubt = None
    for rule in measure.counts:
        answer = fits(line, rule, desk)
        if answer:
            same = doubt is not None and doubt.share == rule.share
            return rule, None if same else doubt
        if answer is None:
            doubt = doubt or rule
    return None, doubt
