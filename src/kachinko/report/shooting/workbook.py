"""The documents of a board as an Excel workbook, with real dates and numbers.

The same board gives the same bytes: nothing in the file tells when it was written.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import Workbook

from kachinko.report.shooting.documents import documents
from kachinko.report.shooting.workbook_breakdown import write_breakdown
from kachinko.report.shooting.workbook_cost import write_cost
from kachinko.report.shooting.workbook_dood import write_dood
from kachinko.report.shooting.workbook_strips import (
    write_one_liner,
    write_strips,
)
from kachinko.report.workbook import without_clock
from kachinko.report.workbook_cells import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.savings import Savings

SHEETS = ("strips", "oneliner", "cast", "sets", "breakdown", "cost")


def board_workbook(
    shooting: Shooting,
    board: Board,
    lang: str = "en",
    *,
    found: Savings | None = None,
    planned: Sequence[PlannedSet] = (),
) -> bytes:
    """Write the documents of a board as a workbook.

    Parameters
    ----------
    lang
        ``en`` or ``ja``; also of the names of the sheets.
    found, planned
        As for the page.

    Raises
    ------
    InputError
        If the board does not belong to the shooting, or the language is unknown.
    """
    made = documents(shooting, board, lang, found=found, planned=planned)
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    sheets = {name: book.create_sheet(made.words(f"sheet.{name}")) for name in SHEETS}
    write_strips(sheets["strips"], made)
    write_one_liner(sheets["oneliner"], made)
    write_dood(sheets["cast"], made, made.dood.cast, "cast")
    stages = (
        replace(row, name=made.words("stages.row", name=row.name)) for row in made.dood.stages
    )
    write_dood(sheets["sets"], made, (*made.dood.sets, *stages), "sets")
    write_breakdown(sheets["breakdown"], made)
    write_cost(sheets["cost"], made)
    book.properties.creator = "Kachinko"
    book.properties.title = plain_text(f"{shooting.name}: {made.words('page.kind')}")
    packed = io.BytesIO()
    book.save(packed)
    return without_clock(packed.getvalue())
