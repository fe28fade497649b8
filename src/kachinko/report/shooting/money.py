"""The cost of a board in words: lines, who waits, company moves, and the changes that save."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.report.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.board import Board
    from kachinko.report.shooting.texts import Words
    from kachinko.shooting.account import Account, Stay
    from kachinko.shooting.savings import Effect, Saving, Savings
    from kachinko.shooting.terms import Terms


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cost."""

    what: str
    amount: Decimal
    idle: Decimal | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A player, or a set, with its days."""

    id: str
    """Cast number; empty for sets."""
    name: str
    worked: int
    idle: int
    dropped: int
    paid: int
    rate: Decimal | None
    cost: Decimal | None
    idle_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A company move."""

    date: str
    way: str
    when: str
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Money:
    """What the cost document shows."""

    currency: str
    lines: tuple[Line, ...]
    total: Decimal
    idle: Decimal
    cast: tuple[Waiting, ...]
    """Those who wait longest first."""
    sets: tuple[Waiting, ...]
    """Those that cost something while they stand."""
    moves: tuple[MoveRow, ...]
    notes: tuple[str, ...]
    """What is not counted, and what the board assumed."""
    savings: tuple[str, ...]
    savings_note: str

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """Players and sets, those who cost most for nothing first."""
        every = (*self.cast, *self.sets)
        return tuple(
            sorted(
                (each for each in every if each.idle),
                key=lambda each: (-(each.idle_cost or Decimal(0)), -each.idle),
            )
        )


def money(
    terms: Terms, board: Board, counted: Account, found: Savings | None, words: Words
) -> Money:
    """Put the cost of a board into words."""
    return Money(
        currency=board.currency,
        lines=tuple(
            Line(words(f"cost.{line.what}"), line.amount, line.of_it_idle) for line in counted.lines
        ),
        total=counted.total,
        idle=counted.idle,
        cast=_waiting(counted.cast, numbered=True),
        sets=_waiting((s for s in counted.sets if s.rate is not None), numbered=False),
        moves=tuple(
            MoveRow(
                words.short_date(move.day),
                words(
                    "cost.from_to",
                    **{"from": terms.place_name(move.from_), "to": terms.place_name(move.to)},
                ),
                words("cost.moves.within" if move.within else "cost.moves.between"),
                move.cost,
            )
            for move in counted.moves
        ),
        notes=tuple(_notes(board, counted, words)),
        savings=tuple(saving_text(each, board.currency, words) for each in found.best)
        if found
        else (),
        savings_note=savings_note(found, words),
    )


def _waiting(stays: Iterable[Stay], *, numbered: bool) -> tuple[Waiting, ...]:
    rows = [
        Waiting(
            id=stay.id if numbered else "",
            name=stay.name,
            worked=len(stay.used),
            idle=len(stay.idle),
            dropped=len(stay.dropped),
            paid=len(stay.paid),
            rate=stay.rate,
            cost=stay.cost,
            idle_cost=stay.idle_cost,
        )
        for stay in stays
    ]
    return tuple(sorted(rows, key=lambda row: -row.idle))


def _notes(board: Board, counted: Account, words: Words) -> Iterable[str]:
    if board.cost is not None and board.cost != counted.total:
        yield words(
            "cost.disagrees",
            board=words.money(board.cost, board.currency),
            counted=words.money(counted.total, board.currency),
        )
    nameless = [f"{stay.id}. {stay.name}" for stay in counted.cast if stay.rate is None]
    if nameless:
        yield words("cost.unpriced.cast", names=", ".join(nameless))
    moves = sum(move.cost is None for move in counted.moves)
    if moves:
        yield words("cost.unpriced.moves", n=moves)
    if counted.unit_day_cost is None and counted.unit_days:
        yield words("cost.unpriced.units")
    yield from (told(each, words.lang) for each in board.assumptions)


def savings_note(found: Savings | None, words: Words) -> str:
    """How far was looked for changes that save, as a sentence or two."""
    if found is None:
        return words("save.asked")
    key = "save.note" if found.best else "save.none" if found.cheaper else "save.cheapest"
    note = words(key, tried=found.tried, cheaper=found.cheaper, checked=found.checked)
    return note if found.all_tried else f"{note} {words('save.cut')}"


def saving_text(saving: Saving, currency: str, words: Words) -> str:
    """A change and what it saves as a sentence."""
    change = saving.change
    key = change.kind if change.from_ != change.to else "reorder"
    fill = {
        "from": words.short_date(change.from_),
        "to": words.short_date(change.to),
        "scene": change.scenes[0] if change.scenes else "",
        "other": change.scenes[-1] if change.scenes else "",
    }
    effects = words("save.and").join(_effect(each, words) for each in saving.effects)
    return words(
        "save.sentence",
        what=words(f"save.{key}", **fill),
        amount=words.money(saving.saves, currency),
        why=words("save.why", list=effects) if effects else "",
    )


def _effect(effect: Effect, words: Words) -> str:
    if effect.what == "units":
        return words.count("save.units", effect.by)
    if effect.what == "moves":
        if not effect.by:
            return words("save.moves.cheaper" if effect.saves > 0 else "save.moves.dearer")
        return words.count(f"save.moves.{effect.how}", effect.by)
    prefix = "save.set." if effect.what == "standing" else "save."
    return words(
        f"{prefix}{effect.how}",
        name=effect.name,
        id=effect.id,
        days=words.count("days", effect.by),
    )
