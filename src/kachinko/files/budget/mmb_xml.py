"""Budgets that Movie Magic Budgeting exports as XML; experimental.

Its schema is not published. Programs that read such exports in public know two shapes, and these
are read: a flat list of categories and accounts that refer to each other by ids (``cID``,
``cNumber``, ``cDescription``; ``categoryID``, ``aNumber``, ``aDescription``, ``aTotal``), and
categories that hold accounts that hold details. Anything else is refused, and what an element
means is never guessed from where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import defusedxml
from defusedxml.ElementTree import fromstring

from kachinko.files.budget.cells import amount_of
from kachinko.files.budget.line_rows import Lines
from kachinko.files.source import read_bytes, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from kachinko.model.budget import Budget
    from kachinko.model.chart import Chart, LineField

EXPERIMENTAL = (
    "experimental: Movie Magic Budgeting's XML is not documented in public; compare the totals "
    "with its top sheet"
)
_FORM = "an XML export with categories and accounts; a tab-delimited or Excel export is surer"
_NUMBERS = ("number", "code", "acct", "accountnumber", "account")
_NAMES = ("description", "name", "title", "label")
_TOTALS = ("total", "subtotal", "amount")
DEEPEST = 60


@dataclass
class _Account:
    number: str
    name: str
    total: Decimal | None
    details: list[tuple[str, Decimal]] = field(default_factory=list)


def read_mmb_xml(path: Path, chart: Chart | None) -> tuple[Budget, list[str]]:
    """Read an XML export; see `read_budget`.

    An account whose details do not add up to its total gets a line for the rest: fringes and
    whatever the export does not itemise. So the budget's total is always that of the accounts.

    Raises
    ------
    InputError
        When the XML is damaged or has neither of the two shapes, and for what lines lack.
    """
    source = str(path)
    root = _parse(read_bytes(path, source, "budget"), source, path.name)
    _check_depth(root, source)
    remarks = [EXPERIMENTAL]
    lines = Lines(source, path, chart, remarks)
    elements = [
        each for each in root.iter() if _tag(each) == "account" and (len(each) or each.attrib)
    ]
    accounts = [account for each in elements if (account := _account(each, lines, path.name))]
    if not accounts:
        raise refusal(source, "the file holds no accounts in a shape that is known", _FORM)
    ids: set[str] = set()
    for account in accounts:
        for row, (name, amount) in enumerate(_lines_of(account)):
            where = f"{path.name}, account {account.number}"
            stem = re.sub(r"[^A-Za-z0-9._-]", "-", account.number).strip("-._") or "account"
            own = f"{stem[:50]}-{row + 1}"
            while own in ids:
                own += "x"
            ids.add(own)
            values: dict[LineField, Any] = {
                "id": own,
                "account": account.number,
                "name": name,
                "amount": amount,
            }
            lines.add({**values, "heading": account.name}, where, {}, row)
    return lines.budget(), remarks


def _parse(data: bytes, source: str, name: str) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        place = f"{name} line {line}, column {column + 1}"
        raise refusal(source, "here the XML is damaged", _FORM, place=place) from None
    except defusedxml.DefusedXmlException:
        raise refusal(source, "the file defines a document type or entities", _FORM) from None
    except (LookupError, ValueError) as error:
        raise refusal(source, f"the file cannot be decoded: {str(error)[:80]}", _FORM) from None
    return root


def _check_depth(root: Element, source: str) -> None:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for each in level for child in each]
        if not level:
            return
    raise refusal(source, f"elements lie more than {DEEPEST} deep in each other", _FORM)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _values(element: Element) -> Iterator[tuple[str, str]]:
    """What an element says of itself: its attributes, and children that hold text alone."""
    yield from ((name.rpartition("}")[2].lower(), text) for name, text in element.attrib.items())
    for child in element:
        if len(child) == 0 and child.text:
            yield _tag(child), child.text


def _say(element: Element, names: tuple[str, ...], letter: str) -> str:
    values = dict(_values(element))
    for name in names:
        for key in (name, f"{letter}{name}"):
            if key in values:
                return str(values[key]).strip()
    return ""


def _account(element: Element, lines: Lines, file: str) -> _Account | None:
    number = _say(element, _NUMBERS, "a")
    if not number:
        return None
    where = f"{file}, account {number}"
    account = _Account(
        number, _say(element, _NAMES, "a"), _amount(_say(element, _TOTALS, "a"), where, lines)
    )
    for detail in _details(element):
        amount = _amount(_say(detail, _TOTALS, "d"), where, lines)
        if amount is not None:
            name = _say(detail, _NAMES, "d") or account.name
            account.details.append((name, amount))
        elif not _say(detail, _TOTALS, "d") and _say(detail, ("rate",), "d"):
            lines.fault(where, "a detail has a rate and no total", "details with totals")
    if account.total is None and not account.details:
        return None
    return account


def _details(element: Element) -> Iterator[Element]:
    """The outermost details: what stands within one of them is part of its total."""
    for child in element:
        if _tag(child) in ("detail", "detailline", "lineitem"):
            yield child
        elif _tag(child) != "account":
            yield from _details(child)


def _amount(text: str, where: str, lines: Lines) -> Decimal | None:
    if not text:
        return None
    value: Any = amount_of(text.lstrip("$€£¥"))
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite():
        lines.fault(where, f"the total is {text[:40]!r}", "a number")
        return None
    return number


def _lines_of(account: _Account) -> Iterator[tuple[str, Decimal]]:
    yield from account.details
    if account.total is not None:
        rest = account.total - sum((amount for _, amount in account.details), Decimal(0))
        name = account.name or account.number
        if not account.details:
            yield name, rest
        elif rest:
            yield f"{name}: not itemised (fringes, contractuals)"[:200], rest
