"""What a board costs, counted here day by day in exact decimals, and what it says it costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.shooting.check.breach import Breach
from kachinko.shooting.check.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.board import Board
    from kachinko.model.money import Money
    from kachinko.model.scene import Player
    from kachinko.model.shooting import Shooting

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a board costs, in the shooting's currency, and of it what is paid for idle days."""

    cast: Decimal
    cast_idle: Decimal
    moves: Decimal
    standing: Decimal
    standing_idle: Decimal
    units: Decimal
    board_days: int
    company_moves: int
    waiting_days: int
    """Days that the cast are paid for, or would be, without a scene of theirs."""

    @property
    def cost(self) -> Decimal:
        """All of it."""
        return self.cast + self.moves + self.standing + self.units

    @property
    def idle(self) -> Decimal:
        """What is paid for waiting cast and unused sets."""
        return self.cast_idle + self.standing_idle


def worth_of(shooting: Shooting, board: Board) -> Worth:
    """Count what the days of a board cost."""
    return count(Reading(shooting, board))


def count(reading: Reading) -> Worth:
    """Count what a board that has been read costs."""
    cast = cast_idle = standing = standing_idle = NOTHING
    waiting = 0
    for player in reading.shooting.cast:
        days = _days(reading, player=player.id)
        paid = _paid_days(reading, player, days)
        rate = _amount(player.day_rate)
        cast += rate * paid
        cast_idle += rate * (paid - len(days))
        waiting += paid - len(days)
    for used in reading.shooting.sets:
        days = _days(reading, set_=used.id)
        stood = len(reading.working_days(days[0], days[-1])) if days else 0
        rate = _amount(used.standing_cost)
        standing += rate * stood
        standing_idle += rate * (stood - len(days))
    changes = list(_changes(reading))
    return Worth(
        cast=cast,
        cast_idle=cast_idle,
        moves=sum((reading.move_cost(*change) or NOTHING for change in changes), NOTHING),
        standing=standing,
        standing_idle=standing_idle,
        units=_amount(reading.shooting.unit_day_cost) * len(reading.days),
        board_days=len(reading.days),
        company_moves=len(changes),
        waiting_days=waiting,
    )


def prices_are_in_the_shootings_currency(reading: Reading) -> Iterator[Breach]:
    """Form: every price is in the currency in which the board counts."""
    shooting = reading.shooting
    prices: list[tuple[str, Money | None]] = [
        ("a unit's day", shooting.unit_day_cost),
        ("a company move", shooting.move_cost),
        *((f"the day of {player.name}", player.day_rate) for player in shooting.cast),
        *((f"the standing set {each.name}", each.standing_cost) for each in shooting.sets),
        *((f"the move {' - '.join(move.between)}", move.cost) for move in shooting.moves),
    ]
    for what, price in prices:
        if price is not None and price.currency != shooting.currency:
            sentence = f"The price of {what} is in {price.currency}, not in {shooting.currency}."
            yield Breach(0, "price-currency", sentence)


def the_stated_cost_is_right(reading: Reading) -> Iterator[Breach]:
    """Form: the cost that a board states, and each of its lines, is what its days come to."""
    worth, board = count(reading), reading.board
    own = {
        "cast": (worth.cast, worth.cast_idle),
        "moves": (worth.moves, None),
        "standing": (worth.standing, worth.standing_idle),
        "units": (worth.units, None),
    }
    if board.cost != worth.cost:
        sentence = f"The board states a cost of {board.cost}; its days come to {worth.cost}."
        yield Breach(0, "cost-wrong", sentence)
    for line in board.costs:
        amount, idle = own[line.what]
        if line.amount != amount:
            sentence = f"The board states {line.amount} for {line.what}; it comes to {amount}."
            yield Breach(0, "cost-wrong", sentence)
        if line.of_it_idle is not None and line.of_it_idle != (idle or NOTHING):
            sentence = f"The board states {line.of_it_idle} idle for {line.what}; it is {idle}."
            yield Breach(0, "cost-wrong", sentence)


def the_bound_does_not_contradict(reading: Reading) -> Iterator[Breach]:
    """Form: no proven bound lies above the cost, and an optimal board meets its bound."""
    board = reading.board
    cost = count(reading).cost
    if board.cost_bound is not None and board.cost_bound > cost:
        sentence = f"No board is said to cost less than {board.cost_bound}; this costs {cost}."
        yield Breach(0, "bound-above-cost", sentence)
    if board.status == "optimal" and board.cost_bound != cost:
        sentence = f"The board is called optimal at {cost}, and the bound is {board.cost_bound}."
        yield Breach(0, "optimal-without-bound", sentence)


def _amount(price: Money | None) -> Decimal:
    return price.amount if price is not None else NOTHING


def _days(reading: Reading, *, player: str = "", set_: str = "") -> list[date]:
    return sorted(
        {
            day.day
            for day in reading.days
            for shot in day.shots
            if (player in shot.scene.cast if player else shot.scene.set == set_)
        }
    )


def _paid_days(reading: Reading, player: Player, days: list[date]) -> int:
    if not days:
        return 0
    paid = len(reading.working_days(days[0], days[-1]))
    if player.drop_days is None:
        return paid
    gaps = [
        len([day for day in reading.working_days(one, other) if one < day < other])
        for one, other in pairwise(days)
    ]
    longest = max(gaps, default=0)
    return paid - longest if longest >= player.drop_days else paid


def _changes(reading: Reading) -> Iterator[tuple[str, str]]:
    for _, days in reading.by_unit():
        last: str | None = None
        for day in days:
            for shot in day.shots:
                if last is not None and shot.place != last:
                    yield last, shot.place
                last = shot.place
