"""Plans as Excel workbooks: their sheets and columns, and reading one that a person has edited.

Read are the sheets Summary, Titles, Sets and Location blocks; in them, only the columns that
hold decisions. The other columns and sheets repeat what follows from these, for people.
"""

from __future__ import annotations

import difflib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kachinko.files.plan_bytes import MOST_FAULTS, read_bytes
from kachinko.files.xlsx_package import damaged, inspect
from kachinko.model.errors import Fault, InputError
from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle
from kachinko.model.span import Dated, parse_day
from kachinko.model.title import PHASES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

SUMMARY, TITLES, SETS, BLOCKS = "Summary", "Titles", "Sets", "Location blocks"

TITLE_COLUMNS = (
    "Title id", "Title", "Kind", "In", "Studio", "First shooting day", "Last shooting day",
    "Engaged days", "Value", "Cost", "Share of cost",
)  # fmt: skip
SET_COLUMNS = (
    "Title id", "Title", "Set id", "Set", "Stage", "Floor m²", "x m", "y m", "Rotated",
    *(f"{phase.capitalize()} {end}" for phase in PHASES for end in ("from", "to")),
)  # fmt: skip
BLOCK_COLUMNS = ("Title id", "Title", "Block id", "From", "To")
COLUMNS = {TITLES: TITLE_COLUMNS, SETS: SET_COLUMNS, BLOCKS: BLOCK_COLUMNS}
HEAD_ROW = 3
"""Row of the column heads; above them stand the sheet's title and a note."""

SUMMARY_LABELS = {
    "project": "Project",
    "currency": "Currency",
    "status": "Status",
    "value": "Value",
    "value_bound": "Proven bound of the value",
    "cost": "Cost",
    "cost_bound": "Proven bound of the cost",
    "seconds": "Seconds of planning",
    "seconds_to_first": "Seconds to the first plan",
    "seed": "Seed",
    "workers": "Workers",
    "iterations": "Iterations",
}
"""What of a plan's head the sheet Summary holds, one label a row in column A."""

HAND_EDITED = (
    "This plan was read from a workbook, which may have been edited by hand: the value and cost "
    "that it states are not recomputed, and no proof of optimality is taken over."
)


def read_plan_workbook(path: Path) -> Plan:
    """Read a plan from ``plan.xlsx``, edited by hand or not.

    Value, cost and bound are those that the file states. The status is never ``optimal`` and
    there is no bound of the cost, because a proof does not outlive an edit.

    Raises
    ------
    InputError
        With every fault found, each with its sheet, row and column.
    """
    content = read_bytes(path)
    faults: list[Fault] = []
    sheets = _open(content, path.name, faults)
    head = _read_head(path.name, sheets, faults)
    tables = {name: _read_table(path.name, name, sheets, faults) for name in COLUMNS}
    titles = _read_titles(tables, faults)
    if any(title.accepted for title in titles):
        head["status"] = "feasible"
    if not faults:
        try:
            return Plan.model_validate(
                {**head, "titles": titles, "assumptions": [*head["assumptions"], HAND_EDITED]}
            )
        except ValidationError as error:
            # Every cell has been read for itself; what is left speaks of the head.
            for each in error.errors(include_url=False):
                label = SUMMARY_LABELS.get(str(each["loc"][0]), str(each["loc"][0]))
                faults.append(Fault(f"{path.name}!{SUMMARY}, {label}", _message(each["msg"])))
    raise InputError(path.name, faults[:MOST_FAULTS])


# -- opening ------------------------------------------------------------------------------------

_Cell = Any  # what calamine makes of a cell: text, number, date, bool; empty text for nothing
_Sheets = dict[str, list[list[_Cell]]]


