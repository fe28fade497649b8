"""The four steps of the UK's audio-visual credit in OpenFisca-core; prints its figures as JSON.

Run by `openfisca.py` in an environment of its own, on cases that the caller has written:

    python openfisca_model.py CASES.npz REPEATS
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

import numpy as np
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = periods.period("2026")
Production = build_entity(key="production", plural="productions", label="", is_person=True)


class _Money(Variable):
    value_type = float
    entity = Production
    definition_period = periods.DateUnit.YEAR
    label = "Pounds"


class spent_everywhere(_Money):  # noqa: N801  OpenFisca names variables by their class
    """Core expenditure."""


class spent_elsewhere(_Money):  # noqa: N801
    """Of it outside the United Kingdom."""


class spent_here(_Money):  # noqa: N801
    """Step 1."""

    def formula(self, period):
        return np.maximum(self("spent_everywhere", period) - self("spent_elsewhere", period), 0)


class qualifying(_Money):
    """Step 2: at most 80 % of the whole."""

    def formula(self, period):
        return np.minimum(self("spent_here", period), 0.8 * self("spent_everywhere", period))


class credit(_Money):
    """Step 3: 34 % of it."""

    def formula(self, period):
        return 0.34 * self("qualifying", period)


class net(_Money):
    """Step 4: less corporation tax at 25 %."""

    def formula(self, period):
        return 0.75 * self("credit", period)


def main() -> None:
    """Read the cases, run them so often, print the shortest times and the worst error."""
    cases = np.load(sys.argv[1])
    system = TaxBenefitSystem([Production])
    for variable in (spent_everywhere, spent_elsewhere, spent_here, qualifying, credit, net):
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
