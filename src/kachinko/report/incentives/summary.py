"""What estimates come to in a few words, and what of their sum is how sure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kachinko.report.incentives.steps import says_of_owner, unit_of_limit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kachinko.model.estimate import Estimate, TraceEntry
    from kachinko.report.incentives.texts import IncentiveWords

Figure = Literal["eligible", "award", "tax", "fees", "net_of_tax", "financed", "present_value"]
FIGURES: tuple[Figure, ...] = (
    "eligible", "award", "tax", "fees", "net_of_tax", "financed", "present_value",
)  # fmt: skip
KINDS = {"sure": "entitlement", "upto": "ceiling", "competed": "competitive"}
"""How sure money is, by the kind of programme that it comes from; never added up."""


Pair = frozenset[str]
"""Ids of two programmes of which only one can be had."""


@dataclass(frozen=True, slots=True)
class Split:
    """What several estimates come to gross, by how sure it is and by currency."""

    sure: dict[str, Decimal]
    upto: dict[str, Decimal]
    competed: dict[str, Decimal]
    open: tuple[str, ...]
    """Names of programmes that give no amount."""
    either: tuple[tuple[str, str], ...] = ()
    """Ids of programmes that exclude each other; the sums hold the better choice of them."""

    def as_dict(self) -> dict[str, object]:
        """The split as a document."""
        amounts: dict[str, object] = {
            key: {currency: float(amount) for currency, amount in getattr(self, key).items()}
            for key in KINDS
        }
        return {**amounts, "no_amount": list(self.open), "either": [list(p) for p in self.either]}


def split(estimates: Sequence[Estimate], exclusive: Collection[Pair] = ()) -> Split:
    """Sum the awards (gross) by how sure they are and by currency.

    Of programmes that exclude each other, a sum holds the choice that gives most.
    """
    found: dict[str, dict[str, Decimal]] = {}
    for key, kind in KINDS.items():
        awards: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for each in estimates:
            if each.status == "award" and each.kind == kind and each.award is not None:
                awards[each.currency][each.programme] += each.award
        found[key] = {code: _most(by_id, exclusive) for code, by_id in awards.items()}
    paid = {each.programme for each in estimates if each.status == "award"}
    return Split(
        **found,
        open=tuple(each.name for each in estimates if each.status != "award"),
        either=tuple(sorted((min(pair), max(pair)) for pair in exclusive if pair <= paid)),
    )


def _most(awards: Mapping[str, Decimal], exclusive: Collection[Pair]) -> Decimal:
    """The greatest sum of awards that can be had together."""
    quarrel = next((pair for pair in exclusive if pair <= awards.keys()), None)
    if quarrel is None:
        return sum(awards.values(), Decimal(0))
    return max(
        _most({name: award for name, award in awards.items() if name != left}, exclusive)
        for left in sorted(quarrel)
    )


def headline(words: IncentiveWords, estimate: Estimate) -> str:
    """An estimate in one sentence that never makes a hope look like a right."""
    if estimate.status != "award" or estimate.award is None:
        if estimate.status == "unknown" and estimate.version is None:
            return words("head.noversion")
        return words(f"head.{estimate.status if estimate.status != 'award' else 'unknown'}")
    amount = words.money(estimate.award, estimate.currency)
    return words(f"head.{estimate.kind or 'ceiling'}", amount=amount)


def figures(words: IncentiveWords, estimate: Estimate) -> list[tuple[str, str]]:
    """The figures that an estimate has, with their names."""
    shown = []
    for key in FIGURES if estimate.status == "award" else ("eligible",):
        amount = getattr(estimate, key)
        if amount is None or (key in ("tax", "fees") and not amount):
            continue
        name = words(f"figure.{key}")
        if key == "award" and estimate.kind == "ceiling":
            name = words("figure.most")
        shown.append((name, words.money(amount, estimate.currency)))
    return shown


def missing_heading(words: IncentiveWords, estimate: Estimate) -> str:
    """What stands above the reasons for which there is no amount."""
    key = estimate.status if estimate.status in ("refused", "unknown") else "heading"
    return words(f"missing.{key}")


def binding(words: IncentiveWords, estimate: Estimate) -> str:
    """The limit that decides the amount, with what it took away; empty: none bites."""
    if estimate.binding is None:
        return ""
    entry = entry_of(estimate, estimate.binding)
    if entry is None:
        return words("binding.plain", limit=estimate.binding)
    says = (entry.says or says_of_owner(estimate, entry.id)).rstrip(".")
    limit = f"{says} ({entry.id})" if says else entry.id
    if not entry.by:
        return words("binding.plain", limit=limit)
    by = words.value(entry.by, unit_of_limit(estimate, entry.id), estimate.currency)
    return words("binding.line", limit=limit, by=by)


def line_name(line: str, names: Mapping[str, str]) -> str:
    """A budget line by its name, with its id; by its id alone where the name is not known."""
    name = names.get(line, line)
    return name if name == line else f"{name} [{line}]"


def entry_of(estimate: Estimate, step: str) -> TraceEntry | None:
    """The last step of the trace with an id."""
    found = [entry for entry in estimate.trace if entry.id == step]
    return found[-1] if found else None
