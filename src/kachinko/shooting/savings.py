"""The few single changes of a board that would save most: each tried, and each verified.

A change moves one scene to another day or place in the order, swaps two scenes, or swaps all
scenes of two days. What it would save is counted exactly; whether the changed board keeps the
rules, a checker given by the caller says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kachinko.shooting.account import account, player_stay, set_stay
from kachinko.shooting.change import changes, in_order
from kachinko.shooting.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kachinko.model.board import Board, BoardDay
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.account import Account, Stay
    from kachinko.shooting.change import Change
    from kachinko.shooting.terms import Place

MOST_CHECKS = 2000
"""Boards handed to the checker at most."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the pay of a player or a set, to the moves, or to the days."""

    what: Literal["cast", "standing", "moves", "units"]
    id: str
    name: str
    how: Literal["finishes-earlier", "starts-later", "fewer", "more"]
    by: int
    """Days, or moves."""
    saves: Decimal
    """Negative where the change costs more here."""


@dataclass(frozen=True, slots=True)
class Saving:
    """A change that keeps all rules, and what it saves."""

    change: Change
    board: Board
    saves: Decimal
    effects: tuple[Effect, ...]
    """Greatest first."""


@dataclass(frozen=True, slots=True)
class Savings:
    """The best changes found, and how far was looked."""

    best: tuple[Saving, ...]
    tried: int
    """Changes counted."""
    cheaper: int
    """Of them, cheaper than the board."""
    checked: int
    """Of these, handed to the checker: the best first."""
    all_tried: bool = True
    """Whether there was time to count every single change."""


def savings(
    shooting: Shooting,
    board: Board,
    valid: Callable[[Board], bool],
    *,
    most: int = 3,
    most_checks: int = MOST_CHECKS,
    goes_on: Callable[[], bool] = lambda: True,
) -> Savings:
    """Find the single changes that save most; no two of them touch the same scene or day swap.

    Parameters
    ----------
    valid
        Whether a board keeps all rules.
    most
        How many to find.
    most_checks
        How many boards to check at most; the most saving first.
    goes_on
        Asked before each change is counted; the rest are left untried when it says no.
    """
    trial = _Trial(shooting, board)
    cheaper: list[tuple[Decimal, int, Change]] = []
    tried = 0
    all_tried = True
    for change in changes(trial.board):
        if not goes_on():
            all_tried = False
            break
        saves = trial.saves(change)
        if saves > 0:
            cheaper.append((-saves, tried, change))
        tried += 1
    cheaper.sort(key=lambda each: each[:2])
    best: list[Saving] = []
    touched: set[object] = set()
    checked = 0
    for negative, _, change in cheaper:
        if len(best) == most or checked == most_checks:
            break
        subject: set[object] = set(change.scenes) or {(change.from_, change.to, change.unit)}
        if subject & touched:
            continue
        changed = board.model_copy(update=trial.figures(change))
        checked += 1
        if valid(changed):
            best.append(Saving(change, changed, -negative, trial.effects(changed)))
            touched |= subject
    return Savings(tuple(best), tried, len(cheaper), checked, all_tried)


