"""`kachinko ledger init`, `stages`, `policy`: the stages, and how they take holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.columns import say_columns
from kachinko.cli.console import Console, verb
from kachinko.cli.ledger_desk import Place, checked, of_command, of_ledger, submit
from kachinko.cli.periods import Measure, Period

if TYPE_CHECKING:
    from kachinko.ledger.floor import StageRecord
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.command import Command
    from kachinko.model.span import DaySpan


@click.command()
@click.option("--project", type=click.Path(path_type=Path), help="Enter the stages of a project.")
@click.option("--like", metavar="POLICY", help="A shipped policy, such as riverfront-1.")
@click.option("--zone", help="Time zone of the stages, such as Asia/Tokyo [default: UTC].")
@click.option("--sharing", type=click.Choice(["whole", "floor"]), help="One holder a day, or more.")
@verb
@of_ledger
def init(
    console: Console,
    place: Place,
    project: Path | None,
    like: str | None,
    zone: str | None,
    sharing: str | None,
) -> None:
    """Make a ledger, and enter the stages of a project with their floor, calendar and closures.

    A ledger that is there stays, and so do the stages that it has.

      kachinko ledger init --project examples/toho-2028 --zone Asia/Tokyo
    """
    from uuid import uuid4

    from kachinko.service.ledger_stages import Given, enter, stages_of

    given = Given(like=like, zone=zone, sharing=sharing)
    wanted = [] if project is None else stages_of(project)
    made: list[str] = []
    with place.open(new=True) as ledger:
        known = {record.id for record in ledger.stages()}
        for studio, stage in wanted:
            if stage.id in known:
                continue
            entered = checked(
                lambda s=studio, t=stage: enter(t, s, given, str(uuid4()))  # type: ignore[misc]
            )
            quiet = Console(as_json=False, quiet=True, lang="en")
            submit(quiet, place, ledger, entered)
            made.append(stage.id)
        count = len(ledger.stages())
    console.answer({"ledger": place.where, "entered": made, "stages": count})
    names = f", {', '.join(made)} new" if made else ""
    console.say(f"The ledger {place.where} has {count} stages{names}.")


@click.command()
@verb
@of_ledger
def stages(console: Console, place: Place) -> None:
    """List the stages with their policies."""
    from kachinko.service.holds import Holds

    with place.open() as ledger:
        records = Holds(ledger).stages(place.actor)
    console.answer([_document(record) for record in records])
    heads = ["Stage", "Floor", "Zone", "Shared", "Ahead", "Lapse", "Challenge", "Sign", "Source"]
    say_columns(console, heads, [_cells(record) for record in records])


def _document(record: StageRecord) -> dict[str, Any]:
    return {
        "stage": record.id,
        "floor_m2": record.floor_m2,
        "quiet": record.quiet,
        "closures": [each.model_dump(mode="json", by_alias=True) for each in record.closures],
        "policy": record.policy.model_dump(mode="json", by_alias=True),
    }


def _cells(record: StageRecord) -> list[str]:
    policy = record.policy
    hours = "working h" if policy.hours == "working" else "h"

    def days(number: int | None) -> str:
        return "" if number is None else f"{number} d"

    return [
        record.id,
        "" if record.floor_m2 is None else f"{record.floor_m2:g} m²",
        policy.zone,
        policy.sharing,
        days(policy.days_ahead),
        days(policy.lapse_lead_days),
        f"{policy.challenge_hours} {hours}",
        "" if policy.signature_hours is None else f"{policy.signature_hours} {hours}",
        policy.source,
    ]


@click.command()
@click.argument("stage")
@click.option("--like", metavar="POLICY", help="A shipped policy, such as riverfront-1.")
@click.option(
    "--set", "values", multiple=True, metavar="FIELD=VALUE",
    help="A field of the policy, such as challenge_hours=24; may be repeated.",
)  # fmt: skip
@click.option("--zone", help="Time zone, such as Asia/Tokyo.")
@click.option("--sharing", type=click.Choice(["whole", "floor"]), help="One holder a day, or more.")
@click.option("--floor", "floor_m2", type=Measure("area"), help="Its floor, in m² or with a unit.")
@click.option("--quiet-stage/--loud-stage", "quiet_stage", default=None,
              help="Whether a take needs the rest of the stage quiet.")  # fmt: skip
@click.option("--closed", multiple=True, type=Period(), help="Days on which it is closed.")
@verb
@of_command
@of_ledger
def policy(
    console: Console,
    place: Place,
    stage: str,
    like: str | None,
    values: tuple[str, ...],
    zone: str | None,
    sharing: str | None,
    floor_m2: float | None,
    quiet_stage: bool | None,
    closed: tuple[DaySpan, ...],
    command_id: str,
    why: str,
) -> None:
    """Set how STAGE takes holds from now on; a new stage is entered.

    What is not named stays as it was. The manual lists the fields; an unknown name after
    --like is answered with the shipped ones.

      kachinko ledger policy no1 --like riverfront-1 --zone Asia/Tokyo --set challenge_hours=48
    """
    from kachinko.service.ledger_stages import Given, changed

    given = Given(like=like, zone=zone, sharing=sharing, fields=_fields(values))
    with place.open() as ledger:
        record = _record(ledger, stage)

        def make() -> Command:
            return changed(
                stage, record, given, command_id, floor_m2=floor_m2, quiet=quiet_stage,
                closed=closed, why=why,
            )  # fmt: skip

        submit(console, place, ledger, checked(make))
        console.say(f"{stage} takes holds by this policy from now on.")


def _record(ledger: Ledger, stage: str) -> StageRecord | None:
    return next((each for each in ledger.stages() if each.id == stage), None)


def _fields(values: tuple[str, ...]) -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals:
            raise click.BadParameter(f"{value!r}: write FIELD=VALUE.", param_hint="--set")
        try:
            found[name.strip()] = yaml.safe_load(text)
        except yaml.YAMLError:
            found[name.strip()] = text
    return found
