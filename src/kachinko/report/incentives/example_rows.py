"""What the worked examples of a programme expect and get, as plain values for JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.model.money import plain_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.incentives.examples import ExampleResult
    from kachinko.model.programme import Programme


def examples_document(programme: Programme, results: Sequence[ExampleResult]) -> dict[str, Any]:
    """All results, and which examples failed."""
    failed = sorted({each.example for each in results if not each.passed})
    return {
        "programme": programme.id,
        "ok": not failed,
        "examples": len({each.id for each in programme.examples}),
        "failed": failed,
        "results": [_document(each) for each in results],
    }


def _document(result: ExampleResult) -> dict[str, Any]:
    return {
        "example": result.example,
        "basis": result.basis,
        "key": result.key,
        "expected": _plain(result.expected),
        "got": _plain(result.got),
        "difference": _plain(result.difference),
        "passed": result.passed,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value
