"""The appendix: every award step by step, and every line of every budget, with sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.locating.duties import sentence
from kachinko.report.incentives.sentences import said_in
from kachinko.report.locating.blocks import Cell, Fold, Says, Section, Table
from kachinko.report.locating.cells import exact_amount, source

TESTS = ("require", "route")
"""Entries that are met or not, where the others take something away or not."""

if TYPE_CHECKING:
    from kachinko.locating.memo import Memo, PlaceMemo, ProgrammeMemo
    from kachinko.model.estimate import TraceEntry
    from kachinko.report.locating.blocks import Block
    from kachinko.report.locating.texts import MemoWords


def trace_section(words: MemoWords, memo: Memo) -> Section:
    """One fold a place."""
    folds = tuple(
        Fold(words.place(place), tuple(_of_place(words, memo, place))) for place in memo.places
    )
    return Section("trace", words("trace.heading"), folds, words("trace.hint"))


def _of_place(words: MemoWords, memo: Memo, place: PlaceMemo) -> list[Block]:
    blocks: list[Block] = []
    for each in place.programmes:
        blocks += _of_programme(words, memo, each)
    blocks.append(_lines(words, memo, place))
    return blocks


def _of_programme(words: MemoWords, memo: Memo, each: ProgrammeMemo) -> list[Block]:
    estimate = each.estimate
    name = words.programme(each)
    told = [
        words(
            "trace.head",
            version=estimate.version or words("unknown"),
            kind=words(f"kind.{estimate.kind or 'unknown'}"),
            status=words(f"status.{estimate.status}"),
        )
    ]
    if estimate.award is not None:
        told.append(_amounts(words, memo, each))
    told += [f"{words('trace.missing')} {said_in(words.lang, text)}" for text in estimate.missing]
    told += [said_in(words.lang, text) for text in estimate.notes]
    told += [
        words(
            "trace.conflict",
            what=each.parameter,
            used=_value(each.used),
            other=_value(each.other),
            source=each.other_source,
            why=each.why,
        )
        for each in estimate.conflicts
    ]
    blocks: list[Block] = [Says(tuple(told), name=name)]
    if estimate.trace:
        heads = tuple(
            words(f"col.{key}") for key in ("step", "says", "inputs", "result", "binds", "source")
        )
        rows = tuple(_step(words, entry) for entry in estimate.trace)
        blocks.append(Table(heads, rows, right=(3,), widths=(1.4, 3, 3, 1.3, 1.2, 1.3)))
    return blocks


def _amounts(words: MemoWords, memo: Memo, each: ProgrammeMemo) -> str:
    estimate = each.estimate
    currency = estimate.currency
    net = estimate.net_of_tax
    return words(
        "trace.amounts",
        eligible=words.money(estimate.eligible, currency),
        award=words.money(estimate.award, currency),
        binding=estimate.binding or "–",
        net=words("unknown") if net is None else words.money(net, currency),
        rate=words.rate(each.rate),
        told=words.money(each.award, memo.currency),
        counted=words.money(each.counted, memo.currency),
    )


def _step(words: MemoWords, entry: TraceEntry) -> tuple[Cell, ...]:
    inputs = "; ".join(f"{name} = {_value(value)}" for name, value in entry.inputs.items())
    binds = ""
    if entry.kind in TESTS:
        binds = words("binds.met" if entry.result is True else "binds.unmet")
        if not isinstance(entry.result, bool):
            binds = words("unknown")
    elif entry.binding is not None:
        binds = words("binds.yes" if entry.binding else "binds.no")
        if entry.binding and entry.by:
            binds = words("binds.by", amount=_value(entry.by))
    kind = f"entry.{entry.kind}"
    return (
        Cell(entry.id, note=words(kind) if words.has(kind) else entry.kind),
        Cell(" ".join(sentence(part) for part in (entry.says, entry.note) if part)),
        Cell(inputs),
        Cell("–" if entry.result is None else _value(entry.result)),
        Cell(binds, tone="strong" if entry.binding and entry.kind not in TESTS else ""),
        source(entry.source),
    )


def _value(value: Any) -> str:
    """A value of a trace, to at most six decimals."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:,.6f}" if value != value.to_integral_value() else f"{value:,.0f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)


def _lines(words: MemoWords, memo: Memo, place: PlaceMemo) -> Table:
    names = {each.estimate.programme: words.programme(each) for each in place.programmes}
    currencies = {each.estimate.programme: each.estimate.currency for each in place.programmes}
    heads = [words(f"col.{key}") for key in ("account", "line", "category", "paid", "told")]
    heads += [words("col.counted_by", programme=name) for name in names.values()]
    rows = []
    for line in place.lines:
        cells = [
            Cell(line.account or line.id),
            Cell(line.name, note=_basis(words, line.assumed, line.note)),
            Cell(line.category.replace("_", " ")),
            exact_amount(words, line.amount, line.currency),
            exact_amount(words, line.told, memo.currency),
        ]
        for name in names:
            counted = line.counted.get(name)
            cells.append(
                Cell("–", tone="muted")
                if counted is None
                else exact_amount(words, counted, currencies[name])
            )
        rows.append(tuple(cells))
    total = exact_amount(words, place.gross, memo.currency, "strong")
    end = [Cell(""), Cell(words("total"), tone="strong"), Cell(""), Cell(""), total]
    rows.append(tuple(end + [Cell("") for _ in names]))
    right = tuple(range(3, 5 + len(names)))
    widths = (0.9, 3, 1.4, 1.6, 1.6, *(1.6 for _ in names))
    return Table(tuple(heads), tuple(rows), right, widths, words("trace.lines"))


def _basis(words: MemoWords, assumed: bool, note: str) -> str:
    mark = words("assumption") if assumed else ""
    return ". ".join(part for part in (mark, note) if part)
