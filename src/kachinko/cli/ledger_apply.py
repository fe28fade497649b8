"""`kachinko ledger apply`: turn a plan into holds or bookings, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb
from kachinko.cli.ledger_desk import Place, in_words, of_command, of_ledger, submit

if TYPE_CHECKING:
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.command import Outcome


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--holder", help="The organisation that holds [default: that of --as].")
@click.option("--title", "titles", multiple=True, help="Only this title; may be repeated.")
@click.option("--code", "codes", multiple=True, metavar="TITLE=CODE",
              help="A code name under which a title stands in the ledger.")  # fmt: skip
@click.option("--book", is_flag=True, help="As firm reservations, not as holds.")
@verb
@of_command
@of_ledger
def apply(
    console: Console,
    place: Place,
    project: Path,
    plan: Path,
    holder: str | None,
    titles: tuple[str, ...],
    codes: tuple[str, ...],
    book: bool,
    command_id: str,
    why: str,
) -> None:
    """Enter the sets of PLAN, a plan of PROJECT, into the ledger: all of them, or none.

    What its titles held under an earlier plan and no longer need is released. A plan that was made
    with --ledger knows what it had seen; what has changed on its stages since is shown.

      kachinko ledger apply examples/small out/plan.json --as north
    """
    from kachinko.files import load_project
    from kachinko.files.plan import load_plan
    from kachinko.service.ledger_apply import as_command, plan_id

    who = holder or place.organisation
    if who is None:
        raise click.UsageError("Who holds? Give --holder, or --as.")
    loaded, made = load_project(project), load_plan(plan)
    with place.open() as ledger:
        command = as_command(
            loaded,
            made,
            id_=command_id,
            plan_id=plan_id(made),
            holder=who,
            how="book" if book else "hold",
            titles=titles,
            codes=pairs(codes),
            stands=ledger.reservations(holder=who),
            why=why,
        )
        outcome = submit(console, place, ledger, command)
        if not outcome.changes:
            console.say("All of it stands already.")
        _say_since(console, place, ledger, outcome, command.plan)


def pairs(codes: tuple[str, ...]) -> dict[str, str]:
    """Code names by title, out of TITLE=CODE."""
    found: dict[str, str] = {}
    for each in codes:
        title, equals, code = each.partition("=")
        if not (equals and title and code):
            raise click.BadParameter(f"{each!r}: write TITLE=CODE.", param_hint="--code")
        found[title] = code
    return found


def _say_since(console: Console, place: Place, ledger: Ledger, outcome: Outcome, plan: str) -> None:
    """What others did, and what became of earlier plans; what this plan itself did is known."""
    from kachinko.report.hold_rows import hold_rows
    from kachinko.service.holds import Holds

    if not outcome.since:
        return
    since = set(outcome.since)
    found = Holds(ledger).reservations(place.actor, live=None)
    records = {record.id: record for record in ledger.stages()}
    rows = hold_rows(
        [each for each in found if each.id in since and each.plan != plan],
        records,
        viewer=place.organisation,
    )
    if rows:
        console.say("Changed on these stages since the plan was made:")
    for row in rows:
        who = row.title or row.holder
        console.say(f"  {in_words(row.reservation, who, row.rank, row.state)}")
