"""The memo in one language as sections of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kachinko.report.locating.blocks import (
    Bar,
    Bridge,
    Bridges,
    Cell,
    Fact,
    Range,
    Ranges,
    Says,
    Section,
    Table,
    View,
)
from kachinko.report.locating.cells import amount
from kachinko.report.locating.texts import MILLION, MemoWords
from kachinko.report.locating.view_dates import cash_section, duties_section
from kachinko.report.locating.view_glance import glance
from kachinko.report.locating.view_risk import assumed_section, rates_section
from kachinko.report.locating.view_stages import stages_section, stages_short
from kachinko.report.locating.view_trace import trace_section
from kachinko.report.locating.view_turns import nearest_turn, turns_section

if TYPE_CHECKING:
    from kachinko.locating.memo import Memo, PlaceMemo

SURE_ENOUGH = 0.8
"""From such a share of the draws on the head calls the answer good."""


def memo_view(memo: Memo, lang: str) -> View:
    """Put the memo into words.

    Raises
    ------
    InputError
        For a language that is none of ours.
    """
    words = MemoWords(lang, memo)
    best = memo.places[0]
    share = best.spread.cheapest if best.spread is not None else None
    blocked = best.stages.state == "cannot"
    tone: Literal["good", "warn", "bad"] = (
        "bad" if blocked else "good" if (share or 0) >= SURE_ENOUGH else "warn"
    )
    verdict = words("head.alone") if len(memo.places) == 1 else words("head.undrawn")
    if share is not None and len(memo.places) > 1:
        verdict = words("head.share", share=words.share(share, 1), draws=f"{memo.draws:,}")
    told = [stages_short(words, best), _with_stages(words, memo), nearest_turn(words, memo)]
    return View(
        name=memo.title_name,
        where=(
            memo.title_name,
            words("head.where", project=memo.project, as_of=words.day(memo.as_of)),
        ),
        claim=(words.place(best), words("head.cheapest" if len(memo.places) > 1 else "head.only")),
        tone=tone,
        verdict=verdict,
        told=" ".join(part for part in told if part),
        facts=tuple(_facts(words, memo)),
        sections=(
            _places(words, memo),
            _bridges(words, memo),
            turns_section(words, memo),
            stages_section(words, memo),
            cash_section(words, memo),
            duties_section(words, memo),
            rates_section(words, memo),
            assumed_section(words, memo),
            trace_section(words, memo),
        ),
        mark=words("mark"),
    )


def _with_stages(words: MemoWords, memo: Memo) -> str:
    """The cheapest place of which it is known that its stages take the sets, if it is another."""
    fitting = [place for place in memo.places if place.stages.state == "fits"]
    if not fitting or fitting[0].rank == 1:
        return ""
    gap = words.big(fitting[0].net - memo.places[0].net, memo.currency)
    return words("head.with_stages", place=words.place(fitting[0]), gap=gap)


def _facts(words: MemoWords, memo: Memo) -> list[Fact]:
    best, currency = memo.places[0], memo.currency
    facts = [
        Fact(words("fact.net"), words.big(best.net, currency), words("fact.net.note")),
        Fact(
            words("fact.gross"),
            words.big(best.gross, currency),
            words("fact.gross.note", share=words.share(best.assumed_share)),
        ),
        Fact(
            words("fact.sure"),
            words.big(best.sure, currency),
            words("fact.sure.note", amount=words.big(best.up_to + best.competed, currency))
            if best.up_to + best.competed
            else words("fact.sure.alone"),
        ),
    ]
    if best.spread is not None:
        ends = [words.millions(end) for end in (best.spread.p10, best.spread.p90)]
        tail = words.big(best.spread.tail, currency)
        facts.append(
            Fact(words("fact.range"), f"{ends[0]} – {ends[1]}", words("fact.range.note", tail=tail))
        )
    if best.peak is not None:
        note = words("fact.peak.note", month=words.month(best.peak_on)) if best.peak_on else ""
        facts.append(Fact(words("fact.peak"), words.big(best.peak, currency), note))
    if len(memo.places) > 1:
        second = memo.places[1]
        gap = words.big(second.net - best.net, currency)
        facts.append(
            Fact(
                words("fact.second"),
                f"+{gap}",
                words("fact.second.note", place=words.place(second)),
            )
        )
    return facts


def _places(words: MemoWords, memo: Memo) -> Section:
    currency = memo.currency
    unit = words("money.unit", unit=words.unit(currency))
    keys = ("place", "gross", "eligible", "sure", "up_to", "competed", "net", "p10", "p90")
    heads = tuple(words(f"col.{key}") for key in (*keys, "cheapest", "peak", "stages"))
    rows = tuple(_place_row(words, memo, place) for place in memo.places)
    table = Table(
        heads, rows, right=tuple(range(1, 11)),
        widths=(1.6, 1, 1, 0.8, 0.8, 1.1, 0.9, 0.8, 0.8, 1, 1.1, 3.4), name=unit, in_millions=True,
    )  # fmt: skip
    chart = Ranges(
        rows=tuple(_range(words, memo, place) for place in memo.places),
        keys=tuple((key, words(f"range.{key}")) for key in ("gross", "reach", "half", "net")),
        label=words("range.label", unit=unit),
    )
    notes = [words("places.net"), words("places.kinds")]
    if memo.interrupted:
        notes.insert(0, words("interrupted"))
    blocks = (table, chart, glance(words, memo), Says(tuple(notes), "hint"))
    return Section("places", words("places.heading"), blocks)


def _place_row(words: MemoWords, memo: Memo, place: PlaceMemo) -> tuple[Cell, ...]:
    currency, spread = memo.currency, place.spread
    nothing = Cell("–")
    unknown = Cell(words("unknown"), tone="muted")
    stages = Cell(stages_short(words, place, brief=True))
    if place.stages.state == "cannot":
        stages = Cell(stages.text, tone="bad")
    ends = (nothing, nothing, nothing)
    if spread is not None:
        ends = (
            Cell(words.millions(spread.p10), spread.p10, "money", currency),
            Cell(words.millions(spread.p90), spread.p90, "money", currency),
            Cell(words.share(spread.cheapest, 1), spread.cheapest, "share"),
        )
    name = f"{place.rank}. {words.place(place)}"
    note = words.count("place.unknown", len(place.unknown)) if place.unknown else ""
    return (
        Cell(name, tone="strong", note=note),
        amount(words, place.gross, currency),
        unknown if place.eligible is None else amount(words, place.eligible, currency),
        amount(words, place.sure, currency),
        amount(words, place.up_to, currency),
        amount(words, place.competed, currency),
        amount(words, place.net, currency, tone="strong"),
        *ends,
        nothing if place.peak is None else amount(words, place.peak, currency),
        stages,
    )


def _range(words: MemoWords, memo: Memo, place: PlaceMemo) -> Range:
    spread, million = place.spread, float(MILLION)
    fill = {"place": words.place(place), "net": words.big(place.net, memo.currency)}
    text = words("range.row", gross=words.big(place.gross, memo.currency), **fill)
    if spread is not None:
        ends = {"p10": words.millions(spread.p10), "p90": words.millions(spread.p90)}
        text += " " + words("range.row.draws", share=words.share(spread.cheapest, 1), **ends)
    return Range(
        name=words.place(place),
        gross=float(place.gross) / million,
        net=float(place.net) / million,
        p10=None if spread is None else spread.p10 / million,
        p50=None if spread is None else spread.p50 / million,
        p90=None if spread is None else spread.p90 / million,
        text=text,
        best=place.rank == 1,
    )


def _bridges(words: MemoWords, memo: Memo) -> Section:
    million = float(MILLION)

    def bars(place: PlaceMemo) -> tuple[Bar, ...]:
        found, level = [], 0.0
        for step in place.steps:
            move = float(step.amount) / million
            start = 0.0 if step.kind in ("gross", "net") else level
            end = start + move
            level = end
            sign = step.kind not in ("gross", "net")
            text = words.millions(step.amount, sign=sign)
            found.append(Bar(step.kind, words(f"step.{step.kind}"), start, end, text))
        return tuple(found)

    places = tuple(Bridge(words.place(place), bars(place)) for place in memo.places)
    unit = words("money.unit", unit=words.unit(memo.currency))
    label = words("bridge.label", unit=unit)
    return Section(
        "bridge",
        words("bridge.heading"),
        (Bridges(places, label), _bridge_table(words, memo)),
        hint=words("bridge.hint", unit=unit),
    )


def _bridge_table(words: MemoWords, memo: Memo) -> Table:
    kinds = [step.kind for step in memo.places[0].steps]
    heads = (words("col.place"), *(words(f"step.{kind}") for kind in kinds))
    more = (words("col.net_sure"), words("col.net_all"))
    rows = tuple(
        (
            Cell(words.place(place), tone="strong"),
            *(amount(words, step.amount, memo.currency) for step in place.steps),
            amount(words, place.net_sure, memo.currency),
            amount(words, place.net_all, memo.currency),
        )
        for place in memo.places
    )
    right = tuple(range(1, len(kinds) + 3))
    return Table((*heads, *more), rows, right, name=words("bridge.table"))
