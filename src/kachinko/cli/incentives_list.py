"""`kachinko incentives list` and `show`: which programmes there are, and one of them in words."""

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

KINDS = ("entitlement", "ceiling", "competitive")


@click.command("list", short_help="List programmes: place, kind, rate, how well known.")
@click.argument("names", metavar="[PROGRAMME]...", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS), help="Only programmes of this kind.")
@click.option(
    "--on",
    type=Day(),
    metavar="DATE",
    help="Every date of the case for which rates are told [default: --as-of].",
)
@asked_as_of
@verb_in_both
def list_(
    console: Console, *, names: tuple[str, ...], kind: str | None, on: date | None, as_of: date
) -> None:
    """List programmes by place, kind, rate in words and state of knowledge.

    Exits 0, or 1 when there is none of that kind.
    """
    from kachinko.report.incentives.listing import list_rows, listed
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.report.text_table import text_table
    from kachinko.service.incentives import find_programmes

    words, day = IncentiveWords(console.lang), on or as_of
    rows = [listed(words, each, day, as_of) for each in find_programmes(names)]
    rows = [row for row in rows if kind in (None, row.kind)]
    console.answer(
        {
            "as_of": as_of.isoformat(),
            "on": day.isoformat(),
            "programmes": [row.as_dict() for row in rows],
        }
    )
    for line in text_table(list_rows(words, rows), most=console.columns):
        console.say(line)
    console.say(words("list.hint", day=words.day(day), asof=words.day(as_of)))
    if not rows:
        console.leave(1)


@click.command(short_help="Show a programme in words: clauses, values, windows, sources.")
@click.argument("names", metavar="PROGRAMME...", nargs=-1, required=True)
@click.option(
    "--on",
    type=Day(),
    metavar="DATE",
    help="Every date of the case for which the version in force is marked [default: --as-of].",
)
@asked_as_of
@verb_in_both
def show(console: Console, *, names: tuple[str, ...], on: date | None, as_of: date) -> None:
    """Show programmes whole: versions, clauses, values on both axes, windows, sources.

    Values stand with the days on which they are in force, since when that was known, their source,
    and what other sources say instead.
    """
    from kachinko.report.incentives.programme_lines import ProgrammeLines
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.service.incentives import find_programmes

    words, found = IncentiveWords(console.lang), find_programmes(names)
    console.answer(
        {
            "as_of": as_of.isoformat(),
            "programmes": [json.loads(each.model_dump_json(by_alias=True)) for each in found],
        }
    )
    for at, programme in enumerate(found):
        if at:
            console.say()
            console.say()
        for line in ProgrammeLines(words, programme, on or as_of, as_of).lines():
            console.say(line)
