"""`kachinko ledger history`, `undo`, `tick` and `verify`: what happened, and whether it is so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb
from kachinko.cli.ledger_desk import Place, of_command, of_ledger, submit
from kachinko.cli.numbers import Whole

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kachinko.ledger.chain import Event


@click.command()
@click.option("--stage", help="Only this stage.")
@click.option("--reservation", help="Only this reservation, by its id or its first letters.")
@click.option("--after", type=Whole(min=0), default=0, help="Begin after the event of this number.")
@click.option("--limit", type=Whole(min=1, max=1000), default=50, show_default=True,
              help="The most events.")  # fmt: skip
@verb
@of_ledger
def history(
    console: Console,
    place: Place,
    stage: str | None,
    reservation: str | None,
    after: int,
    limit: int,
) -> None:
    """Show what happened: when, by whom, on which stage, to which reservation, and why.

    kachinko ledger history --stage no1
    """
    from kachinko.service.holds import Holds
    from kachinko.service.ledger_access import find_reservation

    with place.open() as ledger:
        zones = {record.id: record.policy.tz for record in ledger.stages()}
        id_ = reservation and find_reservation(ledger, place.actor, reservation).id
        events = Holds(ledger).history(
            place.actor, stage=stage, reservation=id_, after=after, limit=limit
        )
    console.answer([_document(event) for event in events])
    for event in events:
        console.say(_line(event, zones[event.stage]))


def _document(event: Event) -> dict[str, Any]:
    return {**event.model_dump(mode="json"), "body": json.loads(event.body)}


def _line(event: Event, tz: ZoneInfo) -> str:
    from kachinko.report.hold_rows import at

    body = json.loads(event.body)
    what = "policy set"
    if event.reservation is not None:
        before, after = body["before"], body["after"]
        was = f"{before['state']} {before['rank']} → " if before else ""
        what = (
            f"{event.reservation}  {after['title']}  {after['from']} to {after['to']}  "
            f"{was}{after['state']} {after['rank']}"
        )
    why = f"  ({body['why']})" if body.get("why") else ""
    head = f"{event.seq}  {at(event.at, tz)}  {event.actor}  {event.kind}  {event.stage}"
    return f"{head}  {what}{why}  [{event.command}]"


@click.command()
@click.argument("undone", metavar="COMMAND")
@verb
@of_command
@of_ledger
def undo(console: Console, place: Place, undone: str, command_id: str, why: str) -> None:
    """Put back what COMMAND changed, as a new entry, if nothing of it has changed since.

    The id of a command stands in brackets in "kachinko ledger history"; that of a new hold is the
    hold's own.

      kachinko ledger undo 3f2a91c0-5c1e-4d29-9f0e-2f1f8f4a7f10
    """
    from kachinko.cli.ledger_desk import checked
    from kachinko.model.command import Undo

    with place.open() as ledger:
        undoing = checked(lambda: Undo(id=command_id, why=why, command=undone))
        submit(console, place, ledger, undoing)


@click.command()
@click.option("--stage", "stages", multiple=True, help="Only this stage; may be repeated.")
@verb
@of_command
@of_ledger
def tick(
    console: Console, place: Place, stages: tuple[str, ...], command_id: str, why: str
) -> None:
    """Act on the clocks that have run out: holds lapse, challenges end, lower holds move up.

    Every command does so on its own stages; this does it on all, for a nightly job.
    """
    from kachinko.cli.ledger_desk import checked
    from kachinko.model.command import Tick

    with place.open() as ledger:
        ticking = checked(lambda: Tick(id=command_id, why=why, stages=stages))
        outcome = submit(console, place, ledger, ticking)
    if not outcome.changes:
        console.say("No clock has run out.")


@click.command()
@verb
@of_ledger
def verify(console: Console, place: Place) -> None:
    """Check the whole ledger: the chain of events, every day, every rank, every floor.

    Shares no code with what writes it. Exits 0 when all is as it must be, else 1.
    """
    from kachinko.ledger.verify import verify as verify_all
    from kachinko.service.permissions import require

    require(place.actor, "ledger.verify")
    with place.open() as ledger:
        found = verify_all(ledger.engine)
    console.answer(
        {
            "stages": found.stages, "reservations": found.reservations, "days": found.days,
            "events": found.events,
            "findings": [
                {"kind": each.kind, "where": each.where, "says": each.says}
                for each in found.findings
            ],
        }
    )  # fmt: skip
    console.say(
        f"{found.stages} stages, {found.reservations} reservations, {found.days} days claimed, "
        f"{found.events} events: {'all is as it must be' if not found.findings else 'not sound'}."
    )
    for each in found.findings:
        console.say(f"  {each}")
    console.leave(1 if found.findings else 0)
