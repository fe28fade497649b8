"""What holds for every request: names, origins, sizes, headers, permissions."""

from __future__ import annotations

import pytest

from kachinko.service.permissions import TABLE
from kachinko.web.describing import permissions_of, routes_of
from tests.web.doors import API, door, enter_stage, key, make, wanted


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        enter_stage(opened)
        yield opened


def test_every_route_declares_one_permission_of_the_table(client) -> None:
    found = list(routes_of(client.app))
    assert len(found) > 25
    for route in found:
        actions = permissions_of(route)
        assert len(actions) == 1, route.path
        assert actions[0] in TABLE, route.path


@pytest.mark.slow
def test_operation_ids_are_there_and_differ(client) -> None:
    document = client.get(f"{API}/openapi.json").json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    ids = [each["operationId"] for each in operations]
    assert len(ids) == len(set(ids))
    assert all(each.isalnum() for each in ids)
    for each in operations:
        assert each["tags"]
        assert each.get("description") or each.get("summary")
        for content in each.get("requestBody", {}).get("content", {}).values():
            plain = content["schema"].get("type") == "string"
            assert plain or "examples" in content or "description" in content["schema"]
        for status, answer in each["responses"].items():
            if status[0] in "45":
                assert list(answer["content"]) == ["application/problem+json"], each


def test_answers_bear_the_headers_that_keep_browsers_safe(client) -> None:
    for path in (f"{API}/stages", f"{API}/none", "/health/live", "/none"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_pages_of_other_sites_change_nothing(client, headers) -> None:
    body = {"how": "book", "wanted": wanted()}
    answer = client.post(f"{API}/reservations", json=body, headers=key() | headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "CROSS-SITE")
    assert client.get(f"{API}/reservations").json()["items"] == []


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://127.0.0.1"}, {}]
)
def test_our_own_pages_and_programs_do(client, headers) -> None:
    body = {"how": "book", "wanted": wanted()}
    answer = client.post(f"{API}/reservations", json=body, headers=key() | headers)
    assert answer.status_code == 201


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8717"])
def test_a_name_that_only_leads_here_opens_nothing(client, host: str) -> None:
    answer = client.get(f"{API}/stages", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "HOST")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8717", "[::1]:8717", "LOCALHOST:80"])
def test_our_own_names_do(client, host: str) -> None:
    assert client.get(f"{API}/stages", headers={"Host": host}).status_code == 200


def test_a_body_has_a_size(client) -> None:
    body = {"how": "hold", "wanted": wanted(note="x" * 2_000_000)}
    answer = client.post(f"{API}/reservations", json=body, headers=key())
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO-LARGE")

    def drops():
        for _ in range(40):
            yield b"x" * 100_000

    headers = key() | {"Content-Type": "application/json"}
    answer = client.post(f"{API}/reservations", content=drops(), headers=headers)
    assert answer.status_code == 413


def test_what_is_no_json_is_said_so(client) -> None:
    for text in ("{", '{"how": NaN}', "[" * 50_000, '"\\ud800"', "\xff"):
        answer = client.post(
            f"{API}/reservations",
            content=text.encode("latin-1"),
            headers=key() | {"Content-Type": "application/json"},
        )
        assert answer.status_code in (400, 422), text
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.slow
def test_metrics_name_routes_and_nobody(client) -> None:
    make(client, title="secret-title")
    text = client.get("/metrics").text
    assert 'route="/reservations",status="201"' in text
    assert "secret-title" not in text


def test_no_page_is_told_what_the_database_said(client) -> None:
    client.app.state.office.ledger.engine.dispose()
    answer = client.get(f"{API}/reservations", params={"from": "0001-01-01"})
    assert answer.status_code == 422
    assert "sql" not in answer.text.lower()
