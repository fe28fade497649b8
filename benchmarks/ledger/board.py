"""Board and avails over 200 stages and ten years: ``python -m benchmarks.ledger.board``.

20,000 made-up bars stand on SQLite; asked is what the service and the making of JSON take, without
HTTP, in CPU time (which other programs on the machine hardly change) and by the clock.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import reservation_row
from kachinko.ledger.suits import Need
from kachinko.model.command import Place, SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import Reservation, Wanted
from kachinko.model.span import DaySpan
from kachinko.service.board_view import board_of
from kachinko.service.ledger_avails import avails
from kachinko.service.office import Office, OfficeTerms
from kachinko.service.permissions import Actor

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2028, 1, 10, 12, tzinfo=UTC)
FIRST = date(2028, 2, 1)
STAGES, BARS, TIMES = 200, 20_000, 5
EVERY, DAYS = 36, 30
"""A set begins on a stage so often, and stands so long: a hundred of them in ten years."""
_STRETCHES = {
    "four months": date(2028, 6, 30),
    "two years": date(2030, 2, 28),
    "ten years": date(2038, 1, 31),
}


def main() -> None:
    """Fill, ask, print."""
    actor = Actor.local()
    with tempfile.TemporaryDirectory() as folder:
        terms = OfficeTerms(folder=Path(folder), clock=lambda: NOW)
        with Office(terms) as office:
            _fill(office)
            print(f"{STAGES} stages, {BARS:,} bars, {os.cpu_count()} cores, load ", end="")
            print(f"{os.getloadavg()[0]:.1f}\n{'what':<44}{'CPU ms':>8}{'clock ms':>10}")
            _row("board, the first time", 1, lambda: board_of(office, actor).model_dump_json())
            _row("board, as it stands", TIMES, lambda: board_of(office, actor).model_dump_json())
            _row("board, after a hold", TIMES, lambda: board_of(office, actor).model_dump_json(),
                 before=lambda number: _hold(office, number))  # fmt: skip
            _row("bars", TIMES, lambda: office.holds.bars(actor).to_json())
            for what, last in _STRETCHES.items():
                within = DaySpan.inclusive(date(2028, 3, 1), last)
                need = Need(within=within, days=21, area_m2=600.0, phases=())
                _row(f"avails, three weeks within {what}", TIMES,
                     lambda need=need: avails(office.ledger, actor, need, now=NOW))  # fmt: skip


def _row(
    what: str,
    times: int,
    ask: Callable[[], Any],
    *,
    before: Callable[[int], None] = lambda _: None,
) -> None:
    cpu, clock = [], []
    for number in range(times):
        before(number)
        spent, begun = time.process_time(), time.perf_counter()
        ask()
        cpu.append(time.process_time() - spent)
        clock.append(time.perf_counter() - begun)
    middle = [1_000 * statistics.median(each) for each in (cpu, clock)]
    print(f"{what:<44}{middle[0]:>8.0f}{middle[1]:>10.0f}", flush=True)


def _fill(office: Office) -> None:
    for stage in range(STAGES):
        command = SetPolicy(
            id=f"p{stage}", stage=f"stage-{stage}", policy=HoldPolicy(), floor_m2=1000
        )
        office.ledger.submit(command, actor="bench", at=NOW)
    rows = [reservation_row(_reservation(number), 1) for number in range(BARS)]
    with office.ledger.engine.begin() as connection:
        connection.execute(insert(tables.reservation), rows)


def _reservation(number: int) -> Reservation:
    first = FIRST + timedelta(days=number // STAGES * EVERY)
    last = first + timedelta(days=DAYS - 1)
    phases = [
        {"phase": name, "from": first + timedelta(days=begin), "to": first + timedelta(days=end)}
        for name, begin, end in (("build", 0, 9), ("shoot", 12, 20), ("strike", 25, DAYS - 1))
    ]
    return Reservation.model_validate(
        {
            "id": f"r{number}", "stage": f"stage-{number % STAGES}", "title": f"t{number % 150}",
            "holder": f"h{number % 7}", "first": first, "last": last, "area_m2": 400.0,
            "phases": phases, "set": f"set{number % 40}", "rank": 1, "place": number,
            "state": "held" if number % 2 else "booked", "placed_at": NOW,
        },
        by_name=True,
    )  # fmt: skip


def _hold(office: Office, number: int) -> None:
    days = {"first": date(2040, 1, 1), "last": date(2040, 1, 9)}
    wanted = Wanted.model_validate(
        {"stage": "stage-0", "title": "new", "holder": "north", **days}, by_name=True
    )
    office.ledger.submit(Place(id=f"new{number}", wanted=wanted), actor="bench", at=NOW)


if __name__ == "__main__":
    main()
