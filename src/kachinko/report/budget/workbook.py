"""The workbook of a budget: top sheet, accounts, detail, assumptions.

Its sheets Budget and Detail read back as the same budget; the others are for people.
"""

from __future__ import annotations

import io
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from kachinko.files.budget.head_sheet import BUDGET_SHEET
from kachinko.files.budget.workbook import write_detail, write_head_sheet
from kachinko.report.workbook_cells import (
    ACCENT,
    FONT,
    INK,
    UNDERLINE,
    Column,
    fill,
    head_cell,
    money_format,
    print_set_up,
    put,
    table,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.budget.totals import Totals
    from kachinko.model.budget import Budget, BudgetLine

LEVEL_NAMES = {
    "above": "Above the line",
    "below": "Below the line: production",
    "post": "Below the line: post-production",
    "other": "Other charges",
}
LONGEST_LIST = 200
"""Letters of the names that an account's lines are listed by."""
_RULE = Border(top=Side(style="thin", color=INK), bottom=Side(style="double", color=INK))


def budget_workbook(
    budget: Budget, totals: Totals, *, heading: str = "", remarks: Sequence[str] = ()
) -> bytes:
    """The bytes of the workbook.

    Parameters
    ----------
    heading
        What stands under the title: the place and the date of its rates.
    remarks
        What to know of how the budget was made, for the sheet Assumptions.
    """
    book = Workbook()
    book.properties.title = budget.name[:255]
    book.properties.creator = "Kachinko"
    sheet = book.active
    assert sheet is not None
    sheet.title = "Topsheet"
    _topsheet(sheet, budget, totals, heading)
    _accounts(book.create_sheet("Accounts"), budget, totals)
    write_detail(book.create_sheet("Detail"), budget)
    _assumptions(book.create_sheet("Assumptions"), budget, totals, remarks)
    write_head_sheet(book.create_sheet(BUDGET_SHEET), budget)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _topsheet(sheet: Worksheet, budget: Budget, totals: Totals, heading: str) -> None:
    note = f"{heading}. " if heading else ""
    title(sheet, budget.name, f"{note}Totals in {totals.currency}")
    currencies = list(totals.all.amounts)
    widths = [18, 40, *([18] * len(currencies)), 20]
    for at, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[min(at, 25)]].width = width
    heads = ["Accounts", "Department", *currencies, f"All, in {totals.currency}"]
    for at, head in enumerate(heads, start=1):
        cell = put(sheet, 4, at, head)
        head_cell(cell)
        if at > 2:
            cell.alignment = Alignment(horizontal="right", vertical="center")
    row = 5
    converted = _Converted(totals)
    for level, name in LEVEL_NAMES.items():
        lines = [line for line in budget.lines if line.level == level]
        if not lines:
            continue
        cell = put(sheet, row, 1, name)
        cell.font = Font(name=FONT, size=11, bold=True, color=ACCENT)
        row += 1
        for department, own in _grouped(lines, lambda line: line.department or line.category):
            _figures(sheet, row, (_accounts_of(own), department), own, currencies, converted)
            row += 1
        _figures(sheet, row, ("", f"Total {name.lower()}"), lines, currencies, converted, bold=True)
        row += 2
    _figures(sheet, row, ("", "Grand total"), budget.lines, currencies, converted, bold=True)
    for at in range(1, len(heads) + 1):
        sheet.cell(row, at).border = _RULE
        sheet.cell(row, at).fill = fill("EEF2F6")
    assumed = sum(line.basis == "assumption" for line in budget.lines)
    if assumed:
        text = (
            f"{assumed} of {len(budget.lines)} lines rest on assumptions; "
            "the sheet Assumptions lists them."
        )
        put(sheet, row + 2, 1, text).font = Font(name=FONT, size=10, italic=True, color="B4400A")
    print_set_up(sheet, repeat=4)


class _Converted:
    """Lines in the reporting currency, by the sums that were made already."""

    def __init__(self, totals: Totals) -> None:
        self.currency = totals.currency
        self.lines = totals.lines

    def sum(self, lines: Iterable[BudgetLine]) -> Fraction | None:
        values = [self.lines[line.id] for line in lines]
        return None if None in values else sum((v for v in values if v is not None), Fraction(0))


