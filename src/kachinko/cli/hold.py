"""`kachinko hold`: place a hold on a stage, or book it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb
from kachinko.cli.ledger_desk import Place, checked, of_command, of_ledger, submit
from kachinko.cli.periods import Measure, Period, Phases

if TYPE_CHECKING:
    from kachinko.model.command import Command
    from kachinko.model.span import DaySpan
    from kachinko.model.title import PhaseName


@click.command()
@click.argument("stage")
@click.argument("days", type=Period())
@click.option("--title", required=True, help="The title, or its code name.")
@click.option("--holder", help="The organisation that holds [default: that of --as].")
@click.option("--area", "area_m2", type=Measure("area"), help="Floor, in m² or with a unit.")
@click.option("--phases", type=Phases(), default=(), help="Such as build=10,shoot=5,strike=2.")
@click.option("--set", "set_", metavar="SET", help="The set that stands there.")
@click.option("--silent", is_flag=True, help="Shot without sound: needs no quiet.")
@click.option("--book", is_flag=True, help="Firm at once, or not at all.")
@click.option("--note", default="", help="A remark that the reservation keeps.")
@verb
@of_command
@of_ledger
def command(
    console: Console,
    place: Place,
    stage: str,
    days: DaySpan,
    title: str,
    holder: str | None,
    area_m2: float | None,
    phases: tuple[tuple[PhaseName, int], ...],
    set_: str | None,
    silent: bool,
    book: bool,
    note: str,
    command_id: str,
    why: str,
) -> None:
    """Hold STAGE on DAYS: 2028-03-01..2028-03-21, 2028-03-01+3w, or one day.

    The hold gets the rank that is free; with --book it is firm or refused. A refusal says who is
    in the way, and the nearest days and other stages that are free. Exits 0 when done, 1 when
    refused, 2 when the call is wrong.

      kachinko hold no1 2028-03-01+3w --title vapor --as north
    """
    who = holder or place.organisation
    if who is None:
        raise click.UsageError("Who holds? Give --holder, or --as.")

    def make() -> Command:
        from kachinko.model.command import Book
        from kachinko.model.command import Place as PlaceHold
        from kachinko.model.reservation import Wanted

        wanted = Wanted.model_validate(
            {
                "stage": stage, "title": title, "holder": who, "first": days.start,
                "last": days.last, "area_m2": area_m2, "phases": _laid(days, phases),
                "set": set_, "sync_sound": not silent, "note": note,
            },
            by_name=True,
        )  # fmt: skip
        kind = Book if book else PlaceHold
        return kind(id=command_id, why=why, wanted=wanted)

    wanted = checked(make)
    with place.open() as ledger:
        submit(console, place, ledger, wanted)


def _laid(days: DaySpan, phases: tuple[tuple[PhaseName, int], ...]) -> list[dict[str, object]]:
    """Phases from the first day on, one after another."""
    from datetime import timedelta

    laid: list[dict[str, object]] = []
    day = days.start
    for name, length in phases:
        last = day + timedelta(days=length - 1)
        laid.append({"phase": name, "from": day, "to": last})
        day = last + timedelta(days=1)
    if day > days.stop:
        raise click.BadParameter(
            f"they last {(day - days.start).days} days, and {days.days} are held.",
            param_hint="--phases",
        )
    return laid
