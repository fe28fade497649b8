"""The single changes of a board that would save most, as the verbs say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kachinko.model.board import Board
    from kachinko.shooting.savings import Savings


def saving_lines(board: Board, found: Savings | None) -> list[str]:
    """What single changes would save, unless none can (proven) or none was looked for."""
    if found is None or board.status == "optimal":
        return []
    said = changes_that_save(board, found)
    if said:
        return ["Single changes that would save most:", *(f"  - {each}" for each in said)]
    from kachinko.report.shooting.money import savings_note
    from kachinko.report.shooting.texts import Words

    return [savings_note(found, Words("en"))]


def changes_that_save(board: Board, found: Savings | None) -> list[str]:
    """The changes that would save most, as sentences."""
    if found is None or not found.best:
        return []
    from kachinko.report.shooting.money import saving_text
    from kachinko.report.shooting.texts import Words

    words = Words("en")
    return [saving_text(each, board.currency, words) for each in found.best]


def savings_document(board: Board, found: Savings | None) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {"what": sentence, "saves": float(each.saves)}
        for sentence, each in zip(
            changes_that_save(board, found), found.best if found else (), strict=True
        )
    ]
