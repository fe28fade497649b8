"""Load what costs a title: charts of accounts, scopes, rate cards, exchange rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from kachinko.files.source import Kind, read_bytes
from kachinko.files.validation import to_record
from kachinko.model.base import Record
from kachinko.model.chart import Chart
from kachinko.model.errors import InputError
from kachinko.model.estimate import Estimate
from kachinko.model.exchange import ExchangeTable
from kachinko.model.rate_card import RateCard
from kachinko.model.raw_tree import Inconsistency, identity, names, records, unique, unknown
from kachinko.model.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kachinko.files.source import Source
    from kachinko.model.raw_tree import Place

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

CHART = Kind(
    "chart of accounts",
    "keys such as 'name:', 'entries:', 'columns:' at the left margin",
    "a chart of accounts (schema: kachinko-chart/1)",
)
SCOPE = Kind(
    "scope",
    "keys such as 'name:', 'phases:', 'items:' at the left margin",
    "a scope (schema: kachinko-scope/1)",
)
RATES = Kind(
    "rate card",
    "keys such as 'name:', 'place:', 'rates:' at the left margin",
    "a rate card (schema: kachinko-rates/1)",
)
EXCHANGE = Kind(
    "table of exchange rates",
    "keys such as 'base:', 'rates:' at the left margin",
    "a table of exchange rates with 'base' and 'rates'",
)


def load_chart(path: Path) -> Chart:
    """Load a chart of accounts.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    return to_record(read_tree(path, CHART), Chart, lambda _tree: ())


def load_scope(path: Path) -> Scope:
    """Load a scope; raises as `load_chart`."""
    return to_record(read_tree(path, SCOPE), Scope, _scope_disagreements)


def load_rate_card(path: Path) -> RateCard:
    """Load a rate card; raises as `load_chart`."""
    return to_record(read_tree(path, RATES), RateCard, _card_disagreements)


def load_exchange(path: Path) -> ExchangeTable:
    """Load a table of exchange rates; raises as `load_chart`."""
    return to_record(read_tree(path, EXCHANGE), ExchangeTable, lambda _tree: ())


def read_tree(path: Path, kind: Kind) -> Source:
    """Read the raw tree of a YAML or JSON file."""
    if path.suffix.lower() == ".json":
        from kachinko.files.json_reader import read_json

        return read_json(read_bytes(path, str(path), kind.noun), path.name, kind)
    from kachinko.files.yaml_reader import read_file

    return read_file(path, kind)


def load_all(paths: Iterable[Path], load: Callable[[Path], T]) -> list[T]:
    """Load several files; the faults of all of them are raised together."""
    loaded, faults, broken = [], [], []
    for path in paths:
        try:
            loaded.append(load(path))
        except InputError as error:
            faults += error.faults
            broken.append(error.source)
    if faults:
        raise InputError(", ".join(broken), faults)
    return loaded


def _scope_disagreements(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    phases, items = records(tree, (), "phases"), records(tree, (), "items")
    yield from unique(phases, "phase", "of the scope")
    yield from unique(items, "item", "of the scope")
    known = names(phases)
    for path, item in items:
        phase = identity(item.get("phase"))
        if phase is not None and phase not in known:
            yield unknown((*path, "phase"), "phase", phase, known)
        if item.get("brought") and not (item.get("home") or tree.get("home")):
            yield Inconsistency(
                (*path, "brought"),
                "people are brought, and nobody says where they live",
                "'home: US' here or for the whole scope",
            )


def _card_disagreements(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    rates, fringes = records(tree, (), "rates"), records(tree, (), "fringes")
    sources = records(tree, (), "sources")
    yield from unique(rates, "rate", "of the card")
    yield from unique(fringes, "fringe", "of the card")
    yield from unique(sources, "source", "of the card")
    yield from _named_sources([*rates, *fringes], names(sources))


def _named_sources(places: list[Place], known: dict[str, None]) -> Iterator[Inconsistency]:
    for path, record in places:
        source = identity(record.get("source"))
        if source is not None and source not in known:
            yield unknown((*path, "source"), "source", source, known)


ESTIMATE = Kind(
    "estimate of an incentive",
    "keys such as 'programme:', 'award:', 'receipts:' at the left margin",
    "an estimate (schema: kachinko-estimate/1), as 'kachinko incentives estimate --json' prints it",
)


class _Answer(Record):
    estimates: tuple[Estimate, ...]


def load_estimates(path: Path) -> tuple[Estimate, ...]:
    """Load an estimate, or all those of an answer of `kachinko incentives estimate --json`.

    Raises as `load_chart`.
    """
    source = read_tree(path, ESTIMATE)
    if "estimates" in source.tree:
        source.tree = {"estimates": source.tree["estimates"]}
        return to_record(source, _Answer, lambda _tree: ()).estimates
    return (to_record(source, Estimate, lambda _tree: ()),)
