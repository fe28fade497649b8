"""Use cases: read a budget, cost a scope at several places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.budget.cost import Costing, cost_scope
from kachinko.budget.fx import forward, stressed
from kachinko.budget.totals import Totals, totals
from kachinko.files.atomic import replace_files
from kachinko.files.budget.load import budget_bytes, read_budget
from kachinko.files.budget.records import (
    load_all,
    load_chart,
    load_exchange,
    load_rate_card,
    load_scope,
)
from kachinko.model.errors import Fault, InputError, OutputError
from kachinko.model.exchange import ExchangeTable
from kachinko.reference.charts import SHIPPED, shipped_chart
from kachinko.reference.exchange import exchange_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from kachinko.budget.prices import Missing
    from kachinko.model.agreement import Agreement
    from kachinko.model.budget import Budget
    from kachinko.model.chart import Chart
    from kachinko.model.rate_card import RateCard
    from kachinko.model.scope import Scope


@dataclass(frozen=True, slots=True)
class Exchange:
    """Which exchange rates to go by."""

    file: Path | None = None
    """Rates of the user's own; they replace the shipped ones of the same currencies."""
    stress: tuple[tuple[str, Decimal], ...] = ()
    """Currencies dearer (above 0) or cheaper (below 0)."""
    interest: tuple[tuple[str, Decimal], ...] = ()
    """Yearly interest by currency, for forward rates from `spot` on."""
    spot: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A budget that was read, what it comes to, and what to know about it."""

    budget: Budget
    totals: Totals
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Costed:
    """A scope at one place."""

    costing: Costing
    totals: Totals
    files: tuple[Path, ...] = ()


def table_of(exchange: Exchange, as_of: date | None = None) -> ExchangeTable:
    """The exchange rates of a request: shipped, the user's own, forward, stressed.

    Of the shipped ones, those that were known on `as_of`, where it is given.

    Raises
    ------
    InputError
        Where the user's rates cannot be used.
    """
    table = exchange_table(as_of)
    if exchange.file is not None:
        own = load_exchange(exchange.file)
        if own.base != table.base:
            fault = Fault(f"{exchange.file.name}", f"the base is {own.base}", table.base)
            raise InputError(str(exchange.file), [fault])
        named = {rate.currency for rate in own.rates}
        kept = tuple(rate for rate in table.rates if rate.currency not in named)
        table = ExchangeTable(base=table.base, rates=(*kept, *own.rates))
    if exchange.interest and exchange.spot is not None and exchange.until is not None:
        try:
            table = forward(table, exchange.spot, exchange.until, dict(exchange.interest))
        except ValueError as error:
            raise InputError("exchange rates", [Fault("--forward", str(error))]) from None
    for currency, change in exchange.stress:
        table = stressed(table, currency, change)
    return table


def chart_of(name: str | None) -> Chart | None:
    """A chart of accounts: one that we ship, by its name, or a file.

    Raises
    ------
    InputError
        Where there is neither, or the file cannot be used.
    """
    if name is None:
        return None
    shipped = shipped_chart(name)
    if shipped is not None:
        return shipped
    path = Path(name)
    if not path.suffix and not path.exists():
        right = f"a file, or one of {', '.join(SHIPPED)}"
        raise InputError(name, [Fault("--chart", f"there is no chart {name!r}", right)])
    return load_chart(path)


def read(
    path: Path, *, chart: str | None = None, exchange: Exchange | None = None, currency: str = ""
) -> Read:
    """Read and add up a budget; see `kachinko.files.budget.load.read_budget`."""
    budget, remarks = read_budget(path, chart_of(chart))
    sums = totals(budget, table_of(exchange or Exchange()), currency)
    return Read(budget, sums, (*remarks, *sums.remarks))


def write(found: Read, destination: Path, *, force: bool) -> Path:
    """Write a budget: YAML, JSON or CSV, or a workbook with top sheet and accounts.

    Raises
    ------
    OutputError
        Where something stands there already, or it cannot be written.
    """
    return _write_all(
        {destination: _document(found.budget, found.totals, destination)}, force=force
    )[0]


def _document(
    budget: Budget, sums: Totals, path: Path, heading: str = "", remarks: Sequence[str] = ()
) -> bytes:
    if path.suffix.lower() == ".xlsx":
        from kachinko.report.budget import budget_workbook

        return budget_workbook(budget, sums, heading=heading, remarks=remarks)
    return budget_bytes(budget, path)


def _write_all(contents: dict[Path, bytes], *, force: bool) -> list[Path]:
    there = [str(path) for path in contents if path.exists()]
    if there and not force:
        raise OutputError(
            f"{', '.join(there)} is there already.", hint="Give --force to replace what is there."
        )
    return replace_files(dict(contents))


def cost(
    scope_path: Path,
    card_paths: Sequence[Path],
    *,
    assume: Sequence[Path] = (),
    exchange: Exchange | None = None,
    project: Path | None = None,
    out: Path | None = None,
    force: bool = False,
) -> tuple[Scope, list[Costed]]:
    """Cost a scope at the place of each rate card; write a YAML and a workbook for each to `out`.

    Raises
    ------
    InputError
        With every fault of all files; with every rate that is missing at any of the places.
    OutputError
        Where the budgets cannot be written.
    """
    scope, cards, assumptions = _load(scope_path, card_paths, assume)
    table = table_of(exchange or Exchange())
    agreements = _agreements(project)
    costed, missing = [], []
    for card in cards:
        costing, lacking = cost_scope(
            scope, card, table, assumptions=assumptions,
            agreement=agreements.get(card.agreement or ""),
        )  # fmt: skip
        missing += lacking
        costed.append(Costed(costing, totals(costing.budget, table, scope.currency)))
    if missing:
        raise InputError(str(scope_path), [_fault(each) for each in missing])
    if out is not None:
        costed = _write_costed(costed, out, force=force)
    return scope, costed


def _load(
    scope_path: Path, card_paths: Sequence[Path], assume: Sequence[Path]
) -> tuple[Scope, list[RateCard], list[RateCard]]:
    faults, loaded = [], []
    for paths, load in (([scope_path], load_scope), (card_paths, load_rate_card),
                        (assume, load_rate_card)):  # fmt: skip
        try:
            loaded.append(load_all(paths, load))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(str(scope_path), faults)
    cards: list[RateCard] = loaded[1]  # type: ignore[assignment]
    seen: set[str] = set()
    for path, card in zip(card_paths, cards, strict=True):
        if card.place is None:
            faults.append(Fault(path.name, "the card names no place", "'place: JP'"))
        if card.id in seen:
            faults.append(Fault(path.name, f"a second card has the id {card.id!r}", "another id"))
        seen.add(card.id)
    if faults:
        raise InputError(str(scope_path), faults)
    return loaded[0][0], cards, loaded[2]  # type: ignore[return-value]


def _fault(missing: Missing) -> Fault:
    why = f" ({missing.why})" if missing.why else ""
    return Fault(
        missing.place,
        f"no rate {missing.rate!r} per {missing.unit} is given, for {missing.needed_for}{why}",
        f"'{missing.rate}' in the rate card, or in a file of assumptions (--assume)",
    )


def _agreements(project: Path | None) -> dict[str, Agreement]:
    if project is None:
        return {}
    from kachinko.files import load_project

    return {each.id: each for each in load_project(project).agreements}


def _write_costed(costed: list[Costed], out: Path, *, force: bool) -> list[Costed]:
    contents: dict[Path, bytes] = {}
    written = []
    for each in costed:
        card = each.costing.card
        heading = f"{card.name}, rates of {card.date or 'no date'}"
        paths = (out / f"{card.id}.yaml", out / f"{card.id}.xlsx")
        for path in paths:
            contents[path] = _document(
                each.costing.budget, each.totals, path, heading, each.costing.remarks
            )
        written.append(Costed(each.costing, each.totals, paths))
    _write_all(contents, force=force)
    return written
