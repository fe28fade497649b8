"""A plan's sets as reservations: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.moves import Moves, Refused
from kachinko.model.reservation import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    _check(command)
    kept, rest = _pair(_earlier(moves, command), command.wanted)
    refusals: list[Refused] = []
    for each in rest:
        current = moves.desk.find(each.id)
        if current is not None and current.live and not current.firm:
            moves.release(current)
    for number, wanted in enumerate(command.wanted, 1):
        old = moves.desk.find(kept[number].id) if number in kept else None
        try:
            _enter(moves, command, wanted, old, number)
        except Refused as refused:
            refusals.append(refused)
    if refusals:
        raise Refused(
            refusals[0].code if len({each.code for each in refusals}) == 1 else "PLAN",
            " ".join(each.says for each in refusals),
            {each.id: each for refused in refusals for each in refused.blockers}.values(),
        )


def _check(command: ApplyPlan) -> None:
    """A plan speaks for its own titles and its holder only."""
    for wanted in command.wanted:
        if wanted.title not in command.titles or wanted.holder != command.holder:
            raise Refused(
                "INPUT", f"{wanted.title} of {wanted.holder} is not of this plan's titles."
            )
    if len(id_of(command, len(command.wanted))) > 64:
        raise Refused("INPUT", "The id of a plan's command leaves no room for its sets.")


def id_of(command: ApplyPlan, number: int) -> str:
    """The id of the reservation that a plan's set gets, the first having number 1."""
    return f"{command.id}.{number}"


def _pair(
    old: list[Reservation], wanted: Sequence[Wanted]
) -> tuple[dict[int, Reservation], list[Reservation]]:
    """By the number of what is wanted, the earlier reservation of that set; and the rest of them.

    A set that stands twice on a stage is paired in the order of days.
    """
    by_set: dict[tuple[str, str, str | None], list[Reservation]] = {}
    for each in sorted(old, key=lambda each: (each.first, each.id)):
        by_set.setdefault((each.title, each.stage, each.set), []).append(each)
    pairs: dict[int, Reservation] = {}
    for number, new in sorted(enumerate(wanted, 1), key=lambda item: (item[1].first, item[0])):
        those = by_set.get((new.title, new.stage, new.set))
        if those:
            pairs[number] = those.pop(0)
    return pairs, [each for those in by_set.values() for each in those]


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
    if old is None:
        enter = moves.book if command.how == "book" else moves.place
        enter(wanted, id_of(command, number), plan=command.plan)
        return
    if any(getattr(old, name) != getattr(wanted, name) for name in _WANTED):
        moves.change(old, wanted)
    current = moves.desk.find(old.id) or old
    if command.how == "book" and not current.firm:
        moves.confirm(current)
    if current.plan != command.plan:
        moves.queue.set(current, plan=command.plan)
