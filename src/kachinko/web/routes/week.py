"""The week on all stages, as a workbook to pass on."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from kachinko.model.span import Day
from kachinko.service.permissions import Actor
from kachinko.service.week_sheet import week_of, week_workbook
from kachinko.web.access import Needs, office_of
from kachinko.web.problems import responses

router = APIRouter(tags=["stages"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get(
    "/week",
    operation_id="getWeek",
    response_class=Response,
    responses={
        200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}},
        **responses(422),
    },
)
def get_week(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("stage.taken"))],
    *,
    day: Annotated[Day, Query(description="Any day of the week.")],
    lang: Annotated[Literal["en", "ja"], Query()] = "en",
) -> Response:
    """Get the sheet of a week (XLSX): stages down, seven days across, and the list behind it."""
    content = week_workbook(office_of(request), actor, day, lang=lang)
    name = f"week-{week_of(day).start}.xlsx"
    return Response(
        content,
        media_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
