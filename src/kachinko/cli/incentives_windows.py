"""`kachinko incentives windows`: which windows come in time for a start of photography."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kachinko.cli.as_of import asked_as_of
from kachinko.cli.console import verb_in_both
from kachinko.cli.dates import Day

if TYPE_CHECKING:
    from datetime import date

    from kachinko.cli.console import Console


@click.command(short_help="Windows and deadlines for a start of photography.")
@click.argument("names", metavar="[PROGRAMME]...", nargs=-1)
@click.option("--start", type=Day(), required=True, metavar="DATE", help="Start of photography.")
@click.option(
    "--ready",
    type=Day(),
    metavar="DATE",
    help="First day on which an application could be filed [default: --as-of].",
)
@asked_as_of
@verb_in_both
def windows(
    console: Console, *, names: tuple[str, ...], start: date, ready: date | None, as_of: date
) -> None:
    """Say which windows come in time for a start of photography, and the last safe day to apply.

    Exits 0, or 1 where no programme has a window or way to apply that surely comes in time.
    """
    from kachinko.report.incentives.filing_lines import filing_lines, in_time
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.service.incentives import filing_calendars

    words = IncentiveWords(console.lang)
    found = filing_calendars(names, start, as_of=as_of, ready=ready)
    console.answer(
        {
            "as_of": as_of.isoformat(),
            "start": start.isoformat(),
            "programmes": [
                json.loads(each.calendar.model_dump_json(by_alias=True)) for each in found
            ],
        }
    )
    console.say(words("windows.question", start=words.day(start), day=words.day(as_of)))
    for each in found:
        for line in filing_lines(words, each.programme, each.calendar):
            console.say(line)
    if not any(in_time(each.calendar) for each in found):
        console.leave(1)
