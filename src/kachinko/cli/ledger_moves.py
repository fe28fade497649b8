"""The moves of one reservation, each a verb that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb
from kachinko.cli.ledger_desk import Place, checked, of_command, of_ledger, submit
from kachinko.cli.numbers import Whole
from kachinko.cli.periods import Measure, Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.command import Command
    from kachinko.model.span import DaySpan


def move(name: str, kind: str, says: str) -> click.Command:
    """A verb that does one kind of command to one reservation."""

    def run(
        console: Console,
        place: Place,
        reservation: str,
        version: int | None,
        command_id: str,
        why: str,
    ) -> None:
        give(console, place, kind, reservation, version, command_id, why)

    run.__doc__ = says
    return click.command(name)(with_reservation(run))


def with_reservation(function: Callable[..., None]) -> Callable[..., None]:
    """Give a verb its reservation, its version, and what all verbs of the ledger take."""
    wrapped = verb(of_command(of_ledger(function)))
    wrapped = click.option(
        "--version", type=Whole(min=1), help="The version that was seen; another is refused."
    )(wrapped)
    return click.argument("reservation")(wrapped)


def give(
    console: Console,
    place: Place,
    kind: str,
    reservation: str,
    version: int | None,
    command_id: str,
    why: str,
    **fields: Any,
) -> None:
    """Do a kind of command to a reservation, named by its id or the beginning of it."""
    from pydantic import TypeAdapter

    from kachinko.model.command import Command
    from kachinko.service.ledger_access import find_reservation

    with place.open() as ledger:
        found = find_reservation(ledger, place.actor, reservation)
        values: dict[str, Any] = {
            "kind": kind,
            "id": command_id,
            "why": why,
            "reservation": found.id,
        }
        values |= {"version": version, **fields}

        def make() -> Command:
            made: Command = TypeAdapter(Command).validate_python(values)
            return made

        submit(console, place, ledger, checked(make))


sign = move("sign", "sign", "Record that the agreement of a confirmed RESERVATION is signed.")
cancel = move("cancel", "cancel", "Give up a firm RESERVATION; those who wait behind it move up.")
promote = move(
    "promote", "promote", "Move a hold up where there is room, on a stage that does not by itself."
)


@click.command()
@click.option("--days", type=Period(), help="New days.")
@click.option("--area", "area_m2", type=Measure("area"), help="New floor, in m² or with a unit.")
@with_reservation
def amend(
    console: Console,
    place: Place,
    reservation: str,
    version: int | None,
    command_id: str,
    why: str,
    days: DaySpan | None,
    area_m2: float | None,
) -> None:
    """Change the days or the floor of RESERVATION.

    Less keeps the place in the queue; anything else goes to its end. What is firm must fit.

      kachinko ledger amend 3f2a91c0 --days 2028-03-01+2w
    """
    if days is None and area_m2 is None:
        raise click.UsageError("What is to change? Give --days or --area.")
    fields: dict[str, Any] = {"area_m2": area_m2}
    if days is not None:
        fields |= {"from": days.start, "to": days.last}
    give(console, place, "amend", reservation, version, command_id, why, **fields)
