"""People of three organisations: two that make titles, one that runs the studio both rent."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher

from kachinko.ledger.store.ledger import Ledger
from kachinko.model.command import SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.service.accounts.directory import Directory
from kachinko.service.accounts.passwords import PasswordKeeper
from kachinko.service.accounts.places import Organisation, Places, Studio
from kachinko.service.permissions import PLACES, ROLES, Actor, Grant
from tests.ledger.databases import new_database
from tests.ledger.desks import NOW

ROOT = Actor.local("root")
QUICK = PasswordKeeper(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "gaffer ladder teal morning"
WHERE = {"organisation": ("north", "south"), "studio": ("toho", "nikkatsu"), "server": ("",)}
EVERYBODY = [
    Grant(role, place, name) for place in PLACES for name in WHERE[place] for role in ROLES
]


def actor(grant: Grant) -> Actor:
    """Somebody with one role; who has it at a studio belongs to the company that runs it."""
    organisation = grant.name if grant.place == "organisation" else "house"
    return Actor(f"{grant.role}-{grant.name or 'server'}", organisation, frozenset({grant}))


NORTH = actor(Grant("planner", "organisation", "north"))
SOUTH = actor(Grant("planner", "organisation", "south"))
OPERATOR = actor(Grant("operator", "studio", "toho"))


def settle(ledger: Ledger) -> None:
    """Enter organisations, studios, their stages and an account for everybody."""
    places = Places(ledger.engine)
    directory = Directory(ledger.engine, QUICK)
    for name in ("north", "south", "house"):
        places.make_organisation(ROOT, Organisation(id=name, name=name.title()), at=NOW)
    for studio, stages in (("toho", ("one", "two")), ("nikkatsu", ("far",))):
        one = Studio(id=studio, organisation="house", name=studio, stages=stages)
        places.make_studio(ROOT, one, at=NOW)
    shared = HoldPolicy(sharing="floor", signature_hours=48)
    for stage, policy in (("one", HoldPolicy()), ("two", shared), ("far", HoldPolicy())):
        command = SetPolicy(
            id=f"stage-{stage}", stage=stage, floor_m2=1000, quiet=False, policy=policy
        )
        assert ledger.submit(command, actor="root", at=NOW).done
    for grant in EVERYBODY:
        one = actor(grant)
        directory.make_account(ROOT, one.user, organisation=one.organisation, name=one.user, at=NOW)
        directory.give(ROOT, one.user, grant, at=NOW)


def settled(kind: str, folder) -> Ledger:
    """A ledger with all of them; on a file, a copy of one that was made once."""
    address = new_database(kind, folder)
    if kind == "sqlite":
        Path(address).write_bytes(_template())
        return Ledger(address)
    ledger = Ledger(address)
    settle(ledger)
    return ledger


@lru_cache(maxsize=1)
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger(path) as ledger:
            settle(ledger)
        return path.read_bytes()
