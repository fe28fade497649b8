"""The OpenAPI document: what the framework writes, with our problems and permissions in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from kachinko.web.access import Needs
from kachinko.web.problems import MEDIA_TYPE, Problem, responses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI
    from fastapi.dependencies.models import Dependant

_REFERENCE = {"$ref": "#/components/schemas/Problem"}
_FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> dict[str, Any]:
    """The document of an app, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            tags=app.openapi_tags,
            routes=app.routes,
        )
        schemas = document["components"]["schemas"]
        for name in _FRAMEWORKS_OWN:
            schemas.pop(name, None)
        schemas.setdefault(
            "Problem", Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        )
        permissions = {route.operation_id: permissions_of(route) for route in routes_of(app)}
        for path in document["paths"].values():
            for operation in path.values():
                operation["x-permission"] = permissions[operation["operationId"]][0]
                if "requestBody" in operation:
                    for status, answer in responses(400, 413).items():
                        told = {"description": answer["description"], "content": answer["content"]}
                        operation["responses"].setdefault(str(status), told)
                _problems(operation["responses"])
        app.openapi_schema = document
    return app.openapi_schema


def routes_of(app: FastAPI) -> Iterator[APIRoute]:
    """All routes that answer, those of included routers among them."""
    waiting: list[Any] = list(app.routes)
    while waiting:
        each = waiting.pop()
        router = getattr(each, "original_router", each)
        waiting += getattr(router, "routes", None) or []
        if isinstance(each, APIRoute):
            yield each


def permissions_of(route: APIRoute) -> list[str]:
    """The actions that a route asks permission for, at any depth."""
    return list(_actions(route.dependant))


def _actions(dependant: Dependant) -> Iterator[str]:
    if isinstance(dependant.call, Needs):
        yield dependant.call.action
    for inner in dependant.dependencies:
        yield from _actions(inner)


def _problems(answers: dict[str, Any]) -> None:
    """Every answer that says no is a problem, and is told to be one."""
    for status, answer in answers.items():
        if status[0] in "45":
            content = answer.setdefault("content", {})
            content.pop("application/json", None)
            content.setdefault(MEDIA_TYPE, {})["schema"] = _REFERENCE
