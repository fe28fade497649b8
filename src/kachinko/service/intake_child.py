"""The process in which a file from outside is read; it answers with JSON on standard output."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kachinko.model.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str]) -> None:
    """Read the files that are named, within limits ``CPU_SECONDS,BYTES``."""
    limits, what, *names = arguments
    _limit(*(int(part) for part in limits.split(",")))
    try:
        answer = _READERS[what](*names)
    except OutputError as error:
        answer = {"code": error.code, "message": error.message, "hint": error.hint}
    except InputError as error:
        faults = [
            {"place": each.place, "what": each.what, "right": each.right} for each in error.faults
        ]
        answer = {"source": error.source, "faults": faults}
    print(json.dumps(answer))


def _limit(cpu_seconds: int, memory: int) -> None:
    # Windows has no such limits; there only the clock of the one who waits ends it.
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _project(name: str) -> dict[str, Any]:
    from kachinko.files import load_project

    path = Path(name)
    if path.suffix == ".json":
        from kachinko.files.json_reader import read_json
        from kachinko.files.source import PROJECT
        from kachinko.files.validation import to_project

        project = to_project(read_json(path.read_bytes(), name, PROJECT))
    else:
        project = load_project(path)
    return {"project": project.model_dump(mode="json", by_alias=True)}


def _check(project_name: str, plan_name: str) -> dict[str, Any]:
    from kachinko.files.plan import load_plan
    from kachinko.model.project import Project
    from kachinko.staging.check import check_plan

    plan = load_plan(Path(plan_name))
    # The project was read and checked when it came.
    project = Project.model_validate_json(Path(project_name).read_bytes())
    result = check_plan(project, plan)
    return {"status": plan.status, **result.as_dict()}


def _open(*names: str) -> dict[str, Any]:
    from kachinko.service.incoming import opened

    *beside, name = map(Path, names)
    found = opened(name, beside[0] if beside else None)
    return {"opened": found.model_dump(mode="json")}


def _shooting(name: str, currency: str) -> dict[str, Any]:
    from kachinko.service.shooting_input import open_input

    opened = open_input(Path(name), currency=currency)
    board = opened.board
    return {
        "shooting": opened.shooting.model_dump(mode="json", by_alias=True),
        "board": None if board is None else board.model_dump(mode="json", by_alias=True),
        "remarks": list(opened.remarks),
    }


def _ask(name: str) -> dict[str, Any]:
    from datetime import date

    from kachinko.service.asking.table import answer

    question, _, today = name.partition(".")
    asked = Path(name).read_bytes()
    Path(name).unlink()
    return {"answer": answer(question, asked, date.fromisoformat(today))}


def _places(project_name: str, asked_name: str, *_sent: str) -> dict[str, Any]:
    from kachinko.model.project import Project
    from kachinko.service.intake import SENT
    from kachinko.service.locating_form import read_question_form

    project = Project.model_validate_json(Path(project_name).read_bytes())
    asked = json.loads(Path(asked_name).read_bytes())
    form = read_question_form(project, Path(SENT) / asked["places"], asked["title"])
    return form.model_dump(mode="json", by_alias=True)


_READERS: dict[str, Callable[..., dict[str, Any]]] = {
    "project": _project,
    "check": _check,
    "ask": _ask,
    "open": _open,
    "shooting": _shooting,
    "places": _places,
}


if __name__ == "__main__":
    main(sys.argv[1:])
