"""The board as somebody may see it: the ledger's bars on the rows of their projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.service.bookmark import Bookmark
from kachinko.service.stage_board import Board, make_board

if TYPE_CHECKING:
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor

MOST_PROJECTS = 200
"""Whose stages are shown with their names."""


def board_of(office: Office, actor: Actor) -> Board:
    """The board of one who asks.

    What comes while it is read is heard again by those who go on from `after`.
    """
    after = str(Bookmark.end(office.ledger.engine))
    shelf = office.shelf
    cards = shelf.cards(actor, limit=MOST_PROJECTS)
    return make_board(
        [shelf.project(actor, card.id) for card in cards],
        office.holds.stages(actor),
        office.holds.board(actor),
        after=after,
        today=office.clock().date(),
    )