class _Trial:
    """A board, and what changes of it would cost."""

    def __init__(self, shooting: Shooting, board: Board) -> None:
        self.shooting, self.board = shooting, in_order(board)
        self.terms = Terms(shooting)
        self.counted = account(shooting, board)
        self.players = {stay.id: stay for stay in self.counted.cast}
        self.sets = {stay.id: stay for stay in self.counted.sets}
        self.places = {scene.number: self.terms.place(scene) for scene in shooting.scenes}
        self.prices: dict[tuple[Place, Place], Decimal] = {}
        self.stays: dict[tuple[object, ...], Decimal] = {}
        self.moves = self._moves(board.days)
        self.of_player: dict[str, set[str]] = {}
        self.of_set: dict[str, set[str]] = {}
        for scene in shooting.scenes:
            self.of_set.setdefault(scene.set, set()).add(scene.number)
            for player in scene.cast:
                self.of_player.setdefault(player, set()).add(scene.number)
        self.held = {(day.day, day.unit): day.scenes for day in board.days}

    # -- what a change costs ------------------------------------------------------------------

    def saves(self, change: Change) -> Decimal:
        """What a change saves: only what it touches is counted anew."""
        fewer = len(self.board.days) - len(change.days)
        saved = fewer * (self.counted.unit_day_cost or Decimal(0))
        saved += self.moves - self._moves(change.days)
        numbers = set(change.scenes)
        if change.kind == "swap-days":
            numbers = {
                number
                for day in (change.from_, change.to)
                for number in self.held[day, change.unit]
            }
        if change.from_ == change.to:
            return saved
        # Where in the order of its new day a scene stands makes no difference to anyone's days.
        key = (change.kind, change.scenes, change.from_, change.to, change.unit)
        if key not in self.stays:
            self.stays[key] = self._stays(change, numbers)
        return saved + self.stays[key]

    def _stays(self, change: Change, numbers: set[str]) -> Decimal:
        """What a change saves of the pay of players and of the cost of standing sets."""
        saved = Decimal(0)
        scenes = [self.terms.scenes[number] for number in numbers]
        players = {player for scene in scenes for player in scene.cast}
        if change.kind == "swap-scenes":  # whoever is in both has the same days as before
            players -= set(scenes[0].cast).intersection(scenes[1].cast)
        for player in players:
            days = _days(change, self.of_player[player])
            stay = player_stay(self.terms, self.terms.players[player], days)
            saved += _cost(self.players[player]) - _cost(stay)
        for its in {scene.set for scene in scenes}:
            days = _days(change, self.of_set[its])
            stay = set_stay(self.terms, self.terms.sets[its], days)
            saved += _cost(self.sets[its]) - _cost(stay)
        return saved

    def _moves(self, days: tuple[BoardDay, ...]) -> Decimal:
        """The cost of all company moves; as `account` counts it, but with each price read once."""
        last: dict[str, Place] = {}
        made: Counter[tuple[Place, Place]] = Counter()
        for day in days:
            before = last.get(day.unit)
            for number in day.scenes:
                place = self.places[number]
                if before is not None and before != place:
                    made[before, place] += 1
                before = place
            if before is not None:
                last[day.unit] = before
        return sum((self._price(pair) * times for pair, times in made.items()), Decimal(0))

    def _price(self, pair: tuple[Place, Place]) -> Decimal:
        if pair not in self.prices:
            self.prices[pair] = self.terms.move_cost(*pair) or Decimal(0)
        return self.prices[pair]

    def figures(self, change: Change) -> dict[str, object]:
        """The fields of the changed board that differ; nothing is proven of it."""
        board = self.board.model_copy(update={"days": change.days})
        counted = account(self.shooting, board)
        return {
            "days": change.days,
            "cost": counted.total,
            "costs": counted.lines,
            "status": "feasible",
        }

    def effects(self, changed: Board) -> tuple[Effect, ...]:
        """Who and what is paid for less, or more."""
        after = account(self.shooting, changed)
        found = [
            *_stays("cast", self.counted.cast, after.cast),
            *_stays("standing", self.counted.sets, after.sets),
            *_counts(self.counted, after),
        ]
        return tuple(sorted(found, key=lambda each: -each.saves))


def _days(change: Change, scenes: set[str]) -> set[date]:
    """The days with one of some scenes."""
    return {day.day for day in change.days if not scenes.isdisjoint(day.scenes)}


def _cost(stay: Stay) -> Decimal:
    return stay.cost or Decimal(0)


def _stays(
    what: Literal["cast", "standing"], before: tuple[Stay, ...], after: tuple[Stay, ...]
) -> Iterator[Effect]:
    new = {stay.id: stay for stay in after}
    for old in before:
        stay = new[old.id]
        by = len(old.paid) - len(stay.paid)
        if not by or old.rate is None:
            continue
        if by < 0:
            how: Literal["finishes-earlier", "starts-later", "fewer", "more"] = "more"
        elif stay.used[-1] < old.used[-1] and stay.used[0] == old.used[0] and not stay.dropped:
            how = "finishes-earlier"
        elif stay.used[0] > old.used[0] and stay.used[-1] == old.used[-1] and not stay.dropped:
            how = "starts-later"
        else:
            how = "fewer"
        yield Effect(what, old.id, old.name, how, abs(by), _cost(old) - _cost(stay))


def _counts(before: Account, after: Account) -> Iterator[Effect]:
    fewer = before.unit_days - after.unit_days
    if fewer:
        saves = fewer * (before.unit_day_cost or Decimal(0))
        yield Effect("units", "", "", "fewer", fewer, saves)
    fewer = len(before.moves) - len(after.moves)
    was, now = before.lines[1].amount, after.lines[1].amount
    if fewer or was != now:
        yield Effect("moves", "", "", "fewer" if fewer >= 0 else "more", abs(fewer), was - now)
