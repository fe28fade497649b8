"""diff.xlsx: what a repair changed, one line a set or location block."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook

from kachinko.report.words import Words
from kachinko.report.workbook_cells import DATE, Column, put, table, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.model.plan import Plan
    from kachinko.report.diff import DiffWords
    from kachinko.staging.repair.diff import Place, PlanDiff

SUMMARY, MOVED, TITLES = "Repair", "Moved", "Titles"
_MOVED = (
    Column("Title", 26),
    Column("Set or block", 24),
    Column("Stage before", 18),
    Column("Stage now", 18),
    *(Column(f"{what} {when}", 13, DATE) for what in ("Stands from", "Shoot from", "Shoot to",
                                                      "Stands to") for when in ("before", "now")),
    Column("Shoot moves [working days]", 14, "0"),
    Column("Why", 70, wrap=True),
)  # fmt: skip


def diff_workbook(words: DiffWords, diff: PlanDiff, plan: Plan, lang: str = "en") -> bytes:
    """Write the diff as a workbook in a language."""
    say = Words(lang)
    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = say(SUMMARY)
    _summary(summary, words, diff, plan, say)
    moved = book.create_sheet(say(MOVED))
    note = say("Dates are the first and the last day, both included.")
    title(moved, say("What moved"), note)
    table(moved, say.columns(_MOVED), _moved(words, diff, say))
    titles = book.create_sheet(say(TITLES))
    note = say("Titles that are in or out, otherwise than before.")
    title(titles, say("Titles in and out"), note)
    table(
        titles,
        say.columns((Column("Title", 30), Column("What", 100, wrap=True))),
        [(words.title(one.title), say(words.of_title(one))) for one in diff.titles],
    )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _summary(sheet: Worksheet, words: DiffWords, diff: PlanDiff, plan: Plan, say: Words) -> None:
    title(sheet, say(f"Repair of {plan.project}"), say(f"{words.headline(diff, plan)}."))
    rows = [
        ("Changes", "\n".join(say(each) for each in diff.changes) or say("none")),
        ("Freeze date", str(diff.freeze) if diff.freeze else say("none")),
        ("Weights", diff.weights.text),
        ("Change", say(words.score(diff))),
        ("Proven", say(words.proof(diff))),
        ("Cost", words.cost(diff)),
        ("Value", f"{diff.value_before:g} → {diff.value_after:g}"),
    ]
    for number, (name, text) in enumerate(rows, start=4):
        put(sheet, number, 1, say(name))
        put(sheet, number, 2, text)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 110


def _moved(words: DiffWords, diff: PlanDiff, say: Words) -> Iterator[tuple[object, ...]]:
    for one in diff.items:
        days = [
            day for pair in zip(_days(one.before), _days(one.after), strict=True) for day in pair
        ]
        yield (
            words.title(one.title),
            words.item(one.title, one.item),
            words.stage(one.before.stage),
            words.stage(one.after.stage),
            *days,
            one.later,
            say(words.why(one)),
        )


def _days(place: Place) -> tuple[object, ...]:
    shoot = place.phase("shoot")
    assert shoot is not None
    return place.stay.start, shoot.start, shoot.last, place.stay.last
