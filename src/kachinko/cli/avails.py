"""`kachinko avails`: which stages could be had, and when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb
from kachinko.cli.ledger_desk import Place, in_words, now, of_ledger
from kachinko.cli.numbers import Whole
from kachinko.cli.periods import Length, Measure, Period, Phases, Sides

if TYPE_CHECKING:
    from kachinko.ledger.suits import Need
    from kachinko.model.span import DaySpan
    from kachinko.model.studio import Stage
    from kachinko.model.title import PhaseName
    from kachinko.service.ledger_avails import Offer, StageOffers


@click.command()
@click.argument("within", type=Period(), metavar="WITHIN")
@click.option("--for", "days", type=Length(), help="For how long: 21, 21d or 3w.")
@click.option("--area", "area_m2", type=Measure("area"), help="Floor, in m² or with a unit.")
@click.option("--whole", is_flag=True, help="The whole stage, of at least that floor.")
@click.option("--height", "height_m", type=Measure("length"), help="Clear height, in m or ft.")
@click.option("--sides", "sides_m", type=Sides(), help="Width and depth in metres: 20x30.")
@click.option("--feature", "features", multiple=True, help="What the stage must have: tank.")
@click.option("--power", "power_kva", type=Measure("power"), help="Supply, in kVA.")
@click.option("--phases", type=Phases(), default=(), help="Such as build=10,shoot=5,strike=2.")
@click.option("--silent", is_flag=True, help="Shot without sound: needs no quiet.")
@click.option("--stage", "stages", multiple=True, help="Only this stage; may be repeated.")
@click.option("--rank", type=Whole(min=1, max=99), help="The worst rank; 1: only what is free.")
@click.option(
    "--windows",
    type=Whole(min=1, max=99),
    default=3,
    show_default=True,
    help="The most windows of a stage.",
)
@click.option(
    "--project", type=click.Path(path_type=Path),
    help="A project that knows the stages' height, sides, features and power.",
)  # fmt: skip
@verb
@of_ledger
def command(
    console: Console,
    place: Place,
    within: DaySpan,
    days: int | None,
    area_m2: float | None,
    whole: bool,
    height_m: float | None,
    sides_m: tuple[float, float] | None,
    features: tuple[str, ...],
    power_kva: float | None,
    phases: tuple[tuple[PhaseName, int], ...],
    silent: bool,
    stages: tuple[str, ...],
    rank: int | None,
    windows: int,
    project: Path | None,
) -> None:
    """Find days WITHIN which a stage could be had, on all stages of the ledger.

    Says for each stage the first and last day on which it could begin, the rank that a hold would
    get, and who is in the way; also where a set fits on a floor beside others. What is not known
    of a stage is said, never guessed. Exits 0 with something to offer, 1 with nothing.

      kachinko avails 2028-03-01..2028-06-30 --for 3w --area 600 --height 9 --feature tank
    """
    from kachinko.ledger.suits import Need
    from kachinko.service.ledger_avails import avails

    length = days or sum(each for _, each in phases) or within.days
    if phases and sum(each for _, each in phases) != length:
        raise click.BadParameter(f"they do not last {length} days.", param_hint="--phases")
    need = Need(
        within=within,
        days=length,
        area_m2=None if whole else area_m2,
        least_m2=area_m2 if whole else None,
        height_m=height_m,
        sides_m=sides_m,
        features=features,
        power_kva=power_kva,
        phases=phases,
        sync_sound=not silent,
    )
    with place.open() as ledger:
        _are_there(stages, {record.id for record in ledger.stages()})
        found = avails(
            ledger, place.actor, need, now=now(), facts=_facts(project), only=stages,
            worst_rank=rank, most_windows=windows,
        )  # fmt: skip
    offered = [each for each in found if each.offers]
    console.answer({"days": length, "stages": [_document(each) for each in found]})
    _say(console, place, need, found)
    console.leave(0 if offered else 1)


def _are_there(stages: tuple[str, ...], known: set[str]) -> None:
    for stage in stages:
        if stage not in known:
            raise click.BadParameter(
                f"the ledger has no stage {stage!r}; it has {', '.join(sorted(known)) or 'none'}.",
                param_hint="--stage",
            )


def _facts(project: Path | None) -> dict[str, Stage]:
    if project is None:
        return {}
    from kachinko.files import load_project

    return {stage.id: stage for _, stage in load_project(project).stages()}


def _document(each: StageOffers) -> dict[str, Any]:
    return {
        "stage": each.avails.stage,
        "lacks": list(each.avails.suits.lacks),
        "unknown": list(each.avails.suits.unknown),
        "beside_others": each.avails.beside,
        "windows": [
            {
                "first_start": one.window.starts.start.isoformat(),
                "last_start": one.window.starts.last.isoformat(),
                "rank": one.window.rank,
                "book_only": one.window.book_only,
                "in_the_way": [other.id for other in one.behind],
            }
            for one in each.offers
        ],
    }


def _say(console: Console, place: Place, need: Need, found: list[StageOffers]) -> None:
    for each in found:
        unknown = each.avails.suits.unknown
        tail = f"  (not known: {', '.join(unknown)})" if unknown else ""
        for one in each.offers:
            console.say(f"{each.avails.stage:<12} {_window(one, need)}{tail}")
            for other in one.behind:
                who = other.title
                if place.organisation not in (None, other.holder):
                    who = "another production"
                state = "firm" if other.firm else other.state
                console.say(" " * 15 + "behind " + in_words(other, who, _nth(other.rank), state))
    full = [e.avails.stage for e in found if not e.offers and not e.avails.suits.lacks]
    if full:
        console.say(f"Nothing within these days: {', '.join(full)}.")
    for each in found:
        if each.avails.suits.lacks:
            console.say(
                f"Does not suit: {each.avails.stage}, {'; '.join(each.avails.suits.lacks)}."
            )


def _nth(rank: int) -> str:
    from kachinko.report.hold_rows import ordinal

    return ordinal(rank)


def _window(one: Offer, need: Need) -> str:
    window = one.window
    starts = f"begin {window.starts.start}"
    if window.starts.days > 1:
        starts += f" to {window.starts.last}"
    if window.book_only:
        return f"{starts}: free, to be booked at once (a hold has lapsed by now)"
    if window.rank == 1:
        return f"{starts}: free, {need.days} days"
    return f"{starts}: {_nth(window.rank)} hold"
