"""Shootings and boards that are sent: checked, counted, compared, converted, documented."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from kachinko.model.base import Id, Record
from kachinko.model.money import Currency
from kachinko.model.span import Day
from kachinko.service.jobs.document import Document, lay_out

if TYPE_CHECKING:
    from pathlib import Path

SHOOTING = "A shooting, script, breakdown, schedule or report, by its ending."
BOARD = "A board.json, or a schedule (.uss) with its days."


class BoardAsked(Record):
    """A board and its shooting."""

    shooting: Document = Field(description=SHOOTING)
    board: Document = Field(description=BOARD)

    def laid_out(self, folder: Path) -> tuple[Path, Path]:
        """Both as files."""
        (shooting,) = lay_out([self.shooting], folder / "shooting")
        (board,) = lay_out([self.board], folder / "board")
        return shooting, board


class DoodAsked(BoardAsked):
    """A board whose days are counted."""

    of: Literal["cast", "sets"] = "cast"


class DocumentsAsked(BoardAsked):
    """A board whose documents are made."""

    lang: Literal["en", "ja"] = "en"
    paper: Literal["A4", "Letter"] = "A4"
    days: tuple[Day, ...] = Field(
        default=(), max_length=1_000, description="Call sheets of these days; empty: all."
    )


class CompareAsked(Record):
    """Boards of one shooting, to be laid beside each other."""

    shooting: Document = Field(description=SHOOTING)
    boards: tuple[Document, ...] = Field(min_length=1, max_length=50)


class ConvertAsked(Record):
    """A shooting or a script to be turned into another form."""

    source: Document = Field(description=SHOOTING)
    form: Literal["yaml", "json", "xlsx", "csv", "uss", "fountain", "fdx"]
    currency: Currency | None = Field(default=None, description="Of a file that states none.")


class BreakdownAsked(Record):
    """A script to be broken down; with both others, a new draft to be taken in."""

    script: Document = Field(description=".fountain, .fdx, or .txt with Japanese headings.")
    currency: Currency | None = None
    draft_of: Document | None = Field(default=None, description="The old draft.")
    keeps: Document | None = Field(default=None, description="The shooting begun from it.")
    form: Literal["yaml", "json"] = "yaml"

    @model_validator(mode="after")
    def _go_together(self) -> BreakdownAsked:
        if (self.draft_of is None) != (self.keeps is None):
            raise ValueError("draft_of and keeps go together")
        if self.keeps is not None and self.currency is not None:
            raise ValueError("currency is not for a new draft: the shooting says it")
        return self


class SetsAsked(Record):
    """A shooting whose sets a title of a project is to get."""

    shooting: Document = Field(description=SHOOTING)
    project: Document = Field(description="As one YAML file or workbook.")
    title: Id
    board: Document | None = Field(default=None, description="A board, whose days count.")


def check(asked: BoardAsked, folder: Path) -> dict[str, Any]:
    """Which rules a board breaks, day by day, without the planner."""
    from kachinko.service.boards import check_board

    checked = check_board(*asked.laid_out(folder))
    worth = checked.worth
    return {
        "ok": not checked.breaches,
        "board": checked.board.status in ("optimal", "feasible"),
        "breaches": [breach.as_dict() for breach in checked.breaches],
        "cost": None if worth is None else float(worth.cost),
        "remarks": list(checked.remarks),
    }


def dood(asked: DoodAsked, folder: Path) -> dict[str, Any]:
    """Who works, and who is held, on which day."""
    from kachinko.report.shooting.figures import dood_document
    from kachinko.service.boards import day_out_of_days

    found, opened = day_out_of_days(*asked.laid_out(folder))
    rows = found.cast if asked.of == "cast" else found.sets
    return {
        "of": asked.of,
        **dood_document(found, rows, opened.shooting.currency, opened.remarks),
    }


def documents(asked: DocumentsAsked, folder: Path) -> dict[str, Any]:
    """The documents of a board, and the rules that it breaks."""
    from kachinko.service.board_documents import write_documents

    made = write_documents(
        *asked.laid_out(folder),
        folder / "made",
        lang=asked.lang,
        paper=asked.paper,
        now=datetime.now(UTC),
        days=list(asked.days) or None,
    )
    return {
        "ok": not made.breaches,
        "breaches": [breach.as_dict() for breach in made.breaches],
        "remarks": list(made.remarks),
        "files": _files(made.files),
    }


def compare(asked: CompareAsked, folder: Path) -> dict[str, Any]:
    """Boards beside each other and beside the three orders that people use."""
    from kachinko.report.shooting.figures import figures
    from kachinko.service.boards import compare_boards

    (shooting,) = lay_out([asked.shooting], folder / "shooting")
    found = compare_boards(shooting, lay_out(asked.boards, folder / "boards"))
    return {
        "currency": found.shooting.currency,
        "boards": [
            {
                "name": each.name.removeprefix(f"{folder / 'boards'}/"),
                "ok": each.worth is not None and not each.breaches,
                "why_not": each.why_not,
                "breaches": [breach.as_dict() for breach in each.breaches],
                **(figures(each.worth) if each.worth is not None else {}),
            }
            for each in found.rows
        ],
        "remarks": list(found.remarks),
    }


def convert(asked: ConvertAsked, folder: Path) -> dict[str, Any]:
    """A shooting or a script in another form."""
    from kachinko.service.shooting_conversion import convert as convert_file

    (source,) = lay_out([asked.source], folder / "source")
    done = convert_file(
        source,
        _made(folder) / f"{source.stem}.{asked.form}",
        now=datetime.now(UTC),
        currency=asked.currency or "",
        force=False,
    )
    return {
        "scenes": done.scenes,
        "cast": done.cast,
        "board": done.with_board,
        "remarks": list(done.remarks),
        "files": _files([done.path]),
    }


def breakdown(asked: BreakdownAsked, folder: Path) -> dict[str, Any]:
    """A script as a shooting, or a new draft taken into one."""
    from kachinko.files.shooting import save_shooting
    from kachinko.report.shooting.figures import change_document, counts
    from kachinko.service.shooting_drafts import take_draft
    from kachinko.service.shooting_input import open_script

    (script,) = lay_out([asked.script], folder / "script")
    changes: list[dict[str, Any]] = []
    conflicts = 0
    remarks: tuple[str, ...] = ()
    if asked.draft_of is not None and asked.keeps is not None:
        (old,) = lay_out([asked.draft_of], folder / "old")
        (keeps,) = lay_out([asked.keeps], folder / "keeps")
        merged = take_draft(keeps, old, script)
        shooting = merged.shooting
        changes = [change_document(each) for each in merged.changes]
        conflicts = len(merged.conflicts)
    else:
        found = open_script(script, currency=asked.currency or "")
        shooting, remarks = found.shooting, found.remarks
    made = _made(folder) / f"shooting.{asked.form}"
    save_shooting(shooting, made)
    return {
        **counts(shooting),
        "changes": changes,
        "conflicts": conflicts,
        "remarks": list(remarks),
        "files": _files([made]),
    }


def sets(asked: SetsAsked, folder: Path) -> dict[str, Any]:
    """A project in which a title has the sets, days and cast of a shooting."""
    from kachinko.service.shooting_stages import put_sets

    (shooting,) = lay_out([asked.shooting], folder / "shooting")
    (project,) = lay_out([asked.project], folder / "project")
    boards = lay_out(() if asked.board is None else (asked.board,), folder / "board")
    out = _made(folder) / "project.yaml"
    put = put_sets(shooting, project, asked.title, boards[0] if boards else None, out)
    return {"changes": put.changes, "remarks": list(put.remarks), "files": _files(put.files)}


def _made(folder: Path) -> Path:
    made = folder / "made"
    made.mkdir(exist_ok=True)
    return made


def _files(paths: list[Path]) -> list[dict[str, Any]]:
    return [Document.of_file(path).model_dump(mode="json") for path in paths]
