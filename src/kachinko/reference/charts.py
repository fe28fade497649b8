"""Charts of accounts that we ship as examples."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml

from kachinko.model.chart import Chart

SHIPPED = ("us-four-digit", "gb")


@lru_cache(maxsize=8)
def shipped_chart(name: str) -> Chart | None:
    """The chart of a name, or None where we ship none of it."""
    if name not in SHIPPED:
        return None
    file = resources.files("kachinko.reference").joinpath(f"charts/{name}.yaml")
    return Chart.model_validate(yaml.safe_load(file.read_text("utf-8")))
