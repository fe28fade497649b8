"""Use cases of estimates: what programmes would pay for a budget or an amount, with documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_files
from kachinko.files.budget.load import read_budget
from kachinko.incentives.estimate import estimate
from kachinko.report.incentives.page import estimate_page
from kachinko.report.incentives.workbook import estimate_workbook
from kachinko.service.incentive_cases import Given, add_to, awards_of, cases_of
from kachinko.service.incentives import find_programmes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Estimate
    from kachinko.model.programme import Programme
    from kachinko.model.terms import Terms

AMOUNTS = "–"
"""Name of a case that is made of amounts alone."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """The estimates of one case, and what to know about the reading of its budget."""

    name: str
    programmes: tuple[Programme, ...]
    estimates: tuple[Estimate, ...]
    remarks: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


def estimate_case(
    budget_path: Path | None,
    names: Sequence[str],
    given: Given,
    *,
    as_of: date,
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
    if budget_path is None:
        cases = cases_of(programmes, given)
        estimates = work_out(programmes, cases, as_of=as_of, terms=terms, lang=lang)
        return Estimated("", tuple(programmes), estimates)
    budget, remarks = open_budget(budget_path, chart)
    budget = add_to(budget, programmes, given)
    estimates = work_out(
        programmes,
        budget,
        as_of=as_of,
        terms=terms,
        lang=lang,
        awards=awards_of(programmes, given),
    )
    return Estimated(budget.name, tuple(programmes), estimates, remarks)


def work_out(programmes, case, *, as_of, terms, lang, awards=None, exchange=None):
    return tuple(
        _in_language(p, estimate(p, case[p.id], as_of=as_of, terms=terms, awards=awards), lang)
        for p in programmes
    )


def _in_language(programme: Programme, estimate: Estimate, lang: str) -> Estimate:
    """The estimate under the programme's name in a language."""
    if lang == "ja" and programme.name_ja:
        return estimate.model_copy(update={"name": programme.name_ja})
    return estimate


def open_budget(path: Path, chart: str | None) -> tuple[Budget, tuple[str, ...]]:
    """Read a budget by its ending, with what to know about the reading.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    from kachinko.service.budgets import chart_of

    budget, remarks = read_budget(path, chart_of(chart))
    return budget, tuple(remarks)


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
            out_dir / "incentives.html": estimate_page(name, estimates, lang),
            out_dir / "incentives.xlsx": estimate_workbook(name, estimates, lang),
        }
    )
