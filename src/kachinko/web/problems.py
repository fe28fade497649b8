"""What went wrong, as RFC 9457 problems: one form, a stable code, every fault at once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import OperationalError, TimeoutError  # noqa: A004 - no connection is free
from starlette.exceptions import HTTPException

from kachinko.ledger.store.refusals import BusyError, IdReusedError, StoreError
from kachinko.model.errors import Fault, InputError, KachinkoError
from kachinko.report.told import told, told_document
from kachinko.service.accounts.tries import TooManyTriesError
from kachinko.service.permissions import ForbiddenError, SignInError
from kachinko.service.refusals import ChangedError, NotFoundError, StateError, TooMuchError
from kachinko.web.language import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI, Request
    from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
TYPE_ROOT = "/problems/"
MOST_FAULTS = 200
_log = logging.getLogger("kachinko.web")

_TITLES = {
    400: "This is no request that can be read",
    401: "Sign in first",
    403: "You may not do this",
    404: "There is no such thing",
    405: "This cannot be done here",
    409: "Something stands in the way",
    412: "It has changed since you saw it",
    413: "This is too large",
    415: "Files of this kind are not read here",
    421: "This server has another name",
    422: "Something in it cannot be used",
    428: "Say which version you have seen",
    429: "This is too much at once",
    500: "This is a fault in Kachinko",
    503: "Try again in a moment",
}
_STATUS_OF_ERROR: dict[type[KachinkoError], int] = {
    BusyError: 503,
    StoreError: 503,
    IdReusedError: 422,
    NotFoundError: 404,
    ChangedError: 412,
    StateError: 409,
    TooMuchError: 429,
    TooManyTriesError: 429,
    SignInError: 401,
    ForbiddenError: 403,
    InputError: 422,
}
_CODES = {400: "REQUEST", 404: "NOT-FOUND", 405: "METHOD", 413: "TOO-LARGE", 415: "MEDIA-TYPE"}
STATUS_OF_REFUSAL = {"NO-STAGE": 404, "NO-RESERVATION": 404, "INPUT": 422}
"""Of the ledger's answers that say no; every other one is a conflict (409)."""


class FaultOut(BaseModel):
    """One thing wrong: where, what, and what would be right."""

    place: str
    what: str
    right: str = ""


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="Names the kind of problem; ends in its code.")
    title: str
    status: int
    detail: str = Field(description="In words, for a person.")
    code: str = Field(description="Never changes once published.")
    hint: str = Field(default="", description="What to do next.")
    faults: list[FaultOut] = Field(default=[], description="Every fault of what was sent.")
    blockers: list[str] = Field(default=[], description="Reservations in the way.")


class ProblemError(Exception):
    """Raised where a route itself finds that something is missing."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        hint: str = "",
        faults: Sequence[Fault] = (),
        blockers: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.problem = problem_of(status, code, detail, hint=hint, faults=faults, blockers=blockers)
        self.headers = dict(headers or {})
        super().__init__(detail)


def problem_of(
    status: int,
    code: str,
    detail: str,
    *,
    hint: str = "",
    faults: Sequence[Fault] = (),
    blockers: Sequence[str] = (),
) -> Problem:
    """A problem with the title of its status."""
    shown = [FaultOut(place=each.place, what=each.what, right=each.right) for each in faults]
    return Problem(
        type=TYPE_ROOT + code.lower(),
        title=_TITLES.get(status, "It could not be done"),
        status=status,
        detail=detail,
        code=code,
        hint=hint,
        faults=shown[:MOST_FAULTS],
        blockers=list(blockers),
    )


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route says of its problems in the OpenAPI document; 401 and 403 go for all."""
    return {
        status: {
            "model": Problem,
            "description": _TITLES[status],
            "content": {MEDIA_TYPE: {"example": _example(status)}},
        }
        for status in sorted({401, 403, *statuses})
    }


def _example(status: int) -> dict[str, Any]:
    code, detail = _EXAMPLES.get(status, (_CODES.get(status, "REQUEST"), _TITLES[status] + "."))
    faults = [Fault("body.wanted.to", "'to' is not before 'from'")] if status == 422 else []
    blockers = ["7f1c"] if status == 409 else []
    return problem_of(status, code, detail, faults=faults, blockers=blockers).model_dump()


