"""The four steps of the UK's audio-visual credit in OpenFisca-core; prints its figures as JSON.

Run by `openfisca.py` in an environment of its own, on cases that the caller has written:

    python openfisca_model.py CASES.npz REPEATS
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

if TYPE_CHECKING:
    from collections.abc import Callable

PERIOD = periods.period("2026")
Production = build_entity(key="production", plural="productions", label="", is_person=True)


def _variable(name: str, formula: Callable[..., Any] | None = None) -> type[Variable]:
    """An amount of pounds; OpenFisca knows a variable by the name of its class."""
    about = {
        "value_type": float,
        "entity": Production,
        "definition_period": periods.DateUnit.YEAR,
        "label": name,
    }
    if formula is not None:
        about["formula"] = formula
    return type(name, (Variable,), about)


def _spent_here(cases: Any, period: Any) -> Any:
    return np.maximum(cases("spent_everywhere", period) - cases("spent_elsewhere", period), 0)


def _qualifying(cases: Any, period: Any) -> Any:
    return np.minimum(cases("spent_here", period), 0.8 * cases("spent_everywhere", period))


VARIABLES = [
    _variable("spent_everywhere"),
    _variable("spent_elsewhere"),
    _variable("spent_here", _spent_here),
    _variable("qualifying", _qualifying),
    _variable("credit", lambda cases, period: 0.34 * cases("qualifying", period)),
    _variable("net", lambda cases, period: 0.75 * cases("credit", period)),
]


def main() -> None:
    """Read the cases, run them so often, print the shortest times and the worst error."""
    cases = np.load(sys.argv[1])
    system = TaxBenefitSystem([Production])
    for variable in VARIABLES:
        system.add_variable(variable)
    load, work = [], []
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        simulation = SimulationBuilder().build_default_simulation(system, len(cases["total"]))
        simulation.set_input("spent_everywhere", PERIOD, cases["total"])
        simulation.set_input("spent_elsewhere", PERIOD, cases["elsewhere"])
        load.append(time.perf_counter() - start)
        start = time.perf_counter()
        found = simulation.calculate("credit", PERIOD)
        simulation.calculate("net", PERIOD)
        work.append(time.perf_counter() - start)
    error = np.abs(found.astype(np.float64) - cases["credit"])
    told = {
        "version": version("openfisca-core"),
        "type": str(found.dtype),
        "load": min(load),
        "work": min(work),
        "error": float(error.max()),
        "off_by_a_unit": float((error >= 1).mean()),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
