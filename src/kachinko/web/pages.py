"""The pages: one that is looked for anew each time, and what it names, which never changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Scope

BUILT = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
NOT_BUILT = (
    "Kachinko's API is here, under /api/v1/, but its pages were not built.\n"
    '"make web" builds them; an installed wheel has them.\n'
)


class _Assets(StaticFiles):
    """Files whose name holds a fingerprint of their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One of them."""
        answer = await super().get_response(path, scope)
        if answer.status_code in (200, 304):
            answer.headers["Cache-Control"] = FOR_EVER
        return answer


def install(app: FastAPI, folder: Path = BUILT) -> None:
    """Serve the pages, or say that they were not built."""
    page = folder / "index.html"

    async def show(_request: Request) -> Response:
        if not page.exists():
            return PlainTextResponse(NOT_BUILT, 404)
        return FileResponse(page, headers={"Cache-Control": "no-cache"})

    app.router.routes.append(Route("/", show, methods=["GET"], include_in_schema=False))
    if (folder / "assets").exists():
        app.router.routes.append(Mount("/assets", _Assets(directory=folder / "assets")))
