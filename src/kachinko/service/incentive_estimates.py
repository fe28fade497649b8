"""Use cases of estimates: what programmes would pay for a budget or an amount, with documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_files
from kachinko.files.budget.load import read_budget
from kachinko.incentives.resolve import version_of
from kachinko.incentives.stack import estimate_all
from kachinko.model.budget import Budget
from kachinko.report.incentives.page import estimate_page
from kachinko.report.incentives.workbook import estimate_workbook
from kachinko.service.budgets import chart_of
from kachinko.service.incentive_cases import Given, add_to, awards_of, case_of
from kachinko.service.incentive_exclusions import exclusive_pairs, refuse_net_of_both
from kachinko.service.incentives import find_programmes, is_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from kachinko.model.estimate import Case, Estimate
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Programme
    from kachinko.model.terms import Terms


@dataclass(frozen=True, slots=True)
class Estimated:
    """The estimates of one case, and what to know about the reading of its budget."""

    name: str
    """The budget's; empty: there is none."""
    estimates: tuple[Estimate, ...]
    remarks: tuple[str, ...] = ()
    exclusive: tuple[frozenset[str], ...] = ()
    """Programmes of which only one can be had."""
    lines: Mapping[str, str] = field(default_factory=dict)
    """Names of the budget's lines, by their id."""


def estimate_case(
    budget_path: Path | None,
    names: Sequence[str],
    given: Given,
    *,
    as_of: date,
    exchange: ExchangeTable,
    chart: str | None = None,
    terms: Terms | None = None,
    lang: str = "en",
) -> Estimated:
    """What the programmes that are named would pay.

    Parameters
    ----------
    budget_path
        A budget whose lines make the amounts; None: `given` has the amounts.
    names
        Programmes by id, by place, or by a file; see `find_programmes`.
    as_of
        Only what was known by this day is used.
    exchange
        Rates for lines that are in another currency than a programme's.
    chart
        A chart of accounts, by name or file, for a budget that is a table.
    terms
        The user's rates for money that comes late.

    Raises
    ------
    InputError
        With every fault of the budget, the names or what was given.
    """
    programmes = find_programmes(names)
    case: Case | Budget
    if budget_path is None:
        name = ""
        remarks: list[str] = []
        case, awards = case_of(programmes, given), {}
    else:
        budget, remarks = open_budget(budget_path, chart)
        name = budget.name
        case, awards = add_to(budget, programmes, given), awards_of(programmes, given)
    asked, left_out = in_force(programmes, names, case, as_of)
    estimates = work_out(
        asked, case, as_of=as_of, terms=terms, exchange=exchange, awards=awards, lang=lang
    )
    lines = {line.id: line.name for line in case.lines} if isinstance(case, Budget) else {}
    return Estimated(name, estimates, (*remarks, *left_out), exclusive_pairs(asked), lines)


def in_force(
    programmes: Sequence[Programme], names: Sequence[str], case: Case | Budget, as_of: date
) -> tuple[list[Programme], list[str]]:
    """Leave out what a place named and what has no version in force, unless nothing is left.

    Returns the programmes that stay, and a remark for each that does not.
    """
    stay = [
        each
        for each in programmes
        if is_named(each, names)
        or (found := version_of(each, case.dates, as_of)).asked
        or found.entry is not None
    ]
    if not stay:
        return list(programmes), []
    return stay, [
        f"{each.name} ({each.id}) has no version in force, and is left out"
        for each in programmes
        if each not in stay
    ]


def work_out(
    programmes: Sequence[Programme],
    case: Case | Budget,
    *,
    as_of: date,
    exchange: ExchangeTable,
    terms: Terms | None = None,
    awards: Mapping[str, Decimal] | None = None,
    lang: str = "en",
) -> tuple[Estimate, ...]:
    """What programmes would pay, each after those that come off it, named in a language.

    Raises
    ------
    InputError
        As `estimate_all`, and as `refuse_net_of_both`.
    """
    refuse_net_of_both(programmes, case, as_of)
    found = estimate_all(
        programmes, case, as_of=as_of, awards=awards, exchange=exchange, terms=terms
    )
    names = {each.id: each for each in programmes}
    return tuple(
        _in_language(names[each.programme], _with_gaps(each, terms), lang) for each in found
    )


def _with_gaps(estimate: Estimate, terms: Terms | None) -> Estimate:
    """The estimate, saying why what was asked for late money is not there."""
    if terms is None or estimate.status != "award":
        return estimate
    asked = {
        "Present value": (terms.discount_rate, estimate.present_value),
        "What a lender advances": (terms.advance_share, estimate.financed),
    }
    notes = [
        f"{name} cannot be worked out: a day on which money comes is not known."
        for name, (rate, amount) in asked.items()
        if rate is not None and amount is None
    ]
    return estimate.model_copy(update={"notes": (*estimate.notes, *notes)})


def _in_language(programme: Programme, estimate: Estimate, lang: str) -> Estimate:
    """The estimate under the programme's name in a language."""
    if lang == "ja" and programme.name_ja:
        return estimate.model_copy(update={"name": programme.name_ja})
    return estimate


def open_budget(path: Path, chart: str | None) -> tuple[Budget, list[str]]:
    """Read a budget by its ending, with what to know about the reading.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    return read_budget(path, chart_of(chart))


def write_documents(estimated: Estimated, out_dir: Path, lang: str) -> list[Path]:
    """Write the page and the workbook of estimates into a folder, both or none.

    Raises
    ------
    OutputError
        When the folder cannot be written.
    """
    name, estimates = estimated.name, estimated.estimates
    return replace_files(
        {
            out_dir / "incentives.html": estimate_page(
                name, estimates, lang, estimated.lines, estimated.exclusive
            ),
            out_dir / "incentives.xlsx": estimate_workbook(name, estimates, lang, estimated.lines),
        }
    )
