"""`kachinko account organisation|studio`: who makes titles, who runs which stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.account_desk import now, of_accounts, runner
from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.account_desk import Where
    from kachinko.cli.console import Console


@click.command(short_help="Enter an organisation, or list them.")
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--name", help="Its name [default: ID].")
@of_accounts
@verb
def organisation(console: Console, *, where: Where, id_: str | None, name: str | None) -> None:
    """Enter the organisation ID, a company whose holds others see without its name; or list all."""
    from kachinko.service.accounts.lookups import made
    from kachinko.service.accounts.places import Organisation, Places

    with where.open(new=id_ is not None) as ledger:
        places = Places(ledger.engine)
        if id_ is not None:
            one = made(Organisation, id=id_, name=name or id_)
            places.make_organisation(runner(), one, at=now())
        found = places.organisations(runner())
    console.answer([each.model_dump(mode="json") for each in found])
    for each in found:
        console.say(f"{each.id}  {each.name}")


@click.command(short_help="Enter a studio with its stages, or list them.")
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--organisation", metavar="ORG", help="That runs it.")
@click.option("--name", help="Its name [default: ID].")
@click.option(
    "--stage", "stages", multiple=True, metavar="STAGE",
    help="A stage of it; may be given several times.",
)  # fmt: skip
@of_accounts
@verb
def studio(
    console: Console,
    *,
    where: Where,
    id_: str | None,
    organisation: str | None,
    name: str | None,
    stages: tuple[str, ...],
) -> None:
    """Enter the studio ID, give it further stages, or list all studios.

    Its operators see all that is held on its stages, by whom and for what.
    """
    from kachinko.service.accounts.lookups import made
    from kachinko.service.accounts.places import Places, Studio

    if id_ is not None and organisation is None:
        raise click.UsageError("A studio is run by an organisation: give --organisation.")
    with where.open(new=id_ is not None) as ledger:
        places = Places(ledger.engine)
        if id_ is not None:
            one = made(Studio, id=id_, organisation=organisation, name=name or id_, stages=stages)
            places.make_studio(runner(), one, at=now())
        found = places.studios(runner())
    console.answer([each.model_dump(mode="json") for each in found])
    for each in found:
        what = ", ".join(each.stages) or "no stages yet"
        console.say(f"{each.id}  {each.name}  run by {each.organisation}: {what}")