_EXAMPLES = {
    401: ("SIGN-IN", "This needs a session or a token."),
    403: ("FORBIDDEN", "A viewer may not place holds."),
    409: ("CLASH", "In the way: 7f1c (booked, 2028-03-01 to 2028-03-21)."),
    412: ("CHANGED", "7f1c has changed since: it is at version 3, not 2."),
    422: ("INPUT", "The request cannot be used: 1 fault."),
    428: ("VERSION-NEEDED", "A change names the version that was seen: send If-Match."),
    503: ("LEDGER-BUSY", "Others are writing to the same stages."),
}


def install(app: FastAPI) -> None:
    """Answer everything that can go wrong with a problem."""
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(KachinkoError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_request)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(OperationalError, _on_database)
    app.add_exception_handler(TimeoutError, _on_database)
    app.add_exception_handler(Exception, _on_bug)


def answer(
    request: Request, problem: Problem, headers: Mapping[str, str] | None = None
) -> Response:
    """A problem as a response, in the language of the one who asks where we know its words."""
    language = language_of(request)
    said = told_document(problem.model_dump(), language)
    said["title"] = told(problem.title, language)
    headers = {**(headers or {}), "Content-Language": language, "Vary": "Accept-Language"}
    return JSONResponse(said, problem.status, headers=headers, media_type=MEDIA_TYPE)


def of_error(error: KachinkoError) -> Problem:
    """The problem of an error that the service raised."""
    status = next(
        (_STATUS_OF_ERROR[kind] for kind in type(error).mro() if kind in _STATUS_OF_ERROR), 409
    )
    faults = error.faults if isinstance(error, InputError) else []
    hint = "" if isinstance(error, StoreError) else error.hint
    return problem_of(status, error.code, error.message, hint=hint, faults=faults)


def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return answer(request, error.problem, error.headers)


def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, KachinkoError)
    if isinstance(error, ForbiddenError | SignInError | TooManyTriesError):
        # The route's own path: the one that was asked for may hold a secret or a title.
        route = getattr(request.scope.get("route"), "path", "")
        _log.warning("refused %s %s [%s]: %s", request.method, route, error.code, error.message)
    problem = of_error(error)
    if problem.status == 503:
        # What the database said is for the one who runs the server, not for everybody.
        _log.error("%s %s", error, error.__cause__ or "")
        return answer(request, problem, {"Retry-After": "1"})
    if isinstance(error, TooManyTriesError):
        return answer(request, problem, {"Retry-After": str(error.seconds)})
    if problem.status == 401:
        return answer(request, problem, {"WWW-Authenticate": "Bearer"})
    return answer(request, problem)


def _on_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(each) for each in error.errors()]
    if any(each["type"] == "json_invalid" for each in error.errors()):
        return answer(request, problem_of(400, "JSON", "The body is no JSON.", faults=faults))
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    detail = f"The request cannot be used: {count}."
    return answer(
        request, problem_of(422, "INPUT", detail, hint="Nothing was done.", faults=faults)
    )


def _fault(error: Mapping[str, Any]) -> Fault:
    place = ".".join(str(step)[:80] for step in error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return Fault(place, message[:1].lower() + message[1:300])


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _CODES.get(error.status_code, "REQUEST")
    detail = _TITLES.get(error.status_code, str(error.detail)) + "."
    return answer(request, problem_of(error.status_code, code, detail), error.headers)


def _on_database(request: Request, error: Exception) -> Response:
    _log.error("the database could not be asked: %s", error)
    problem = problem_of(503, StoreError.code, "The database cannot be reached.")
    return answer(request, problem, {"Retry-After": "1"})


def _on_bug(request: Request, error: Exception) -> Response:
    _log.error("unforeseen: %s", type(error).__name__, exc_info=error)
    return answer(
        request, problem_of(500, "BUG", "Something unforeseen happened; please report it.")
    )
