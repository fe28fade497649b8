"""Plans as Excel workbooks: their sheets and columns, and reading one that a person has edited.

A workbook is in English or in Japanese (`plan_words`); here things go by their English words.

Read are the sheets Summary, Titles, Sets and Location blocks; in them, only the columns that
hold decisions. The other columns and sheets repeat what follows from these, for people.
"""

from __future__ import annotations

import difflib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kachinko.files.plan_bytes import MOST_FAULTS, read_bytes
from kachinko.files.plan_words import JAPANESE, in_english
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
    head = _read_head(sheets, faults)
    tables = {name: _read_table(name, sheets, faults) for name in COLUMNS}
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
                place = f"{sheets.place(SUMMARY)}, {sheets.word(label)}"
                faults.append(Fault(place, _message(each["msg"])))
    raise InputError(path.name, faults[:MOST_FAULTS])


# -- opening ------------------------------------------------------------------------------------

_Cell = Any  # what calamine makes of a cell: text, number, date, bool; empty text for nothing


@dataclass(slots=True)
class _Sheets:
    """The cells of a workbook by the English names of its sheets, and what it calls things."""

    file: str
    cells: dict[str, list[list[_Cell]]]
    japanese: bool = False

    def word(self, english: str) -> str:
        """A word as this workbook has it."""
        return JAPANESE.get(english, english) if self.japanese else english

    def place(self, sheet: str) -> str:
        """Where a person finds a sheet."""
        return f"{self.file}!{self.word(sheet)}"

    def values(self, right: str) -> str:
        """What would be right, its ``{words}`` as this workbook has them."""
        return re.sub(r"\{(\w+)\}", lambda found: self.word(found[1]), right)

    def missing(self, sheet: str) -> Fault:
        """That a sheet is not there."""
        wanted, known = self.word(sheet), [self.word(each) for each in self.cells]
        near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.6)
        found = f"; there is one called {near[0]!r}" if near else ""
        what = f"the sheet {wanted!r} is missing{found}"
        return Fault(self.file, what, f"a sheet called {wanted!r}")


