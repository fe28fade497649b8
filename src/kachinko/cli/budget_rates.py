"""`kachinko budget rates`: the rates that we ship, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console

WARNING = "Few, mostly old, mostly minimums: to set a card by, none is taken by itself."


@click.command(short_help="List the rates and exchange rates that are shipped.")
@click.argument("words", nargs=-1)
@click.option("--place", default="", metavar="CODE", help="Only those of a place, such as CA-BC.")
@click.option("--exchange", is_flag=True, help="List exchange rates instead, the unused ones too.")
@verb
def rates(console: Console, *, words: tuple[str, ...], place: str, exchange: bool) -> None:
    """List the shipped rates that mention all WORDS, each with its source and date."""
    if exchange:
        _exchange(console, words)
        return
    from kachinko.reference.rates import find_rates

    found = find_rates(words, place)
    console.answer([fact.model_dump(mode="json") for fact in found])
    if found:
        console.note(WARNING)
    for fact in found:
        when = " to ".join(dict.fromkeys(part for part in (fact.first, fact.last) if part))
        console.say(
            f"{fact.place} {fact.item}: {fact.currency} {fact.value:,f} {fact.unit}".replace(
                "  ", " "
            )
            + (f", {when}" if when else "")
        )
        note = f"; {fact.note}" if fact.note else ""
        console.say(f"  {fact.basis}, {fact.publisher}, {fact.date or 'undated'}{note}")
        console.say(f"  {fact.source}")
    if not found:
        console.say("No shipped rate mentions that.")


def _exchange(console: Console, words: tuple[str, ...]) -> None:
    from kachinko.reference.exchange import yearly_means

    wanted = [word.casefold() for word in words]
    found = [
        mean for mean in yearly_means()
        if all(word in " ".join(map(str, mean)).casefold() for word in wanted)
    ]  # fmt: skip
    console.answer([mean._asdict() for mean in found])
    for mean in found:
        use = "" if mean.in_use else f" (not used: {mean.why})"
        console.say(f"{mean.year} {mean.currency} {mean.per_usd or 'unknown'} per USD{use}")
        if mean.publisher:
            console.say(f"  {mean.publisher}; {mean.source}")
