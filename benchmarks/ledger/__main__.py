"""Measure the ledger itself: ``python -m benchmarks.ledger [--where URL] [--seconds N]``.

Sixteen clients book days on two hundred stages; only what was booked and acknowledged is counted.
Then the bars of all stages over ten years are asked for. `http.py` does the same over the API.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.ledger.server import postgresql
from kachinko.ledger.feed import bars
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.verify import verify
from kachinko.model.command import Book, SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import Wanted

NOW = datetime(2028, 1, 10, 12, tzinfo=UTC)
FIRST = date(2028, 2, 1)
STAGES = 200
YEARS = 10
BARS = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--where", help="address of an empty ledger; default: both kinds, new ones")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--no-feed", action="store_true", help="leave the bars out")
    given = parser.parse_args()
    wheres = {"given": given.where} if given.where else _both()
    for name, where in wheres.items():
        with Ledger(where) as ledger:
            _stages(ledger)
            found = _writes(ledger, given.clients, given.seconds)
            if not given.no_feed:
                found |= _feed(ledger, given.clients)
            found["findings"] = len(verify(ledger.engine).findings)
        print(json.dumps({"store": name, "cores": os.cpu_count(), **found}))


def _both() -> dict[str, str]:
    folder = Path(tempfile.mkdtemp(prefix="kachinko-bench-"))
    return {"sqlite": str(folder / "ledger.db"), "postgresql": postgresql()}


def _stages(ledger: Ledger) -> None:
    for number in range(STAGES):
        command = SetPolicy(id=f"s{number}", stage=f"stage-{number}", policy=HoldPolicy())
        ledger.submit(command, actor="bench", at=NOW)


def _book(id_: str, stage: int, day: int, days: int) -> Book:
    first = FIRST + timedelta(days=day)
    return Book(
        id=id_,
        wanted=Wanted.model_validate(
            {
                "stage": f"stage-{stage}", "title": "vapor", "holder": "north",
                "first": first, "last": first + timedelta(days=days - 1),
            },
            by_name=True,
        ),
    )  # fmt: skip


def _writes(ledger: Ledger, clients: int, seconds: float) -> dict[str, float]:
    """Each client books on stages at random, three weeks on the average, till the time is over."""
    waits: list[list[float]] = [[] for _ in range(clients)]
    refused = [0] * clients
    ends = time.perf_counter() + seconds

    def client(number: int) -> None:
        dice = random.Random(number)
        for turn in itertools.count():
            before = time.perf_counter()
            if before > ends:
                return
            days = dice.randint(3, 40)
            command = _book(
                f"{number}-{turn}", dice.randrange(STAGES), dice.randrange(YEARS * 365), days
            )
            if ledger.submit(command, actor=f"c{number}", at=NOW).done:
                waits[number].append(time.perf_counter() - before)
            else:
                refused[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    cpu, begun = time.process_time(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, cpu = time.perf_counter() - begun, time.process_time() - cpu
    all_ = sorted(itertools.chain.from_iterable(waits))
    count = len(all_) + sum(refused)
    return {
        "booked_per_second": round(len(all_) / took, 1),
        "commands_per_second": round(count / took, 1),
        "p50_ms": round(all_[len(all_) // 2] * 1000, 1),
        "p99_ms": round(all_[int(len(all_) * 0.99)] * 1000, 1),
        "worst_ms": round(all_[-1] * 1000, 1),
        "cpu_ms_per_command": round(cpu / count * 1000, 2),
    }


def _feed(ledger: Ledger, clients: int) -> dict[str, float]:
    """Fill up to so many bars, then ask for all of them several times."""
    numbers = itertools.count()

    def client() -> None:
        while (number := next(numbers)) < BARS:
            # Far off what was booked before, so that none is refused.
            slot = number // STAGES
            command = _book(f"f{number}", number % STAGES, YEARS * 365 + 60 + slot * 40, 30)
            assert ledger.submit(command, actor="bench", at=NOW).done

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = []
    for _ in range(9):
        begun = time.perf_counter()
        text = bars(ledger.live.look(), first=FIRST + timedelta(days=YEARS * 365 + 50)).to_json()
        took.append(time.perf_counter() - begun)
    count = len(json.loads(text)["id"])
    return {"bars": count, "bars_ms": round(sorted(took)[4] * 1000, 1), "bars_bytes": len(text)}


if __name__ == "__main__":
    main()
