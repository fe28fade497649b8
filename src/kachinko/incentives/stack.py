"""Several programmes asked at once: each after those whose award comes off it first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kachinko.incentives.cell import REFUSED, STATUSES, is_known
from kachinko.incentives.estimate import told, work
from kachinko.incentives.resolve import version_of
from kachinko.model.errors import Fault, InputError
from kachinko.model.raw_tree import rings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kachinko.incentives.estimate import Worked
    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Case, Estimate
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Programme
    from kachinko.model.terms import Terms


def estimate_all(
    programmes: Sequence[Programme],
    case: Case | Budget,
    *,
    as_of: date,
    awards: Mapping[str, Any] | None = None,
    exchange: ExchangeTable | None = None,
    terms: Terms | None = None,
) -> tuple[Estimate, ...]:
    """What each of several programmes would pay in one case, in the order given.

    `awards` are those of programmes that are not among them; see `estimate`.

    Raises
    ------
    InputError
        When programmes wait for each other in a ring, or answers do not fit what is asked.
    """
    asked = {programme.id: programme for programme in programmes}
    given: dict[str, Any] = dict(awards or {})
    done: dict[str, Worked] = {}
    for programme in in_order(programmes, case, as_of):
        before = given | {
            name: _award(done[name], programme, case, exchange)
            for name in comes_off(programme, case, as_of)
            if name in done
        }
        done[programme.id] = work(programme, case, as_of=as_of, awards=before, exchange=exchange)
    for programme in programmes:
        done[programme.id].notes += _excluded(programme, asked)
    return tuple(told(done[programme.id], terms) for programme in programmes)


def comes_off(programme: Programme, case: Case | Budget, as_of: date) -> list[str]:
    """The programmes whose award comes off first, in the version that governs the case."""
    version = version_of(programme, case.dates, as_of).entry
    return [
        name
        for clause in (version.clauses if version else ())
        if clause.kind == "less"
        for name in clause.awards
    ]


def in_order(
    programmes: Sequence[Programme], case: Case | Budget, as_of: date
) -> Iterator[Programme]:
    """The programmes, each after those that it needs.

    Raises
    ------
    InputError
        When some wait for each other in a ring.
    """
    waiting = {each.id: each for each in programmes}
    before = {
        each.id: [name for name in comes_off(each, case, as_of) if name in waiting]
        for each in programmes
    }
    found = rings(before)
    if found:
        raise InputError(
            "programmes",
            [
                Fault(
                    ring[0],
                    f"each comes off the next: {', '.join([*ring, ring[0]])}",
                    "an order in which each award comes off those after it only",
                )
                for ring in found
            ],
        )
    while waiting:
        ready = [name for name in waiting if not any(each in waiting for each in before[name])]
        for name in ready:
            yield waiting.pop(name)


def _award(
    worked: Worked, programme: Programme, case: Case | Budget, exchange: ExchangeTable | None
) -> Any:
    """An award in the currency of the programme that it comes off; a status where there is none."""
    state = worked.award.state
    if state == REFUSED:
        return Fraction(0)
    if not is_known(state):
        return STATUSES[state]
    have, want = worked.programme.currency, programme.currency
    if have == want:
        return worked.award.value
    day = case.dates.get("photography_start")
    factor = exchange.factor(have, want, day) if exchange and day else None
    return "incomplete" if factor is None else worked.award.value * factor


def _excluded(programme: Programme, asked: Mapping[str, Programme]) -> list[str]:
    others = {
        name
        for name, other in asked.items()
        if name != programme.id and (name in programme.not_with or programme.id in other.not_with)
    }
    return [
        f"{asked[name].name} excludes it: only one of the two can be had."
        for name in sorted(others)
    ]
