"""Everything that the description of the API allows, and much that it does not: no 5xx, ever."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import httpx2 as httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kachinko.web.routes.asking import _ROUTES
from tests.web.doors import API, key, wanted
from tests.web.live import DEADLINE, serving
from tests.web.test_jobs import FULL

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
EXAMPLES = 20
"""Requests for each operation and mode."""
OF_DOCUMENTS = {f"{API}{path}" for path, *_ in _ROUTES.values()}
FEWER = 4
"""Requests for each of those: a process is begun for every one."""
LONGER = 3 * DEADLINE
LONGEST_ADDRESS = 60_000
"""Characters; the server's parser takes no more than 64 KiB."""
SHOOTING = Path(__file__).parents[2] / "examples" / "shoot" / "lantern-street.yaml"
HELD = "hold-that-stands"
STREAMS = ["streamEvents"]
"""Answers that never end; they have tests of their own."""


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """A real server in which something stands, and what it says of itself."""
    with serving(tmp_path_factory.mktemp("api"), "--jobs", "1") as (url, process):
        with httpx.Client(base_url=url, timeout=DEADLINE) as client:
            new = {"If-None-Match": "*"}
            client.put(f"{API}/stages/one", json={"policy": {}}, headers=key() | new)
            body = {"how": "hold", "wanted": wanted("2031-03-01", "2031-03-20")}
            client.post(f"{API}/reservations", json=body, headers={"Idempotency-Key": HELD})
            kind = {"Content-Type": "application/json"}
            project = json.dumps(FULL)
            client.put(f"{API}/projects/one", content=project, headers=key() | new | kind)
            sent = SHOOTING.read_bytes()
            to = f"{API}/shootings/one?file={SHOOTING.name}"
            client.put(to, content=sent, headers=key() | new, timeout=DEADLINE)
            # Made once, which takes a while; then it is there.
            client.get(f"{API}/openapi.json", timeout=LONGER)
        yield schemathesis.openapi.from_url(f"{url}{API}/openapi.json").exclude(
            operation_id=STREAMS
        )
        assert process.poll() is None


def meet(case) -> None:
    """Let a request meet what stands, as ids that are made up hardly ever do."""
    noun = case.operation.path.removeprefix(f"{API}/").partition("/")[0]
    case.path_parameters["id"] = HELD if noun == "reservations" else "one"
    if case.method != "GET" and "If-Match" in (case.headers or {}):
        case.headers["If-Match"] = "*"


def ask_all(operation, mode, turns) -> None:
    fewer = operation.path in OF_DOCUMENTS
    examples, deadline = (FEWER, LONGER) if fewer else (EXAMPLES, DEADLINE)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case) -> None:
        if next(turns) % 2 and "id" in (case.path_parameters or {}):
            meet(case)
        # Beyond that, the address is refused before any route sees it: tests/web/test_live.py.
        assume(len(case.as_curl_command()) < LONGEST_ADDRESS)
        answer = case.call(timeout=deadline)
        case.validate_response(answer, checks=CHECKS)

    ask()


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_request_is_answered_as_described(api, mode) -> None:
    failures = []
    turns = itertools.count()
    for found in api.get_all_operations():
        operation = found.ok()
        try:
            ask_all(operation, mode, turns)
        except Unsatisfiable:
            pass  # Nothing can be wrong with it: it has no parameter.
        except (FailureGroup, Failure) as failure:
            failures.append(f"{operation.label}: {failure}")
    assert not failures, "\n\n".join(failures)
