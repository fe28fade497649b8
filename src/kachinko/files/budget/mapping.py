"""From an account, or the name of an account, to what the line is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kachinko.files.slugline import fold

if TYPE_CHECKING:
    from kachinko.model.chart import Chart, ChartEntry, LineField

_NUMBER = re.compile(r"^\s*([0-9]{1,9})")

SPELLINGS: dict[LineField, str] = {
    "id": "id,line,line id",
    "account": "account,acct,acct #,account no,account number,account code,code,勘定科目コード",
    "heading": "heading,account name,account description,勘定科目",
    "name": "name,description,detail,item,what,内容,摘要",
    "department": "department,dept,部門",
    "category": "category",
    "level": "level,above or below,atl/btl",
    "amount": "amount,total,budget,金額,予算額",
    "currency": "currency,curr,ccy,cur,通貨",
    "place": "place,place of spend,jurisdiction,支出地",
    "zone": "zone",
    "payee": "payee,payee resident in,residency,resident in,居住地",
    "person": "person",
    "labour": "labour,labor",
    "connected": "connected,connected party,related party",
    "from": "from,start,start date,first,開始日",
    "to": "to,end,end date,last,終了日",
    "stage": "stage",
    "basis": "basis",
    "note": "note,notes,comment,comments,remarks,備考",
}
"""Heads that are known without a chart."""


def fields_by_head(chart: Chart | None) -> dict[str, LineField]:
    """Which field a folded head means; what the chart says goes before what we know."""
    heads = {_folded(head): field for field, text in SPELLINGS.items() for head in text.split(",")}
    if chart is not None:
        heads |= {_folded(head): field for field, own in chart.columns.items() for head in own}
    return heads


def head_field(head: str, heads: dict[str, LineField]) -> LineField | None:
    """The field that a head means."""
    return heads.get(_folded(head))


def _folded(head: str) -> str:
    return fold(head) or head.strip().lower()


class Accounts:
    """Finds the entry of a chart for an account: exact before ranges, narrow before wide."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.exact: dict[str, ChartEntry] = {}
        self.ranges: list[tuple[int, int, ChartEntry]] = []
        self.headings: dict[str, ChartEntry] = {}
        for entry in chart.entries:
            for account in entry.accounts:
                self._add(account, entry)
            for heading in entry.headings:
                self.headings.setdefault(_folded(heading), entry)
        self.ranges.sort(key=lambda each: each[1] - each[0])

    def _add(self, account: str, entry: ChartEntry) -> None:
        low, dash, high = account.partition("-")
        if low.isdigit():
            first = int(low)
            self.ranges.append((first, int(high) if dash else first, entry))
        else:
            self.exact.setdefault(account.upper(), entry)

    def entry(self, account: str, heading: str = "") -> ChartEntry | None:
        """The entry of an account such as 2305, 2305-01 or B.12, else that of its heading."""
        name = account.strip().upper()
        while name:
            if name in self.exact:
                return self.exact[name]
            name = re.sub(r"[.\-/ ]?[A-Z0-9]*$", "", name) if re.search(r"[.\-/ ]", name) else ""
        number = _NUMBER.match(account)
        if number:
            for low, high, entry in self.ranges:
                if low <= int(number[1]) <= high:
                    return entry
        return self.headings.get(_folded(heading)) if heading.strip() else None
