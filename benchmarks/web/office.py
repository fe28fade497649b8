"""A made-up ledger of a large house: 200 stages, 20,000 bars in ten years; and a server for it."""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import uvicorn
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from kachinko.model.command import ApplyPlan, SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import ReservedPhase, Wanted
from kachinko.service.office import Office, OfficeTerms
from kachinko.web.app import create_app
from kachinko.web.guard import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGIN = date(2028, 1, 4)
NOW = datetime(2027, 12, 1, tzinfo=UTC)


def fill(office: Office, *, stages: int, bars: int, seed: int) -> None:
    """Enter stages and, one after the other on each, sets with their phases."""
    draw = random.Random(seed)
    for number in range(stages):
        stage = f"stage-{number + 1}"
        policy = HoldPolicy(source="Made up for a measurement.")
        office.ledger.submit(
            SetPolicy(id=f"s{number}", stage=stage, policy=policy), actor="local", at=NOW
        )
        wanted = list(_sets(draw, stage, bars // stages))
        half = len(wanted) // 2
        for how, part in (("book", wanted[:half]), ("hold", wanted[half:])):
            title = f"title-{number}-{how}"
            part = [each.model_copy(update={"title": title}) for each in part]
            plan = ApplyPlan(
                id=f"p{number}-{how}", plan=title, how=how, titles=(title,),
                holder="local", wanted=tuple(part),
            )  # fmt: skip
            outcome = office.ledger.submit(plan, actor="local", at=NOW)
            assert outcome.done, outcome.says


def _sets(draw: random.Random, stage: str, count: int) -> Iterator[Wanted]:
    room = 3650 // count
    for number in range(count):
        first = BEGIN + timedelta(number * room + draw.randrange(max(1, room // 4)))
        days = draw.randint(room // 2, room * 3 // 4)
        build, shoot = days // 2, max(1, days // 4)
        ends = [build, build + 1, build + 1 + shoot, days]
        cuts = [0, *ends]
        names = ("build", "prelight", "shoot", "strike")
        phases = tuple(
            ReservedPhase(
                phase=name,
                first=first + timedelta(cuts[i]),
                last=first + timedelta(cuts[i + 1] - 1),
            )
            for i, name in enumerate(names)
            if cuts[i + 1] > cuts[i]
        )
        yield Wanted(
            stage=stage, title="title", holder="local", first=first,
            last=first + timedelta(days - 1), phases=phases, set=f"set-{number}",
        )  # fmt: skip


@contextmanager
def serving(folder: Path, peer: Path, *, stages: int, bars: int, seed: int) -> Iterator[str]:
    """The address of a server over such a ledger, with the peer's page under /peer/."""
    office = Office(OfficeTerms(folder, clock=lambda: NOW))
    fill(office, stages=stages, bars=bars, seed=seed)
    app = create_app(office, House(frozenset({"127.0.0.1"})))
    app.router.routes.insert(0, Mount("/peer", StaticFiles(directory=peer, html=True)))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        app.state.streams.close()
        server.should_exit = True
        thread.join(20)
