"""Signing in over HTTP at an OpenID provider that really runs. [10.1.2, 10.2.1, 10.5.2]"""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from kachinko.service.accounts.places import Organisation
from kachinko.service.accounts.provider import Provider
from kachinko.service.accounts.settings import Settings
from kachinko.service.permissions import Actor, Grant
from kachinko.web.access import COOKIE
from tests.service.accounts.oidc_provider import CLIENT, SECRET, OidcProvider
from tests.web.doors import API, NOW, door

ROOT = Actor.local()


@pytest.fixture
def provider():
    running = OidcProvider()
    running.said = {
        "sub": "248289", "name": "Hanako", "preferred_username": "hanako", "company": "North Ltd",
    }  # fmt: skip
    yield running
    running.close()


@pytest.fixture
def client(tmp_path, provider):
    terms = Provider.model_validate(
        {
            "issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET,
            "redirect_uri": "https://kachinko.example/api/v1/sign-in/provider/answer",
            "organisation_claim": "company", "organisations": {"North Ltd": "north"},
        }
    )  # fmt: skip
    people = Settings(local_accounts=False)
    with door(tmp_path, provider=terms, people=people) as opened:
        office = opened.app.state.office
        office.places.make_organisation(ROOT, Organisation(id="north", name="North"), at=NOW)
        office.directory.make_account(ROOT, "root", organisation="north", name="Root", at=NOW)
        office.directory.give(ROOT, "root", Grant("admin", "server"), at=NOW)
        office._set_up_at = -1.0
        yield opened


def _begin(client) -> tuple[str, str]:
    """The provider's address, and the cookie that binds the answer to this browser."""
    begun = client.get(f"{API}/sign-in/provider", follow_redirects=False)
    assert begun.status_code == 303, begun.text
    client.cookies.clear()
    return begun.headers["location"], begun.headers["set-cookie"].partition(";")[0]


def _finish(client, answer: dict[str, str], cookie: str | None):
    headers = {} if cookie is None else {"Cookie": cookie}
    place = f"{API}/sign-in/provider/answer?{urlencode(answer)}"
    return client.get(place, headers=headers, follow_redirects=False)


@pytest.mark.slow
def test_the_provider_is_named_among_the_ways(client) -> None:
    assert client.get(f"{API}/sign-in").json() == {
        "accounts": True, "password": False, "provider": True,
    }  # fmt: skip
    wrong = client.post(f"{API}/session", json={"name": "root", "password": "x" * 12})
    assert wrong.status_code == 401


@pytest.mark.slow
def test_a_person_is_sent_there_comes_back_and_is_signed_in(client, provider) -> None:
    address, cookie = _begin(client)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    done = _finish(client, provider.sign_in(address), cookie)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    client.cookies.clear()
    cookies = done.headers.get_list("set-cookie")
    (session,) = [each for each in cookies if each.startswith(f"{COOKIE}=")]
    assert "httponly" in session.lower()
    assert "samesite=lax" in session.lower()
    me = client.get(f"{API}/session", headers={"Cookie": session.partition(";")[0]}).json()
    assert (me["user"], me["organisation"]) == ("hanako", "north")
    assert me["roles"] == ["viewer at north"]


@pytest.mark.slow
def test_an_answer_of_another_browser_or_state_opens_nothing(client, provider) -> None:
    address, cookie = _begin(client)
    answer = provider.sign_in(address)
    assert _finish(client, answer, None).status_code == 401
    client.cookies.clear()
    _, other = _begin(client)
    assert _finish(client, answer, other).status_code == 401
    client.cookies.clear()
    forged = _finish(client, answer | {"state": "forged"}, cookie)
    assert (forged.status_code, forged.json()["code"]) == (401, "SIGN-IN")


@pytest.mark.slow
def test_an_answer_opens_once(client, provider) -> None:
    address, cookie = _begin(client)
    answer = provider.sign_in(address)
    assert _finish(client, answer, cookie).status_code == 303
    client.cookies.clear()
    assert _finish(client, answer, cookie).status_code == 401


@pytest.mark.slow
def test_a_person_of_no_organisation_here_stays_out(client, provider) -> None:
    provider.said["company"] = "Elsewhere"
    address, cookie = _begin(client)
    assert _finish(client, provider.sign_in(address), cookie).status_code in (401, 403)
