"""What would change the answer, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.locating.blocks import Cell, Says, Section, Table

if TYPE_CHECKING:
    from kachinko.locating.memo import FlipMemo, Memo, TurnMemo
    from kachinko.report.locating.texts import MemoWords


def turns_section(words: MemoWords, memo: Memo) -> Section:
    """One row a lever: how it is now, the nearest values that flip the ranking, or none."""
    if not memo.turns:
        return Section("turns", words("turns.heading"), (Says((words("turns.one"),), "notice"),))
    heads = tuple(words(f"col.{key}") for key in ("lever", "now", "down", "up"))
    rows = tuple(
        (
            Cell(_name(words, memo, turn)),
            Cell(_now(words, memo, turn)),
            _cell(words, memo, turn, turn.down, up=False),
            _cell(words, memo, turn, turn.up, up=True),
        )
        for turn in sorted(memo.turns, key=_distance)
    )
    table = Table(heads, rows, widths=(3, 1.6, 3.2, 3.2))
    place = words.place(memo.places[0])
    return Section(
        "turns",
        words("turns.heading"),
        (table, Says((words("turns.note"),), "hint")),
        words("turns.hint", place=place),
    )


def nearest_turn(words: MemoWords, memo: Memo) -> str:
    """The nearest change, as one sentence; empty where none was looked for."""
    flips = [turn for turn in memo.turns if turn.down or turn.up]
    if not memo.turns:
        return ""
    if not flips:
        return words("turns.none")
    turn = min(flips, key=_distance)
    return words("turns.nearest", what=flip_text(words, memo, turn))


def flip_text(words: MemoWords, memo: Memo, turn: TurnMemo) -> str:
    """A lever with its nearest flip."""
    flip = _nearest(turn)
    assert flip is not None
    place = words.place(memo.place(flip.cheapest))
    return words(
        "turns.text",
        what=_name(words, memo, turn),
        now=_now(words, memo, turn),
        value=_value(words, memo, turn, flip),
        place=place,
    )


def nearest_flips(memo: Memo, most: int) -> list[TurnMemo]:
    """The levers with a flip, the nearest first."""
    return sorted((turn for turn in memo.turns if turn.down or turn.up), key=_distance)[:most]


def _nearest(turn: TurnMemo) -> FlipMemo | None:
    flips = [flip for flip in (turn.down, turn.up) if flip is not None]
    return min(flips, key=lambda flip: abs(flip.value - turn.now), default=None)


def _distance(turn: TurnMemo) -> float:
    flip = _nearest(turn)
    return 1e9 if flip is None else abs(flip.value - turn.now)


def _name(words: MemoWords, memo: Memo, turn: TurnMemo) -> str:
    if turn.kind == "rate":
        key = "lever.own" if turn.of == memo.currency else "lever.rate"
        return words(key, currency=turn.of, want=memo.currency)
    if turn.kind == "price":
        return words("lever.price", place=words.place(memo.place(turn.of)))
    for place in memo.places:
        for programme in place.programmes:
            if programme.estimate.programme == turn.of:
                return words(f"lever.{turn.kind}", programme=words.programme(programme))
    return turn.of


def _now(words: MemoWords, memo: Memo, turn: TurnMemo) -> str:
    if turn.kind in ("granted", "share"):
        return words.share(turn.now)
    if turn.kind == "price":
        return words.big(turn.shown_now or 0, memo.currency)
    return "100 %" if turn.of == memo.currency else words.rate(turn.shown_now or 0)


def _value(words: MemoWords, memo: Memo, turn: TurnMemo, flip: FlipMemo) -> str:
    if turn.kind in ("granted", "share"):
        return words.share(flip.value, 1)
    change = words.change(flip.value)
    if turn.kind == "price":
        return f"{words.big(flip.shown, memo.currency)} ({change})"
    return change if turn.of == memo.currency else f"{words.rate(flip.shown)} ({change})"


def _cell(words: MemoWords, memo: Memo, turn: TurnMemo, flip: FlipMemo | None, *, up: bool) -> Cell:
    if flip is not None:
        place = words.place(memo.place(flip.cheapest))
        value = _value(words, memo, turn, flip)
        text = words("turns.up" if up else "turns.down", value=value, place=place)
        return Cell(text, tone="strong")
    end = turn.high if up else turn.low
    if (up and turn.now >= end) or (not up and turn.now <= end):
        return Cell("–", tone="muted")
    edge = words.share(end) if turn.kind in ("granted", "share") else words.change(end, places=0)
    return Cell(words("turns.still.up" if up else "turns.still.down", edge=edge), tone="muted")
