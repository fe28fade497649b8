"""The frontier as a workbook: the answer, the levers, the slate, what it hangs on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook

from kachinko.report.frontier_text import (
    answer,
    claim_source,
    stranded_text,
    verdict_text,
    worth_text,
)
from kachinko.report.words import Words
from kachinko.report.workbook_cells import Column, plain_text, table, title
from kachinko.staging.frontier.result import rates

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.staging.frontier.claim import PublicClaim
    from kachinko.staging.frontier.result import Frontier

RATE = "0.0"
_VERDICTS = {"within": "within reach", "beyond": "proven out of reach", "open": "not settled"}


def frontier_workbook(frontier: Frontier, claim: PublicClaim | None, lang: str = "en") -> bytes:
    """Write sheets *Answer*, *Levers*, *Slate* and *Hangs on* in a language."""
    say = Words(lang)
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = say("Answer")
    _answer(first, frontier, claim, say)
    _levers(book.create_sheet(say("Levers")), frontier, claim, say)
    _slate(book.create_sheet(say("Slate")), frontier, say)
    _hangs_on(book.create_sheet(say("Hangs on")), frontier, say)
    book.properties.creator = "Kachinko"
    book.properties.title = plain_text(f"{frontier.project.name}: {say('titles a year')}")
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _answer(sheet: Worksheet, frontier: Frontier, claim: PublicClaim | None, say: Words) -> None:
    head = f"{frontier.project.name}: {say('titles a year')}"
    title(sheet, head, say("Found by a checked plan; proven."))
    rate, span = frontier.per_year, frontier.project.horizon
    rows: list[tuple[str, object]] = [
        ("Titles a year, at least (checked plan)", rate["lower"]),
        ("Titles a year, at most (proven)", rate["upper"]),
        ("Titles in the horizon, at least", frontier.titles.lower),
        ("Titles in the horizon, at most", frontier.titles.upper),
        ("Horizon", say(f"{span.first} to {span.last}")),
        ("Horizon [years]", round(float(frontier.years), 4)),
    ]
    if claim is not None:
        verdict = claim.verdict(frontier.titles, frontier.years)
        rows += [
            ("Claim, titles a year", float(claim.titles_per_year)),
            ("Claim by", claim_source(claim) or say("given with the call")),
            ("Of the claim", say(verdict_text(claim, verdict))),
        ]
    rows += [
        ("Seconds", round(frontier.seconds, 1)),
        ("Seed", frontier.seed),
        ("In one paragraph", say(answer(frontier, claim))),
    ]
    columns = say.columns([Column("What", 40), Column("Figure", 110, wrap=True)])
    table(sheet, columns, [(say(name), value) for name, value in rows])


def _levers(sheet: Worksheet, frontier: Frontier, claim: PublicClaim | None, say: Words) -> None:
    note = say("One change at a time; worth: how many titles it adds or takes.")
    title(sheet, say("Levers"), note)
    columns = [
        Column("Change", 44, wrap=True), Column("Group", 10),
        Column("Titles a year, at least", 14, RATE), Column("Titles a year, at most", 14, RATE),
        Column("Titles, at least", 12, "0"), Column("Titles, at most", 12, "0"),
        Column("Worth, found", 12, "+0;-0;0"), Column("Worth, at least", 12, "+0;-0;0"),
        Column("Worth, at most", 12, "+0;-0;0"), Column("Worth, proven", 18),
        Column("Claim", 20), Column("Then", 40, wrap=True),
    ]  # fmt: skip
    rows = []
    for one in frontier.effects:
        rate = rates(one.titles, frontier.years)
        verdict = claim and say(_VERDICTS[claim.verdict(one.titles, frontier.years)])
        rows.append(
            (
                say(one.lever.name), say(one.lever.group), rate["lower"], rate["upper"],
                one.titles.lower, one.titles.upper, one.found, one.worth_least, one.worth_most,
                say(worth_text(one)), verdict, say(stranded_text(one)) or None,
            )
        )  # fmt: skip
    table(sheet, say.columns(columns), rows)


def _slate(sheet: Worksheet, frontier: Frontier, say: Words) -> None:
    note = say("The titles in the order in which they join; the plan has the first.")
    title(sheet, say("Slate"), note)
    lower, upper = frontier.titles.lower, frontier.titles.upper
    rows = [
        (
            number,
            one.id,
            one.name,
            say(one.kind),
            say(
                "planned" if number <= lower
                else "proven impossible with all before"
                if upper is not None and number > upper
                else "not settled"
            ),
        )
        for number, one in enumerate(frontier.slate, start=1)
    ]  # fmt: skip
    columns = [
        Column("No.", 6), Column("Title", 16), Column("Name", 40), Column("Kind", 10),
        Column("With it", 34),
    ]  # fmt: skip
    table(sheet, say.columns(columns), rows)


def _hangs_on(sheet: Worksheet, frontier: Frontier, say: Words) -> None:
    note = say("Assumptions, and what was not looked at.")
    title(sheet, say("What the numbers hang on"), note)
    rows = [(say("assumption"), say(each)) for each in frontier.assumptions]
    rows += [(say("the project says"), line) for line in frontier.project.notes.splitlines()]
    rows += [(say("not looked at"), say(each)) for each in frontier.levers_left]
    columns = say.columns([Column("Kind", 18), Column("What", 120, wrap=True)])
    table(sheet, columns, rows)
