"""Plans from either form: plan.json, or plan.xlsx that may have been edited by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.plan_bytes import read_bytes
from kachinko.files.plan_json import parse_plan
from kachinko.files.plan_xlsx import read_plan_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.plan import Plan


def load_plan(path: Path) -> Plan:
    """Read a plan from ``plan.json``, or from a ``plan.xlsx`` that may have been edited by hand.

    Raises
    ------
    InputError
        With every fault found, each with its place.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return read_plan_workbook(path)
    return parse_plan(read_bytes(path), path.name)
