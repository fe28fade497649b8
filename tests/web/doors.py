"""A server without a socket: the app as a client finds it, over a ledger of its own."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from datetime import UTC, datetime

from starlette.testclient import TestClient

from kachinko.service.jobs.crew import CrewTerms
from kachinko.service.office import Office, OfficeTerms
from kachinko.web.app import create_app
from tests.service.people import QUICK

NOW = datetime(2028, 1, 10, 12, tzinfo=UTC)
API = "/api/v1"
_keys = itertools.count(1)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def key() -> dict[str, str]:
    """A new idempotency key."""
    return {"Idempotency-Key": f"key-{next(_keys)}"}


@contextmanager
def door(folder, *, clock=None, ledger=None, jobs=None, **fields):
    """A client of a new server whose data lie in a folder."""
    terms = OfficeTerms(
        folder,
        ledger=ledger,
        clock=clock or Clock(),
        jobs=jobs or CrewTerms(tick=0.05, note_every=0.05, silence=2),
        keeper=QUICK,
        **fields,
    )
    app = create_app(Office(terms))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def wanted(first: str = "2028-03-01", last: str = "2028-03-05", **fields) -> dict:
    values = {"stage": "one", "title": "vapor", "holder": "north", "from": first, "to": last}
    return values | fields


def enter_stage(client, stage: str = "one", **terms) -> None:
    answer = client.put(
        f"{API}/stages/{stage}",
        json={"policy": {}} | terms,
        headers=key() | {"If-None-Match": "*"},
    )
    assert answer.status_code == 200, answer.text


def make(client, *days: str, how: str = "hold", **fields):
    body = {"how": how, "wanted": wanted(*days, **fields)}
    return client.post(f"{API}/reservations", json=body, headers=key())
