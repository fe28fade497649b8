"""What is shipped with its sources: facts, rates, working rules, ways of holding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Response

from kachinko.reference import catalogue
from kachinko.reference.conflict import conflicts
from kachinko.reference.exchange import yearly_means
from kachinko.reference.facts import READ_ON
from kachinko.reference.hold_policies import all_hold_policies
from kachinko.reference.rates import find_rates
from kachinko.reference.work_rules import all_work_rules
from kachinko.report.facts import fact_documents
from kachinko.service.permissions import Actor
from kachinko.web.access import Needs
from kachinko.web.problems import responses

if TYPE_CHECKING:
    from collections.abc import Callable

router = APIRouter(prefix="/reference", tags=["reference"])
Asks = Annotated[Actor, Depends(Needs("facts.see"))]
Words = Annotated[
    list[Annotated[str, Query(max_length=100)]] | None,
    Query(max_length=20, description="All of them are mentioned, in any field."),
]
Unit = Annotated[
    Literal["m2", "ft2", "tsubo", "pyeong"] | None, Query(description="Areas in this unit too.")
]


_Route = TypeVar("_Route", bound="Callable[..., Response]")


def _get(path: str, operation: str) -> Callable[[_Route], _Route]:
    return router.get(
        path, operation_id=operation, response_model=dict[str, Any], responses=responses(422)
    )


@_get("/facts", "listFacts")
def list_facts(
    _actor: Asks,
    *,
    words: Words = None,
    kind: Literal["stage", "agreement", "claim", "title"] | None = None,
    unit: Unit = None,
) -> Response:
    """List the shipped facts that mention all words, each with its source and date."""
    found = [each for each in catalogue.facts(kind) if catalogue.mentions(each, words or ())]
    return _document(read_on=READ_ON, facts=fact_documents(found, unit))


@_get("/conflicts", "listConflicts")
def list_conflicts(_actor: Asks, *, words: Words = None, unit: Unit = None) -> Response:
    """List where sources disagree; every reading is kept."""
    found = [each for each in conflicts() if catalogue.mention_all(each.claims, words or ())]
    told = [
        {
            "question": each.question,
            "reason": each.reason,
            "claims": fact_documents(each.claims, unit),
        }
        for each in found
    ]
    return _document(read_on=READ_ON, conflicts=told)


@_get("/rates", "listRates")
def list_rates(
    _actor: Asks,
    *,
    words: Words = None,
    place: Annotated[str, Query(max_length=20, description="Such as CA-BC.")] = "",
) -> Response:
    """List the shipped rates: few, mostly old, mostly minimums; none is taken by itself."""
    found = find_rates(tuple(words or ()), place)
    return _document(rates=[each.model_dump(mode="json") for each in found])


@_get("/exchange-rates", "listExchangeRates")
def list_exchange_rates(_actor: Asks) -> Response:
    """List the shipped yearly means of exchange rates, those not in use too, with the reason."""
    return _document(rates=[each._asdict() for each in yearly_means()])


@_get("/work-rules", "listWorkRules")
def list_work_rules(_actor: Asks) -> Response:
    """List the working rules that boards know, with the pages they were read from."""
    return _document(
        rules=[each.model_dump(mode="json", by_alias=True) for each in all_work_rules()]
    )


@_get("/hold-policies", "listHoldPolicies")
def list_hold_policies(_actor: Asks) -> Response:
    """List the ways of taking holds that are shipped, with their sources."""
    return _document(
        policies=[each.model_dump(mode="json", by_alias=True) for each in all_hold_policies()]
    )


def _document(**values: Any) -> Response:
    body = json.dumps(values, ensure_ascii=False, default=str)
    return Response(body, media_type="application/json")