def _open(content: bytes, name: str, faults: list[Fault]) -> _Sheets:
    from python_calamine import CalamineError, CalamineWorkbook

    valueless = inspect(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets: _Sheets = {sheet: [] for sheet in book.sheet_names}
        for sheet in (each for each in sheets if each in (SUMMARY, *COLUMNS)):
            sheets[sheet] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(name) from error
    for sheet, cells in valueless.items():
        if sheet in (SUMMARY, *COLUMNS):
            faults += [
                Fault(f"{name}!{sheet} {cell}", "the formula here ends in an error", "a value")
                for cell in sorted(cells.errors)
            ]
            faults += [
                Fault(
                    f"{name}!{sheet} {cell}",
                    "the formula here has never been calculated",
                    "a value, or the workbook opened and saved in Excel",
                )
                for cell in sorted(cells.uncalculated)
            ]
    return sheets


def _letters_of(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# -- the head of the plan ----------------------------------------------------------------------


def _read_head(name: str, sheets: _Sheets, faults: list[Fault]) -> dict[str, Any]:
    head: dict[str, Any] = {
        "assumptions": [],
        "stages_left_out": [],
        "value": 0.0,
        "seconds": 0.0,
        "seed": 0,
    }
    if SUMMARY not in sheets:
        faults.append(_missing_sheet(name, SUMMARY, sheets))
        return head
    keys = {label.casefold(): key for key, label in SUMMARY_LABELS.items()}
    section = ""
    for number, cells in enumerate(sheets[SUMMARY], start=1):
        label, cell, why = ([*cells, "", "", ""])[:3]
        text = str(label).strip()
        key = keys.get(text.casefold())
        if key is not None and cell != "":
            value = _head_value(key, cell)
            if value is None:
                place = f"{name}!{SUMMARY} B{number}"
                faults.append(Fault(place, f"{text} is {cell!r}", _HEAD_RIGHT.get(key, "text")))
            else:
                head[key] = value
        if text and cell == "":
            section = text
        elif section == "Assumptions" and not text and cell != "":
            head["assumptions"].append(str(cell))
        elif section == "Stages left out" and not text and cell != "":
            head["stages_left_out"].append({"stage": str(cell), "why": str(why)})
    for key in ("project", "currency", "status"):
        if key not in head and not any(SUMMARY_LABELS[key] in fault.what for fault in faults):
            right = f"a row with {SUMMARY_LABELS[key]!r} in column A"
            faults.append(Fault(f"{name}!{SUMMARY}", f"{SUMMARY_LABELS[key]} is missing", right))
    if head.get("status") == "optimal":
        head["status"] = "feasible"
    head["cost_bound"] = None
    head.setdefault("cost", None)
    head.setdefault("value_bound", head["value"])
    return head


_HEAD_RIGHT = {
    "status": "one of optimal, feasible, infeasible, unknown",
    "currency": "an ISO 4217 code such as JPY",
    "seed": "a whole number",
    "workers": "a whole number",
    "iterations": "a whole number",
    "value": "a number",
    "value_bound": "a number",
    "cost": "a number",
    "cost_bound": "a number",
    "seconds": "a number",
    "seconds_to_first": "a number",
}


def _head_value(key: str, cell: _Cell) -> Any:
    if key in ("project", "currency"):
        return _id_text(cell)
    if key == "status":
        word = str(cell).strip().lower()
        return word if word in ("optimal", "feasible", "infeasible", "unknown") else None
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell < 0:
        return None
    if key in ("seed", "workers", "iterations"):
        return int(cell) if cell == int(cell) else None
    return float(cell)


# -- tables ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """A row of a table, which hands out its cells by head and notes what is wrong."""

    file: str
    sheet: str
    number: int
    cells: dict[str, _Cell]
    at: dict[str, int]
    faults: list[Fault]

    def __contains__(self, head: str) -> bool:
        return head in self.cells and bool(self.cells[head] != "")

    def blame(self, head: str, what: str, right: str = "") -> None:
        """Note a fault at one of the row's cells."""
        place = f"{self.file}!{self.sheet} {_letters_of(self.at.get(head, 1))}{self.number}"
        self.faults.append(Fault(f"{place} ({head})", what, right))

    def read(self, head: str, parse: Callable[[_Cell], Any], right: str) -> Any:
        """Read a cell; None where it is empty or wrong, the latter with a fault."""
        if head not in self:
            return None
        try:
            return parse(self.cells[head])
        except ValueError as error:
            self.blame(head, _message(str(error)), right)
            return None

    def need(self, head: str, parse: Callable[[_Cell], Any], right: str) -> Any:
        """Read a cell that may not be empty."""
        if head not in self:
            self.blame(head, "it is empty", right)
            return None
        return self.read(head, parse, right)


def _read_table(file: str, sheet: str, sheets: _Sheets, faults: list[Fault]) -> list[_Row]:
    if sheet not in sheets:
        faults.append(_missing_sheet(file, sheet, sheets))
        return []
    rows, known = sheets[sheet], COLUMNS[sheet]
    found = _find_heads(rows, known)
    if found is None:
        right = f"a row with {', '.join(known[:4])} …"
        faults.append(Fault(f"{file}!{sheet}", "there is no row of column heads", right))
        return []
    head_row, at = found
    for column, cell in enumerate(rows[head_row], start=1):
        text = str(cell).strip()
        if text and text not in known:
            near = difflib.get_close_matches(text, known, n=1, cutoff=0.5)
            place = f"{file}!{sheet} {_letters_of(column)}{head_row + 1}"
            faults.append(
                Fault(place, f"the column {text!r} is not known", near[0] if near else "")
            )
        elif text and at[text] != column:
            place = f"{file}!{sheet} {_letters_of(column)}{head_row + 1}"
            faults.append(Fault(place, f"the column {text!r} stands here again"))
    needed = [head for head in _NEEDED[sheet] if head not in at]
    faults += [Fault(f"{file}!{sheet}", f"the column {head!r} is missing") for head in needed]
    return [
        _Row(file, sheet, number, {head: _clean(cells[at[head] - 1]) for head in at}, at, faults)
        for number, cells in enumerate(rows[head_row + 1 :], start=head_row + 2)
        if not needed and any(_clean(cell) != "" for cell in cells)
    ]


_NEEDED = {
    TITLES: ("Title id", "In", "Studio"),
    SETS: ("Title id", "Set id", "Stage", "Shoot from", "Shoot to"),
    BLOCKS: BLOCK_COLUMNS[:1] + BLOCK_COLUMNS[2:],
}


def _find_heads(
    rows: list[list[_Cell]], known: tuple[str, ...]
) -> tuple[int, dict[str, int]] | None:
    """Find the row of heads: people put lines above a table."""
    for number, cells in enumerate(rows[:20]):
        texts = [str(cell).strip() for cell in cells]
        if sum(text in known for text in texts) >= min(3, len(known)):
            at = {text: texts.index(text) + 1 for text in texts if text in known}
            return number, at
    return None


def _missing_sheet(file: str, sheet: str, sheets: _Sheets) -> Fault:
    near = difflib.get_close_matches(sheet, [*sheets], n=1, cutoff=0.6)
    found = f"; there is one called {near[0]!r}" if near else ""
    return Fault(file, f"the sheet {sheet!r} is missing{found}", f"a sheet called {sheet!r}")


def _clean(cell: _Cell) -> _Cell:
    return cell.strip() if isinstance(cell, str) else cell


# -- titles, sets, blocks ------------------------------------------------------------------------


def _read_titles(tables: dict[str, list[_Row]], faults: list[Fault]) -> list[PlannedTitle]:
    titles: dict[str, tuple[bool, str | None]] = {}
    for row in tables[TITLES]:
        id_ = row.need("Title id", _id_text, "the id of a title")
        accepted = row.need("In", _yes, "yes or no")
        studio = row.read("Studio", _id_text, "the id of a studio")
        if id_ in titles:
            row.blame("Title id", f"{id_!r} stands here for the second time")
        elif id_ is not None:
            titles[id_] = (bool(accepted), studio)
    sets = _by_title(tables[SETS], "Set id", _read_set, titles)
    blocks = _by_title(tables[BLOCKS], "Block id", _read_block, titles)
    if faults:
        return []
    # Whoever writes "no" into Titles drops the title, and need not delete its rows elsewhere.
    return [
        PlannedTitle(
            id=id_,
            accepted=accepted,
            studio=studio if accepted else None,
            sets=tuple(sets.get(id_, ())) if accepted else (),
            location_blocks=tuple(blocks.get(id_, ())) if accepted else (),
        )
        for id_, (accepted, studio) in titles.items()
    ]


def _by_title(
    rows: list[_Row],
    id_head: str,
    read: Callable[[_Row, str], Any],
    titles: dict[str, Any],
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        title = row.need("Title id", _id_text, "the id of a title")
        id_ = row.need(id_head, _id_text, "an id")
        if title is not None and title not in titles:
            near = difflib.get_close_matches(title, list(titles), n=1)
            right = near[0] if near else "an id that stands in the sheet Titles"
            row.blame("Title id", f"the sheet Titles has no {title!r}", right)
        if title is not None and id_ is not None and (title, id_) in seen:
            row.blame(id_head, f"{id_!r} of {title!r} stands here for the second time")
        seen.add((str(title), str(id_)))
        item = read(row, id_ or "")
        if title is not None and item is not None:
            found.setdefault(title, []).append(item)
    return found


def _read_set(row: _Row, id_: str) -> PlannedSet | None:
    before = len(row.faults)
    stage = row.need("Stage", _id_text, "the id of a stage")
    x_m, y_m = (row.read(head, _metres, "a number of metres") for head in ("x m", "y m"))
    rotated = row.read("Rotated", _yes, "yes or no")
    phases = {}
    for phase in PHASES:
        from_head, to_head = f"{phase.capitalize()} from", f"{phase.capitalize()} to"
        if phase == "shoot" or from_head in row or to_head in row:
            phases[phase] = _read_span(row, from_head, to_head)
    if len(row.faults) > before:
        return None
    return PlannedSet(id=id_, stage=stage, x_m=x_m, y_m=y_m, rotated=bool(rotated), **phases)


def _read_block(row: _Row, id_: str) -> PlannedBlock | None:
    span = _read_span(row, "From", "To")
    return PlannedBlock(id=id_, first=span.first, last=span.last) if span else None


def _read_span(row: _Row, from_head: str, to_head: str) -> Dated | None:
    first: date | None = row.need(from_head, parse_day, "a date such as 2028-02-01")
    last: date | None = row.need(to_head, parse_day, "a date such as 2028-02-01")
    if first is None or last is None:
        return None
    if last < first:
        row.blame(to_head, f"{last} lies before {first}", f"a day on or after {first}")
        return None
    return Dated(first=first, last=last)


def _id_text(cell: _Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, str) or (isinstance(cell, int) and not isinstance(cell, bool)):
        return str(cell)
    raise ValueError(f"{cell} is no id")


def _yes(cell: _Cell) -> bool:
    word = str(cell).strip().casefold()
    if word in ("yes", "y", "true", "1", "1.0"):
        return True
    if word in ("no", "n", "false", "0", "0.0"):
        return False
    raise ValueError(f"{cell!r} is neither yes nor no")


def _metres(cell: _Cell) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise ValueError(f"{cell!r} is not a number")
    return float(cell)


def _message(text: str) -> str:
    text = text.removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
