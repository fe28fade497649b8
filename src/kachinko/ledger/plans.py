"""A plan's sets as reservations: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.moves import Moves, Refused
from kachinko.model.reservation import Wanted

if TYPE_CHECKING:
    from kachinko.model.command import ApplyPlan
    from kachinko.model.reservation import Reservation

_WANTED = tuple(Wanted.model_fields)


def apply_plan(moves: Moves, command: ApplyPlan) -> None:
    """Turn a plan into holds or firm reservations, and give back what it no longer needs.

    A reservation that an earlier plan made for the same set on the same stage is amended. Holds of
    the earlier plan that this one does not name are released; what is firm stays, as giving it up
    costs money and wants a command of its own.

    Raises
    ------
    Refused
        With everyone in the way, of all sets at once.
    """
    old = _earlier(moves, command)
    kept = {(each.stage, each.set): each for each in old}
    needed = {(wanted.stage, wanted.set) for wanted in command.wanted}
    for each in old:
        if (each.stage, each.set) not in needed and not each.firm:
            moves.release(each)
    refusals: list[Refused] = []
    for number, wanted in enumerate(command.wanted, 1):
        try:
            _enter(moves, command, wanted, kept.get((wanted.stage, wanted.set)), number)
        except Refused as refused:
            refusals.append(refused)
    if refusals:
        raise Refused(
            refusals[0].code if len({each.code for each in refusals}) == 1 else "PLAN",
            " ".join(each.says for each in refusals),
            {each.id: each for refused in refusals for each in refused.blockers}.values(),
        )


def _earlier(moves: Moves, command: ApplyPlan) -> list[Reservation]:
    return [
        each
        for floor in moves.desk.floors.values()
        for each in floor.live.values()
        if each.plan is not None and each.title in command.titles and each.holder == command.holder
    ]


def _enter(
    moves: Moves, command: ApplyPlan, wanted: Wanted, old: Reservation | None, number: int
) -> None:
    id_ = f"{command.id}.{number}"
    if old is None:
        enter = moves.book if command.how == "book" else moves.place
        enter(wanted, id_, plan=command.plan)
        return
    if any(getattr(old, name) != getattr(wanted, name) for name in _WANTED):
        moves.change(old, wanted)
    current = moves.desk.find(old.id) or old
    if command.how == "book" and not current.firm:
        moves.confirm(current)
    moves.queue.set(current, plan=command.plan)
