"""`kachinko facts`: the shipped facts, and where their sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb
from kachinko.report.text_table import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.reference.conflict import Conflict
    from kachinko.reference.facts import AnyFact, Kind

SIGNS = {"m2": "m²", "ft2": "ft²", "tsubo": "tsubo", "pyeong": "pyeong"}
WIDEST = 52


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--kind",
    type=click.Choice(["stage", "agreement", "claim", "title"]),
    help="Only facts of this kind.",
)
@click.option("--conflicts", is_flag=True, help="Show where sources disagree.")
@click.option("--unit", type=click.Choice(list(SIGNS)), help="Show areas in this unit.")
@verb
def command(
    console: Console,
    *,
    words: tuple[str, ...],
    kind: Kind | None,
    conflicts: bool,
    unit: str | None,
) -> None:
    """List the shipped facts that mention all WORDS, each with its source and date.

    Words may stand in any field, in any case, and names may be written natively (東宝, 삼성).
    Contradicting claims are all kept; --conflicts puts them side by side.
    """
    from kachinko.reference import catalogue
    from kachinko.reference.conflict import conflicts as all_conflicts
    from kachinko.reference.facts import READ_ON
    from kachinko.report.facts import fact_documents

    if conflicts:
        if kind not in (None, "claim"):
            raise click.UsageError(f"--conflicts compares claims; --kind {kind} does not go with.")
        quarrels = [one for one in all_conflicts() if catalogue.mention_all(one.claims, words)]
        answer = [
            {
                "question": one.question,
                "reason": one.reason,
                "claims": fact_documents(one.claims, unit),
            }
            for one in quarrels
        ]
        console.answer({"read_on": READ_ON, "conflicts": answer})
        _say_conflicts(console, quarrels, unit)
        found = len(quarrels)
    else:
        facts = [fact for fact in catalogue.facts(kind) if catalogue.mentions(fact, words)]
        console.answer({"read_on": READ_ON, "facts": fact_documents(facts, unit)})
        _say_facts(console, facts, unit)
        found = len(facts)
    if not found:
        what = " ".join(words) or "this"
        console.note(f"No {'conflict' if conflicts else 'fact'} mentions {what}.")
        console.leave(1)


def _say_facts(console: Console, facts: Sequence[AnyFact], unit: str | None) -> None:
    from kachinko.reference.facts import READ_ON

    if not facts:
        return
    rows = [(fact.kind, fact.label, _figure(fact, unit), *_origin(fact)) for fact in facts]
    _say_table(console, ("KIND", "WHAT", "FIGURE", "HOW", "DATE", "PUBLISHER"), rows, facts)
    console.say()
    count = "1 fact" if len(facts) == 1 else f"{len(facts)} facts"
    console.say(
        f"{count}, read in {READ_ON}, many from the openings of pages only: a blank "
        "means that it was not read there."
    )


def _say_conflicts(console: Console, quarrels: Sequence[Conflict], unit: str | None) -> None:
    for quarrel in quarrels:
        console.say(f"{quarrel.question}  {quarrel.reason}")
        rows = [
            (claim.label, _figure(claim, unit), *_origin(claim))
            if len({other.label for other in quarrel.claims}) > 1
            else ("", _figure(claim, unit), *_origin(claim))
            for claim in quarrel.claims
        ]
        _say_table(console, None, rows, quarrel.claims)
        console.say()
    if quarrels:
        count = "1 question" if len(quarrels) == 1 else f"{len(quarrels)} questions"
        console.say(f"Sources disagree on {count}; every reading is kept.")


def _origin(fact: AnyFact) -> tuple[str, str, str]:
    from kachinko.reference.facts import StageFact

    how: str = fact.basis
    if isinstance(fact, StageFact):
        how += ", planned" if fact.planned else ""
        how += ", name ours" if fact.name_is_ours else ""
        how += "" if fact.single else ", several"
    return how, fact.date or "no date", fact.publisher or "no publisher"


def _figure(fact: AnyFact, unit: str | None) -> str:
    from kachinko.reference.facts import AgreementFact, Claim, StageFact

    if isinstance(fact, Claim):
        return _claim_figure(fact, unit)
    if isinstance(fact, StageFact):
        sides = [f"{side:g}" for side in (fact.length_m, fact.width_m) if side is not None]
        height = [] if fact.height_m is None else [f"{fact.height_m:g} m high"]
        return ", ".join(
            [_area(fact, unit), *([" × ".join(sides) + " m"] if sides else []), *height]
        )
    if isinstance(fact, AgreementFact):
        return ", ".join([part for part in (fact.start, _area(fact, unit)) if part])
    shoot = [
        fact.shoot_length,
        " to ".join(day for day in (fact.shoot_start, fact.shoot_end) if day),
    ]
    return ", ".join([part for part in shoot if part]) or "shoot unknown"


def _area(fact: AnyFact, unit: str | None) -> str:
    from kachinko.reference.facts import AgreementFact, StageFact

    assert isinstance(fact, (StageFact, AgreementFact))
    if fact.area is None or fact.unit is None:
        return "area unknown"
    stated = f"{fact.area:,g} {SIGNS[fact.unit]}"
    shown = unit or "m2"
    return stated if shown == fact.unit else f"{_in_unit(fact, shown)} ({stated})"


def _claim_figure(claim: AnyFact, unit: str | None) -> str:
    from kachinko.reference.facts import Claim
    from kachinko.report.facts import area_m2_of

    assert isinstance(claim, Claim)
    words = {">": "over ", "<": "under ", "~": "about "}
    sign = words.get(claim.value[0], "")
    value = claim.value[1:] if sign else claim.value
    if claim.unit and value.replace(".", "", 1).isdigit() and len(value.partition(".")[0]) > 3:
        value = f"{float(value):,}".removesuffix(".0")
    stated = f"{sign}{value} {SIGNS.get(claim.unit, claim.unit)}".strip()
    shown = unit or "m2"
    if shown == claim.unit or area_m2_of(claim) is None:
        return stated
    return f"{sign}{_in_unit(claim, shown)} ({stated})"


def _in_unit(fact: AnyFact, unit: str) -> str:
    from kachinko.model.quantity import area_in
    from kachinko.report.facts import area_m2_of

    area = area_m2_of(fact)
    assert area is not None
    number = area_in(area, unit)
    return f"{number:,.{0 if number >= 100 else 1}f} {SIGNS[unit]}"


def _say_table(
    console: Console,
    heads: tuple[str, ...] | None,
    rows: Sequence[tuple[str, ...]],
    facts: Sequence[AnyFact],
) -> None:
    lines = [*([heads] if heads else []), *rows]
    widths = [
        min(WIDEST, max(width(line[column]) for line in lines)) for column in range(len(lines[0]))
    ]
    if heads:
        console.say(_line(heads, widths))
    for row, fact in zip(rows, facts, strict=True):
        console.say(_line(row, widths))
        console.say("      " + "  ".join(part for part in (fact.source, fact.note) if part))


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = [cell + " " * (room - width(cell)) for cell, room in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()
