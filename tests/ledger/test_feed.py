"""The bars of a board are the reservations, a list a column."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kachinko.ledger.feed import bars
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.live import COLUMNS
from tests.ledger.databases import KINDS, new_database
from tests.ledger.filled import fill


@pytest.mark.parametrize("kind", KINDS)
def test_bars_are_the_live_reservations(tmp_path, kind: str) -> None:
    with Ledger(new_database(kind, tmp_path)) as ledger:
        assert json.loads(bars(ledger.live.look()).to_json()) == {name: [] for name in COLUMNS}
        fill(ledger)
        for stages, days in (
            (None, {}),
            (["two"], {}),
            (None, {"first": date(2028, 3, 6), "last": date(2028, 3, 9)}),
            ([], {}),
        ):
            right = [
                {name: each[name] for name in COLUMNS}
                for each in (
                    one.model_dump(mode="json", by_alias=False)
                    for one in ledger.reservations(stages=stages, **days)
                )
            ]
            found = bars(ledger.live.look(stages), **days)
            assert list(found) == right
            assert len(found) == len(right)
            columns = json.loads(found.to_json())
            assert columns == {name: [each[name] for each in right] for name in COLUMNS}