def _figures(
    sheet: Worksheet, row: int, texts: tuple[str, str], lines: Sequence[BudgetLine],
    currencies: Sequence[str], converted: _Converted, *, bold: bool = False,
) -> None:  # fmt: skip
    values: list[tuple[Any, str]] = [(text, "General") for text in texts]
    for currency in currencies:
        own = [line.amount for line in lines if line.currency == currency]
        values.append((sum(own) if own else None, money_format(currency)))
    total = converted.sum(lines)
    shown = "not known" if total is None else _number(total)
    values.append((shown, "#,##0"))
    for at, (value, format_) in enumerate(values, start=1):
        cell = put(sheet, row, at, value, format_)
        cell.border = UNDERLINE
        if bold:
            cell.font = Font(name=FONT, size=10.5, bold=True, color=INK)
        if at > 2:
            cell.alignment = Alignment(horizontal="right")


def _number(value: Fraction) -> float:
    # Shown to the unit; the exact lines stand in Detail.
    return round(float(value), 2)


def _grouped(lines: Sequence[BudgetLine], key: Any) -> list[tuple[str, list[BudgetLine]]]:
    groups: dict[str, list[BudgetLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return sorted(groups.items(), key=lambda each: min(line.account or "~" for line in each[1]))


def _accounts_of(lines: Sequence[BudgetLine]) -> str:
    accounts = sorted({line.account for line in lines if line.account})
    if not accounts:
        return ""
    return accounts[0] if len(accounts) == 1 else f"{accounts[0]} to {accounts[-1]}"


def _accounts(sheet: Worksheet, budget: Budget, totals: Totals) -> None:
    title(sheet, "Accounts", f"{budget.name}. Sums in {totals.currency}")
    converted = _Converted(totals)
    rows = []
    for account, lines in _grouped(budget.lines, lambda line: line.account):
        names = list(dict.fromkeys(line.name for line in lines))
        total = converted.sum(lines)
        rows.append(
            (
                account or "none", _shortened(", ".join(names)),
                ", ".join(_kinds(lines)), len(lines),
                ", ".join(sorted({line.currency for line in lines})),
                "not known" if total is None else _number(total),
            )
        )  # fmt: skip
    columns = (
        Column("Account", 12), Column("Lines", 70, wrap=True), Column("Categories", 26, wrap=True),
        Column("Number", 9, "0"), Column("Currencies", 14), Column(totals.currency, 18, "#,##0"),
    )  # fmt: skip
    table(sheet, columns, rows)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_LIST else f"{text[:LONGEST_LIST].rpartition(', ')[0]} …"


def _kinds(lines: Sequence[BudgetLine]) -> list[str]:
    return list(dict.fromkeys(line.category.replace("_", " ") for line in lines))


def _assumptions(sheet: Worksheet, budget: Budget, totals: Totals, remarks: Sequence[str]) -> None:
    title(sheet, "Assumptions", "What this budget rests on, and what nobody has stated")
    rows: list[tuple[Any, ...]] = [
        ("Line", line.name, float(line.amount), line.currency, line.note)
        for line in budget.lines
        if line.basis == "assumption"
    ]
    rows += [
        (
            "Exchange rate",
            f"{rate.currency} per {totals.base}, {rate.first} to {rate.last}",
            float(rate.rate), rate.currency,
            "; ".join(part for part in (rate.note, rate.source or "an assumption") if part),
        )
        for rate in totals.rates
    ]  # fmt: skip
    texts = [*remarks, *totals.remarks, *([budget.notes] if budget.notes else [])]
    rows += [("Note", text, None, "", "") for text in dict.fromkeys(texts)]
    columns = (
        Column("What", 15), Column("Name", 52, wrap=True), Column("Amount", 18, "#,##0.####"),
        Column("Currency", 11), Column("On what it rests", 90, wrap=True),
    )  # fmt: skip
    table(sheet, columns, rows)
