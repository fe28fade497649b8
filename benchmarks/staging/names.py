"""The planners by name; loads none of them."""

from __future__ import annotations

KACHINKO = "Kachinko"
ONE_MODEL = "one model"
PYJOBSHOP = "PyJobShop"
EARLIEST_FIT = "earliest fit"
PEERS = (ONE_MODEL, PYJOBSHOP, EARLIEST_FIT)
