"""A program whose files may not grow any more after a while, as on a full disk, and then may.

Run as ``python -m tests.ledger.proof.filler FILE``; it prints what happened as JSON.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.verify import verify
from kachinko.model.command import Book, SetPolicy
from kachinko.model.policy import HoldPolicy
from tests.ledger.desks import NOW, wanted


def main(file: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Ledger(file) as ledger:
        ledger.submit(SetPolicy(id="s", stage="one", policy=HoldPolicy()), actor="op", at=NOW)
        size = max(each.stat().st_size for each in Path(file).parent.iterdir())
        _limit(size + 200_000)
        done, said = [], []
        for number in range(200):
            try:
                _book(ledger, number)
            except StoreError as error:
                said.append(str(error))
            else:
                done.append(number)
        findings = len(verify(ledger.engine).findings)
        _limit(resource.RLIM_INFINITY)
        for number in range(200):  # all are sent again, with the same ids
            _book(ledger, number)
        held = len(ledger.reservations())
        findings += len(verify(ledger.engine).findings)
    with Ledger(file) as ledger:
        findings += len(verify(ledger.engine).findings)
        again = len(ledger.reservations())
    print(json.dumps({"done": len(done), "said": said, "held": [held, again], "bad": findings}))


def _book(ledger: Ledger, number: int) -> None:
    command = Book(id=f"b{number}", wanted=wanted(number * 10, 10, note="x" * 500))
    assert ledger.submit(command, actor="ana", at=NOW).done


def _limit(most: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))


if __name__ == "__main__":
    main(sys.argv[1])
