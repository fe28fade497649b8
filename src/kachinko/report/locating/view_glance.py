"""The second table of the first page: dates, deadlines and exchange rates of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.locating.blocks import Cell, Table

if TYPE_CHECKING:
    from kachinko.locating.memo import Memo, PlaceMemo
    from kachinko.report.locating.texts import MemoWords

MOST = 3
"""Deadlines of a place that the first page names: those that are missed, then the next ones."""


def glance(words: MemoWords, memo: Memo) -> Table:
    """When money comes, what the schedule must meet, and the net cost as rates move."""
    keys = ("place", "money_comes", "must_meet", "fx_ten", "fx_five")
    rows = tuple(
        (
            Cell(words.place(place), tone="strong"),
            Cell(_comes(words, place)),
            _meets(words, place),
            Cell(_tenth(words, place)),
            Cell(_five(words, place)),
        )
        for place in memo.places
    )
    heads = tuple(words(f"col.{key}") for key in keys)
    return Table(heads, rows, widths=(1.1, 2.6, 4.4, 1.7, 2.4), name=words("glance.heading"))


def _comes(words: MemoWords, place: PlaceMemo) -> str:
    if not place.cash:
        return words("glance.nothing")
    days = [day for each in place.cash for day in (each.earliest, each.latest) if day is not None]
    unread = any(each.earliest is None and each.latest is None for each in place.cash)
    if not days:
        return words("glance.unread")
    first, last = min(days), max(days)
    known = all(each.earliest is not None for each in place.cash)
    if first == last or not known:
        told = words("glance.by", last=words.day(last))
    else:
        told = words("glance.between", first=words.day(first), last=words.day(last))
    return f"{told} {words('glance.part')}" if unread else told


def _meets(words: MemoWords, place: PlaceMemo) -> Cell:
    missed = [each for each in place.duties if each.state == "missed"]
    ahead = [
        each
        for each in place.duties
        if each.state in ("ahead", "open", "kept") and each.last is not None
    ]
    ahead.sort(key=lambda each: (each.last is None, each.last))
    told = []
    for each in [*missed, *ahead][:MOST]:
        key = f"duty.{each.what}"
        what = words(key) if words.has(key) else each.what
        state = words(f"state.{each.state}")
        told.append(words("glance.duty", what=what, last=words.day(each.last), state=state))
    more = len(missed) + len(ahead) - len(told)
    if more > 0:
        told.append(words("glance.more", n=more))
    if not told:
        return Cell(words("glance.none"), tone="muted")
    return Cell("; ".join(told), tone="bad" if missed else "")


def _tenth(words: MemoWords, place: PlaceMemo) -> str:
    if not place.rates:
        return "–"
    rate = place.rates[0]
    ends = f"{words.millions(rate.minus)} – {words.millions(rate.plus)}"
    return f"{rate.currency}: {ends}"


def _five(words: MemoWords, place: PlaceMemo) -> str:
    if not place.rates or place.rates[0].low is None or place.rates[0].high is None:
        return "–"
    rate = place.rates[0]
    assert rate.low is not None
    assert rate.high is not None
    ends = f"{words.millions(rate.low)} – {words.millions(rate.high)}"
    return f"{ends} ({rate.low_year}, {rate.high_year})"