def _open(content: bytes, name: str, faults: list[Fault]) -> _Sheets:
    from python_calamine import CalamineError, CalamineWorkbook

    valueless = inspect(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = _Sheets(name, {})
        for shown in book.sheet_names:
            sheet = in_english(shown)
            if sheet in sheets.cells and sheet in (SUMMARY, *COLUMNS):
                what = "this sheet is there in another language too"
                faults.append(Fault(f"{name}!{shown}", what, "one of the two"))
            sheets.japanese |= sheet != shown
            sheets.cells[sheet] = []
            if sheet in (SUMMARY, *COLUMNS):
                found = book.get_sheet_by_name(shown)
                sheets.cells[sheet] = found.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(name) from error
    for sheet, cells in valueless.items():
        if in_english(sheet) in (SUMMARY, *COLUMNS):
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


def _read_head(sheets: _Sheets, faults: list[Fault]) -> dict[str, Any]:
    head: dict[str, Any] = {
        "assumptions": [],
        "stages_left_out": [],
        "value": 0.0,
        "seconds": 0.0,
        "seed": 0,
    }
    if SUMMARY not in sheets.cells:
        faults.append(sheets.missing(SUMMARY))
        return head
    keys = {label.casefold(): key for key, label in SUMMARY_LABELS.items()}
    section = ""
    for number, cells in enumerate(sheets.cells[SUMMARY], start=1):
        label, cell, why = ([*cells, "", "", ""])[:3]
        text = in_english(str(label)).strip()
        key = keys.get(text.casefold())
        if key is not None and cell != "":
            value = _head_value(key, cell)
            if value is None:
                place, what = f"{sheets.place(SUMMARY)} B{number}", sheets.word(text)
                right = sheets.values(_HEAD_RIGHT.get(key, "text"))
                faults.append(Fault(place, f"{what} is {cell!r}", right))
            else:
                head[key] = value
        if text and cell == "":
            section = text
        elif section == "Assumptions" and not text and cell != "":
            head["assumptions"].append(str(cell))
        elif section == "Stages left out" and not text and cell != "":
            head["stages_left_out"].append({"stage": str(cell), "why": str(why)})
    for key in ("project", "currency", "status"):
        label = sheets.word(SUMMARY_LABELS[key])
        if key not in head and not any(label in fault.what for fault in faults):
            right = f"a row with {label!r} in column A"
            faults.append(Fault(sheets.place(SUMMARY), f"{label} is missing", right))
    if head.get("status") == "optimal":
        head["status"] = "feasible"
    head["cost_bound"] = None
    head.setdefault("cost", None)
    head.setdefault("value_bound", head["value"])
    return head


_HEAD_RIGHT = {
    "status": "one of {optimal}, {feasible}, {infeasible}, {unknown}",
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
        word = in_english(str(cell)).strip().lower()
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

    sheets: _Sheets
    sheet: str
    number: int
    cells: dict[str, _Cell]
    at: dict[str, int]
    faults: list[Fault]

    def __contains__(self, head: str) -> bool:
        return head in self.cells and bool(self.cells[head] != "")

    def blame(self, head: str, what: str, right: str = "") -> None:
        """Note a fault at one of the row's cells."""
        cell = f"{_letters_of(self.at.get(head, 1))}{self.number}"
        place = f"{self.sheets.place(self.sheet)} {cell} ({self.sheets.word(head)})"
        self.faults.append(Fault(place, what, self.sheets.values(right)))

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


def _read_table(sheet: str, sheets: _Sheets, faults: list[Fault]) -> list[_Row]:
    if sheet not in sheets.cells:
        faults.append(sheets.missing(sheet))
        return []
    rows, known = sheets.cells[sheet], COLUMNS[sheet]
    place, words = sheets.place(sheet), [sheets.word(each) for each in known]
    found = _find_heads(rows, known)
    if found is None:
        right = f"a row with {', '.join(words[:4])} …"
        faults.append(Fault(place, "there is no row of column heads", right))
        return []
    head_row, at = found
    for column, cell in enumerate(rows[head_row], start=1):
        shown, text = str(cell).strip(), in_english(str(cell)).strip()
        where = f"{place} {_letters_of(column)}{head_row + 1}"
        if text and text not in known:
            near = difflib.get_close_matches(shown, words, n=1, cutoff=0.5)
            what = f"the column {shown!r} is not known"
            faults.append(Fault(where, what, near[0] if near else ""))
        elif text and at[text] != column:
            faults.append(Fault(where, f"the column {shown!r} stands here again"))
    needed = [head for head in _NEEDED[sheet] if head not in at]
    faults += [Fault(place, f"the column {sheets.word(head)!r} is missing") for head in needed]
    return [
        _Row(sheets, sheet, number, {head: _clean(cells[at[head] - 1]) for head in at}, at, faults)
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
        texts = [in_english(str(cell)).strip() for cell in cells]
        if sum(text in known for text in texts) >= min(3, len(known)):
            at = {text: texts.index(text) + 1 for text in texts if text in known}
            return number, at
    return None


def _clean(cell: _Cell) -> _Cell:
    return cell.strip() if isinstance(cell, str) else cell


# -- titles, sets, blocks ------------------------------------------------------------------------


def _read_titles(tables: dict[str, list[_Row]], faults: list[Fault]) -> list[PlannedTitle]:
    titles: dict[str, tuple[bool, str | None]] = {}
    for row in tables[TITLES]:
        id_ = row.need("Title id", _id_text, "the id of a title")
        accepted = row.need("In", _yes, "{yes} or {no}")
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
            sheet = row.sheets.word(TITLES)
            right = near[0] if near else f"an id that stands in the sheet {sheet}"
            row.blame("Title id", f"the sheet {sheet} has no {title!r}", right)
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
    rotated = row.read("Rotated", _yes, "{yes} or {no}")
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
    word = in_english(str(cell)).strip().casefold()
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
