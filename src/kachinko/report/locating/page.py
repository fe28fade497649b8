"""The memo as one HTML file that opens offline, in the make of the report."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kachinko.report.html import render_page
from kachinko.report.locating.blocks import Bridges, Fold, Ranges, Says, Table
from kachinko.report.locating.view import memo_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.locating.memo import Memo
    from kachinko.report.locating.blocks import Block, Cell, Section, View

STYLES = ("report.css", "memo.css", "print.css", "memo_print.css")
SCRIPTS = (
    "basics.js",
    "memo_head.js",
    "memo_tables.js",
    "memo_ranges.js",
    "memo_bridges.js",
    "memo_start.js",
)


def memo_page(memo: Memo, lang: str = "en") -> str:
    """Write the memo as one self-contained HTML file; write it as UTF-8.

    Raises
    ------
    InputError
        For a language that is none of ours.
    """
    view = memo_view(memo, lang)
    return render_page(
        "memo.html",
        view_document(view),
        name=view.name,
        words=f"memo_words.{lang}.json",
        lang=lang,
        styles=STYLES,
        scripts=SCRIPTS,
        sections=[section.id for section in view.sections],
    )


def view_document(view: View) -> dict[str, Any]:  # Any: a JSON document, as a page shows it
    """The memo in words, as pages show it."""
    return {
        "head": {
            "where": view.where,
            "claim": view.claim,
            "tone": view.tone,
            "verdict": view.verdict,
            "told": view.told,
            "facts": [asdict(fact) for fact in view.facts],
            "mark": view.mark,
        },
        "sections": [_section(section) for section in view.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": section.heading,
        "hint": section.hint,
        "blocks": _blocks(section.blocks),
    }


def _blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:  # Any: a JSON document, written as it stands here
    if isinstance(block, Table):
        rows = [[_cell(cell) for cell in row] for row in block.rows]
        return {
            "is": "table",
            "name": block.name,
            "heads": block.heads,
            "right": block.right,
            "rows": rows,
        }
    if isinstance(block, Says):
        return {"is": "says", "form": block.form, "name": block.name, "texts": block.texts}
    if isinstance(block, Fold):
        return {"is": "fold", "name": block.name, "blocks": _blocks(block.blocks)}
    if isinstance(block, Ranges):
        return {"is": "ranges"} | asdict(block)
    assert isinstance(block, Bridges)
    return {"is": "bridges"} | asdict(block)


def _cell(cell: Cell) -> Any:
    """A cell as short as it can be: most are words alone."""
    more = {
        key: value
        for key, value in (
            ("tone", cell.tone), ("note", cell.note), ("href", cell.href), ("hint", cell.hint)
        )
        if value
    }  # fmt: skip
    return {"text": cell.text, **more} if more else cell.text
