"""The findings of a stress as a workbook: figures, titles, buffers, sets, and what was assumed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment

from kachinko.files.plan_xlsx import HEAD_ROW
from kachinko.report.stress_view import item_names
from kachinko.report.words import Words
from kachinko.report.workbook import without_clock
from kachinko.report.workbook_cells import DATE, PERCENT, Column, plain_text, table, title
from kachinko.staging.stress.promises import PROMISES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.model.project import Project
    from kachinko.staging.stress.outcome import Outcome

ONE, TWO = "#,##0.0", "#,##0.00"


def stress_workbook(project: Project, outcome: Outcome, lang: str = "en") -> bytes:
    """Write stress.xlsx in a language; the same findings give the same bytes."""
    say = Words(lang)
    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = say("Stress")
    _summary(summary, outcome, say)
    _titles(book.create_sheet(say("Titles")), outcome, say)
    names = {each.id: each.name for each in project.titles}, item_names(project)
    _buffers(book.create_sheet(say("Buffers")), outcome, say, *names)
    _spread(book.create_sheet(say("Delay spreads")), project, outcome, say, *names)
    _ranges(book.create_sheet(say("Ranges")), outcome, say, *names)
    book.properties.creator = "Kachinko"
    book.properties.title = plain_text(f"{outcome.project}: {say('stress')}")
    packed = io.BytesIO()
    book.save(packed)
    return without_clock(packed.getvalue())


def _summary(sheet: Worksheet, outcome: Outcome, say: Words) -> None:
    slate = outcome.slate
    note = say(f"{outcome.draws:,} draws, seed {outcome.seed}.")
    title(sheet, f"{outcome.project}: {say('stress')}", note)
    rows: list[list[Any]] = [
        ["Chance that all titles keep their given dates", slate.all_keep_dates],
        ["Chance that all titles wrap and are cleared as planned", slate.all_on_plan],
        ["Titles", slate.titles],
        ["Titles that keep their given dates, mean", slate.mean_titles_keep],
        ["Value", slate.value],
        ["Value of the titles that keep their given dates, mean", slate.mean_value_keeps],
        ["Late working days of all wraps, mean", slate.late_days],
        ["The same, each title's times its value", slate.late_value_days],
        ["Last wrap, planned", slate.last_wrap.planned],
        ["Last wrap, by then in 10 % of draws", slate.last_wrap.p10],
        ["Last wrap, by then in 50 % of draws", slate.last_wrap.p50],
        ["Last wrap, by then in 90 % of draws", slate.last_wrap.p90],
        ["Chances are good to (95 % confidence)", outcome.margin],
        ["How alike the luck of a title's phases is", outcome.common],
    ]
    rows += [["Assumption", say(each)] for each in outcome.assumptions]
    columns = say.columns([Column("What", 52, wrap=True), Column("How much", 100, wrap=True)])
    table(sheet, columns, [[say(label), value] for label, value in rows])
    for row, (label, _) in enumerate(rows, start=HEAD_ROW + 1):
        cell = sheet.cell(row, 2)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        if "hance" in label:
            cell.number_format = PERCENT
        elif label.startswith("Last wrap"):
            cell.number_format = DATE
        elif isinstance(cell.value, float):
            cell.number_format = TWO


def _titles(sheet: Worksheet, outcome: Outcome, say: Words) -> None:
    note = say("Wrap: last shooting day. Shares of draws; dates fail as listed.")
    title(sheet, say("Titles"), note)
    dates = ["planned", "10 %", "50 %", "90 %"]
    columns = [Column("Id", 14), Column("Title", 32, wrap=True), Column("Value", 9, "#,##0.##")]
    columns += [Column(f"Wrap {each}", 13, DATE) for each in dates]
    columns += [Column(f"Cleared {each}", 13, DATE) for each in dates]
    columns += [Column("Latest day", 13, DATE)]
    columns += [
        Column(head, 13, PERCENT) for head in ("Wraps as planned", "Also cleared as planned")
    ]
    columns += [Column("Keeps given dates", 13, PERCENT), Column("Late days, mean", 11, ONE)]
    columns += [Column(f"{say('Fails')}: {say(promise)}", 13, PERCENT) for promise in PROMISES]
    rows = []
    for each in outcome.titles:
        row: list[Any] = [each.id, each.name, each.value]
        for dates_ in (each.wrap, each.clear):
            row += [dates_.planned, dates_.p10, dates_.p50, dates_.p90]
        row += [each.latest, each.wraps_on_plan, each.on_plan, each.keeps_dates, each.late_days]
        rows.append(row + [each.broken.get(promise, 0.0) for promise in PROMISES])
    table(sheet, say.columns(columns), rows)


def _buffers(
    sheet: Worksheet,
    outcome: Outcome,
    say: Words,
    titles: dict[str, str],
    items: dict[str, str],
) -> None:
    days = outcome.buffer_days
    note = f"What {days} working days of buffer after one task would save, with the same luck."
    if not outcome.buffer_draws:
        note = "Interrupted before any buffer was tried."
    title(sheet, say("Where one buffer week helps most"), say(note))
    columns = [
        Column("Title", 32, wrap=True), Column("Set or block", 26, wrap=True),
        Column("After its", 11), Column("Slack now, days", 10, "0"),
        Column("Late days less, times value", 14, TWO), Column("Late days less", 11, TWO),
        Column("More titles wrap as planned", 14, TWO),
        Column("More titles keep given dates", 14, TWO),
    ]  # fmt: skip
    rows = [
        [
            titles[each.title], items[f"{each.title}/{each.item}"], say(each.kind), each.slack,
            each.saved_value_days, each.saved_days, each.more_wrap, each.more_keep,
        ]
        for each in outcome.buffers
    ]  # fmt: skip
    table(sheet, say.columns(columns), rows)


def _spread(
    sheet: Worksheet,
    project: Project,
    outcome: Outcome,
    say: Words,
    titles: dict[str, str],
    items: dict[str, str],
) -> None:
    note = say("One row a set and a title that it holds up directly.")
    title(sheet, say("Where delay spreads"), note)
    stages = {stage.id: stage.name for _, stage in project.stages()}
    columns = [
        Column("Title", 32, wrap=True), Column("Set or block", 26, wrap=True),
        Column("Stage", 18), Column("Starts late, days", 11, ONE),
        Column("Ends late, days", 11, ONE), Column("Holds up any title", 11, PERCENT),
        Column("Holds up", 32, wrap=True), Column("Chance", 10, PERCENT),
        Column("Days, mean", 10, TWO),
    ]  # fmt: skip
    rows = [
        [
            titles[each.title], items[f"{each.title}/{each.item}"],
            stages[each.stage] if each.stage else say("on location"),
            each.arrives_late, each.leaves_late, each.chance,
            titles[to.title], to.chance, to.days,
        ]
        for each in outcome.spreaders
        for to in each.to
    ]  # fmt: skip
    table(sheet, say.columns(columns), rows)


def _ranges(
    sheet: Worksheet,
    outcome: Outcome,
    say: Words,
    titles: dict[str, str],
    items: dict[str, str],
) -> None:
    note = say("Factors of the planned days, drawn from a triangular distribution.")
    title(sheet, say("Ranges"), note)
    columns = [
        Column("Phase", 12), Column("Title", 32, wrap=True), Column("Set or block", 26, wrap=True),
        Column("Least", 9, "0.0##"), Column("Likeliest", 9, "0.0##"), Column("Most", 9, "0.0##"),
        Column("From", 24),
    ]  # fmt: skip
    rows = [
        [
            say(each.phase), titles.get(each.title or "", say("all")),
            items.get(f"{each.title}/{each.item}", say("all")), each.low, each.mode, each.high,
            say("our assumption, no source" if each.ours else "the ranges file"),
        ]
        for each in outcome.ranges
    ]  # fmt: skip
    table(sheet, say.columns(columns), rows)
