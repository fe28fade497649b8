"""`kachinko locate`: what a title costs at each place, how sure that is, what would change it."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb_with_documents
from kachinko.cli.dates import Day
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kachinko.locating.memo import FlipMemo, Memo, PlaceMemo, TurnMemo

DRAWS = 100_000
MOST_DRAWS = 2_000_000
MOST_TURNS = 8


@click.command("locate", short_help="Compare the places where a title could be made.")
@click.argument("project", type=click.Path(path_type=Path, exists=True))
@click.option("--title", metavar="ID", help="The title [default: the one of the places file].")
@click.option(
    "--places",
    "places",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="YAML file of the places, their budgets, programmes and assumptions.",
)
@click.option("--only", multiple=True, metavar="ID", help="Only this place; may be given again.")
@click.option(
    "--as-of", type=Day(), help="Answer as on that day: only rules known by then [default: today]."
)
@click.option(
    "--draws",
    type=click.IntRange(1000, MOST_DRAWS),
    default=DRAWS,
    show_default=True,
    help="How often everything that is not sure is drawn.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of draws.")
@click.option(
    "--discount",
    type=Number(min=0, max=1),
    help="Yearly rate at which later money counts less, 0.06 for 6 % [default: the file's].",
)
@click.option(
    "--fx",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Exchange rates instead of the shipped ones.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for memo.html, memo.pdf, memo.xlsx and memo.json.",
)
@verb_with_documents
def command(
    console: Console,
    project: Path,
    title: str | None,
    places: Path,
    only: tuple[str, ...],
    as_of: date | None,
    draws: int,
    seed: int,
    discount: float | None,
    fx: Path | None,
    out: Path | None,
) -> None:
    """Compare the places where a title of PROJECT could be made, in one memo.

    For each place: gross cost, what incentives pay (sure, up to, competed for), net cost over
    many draws of what is not sure, when the money comes, whether the stages take the sets, which
    deadlines the schedule must meet; and the exchange rate, probability or price at which another
    place becomes the cheapest. What is assumed is marked. Ctrl-C keeps what is there so far.

    Exits 0 when done, 130 when interrupted, 2 when the input or the call is wrong.

      kachinko locate examples/locate/project --title lantern-palace
      --places examples/locate/places.yaml --as-of 2026-11-22 --out out
    """
    interrupt = Interrupt(console, "leaving out what was not reached")
    from kachinko.halt import Halt
    from kachinko.service.locating import Asked, locate_and_hand_over, read_question

    halt = Halt()
    interrupt.ends(halt)
    rate = None if discount is None else Decimal(str(discount))
    asked = Asked(project, title, places, as_of or _today(), only, rate, fx)
    memo, files = locate_and_hand_over(
        read_question(asked),
        out,
        draws=draws,
        seed=seed,
        lang=console.lang,
        clock=time.monotonic,
        halt=halt,
        on_progress=_teller(console),
    )
    document = memo.model_dump(mode="json", by_alias=True)
    console.answer(document | {"files": [str(path) for path in files]})
    for line in _lines(memo):
        console.say(line)
    if files:
        console.say(f"Written: {', '.join(str(path) for path in files)}.")
    console.leave(130 if memo.interrupted else 0)


def _teller(console: Console) -> Callable[[str], None]:
    """Tells what is being done; where lines are not written over, one line for each kind of it."""
    told: set[str] = set()

    def tell(doing: str) -> None:
        stage = doing.partition(":")[0]
        if console.is_live:
            console.progress(f"comparing: {doing}")
        elif stage not in told:
            told.add(stage)
            console.progress(f"comparing: {stage}")

    return tell


def _today() -> date:
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def _lines(memo: Memo) -> Iterator[str]:
    yield f"{memo.title_name}: {memo.currency}, as seen on {memo.as_of}, start {memo.start}."
    heads = ("", "gross", "sure", "up to", "competed", "net", "P10", "P90", "cheapest")
    rows = [heads, *(_row(place) for place in memo.places)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    for row in rows:
        cells = [
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    for place in memo.places:
        yield from _of_place(place)
    told = [turn for turn in memo.turns if turn.down or turn.up]
    if memo.turns:
        yield ""
        yield f"What would change the answer ({memo.places[0].name}):"
        for turn in sorted(told, key=_nearness)[:MOST_TURNS]:
            yield from _turn(memo, turn)
        if not told:
            yield "  No exchange rate, price, probability or share within its range flips it."


def _row(place: PlaceMemo) -> tuple[str, ...]:
    spread = place.spread
    ends = ("–", "–", "–")
    if spread is not None:
        ends = (f"{spread.p10:,.0f}", f"{spread.p90:,.0f}", f"{spread.cheapest:.1%}")
    amounts = (place.gross, place.sure, place.up_to, place.competed, place.net)
    return (f"{place.rank}. {place.name}", *(f"{each:,.0f}" for each in amounts), *ends)


def _of_place(place: PlaceMemo) -> Iterator[str]:
    answer = place.stages
    if answer.state == "cannot":
        yield f"{place.name}: its stages cannot take the title. {' '.join(answer.why)}"
    elif answer.state == "unsettled":
        yield f"{place.name}: whether its stages take the title was not settled."
    elif answer.state == "not-asked":
        yield f"{place.name}: no stage of it is known to the project; not asked."
    for each in place.unknown:
        yield f"{place.name}: not known: {each}"


def _turn(memo: Memo, turn: TurnMemo) -> Iterator[str]:
    what = {
        "rate": f"{turn.of} in {memo.currency}",
        "price": f"cost at {turn.name}",
        "granted": f"probability of {turn.name}",
        "share": f"share granted by {turn.name}",
    }[turn.kind]
    if turn.kind == "rate" and turn.of == memo.currency:
        what = f"{turn.of} against all others"
    for flip, word in ((turn.down, "down to"), (turn.up, "up to")):
        if flip is not None:
            yield f"  {what}: {word} {_value(turn, flip)} -> {memo.place(flip.cheapest).name}"


def _value(turn: TurnMemo, flip: FlipMemo) -> str:
    if turn.kind in ("granted", "share"):
        return f"{flip.value:.1%} (now {turn.now:.1%})"
    change = f"{flip.value - 1:+.2%}"
    if turn.kind == "price":
        return f"{flip.shown:,.0f} ({change})"
    return f"{flip.shown:.6g} ({change})"


def _nearness(turn: TurnMemo) -> float:
    values = [flip.value for flip in (turn.down, turn.up) if flip is not None]
    return min(abs(value - turn.now) for value in values)
