"""The heads that the manual promises are the ones that are read, and none is left untold."""

from __future__ import annotations

import re

import pytest

from kachinko.files.breakdown_table.forms import FORMS, SCENES, Form
from kachinko.files.breakdown_table.write import written_columns
from tests.docs.pages import DOCS

PAGE = (DOCS / "manual" / "shooting-formats.md").read_text("utf-8")


def table(head: str) -> list[list[str]]:
    """The rows below a table's first row, as cells."""
    rows = PAGE[PAGE.index(head) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip("|"))] for row in rows]


@pytest.mark.parametrize("row", table("| column | other heads"), ids=lambda row: row[0])
def test_heads_of_the_page_mean_the_column_of_their_row(row: list[str]) -> None:
    column = SCENES.column_of(row[0])
    assert column is not None
    for head in filter(None, row[1].split(", ")):
        assert SCENES.column_of(head) == column, head


def test_columns_that_arewritten_columns_are_on_the_page() -> None:
    told = {SCENES.column_of(row[0]) for row in table("| column | other heads")}
    assert set(written_columns(SCENES)) <= told


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.sheet)
def test_sheets_are_on_the_page_with_their_names_and_columns(form: Form) -> None:
    row = next(row for row in table("| sheet | other names") if row[0] == form.sheet)
    assert all(form.has_name(name) for name in filter(None, row[1].split(", ")))
    if form is not SCENES and not form.keyed:
        for column in written_columns(form):
            assert form.label(column) in row[2]
