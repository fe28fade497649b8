"""Questions on documents that are sent: answered at once, and nothing kept."""

# Annotations here are made in a loop: they are evaluated where they stand.
import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response

from kachinko.model.base import Record
from kachinko.service.asking.table import QUESTIONS
from kachinko.service.permissions import Actor
from kachinko.web import examples
from kachinko.web.access import Needs, office_of
from kachinko.web.guard import LARGEST_UPLOAD
from kachinko.web.problems import responses

router = APIRouter()
_ROUTES: dict[str, tuple[str, str, str, str]] = {
    # question: path, operation, permission, summary
    "budget-read": (
        "/budgets/read", "readBudget", "budget.see", "Check a budget, add it up, convert it.",
    ),
    "budget-cost": (
        "/budgets/cost", "costScope", "budget.see", "Cost a scope at the place of each rate card.",
    ),
    "budget-cash": (
        "/budgets/cash", "spreadBudget", "budget.see",
        "Spread a budget over its months, with what incentives pay.",
    ),
    "shooting-check": (
        "/shootings/check", "checkBoard", "shooting.see",
        "Check a board, day by day, without the planner.",
    ),
    "shooting-dood": (
        "/shootings/dood", "countDays", "shooting.see",
        "Say who works, and who is held, on which day.",
    ),
    "shooting-documents": (
        "/shootings/documents", "makeBoardDocuments", "shooting.see",
        "Make stripboard, one-liner, call sheets and workbook of a board.",
    ),
    "shooting-compare": (
        "/shootings/compare", "compareBoards", "shooting.see",
        "Lay boards beside each other and the orders that people use.",
    ),
    "shooting-convert": (
        "/shootings/convert", "convertShooting", "shooting.see",
        "Turn a shooting or a script into another form.",
    ),
    "shooting-breakdown": (
        "/shootings/breakdown", "breakDownScript", "shooting.see",
        "Break a script down, or take a new draft in.",
    ),
    "shooting-sets": (
        "/shootings/sets", "giveSets", "shooting.see",
        "Give a title of a project the sets, days and cast of a shooting.",
    ),
    "incentives-compare": (
        "/incentives/comparisons", "compareIncentives", "incentive.see",
        "Set budgets and programmes beside each other.",
    ),
    "incentives-reform": (
        "/incentives/reforms", "tryReform", "incentive.see",
        "Say what a reform would change for a slate of titles.",
    ),
    "incentives-examples": (
        "/incentives/examples", "runExamples", "incentive.see",
        "Run the worked examples that a programme carries.",
    ),
}  # fmt: skip


def _add(question: str, asked_as: type[Record]) -> None:
    path, operation, permission, summary = _ROUTES[question]
    shown = examples.QUESTIONS.get(question)
    asked_type: Any = Annotated[asked_as, Body(openapi_examples=shown)]  # type: ignore[arg-type]

    def ask(
        request: Request,
        actor: Annotated[Actor, Depends(Needs(permission))],
        asked: asked_type,
    ) -> Response:
        del actor
        office = office_of(request)
        found = office.intake.answer(question, asked, office.clock().date())
        return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")

    router.add_api_route(
        path,
        ask,
        methods=["POST"],
        operation_id=operation,
        tags=[path.split("/")[1]],
        summary=summary,
        response_model=dict[str, Any],
        responses=responses(409, 413, 422),
        max_body_size=LARGEST_UPLOAD,
    )


for _name, _question in QUESTIONS.items():
    _add(_name, _question.asked)
