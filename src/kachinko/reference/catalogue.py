"""The shipped facts: read once, checked strictly, found by words."""

from __future__ import annotations

import csv
import io
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from kachinko.model.errors import KachinkoError
from kachinko.reference.facts import (
    AgreementFact,
    AnyFact,
    Claim,
    Fact,
    Kind,
    StageFact,
    TitleFact,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AFact = TypeVar("AFact", bound=Fact)


class FactsError(KachinkoError):
    """A table of facts is not what it should be."""

    code = "FACTS-TABLE"


def read_facts(text: str, name: str, record: type[AFact]) -> tuple[AFact, ...]:
    """Read a table of facts.

    Parameters
    ----------
    text
        The table as CSV; its heads are the fields of `record`, each of them, in any order.
    name
        What to call the table in an error.
    record
        The kind of fact in its rows.

    Raises
    ------
    FactsError
        For an unknown, missing or doubled column, and for any row that breaks a rule of `record`.
    """
    rows = csv.reader(io.StringIO(text), strict=True)
    heads = next(rows, [])
    known = set(record.model_fields) - {"kind"}
    if set(heads) != known or len(heads) != len(known):
        wrong = sorted(set(heads) ^ known) or ["one twice"]
        raise FactsError(f"{name}: columns unknown, missing or doubled: {', '.join(wrong)}.")
    facts = []
    for number, row in enumerate(rows, start=2):
        if len(row) != len(heads):
            raise FactsError(f"{name} row {number}: {len(row)} cells, {len(heads)} are expected.")
        try:
            facts.append(record.model_validate(dict(zip(heads, row, strict=True))))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "row"
            raise FactsError(f"{name} row {number}, {place}: {first['msg']}.") from None
    return tuple(facts)


def _shipped(name: str) -> str:
    return resources.files("kachinko.reference").joinpath("data", name).read_text("utf-8")


@lru_cache(maxsize=1)
def stages() -> tuple[StageFact, ...]:
    """Give every shipped stage, those with an unknown area and the totals among them."""
    return read_facts(_shipped("stages.csv"), "stages.csv", StageFact)


@lru_cache(maxsize=1)
def agreements() -> tuple[AgreementFact, ...]:
    """Give every shipped agreement."""
    return read_facts(_shipped("agreements.csv"), "agreements.csv", AgreementFact)


@lru_cache(maxsize=1)
def claims() -> tuple[Claim, ...]:
    """Give every shipped claim, the contradicting ones side by side."""
    return read_facts(_shipped("claims.csv"), "claims.csv", Claim)


@lru_cache(maxsize=1)
def titles() -> tuple[TitleFact, ...]:
    """Give every shipped title."""
    return read_facts(_shipped("titles.csv"), "titles.csv", TitleFact)


@lru_cache(maxsize=1)
def native_names() -> tuple[tuple[str, str], ...]:
    """Give pairs of a name and how else it is written: 東宝 for Toho, Fót for Fot."""
    rows = csv.DictReader(io.StringIO(_shipped("names.csv")))
    return tuple((_folded(row["name"]), _folded(row["also"])) for row in rows)


def facts(kind: Kind | None = None) -> tuple[AnyFact, ...]:
    """Give all shipped facts, or those of one kind."""
    tables: dict[Kind, tuple[AnyFact, ...]] = {
        "stage": stages(),
        "agreement": agreements(),
        "claim": claims(),
        "title": titles(),
    }
    if kind is not None:
        return tables[kind]
    return tuple(fact for table in tables.values() for fact in table)


def mentions(fact: Fact, words: Sequence[str]) -> bool:
    """Tell whether every word stands somewhere in the fact, in whatever field and case."""
    return mention_all([fact], words)


def mention_all(several: Iterable[Fact], words: Sequence[str]) -> bool:
    """Tell whether every word stands somewhere in these facts taken together."""
    text = _folded("\n".join(fact.text() for fact in several))
    also = " ".join(other for name, other in native_names() if name in text)
    return all(_folded(word) in text or _folded(word) in also for word in words)


def _folded(text: str) -> str:
    # NFKC makes full-width letters and digits, as Japanese keyboards type them, plain ones.
    return unicodedata.normalize("NFKC", text).casefold()
