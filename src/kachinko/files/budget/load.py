"""Load and save budgets: YAML, JSON, workbooks, CSV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.files.source import Kind, refusal
from kachinko.model.errors import OutputError

if TYPE_CHECKING:
    from kachinko.model.budget import Budget
    from kachinko.model.chart import Chart

KIND = Kind(
    "budget",
    "keys such as 'name:', 'currency:', 'lines:' at the left margin",
    "a budget (schema: kachinko-budget/1)",
)
RECORDS = (".yaml", ".yml", ".json")
TABLES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
ENDINGS = (*RECORDS, *TABLES, ".xml")


def load_budget(path: Path | str, chart: Chart | None = None) -> Budget:
    """Load a budget; see `read_budget`, whose remarks are left out here."""
    return read_budget(path, chart)[0]


def read_budget(path: Path | str, chart: Chart | None = None) -> tuple[Budget, list[str]]:
    """Read a budget from a file, by its ending.

    Parameters
    ----------
    path
        YAML or JSON (schema kachinko-budget/1), a workbook, CSV, or Movie Magic Budgeting's XML.
    chart
        What accounts and columns of a table mean; a table with our own columns needs none.

    Returns
    -------
    The budget, and remarks: what was not read, and what was assumed.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line or cell.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending in TABLES:
        from kachinko.files.budget.table import read_table

        return read_table(path, chart)
    if ending == ".xml":
        from kachinko.files.budget.mmb_xml import read_mmb_xml

        return read_mmb_xml(path, chart)
    if ending not in RECORDS:
        raise refusal(
            str(path), f"{ending or path.name} is no form of a budget", ", ".join(ENDINGS)
        )
    from kachinko.files.budget.lines import StatedPlaces
    from kachinko.files.budget.records import read_tree
    from kachinko.files.validation import to_record
    from kachinko.model.budget import Budget

    source = read_tree(path, KIND)
    return to_record(source, Budget, StatedPlaces(source.tree).disagreements), []


def save_budget(budget: Budget, path: Path | str) -> Path:
    """Save a budget as YAML, JSON, XLSX or CSV, by the ending of the path.

    A CSV file holds the lines alone: name, dates and answers do not travel in it.

    Raises
    ------
    OutputError
        When it cannot be written there.
    """
    from kachinko.files.atomic import replace_file

    return replace_file(path, budget_bytes(budget, Path(path)))


def budget_bytes(budget: Budget, path: Path) -> bytes:
    """The bytes of a budget in the form that the ending of a path names.

    Raises
    ------
    OutputError
        Where there is no such form.
    """
    ending = path.suffix.lower()
    if ending in (".yaml", ".yml"):
        from kachinko.files.budget.yaml_text import budget_yaml

        return budget_yaml(budget).encode()
    if ending == ".json":
        from kachinko.files.budget.yaml_text import budget_tree

        text = json.dumps(budget_tree(budget), ensure_ascii=False, indent=1, allow_nan=False)
        return f"{text}\n".encode()
    if ending == ".xlsx":
        from kachinko.files.budget.workbook import budget_workbook

        return budget_workbook(budget)
    if ending == ".csv":
        from kachinko.files.budget.workbook import budget_csv

        return budget_csv(budget).encode()
    raise OutputError(
        f"{path} is no form in which a budget can be written.",
        hint="Name a .yaml, .json, .xlsx or .csv file.",
    )
