"""Estimates as a workbook: one sheet that compares, then steps, lines, cash, days, conditions."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook

from kachinko.report.incentives.sentences import told_in
from kachinko.report.incentives.steps import steps
from kachinko.report.incentives.summary import FIGURES, binding, headline, line_name
from kachinko.report.incentives.texts import IncentiveWords
from kachinko.report.workbook_cells import DATE, Column, table, title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kachinko.model.estimate import Estimate

MONEY = "#,##0.##"
"""Amounts of several currencies stand in one column; the currency stands beside them."""


def estimate_workbook(
    name: str, estimates: Sequence[Estimate], lang: str, lines: Mapping[str, str] | None = None
) -> bytes:
    """Write estimates of one case as a workbook that can be sorted and filtered."""
    words = IncentiveWords(lang)
    estimates = [told_in(words, each) for each in estimates]
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    note = words("page.asof", day=words.day(estimates[0].as_of))
    for heading, columns, rows in (
        ("page.kind", _summary_columns(words), _summary(words, estimates)),
        ("trace.heading", _trace_columns(words), _trace(words, estimates)),
        ("lines.heading", _line_columns(words), _lines(words, estimates, lines or {})),
        ("cash.heading", _cash_columns(words), _cash(estimates)),
        ("due.heading", _due_columns(words), _due(words, estimates)),
        ("must.heading", _said_columns(words), _said(words, estimates)),
        ("conflicts.heading", _conflict_columns(words), _conflicts(words, estimates)),
    ):
        sheet = book.create_sheet(words(heading)[:31])
        title(sheet, f"{name}: {words(heading)}", f"{note}. {words('sum.apart')}")
        table(sheet, columns, rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _column(words: IncentiveWords, key: str, width: float, form: str = "General") -> Column:
    return Column(words(key), width, form, wrap=width > 30)


def _summary_columns(words: IncentiveWords) -> list[Column]:
    return [
        _column(words, "name.programme", 30),
        Column("ID", 16),
        _column(words, "name.version", 16),
        _column(words, "name.status", 14),
        _column(words, "name.kind", 14),
        _column(words, "name.amount", 44),
        _column(words, "name.currency", 10),
        *(_column(words, f"figure.{key}", 17, MONEY) for key in FIGURES),
        _column(words, "binding.heading", 44),
        _column(words, "missing.heading", 50),
    ]


def _summary(words: IncentiveWords, estimates: Sequence[Estimate]) -> Iterator[Sequence[object]]:
    for each in estimates:
        yield (
            each.name,
            each.programme,
            each.version or "",
            words(f"status.{each.status}"),
            words(f"kind.{each.kind}") if each.kind else "",
            headline(words, each),
            each.currency,
            *(getattr(each, key) for key in FIGURES),
            binding(words, each),
            "\n".join(each.missing),
        )


def _trace_columns(words: IncentiveWords) -> list[Column]:
    return [
        Column("ID", 16),
        _column(words, "trace.step", 22),
        _column(words, "name.kind", 12),
        _column(words, "trace.rule", 50),
        _column(words, "trace.from", 50),
        _column(words, "trace.result", 22),
        _column(words, "trace.binding", 40),
        _column(words, "trace.source", 44),
        _column(words, "notes.heading", 44),
    ]


def _trace(words: IncentiveWords, estimates: Sequence[Estimate]) -> Iterator[Sequence[object]]:
    for each in estimates:
        for step in steps(words, each):
            made = "\n".join(f"{name} {value}" for name, value in step.made_from)
            yield (each.programme, step.id, step.kind, step.says, made, step.result, step.limit,
                   step.source, step.note)  # fmt: skip


def _line_columns(words: IncentiveWords) -> list[Column]:
    return [
        Column("ID", 16),
        _column(words, "lines.line", 26),
        _column(words, "lines.measure", 22),
        _column(words, "name.currency", 10),
        _column(words, "lines.amount", 17, MONEY),
        _column(words, "lines.counted", 17, MONEY),
        _column(words, "lines.answer", 16),
        _column(words, "lines.rule", 60),
        _column(words, "trace.source", 44),
    ]


def _lines(
    words: IncentiveWords, estimates: Sequence[Estimate], names: Mapping[str, str]
) -> Iterator[Sequence[object]]:
    for each in estimates:
        for line in each.lines:
            answer = words(f"answer.{line.answer}")
            name = line_name(line.line, names)
            yield (each.programme, name, line.measure, each.currency, line.amount, line.counted,
                   answer, line.says, line.source)  # fmt: skip


def _cash_columns(words: IncentiveWords) -> list[Column]:
    return [
        Column("ID", 16),
        _column(words, "cash.part", 20),
        _column(words, "name.currency", 10),
        _column(words, "name.amount", 17, MONEY),
        _column(words, "cash.earliest", 14, DATE),
        _column(words, "cash.latest", 14, DATE),
        _column(words, "cash.note", 60),
        _column(words, "trace.source", 44),
    ]


def _cash(estimates: Sequence[Estimate]) -> Iterator[Sequence[object]]:
    for each in estimates:
        for part in each.receipts:
            yield (each.programme, part.id, each.currency, part.amount, part.earliest,
                   part.latest, part.says, part.source)  # fmt: skip


def _due_columns(words: IncentiveWords) -> list[Column]:
    return [
        Column("ID", 16),
        _column(words, "due.what", 26),
        _column(words, "name.kind", 14),
        _column(words, "trace.rule", 60),
        _column(words, "due.from", 14, DATE),
        _column(words, "due.to", 14, DATE),
        _column(words, "due.state", 14),
        _column(words, "trace.source", 44),
    ]


def _due(words: IncentiveWords, estimates: Sequence[Estimate]) -> Iterator[Sequence[object]]:
    for each in estimates:
        for due in (*each.windows, *each.deadlines):
            yield (each.programme, due.id, words.named("what", due.what), due.says, due.first,
                   due.last, words(f"state.{due.state}"), due.source)  # fmt: skip


def _said_columns(words: IncentiveWords) -> list[Column]:
    return [Column("ID", 16), _column(words, "name.kind", 26), Column("", 110, wrap=True)]


def _said(words: IncentiveWords, estimates: Sequence[Estimate]) -> Iterator[Sequence[object]]:
    for each in estimates:
        for heading, told in (
            ("must.heading", each.must_hold),
            ("missing.heading", each.missing),
            ("notes.heading", each.notes),
        ):
            for sentence in told:
                yield each.programme, words(heading), sentence


def _conflict_columns(words: IncentiveWords) -> list[Column]:
    return [
        Column("ID", 16),
        _column(words, "conflicts.value", 22),
        _column(words, "conflicts.used", 20),
        _column(words, "trace.source", 40),
        _column(words, "conflicts.other", 20),
        _column(words, "trace.source", 40),
        _column(words, "conflicts.why", 60),
    ]


def _conflicts(words: IncentiveWords, estimates: Sequence[Estimate]) -> Iterator[Sequence[object]]:
    for each in estimates:
        units = {entry.id: entry.unit for entry in each.trace}
        for one in each.conflicts:
            unit = units.get(one.parameter, "")
            used, other = (
                words.value(value, unit, each.currency) for value in (one.used, one.other)
            )
            yield (each.programme, one.parameter, used, one.used_source, other,
                   one.other_source, one.why)  # fmt: skip
