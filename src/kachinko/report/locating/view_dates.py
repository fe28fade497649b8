"""When the money comes, and which days the schedule must meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.incentives.sentences import said_in
from kachinko.report.locating.blocks import Cell, Says, Section, Table
from kachinko.report.locating.cells import amount, day, source

if TYPE_CHECKING:
    from kachinko.locating.memo import CashDay, Duty, Memo, PlaceMemo, ProgrammeMemo
    from kachinko.report.locating.texts import MemoWords

BAD = ("missed", "past")


def cash_section(words: MemoWords, memo: Memo) -> Section:
    """The payments of every award, with peak funding of each place."""
    heads = tuple(
        words(f"col.{key}")
        for key in ("place", "programme", "kind", "amount", "earliest", "latest", "says", "source")
    )
    rows = tuple(
        _cash_row(words, memo, place, each) for place in memo.places for each in place.cash
    )
    blocks: list[Says | Table] = [_peaks(words, memo)]
    if rows:
        widths = (1.1, 2, 1, 1, 1, 1, 3, 1.3)
        blocks.append(Table(heads, rows, right=(3,), widths=widths, name=words("cash.table")))
    else:
        blocks.append(Says((words("cash.none"),), "notice"))
    blocks.append(Says((words("cash.note"), words("peak.note")), "hint"))
    return Section("cash", words("cash.heading"), tuple(blocks), words("cash.hint"))


def _peaks(words: MemoWords, memo: Memo) -> Table:
    heads = tuple(words(f"col.{key}") for key in ("place", "peak", "peak_month", "peak_early"))
    rows = []
    for place in memo.places:
        month = Cell("–") if place.peak_on is None else Cell(words.month(place.peak_on))
        peaks = [
            Cell("–") if peak is None else amount(words, peak, memo.currency)
            for peak in (place.peak, place.peak_early)
        ]
        rows.append((Cell(words.place(place), tone="strong"), peaks[0], month, peaks[1]))
    return Table(heads, tuple(rows), right=(1, 2, 3), name=words("peak.table"))


def _cash_row(words: MemoWords, memo: Memo, place: PlaceMemo, each: CashDay) -> tuple[Cell, ...]:
    programme = programme_of(place, each.programme)
    kind = programme.estimate.kind or "unknown"
    return (
        Cell(words.place(place)),
        Cell(words.programme(programme)),
        Cell(words(f"kind.{kind}")),
        amount(words, each.amount, memo.currency),
        day(words, each.earliest),
        day(words, each.latest),
        Cell(said_in(words.lang, each.says)),
        source(each.source),
    )


def programme_of(place: PlaceMemo, name: str) -> ProgrammeMemo:
    """A programme of a place."""
    return next(each for each in place.programmes if each.estimate.programme == name)


def duties_section(words: MemoWords, memo: Memo) -> Section:
    """Windows, deadlines, least days of shooting."""
    heads = tuple(
        words(f"col.{key}")
        for key in ("place", "programme", "what", "from", "until", "state", "says", "source")
    )
    rows = tuple(_duty_row(words, place, each) for place in memo.places for each in place.duties)
    if not rows:
        return Section(
            "duties", words("duties.heading"), (Says((words("duties.none"),), "notice"),)
        )
    widths = (1.1, 2, 1, 1, 1, 0.9, 3.4, 1.3)
    return Section(
        "duties",
        words("duties.heading"),
        (Table(heads, rows, widths=widths),),
        words("duties.hint", start=words.day(memo.start)),
    )


def _duty_row(words: MemoWords, place: PlaceMemo, each: Duty) -> tuple[Cell, ...]:
    what = f"duty.{each.what}"
    state = Cell(
        words(f"state.{each.state}"),
        tone="bad" if each.state in BAD else "good" if each.state == "kept" else "",
    )
    return (
        Cell(words.place(place)),
        Cell(words.programme(programme_of(place, each.programme))),
        Cell(words(what) if words.has(what) else each.what),
        day(words, each.first),
        day(words, each.last),
        state,
        Cell(said_in(words.lang, each.says)),
        source(each.source),
    )
