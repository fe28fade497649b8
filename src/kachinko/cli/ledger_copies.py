"""`kachinko ledger backup` and `restore`: copies of the ledger, made while others write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb
from kachinko.cli.ledger_desk import Place, of_ledger

if TYPE_CHECKING:
    from kachinko.ledger.verify import Verified

EXPORTS = (".jsonl", ".gz")
"""Endings of names that mean an export, which either kind of database can be rebuilt from."""


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@verb
@of_ledger
def backup(console: Console, place: Place, target: Path) -> None:
    """Copy the ledger into TARGET, which is not there yet, while others may write.

    A name that ends in .jsonl or .jsonl.gz gets an export: every command and event, from which a
    ledger on a file or on a server is rebuilt. Any other name gets a copy of the whole file,
    accounts and all.

      kachinko ledger backup ledger-2028-03-01.db
    """
    from kachinko.service.ledger_copies import back_up
    from kachinko.service.permissions import require

    require(place.actor, "ledger.backup")
    with place.open() as ledger:
        events = back_up(ledger, target, as_export=_is_export(target))
    console.answer({"written": str(target), "events": events})
    console.say(f"Written: {target}, {events} events.")


@click.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@verb
@of_ledger
def restore(console: Console, place: Place, source: Path) -> None:
    """Make the ledger of --ledger, which is not there yet, out of a backup, and verify it.

    Nothing stands there afterwards unless all of it is as it must be.

      kachinko ledger restore ledger-2028-03-01.db --ledger again.db
    """
    from kachinko.service.ledger_copies import bring_back
    from kachinko.service.permissions import require

    require(place.actor, "ledger.backup")
    found = bring_back(source, place.where, from_export=_is_export(source))
    console.answer({"ledger": place.where, "events": found.events, "stages": found.stages})
    console.say(f"{place.where} is restored: {_in_words(found)}, all as it must be.")


def _is_export(path: Path) -> bool:
    return path.suffix.lower() in EXPORTS


def _in_words(found: Verified) -> str:
    return f"{found.stages} stages, {found.reservations} reservations, {found.events} events"
