"""The board of stages: all of it at once, and what a move of it would be answered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response

from kachinko.model.command import (
    Amend,
    Book,
    Cancel,
    ChallengeBetter,
    Confirm,
    Move,
    Outcome,
    Place,
    Release,
)
from kachinko.service.board_view import board_of
from kachinko.service.permissions import Actor
from kachinko.service.stage_board import Board
from kachinko.web import examples
from kachinko.web.access import Needs, office_of
from kachinko.web.answers import as_json
from kachinko.web.problems import responses

router = APIRouter(tags=["board"])
Rehearsed = Annotated[
    Amend | Move | Place | Book | ChallengeBetter | Confirm | Release | Cancel,
    Body(discriminator="kind", openapi_examples=examples.REHEARSAL),
]


@router.get("/board", operation_id="getBoard", response_model=Board, responses=responses(503))
def get_board(request: Request, actor: Annotated[Actor, Depends(Needs("stage.taken"))]) -> Response:
    """All rows and bars of the board, in columns; go on from `after` with the events."""
    return as_json(board_of(office_of(request), actor))


@router.post(
    "/rehearsals",
    operation_id="rehearse",
    response_model=Outcome,
    responses=responses(404, 422, 503),
)
def rehearse(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.place"))],
    command: Rehearsed,
) -> Response:
    """Ask what a command would be answered as things stand; nothing is done, nothing promised."""
    office = office_of(request)
    return as_json(office.holds.rehearse(actor, command, at=office.clock()))
