"""Shipped facts as plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.quantity import AREA_UNITS, area_in
from kachinko.reference.facts import AgreementFact, Claim, StageFact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.reference.facts import AnyFact


def fact_documents(facts: Sequence[AnyFact], unit: str | None) -> list[dict[str, object]]:
    """Facts with their sources; areas in another unit too, where one is asked for."""
    documents = []
    for fact in facts:
        document = fact.document()
        area = area_m2_of(fact)
        if unit is not None and area is not None:
            document["area_shown"] = {"value": round(area_in(area, unit), 1), "unit": unit}
        documents.append(document)
    return documents


def area_m2_of(fact: AnyFact) -> float | None:
    """The area that a fact is about, in m²; None: it is about none, or says none."""
    if isinstance(fact, (StageFact, AgreementFact)):
        return fact.area_m2
    if isinstance(fact, Claim) and fact.unit in AREA_UNITS:
        number = fact.value.lstrip("<>~ ").replace(",", "")
        if number.replace(".", "", 1).isdigit():
            return round(float(number) * AREA_UNITS[fact.unit], 1)
    return None
