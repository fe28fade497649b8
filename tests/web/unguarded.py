"""The server with its guard off, for the one test that must see the double booking."""

from __future__ import annotations

from kachinko.cli.main import main
from kachinko.ledger.store import postgres

postgres._lock = lambda _connection, _stages: None

if __name__ == "__main__":
    main()
