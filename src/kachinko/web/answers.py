"""What the ledger answers, as HTTP answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Response

from kachinko.web.headers import etag
from kachinko.web.problems import STATUS_OF_REFUSAL, ProblemError

if TYPE_CHECKING:
    from fastapi import Request
    from pydantic import BaseModel

    from kachinko.model.command import Command, Outcome
    from kachinko.service.permissions import Actor


def submit(
    request: Request, actor: Actor, command: Command, *, status: int = 200, about: str | None = None
) -> Response:
    """Hand a command to the ledger and answer as it does.

    Parameters
    ----------
    about
        The reservation whose version the answer bears; None: it is about several.

    Raises
    ------
    ProblemError
        Where the ledger says no.
    """
    office = request.app.state.office
    outcome: Outcome = office.holds.submit(actor, command, at=office.clock())
    seen = getattr(command, "version", None) is not None
    return answer_of(outcome, status=status, about=about, seen=seen)


def answer_of(
    outcome: Outcome, *, status: int = 200, about: str | None = None, seen: bool = False
) -> Response:
    """An answer of the ledger, as `submit` gives it; `seen`: the command named a version."""
    if not outcome.done:
        raise refusal(outcome, seen=seen)
    headers: dict[str, str] = {}
    if about is not None:
        version = next(
            (each.after.version for each in outcome.changes if each.after.id == about), None
        )
        headers = {} if version is None else etag(version)
        if status == 201:
            headers["Location"] = f"/api/v1/reservations/{about}"
    return as_json(outcome, status=status, headers=headers)


def refusal(outcome: Outcome, *, seen: bool = False) -> ProblemError:
    """The problem of an answer that says no; `seen`: the command named a version."""
    status = STATUS_OF_REFUSAL.get(outcome.code, 409)
    if outcome.code == "CHANGED" and seen:
        status = 412
    return ProblemError(status, outcome.code, outcome.says, blockers=outcome.blockers)


def as_json(
    record: BaseModel, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A record as it is; it was checked when it was made."""
    return Response(
        record.model_dump_json(by_alias=True), status, headers, media_type="application/json"
    )
