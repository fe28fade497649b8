"""What a board costs, and who waits: paid days, idle days and lines, exactly as the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.model.board import CostLine
from kachinko.shooting.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from kachinko.model.board import Board, BoardDay
    from kachinko.model.scene import Player, ShootingSet
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.terms import Place

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stay:
    """The days of a player, or of a set, from the first to the last on a board."""

    id: str
    name: str
    used: tuple[date, ...]
    """Days with a scene of theirs."""
    paid: tuple[date, ...]
    """Working days that count."""
    dropped: tuple[date, ...]
    """Working days of the one gap that is not paid."""
    rate: Decimal | None
    """Price of a paid day; None: it has none and is not counted."""

    @property
    def idle(self) -> tuple[date, ...]:
        """Paid days without a scene of theirs."""
        used = set(self.used)
        return tuple(day for day in self.paid if day not in used)

    @property
    def cost(self) -> Decimal | None:
        """What the paid days cost."""
        return None if self.rate is None else self.rate * len(self.paid)

    @property
    def idle_cost(self) -> Decimal | None:
        """What of it falls on idle days."""
        return None if self.rate is None else self.rate * len(self.idle)


@dataclass(frozen=True, slots=True)
class MoveMade:
    """A company move that a board makes, within a day or between two days of a unit."""

    unit: str
    day: date
    """The day on which the company works at the new place."""
    from_: Place
    to: Place
    within: bool
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Account:
    """The whole cost of a board in the shooting's currency."""

    cast: tuple[Stay, ...]
    sets: tuple[Stay, ...]
    moves: tuple[MoveMade, ...]
    unit_days: int
    unit_day_cost: Decimal | None

    @property
    def lines(self) -> tuple[CostLine, ...]:
        """The parts of the cost, as a board holds them."""
        return (
            CostLine(what="cast", amount=_costs(self.cast), of_it_idle=_idle(self.cast)),
            CostLine(what="moves", amount=_sum(move.cost for move in self.moves)),
            CostLine(what="standing", amount=_costs(self.sets), of_it_idle=_idle(self.sets)),
            CostLine(what="units", amount=self.unit_days * (self.unit_day_cost or NOTHING)),
        )

    @property
    def total(self) -> Decimal:
        """What the board costs."""
        return _sum(line.amount for line in self.lines)

    @property
    def idle(self) -> Decimal:
        """What of it is paid for waiting."""
        return _sum(line.of_it_idle for line in self.lines)


def account(shooting: Shooting, board: Board) -> Account:
    """Count what a board costs.

    Raises
    ------
    InputError
        If the board names what the shooting does not know, or money is in another currency.
    """
    terms = Terms(shooting)
    terms.check(board)
    players: dict[str, set[date]] = {}
    sets: dict[str, set[date]] = {}
    for day in board.days:
        for number in day.scenes:
            scene = terms.scenes[number]
            sets.setdefault(scene.set, set()).add(day.day)
            for player in scene.cast:
                players.setdefault(player, set()).add(day.day)
    return Account(
        cast=tuple(
            player_stay(terms, player, players[player.id])
            for player in shooting.cast
            if player.id in players
        ),
        sets=tuple(
            set_stay(terms, each, sets[each.id]) for each in shooting.sets if each.id in sets
        ),
        moves=tuple(moves_made(terms, board.days)),
        unit_days=len(board.days),
        unit_day_cost=terms.amount(shooting.unit_day_cost),
    )


def player_stay(terms: Terms, player: Player, days: Collection[date]) -> Stay:
    """What a player's days on a board come to."""
    used = sorted(days)
    paid = terms.working_days(used)
    dropped = _longest_gap(used, paid) if player.drop_days else []
    if len(dropped) < (player.drop_days or 0):
        dropped = []
    return Stay(
        id=player.id,
        name=player.name,
        used=tuple(used),
        paid=tuple(day for day in paid if day not in dropped),
        dropped=tuple(dropped),
        rate=terms.amount(player.day_rate),
    )


def _longest_gap(used: list[date], working: list[date]) -> list[date]:
    """The working days strictly between two used days, where most are; the first such gap."""
    gaps = [[day for day in working if one < day < other] for one, other in pairwise(used)]
    return max(gaps, key=len, default=[])


def set_stay(terms: Terms, each: ShootingSet, days: Collection[date]) -> Stay:
    """What a set's days on a board come to."""
    used = sorted(days)
    paid = tuple(terms.working_days(used))
    return Stay(each.id, each.name, tuple(used), paid, (), terms.amount(each.standing_cost))


def moves_made(terms: Terms, days: Iterable[BoardDay]) -> Iterable[MoveMade]:
    """The company moves of a board's days, in order."""
    last: dict[str, Place] = {}
    for day in sorted(days, key=lambda each: (each.day, each.unit)):
        for at, number in enumerate(day.scenes):
            place, before = terms.place(terms.scenes[number]), last.get(day.unit)
            if before is not None and before != place:
                cost = terms.move_cost(before, place)
                yield MoveMade(day.unit, day.day, before, place, within=at > 0, cost=cost)
            last[day.unit] = place


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), NOTHING)


def _costs(stays: Iterable[Stay]) -> Decimal:
    return _sum(stay.cost for stay in stays)


def _idle(stays: Iterable[Stay]) -> Decimal:
    return _sum(stay.idle_cost for stay in stays)
