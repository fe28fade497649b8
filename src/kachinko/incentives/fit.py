"""Whether a budget line fits a rule: yes, no, or not to be told from what the line says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.cell import settled
from kachinko.incentives.reading import holds
from kachinko.model.budget import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kachinko.incentives.reading import Desk
    from kachinko.model.budget import BudgetLine
    from kachinko.model.programme import Counting

Answer = bool | None
"""None: a field that the rule asks for is empty, or an answer that it needs is missing."""


def fits(line: BudgetLine, rule: Counting, desk: Desk) -> Answer:
    """Whether a line fits a rule; what the rule leaves out does not matter."""
    return _all([*_fields(line, rule), settled(holds(rule.when, desk))])


def _fields(line: BudgetLine, rule: Counting) -> Iterator[Answer]:
    if rule.categories:
        yield line.category in rule.categories
    if rule.not_categories:
        yield line.category not in rule.not_categories
    if rule.levels:
        yield line.level in rule.levels
    if rule.labour is not None:
        yield line.labour is rule.labour
    if rule.connected is not None:
        yield line.connected is rule.connected
    if rule.zones:
        yield None if line.zone is None else line.zone in rule.zones
    for place, areas, outside in (
        (line.place, rule.places, rule.not_places),
        (line.payee, rule.payees, rule.not_payees),
    ):
        if areas:
            yield _lies(place, areas)
        if outside:
            yield _not(_lies(place, outside))


def _lies(place: str | None, areas: Iterable[str]) -> Answer:
    return None if place is None else any(within(place, area) for area in areas)


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _all(answers: Iterable[Answer]) -> Answer:
    found = list(answers)
    if False in found:
        return False
    return None if None in found else True


def empty_fields(line: BudgetLine, rule: Counting) -> str:
    """Which fields of the line a rule asks for and finds empty, in words."""
    asked = (
        ("place", line.place, rule.places or rule.not_places),
        ("payee", line.payee, rule.payees or rule.not_payees),
        ("zone", line.zone, rule.zones),
    )
    found = [name for name, value, rules in asked if rules and value is None]
    return f"the line gives no {' and no '.join(found)}" if found else "an answer is missing"
