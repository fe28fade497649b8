"""Signing in at a provider that really runs: code flow, PKCE, state, nonce, verified claims.

[6.8.2, 9.1.1, 9.1.2, 9.1.3, 9.2.1, 9.2.3, 10.2.1, 10.5.1, 10.5.2, 10.5.3, 10.5.4]
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import httpx
import pytest
from joserfc.jwk import OctKey
from pydantic import ValidationError

from kachinko.service.accounts.directory import Directory
from kachinko.service.accounts.oidc import ProviderSignIn
from kachinko.service.accounts.provider import Provider
from kachinko.service.accounts.sessions import Sessions
from kachinko.service.permissions import Grant, SignInError
from tests.ledger.desks import NOW
from tests.service.accounts.oidc_provider import CLIENT, SECRET, OidcProvider, new_key
from tests.service.people import QUICK, ROOT, settled

PERSON = {
    "sub": "248289", "name": "Hanako Suzuki", "preferred_username": "hanako",
    "company": "North Ltd",
}  # fmt: skip


@pytest.fixture(scope="module")
def running():
    provider = OidcProvider()
    yield provider
    provider.close()


@pytest.fixture
def provider(running):
    running.said = dict(PERSON)
    running.spoil, running.facts, running.header = {}, {}, {}
    running.sign_with, running.keys = None, running.keys[:1]
    running.asked.clear()
    running.refused.clear()
    return running


@pytest.fixture
def ledger(tmp_path):
    with settled("sqlite", tmp_path) as opened:
        yield opened


@pytest.fixture
def client():
    with httpx.Client(timeout=10) as opened:
        yield opened


def terms(provider: OidcProvider, **values) -> Provider:
    return Provider.model_validate(
        {
            "issuer": provider.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "redirect_uri": "https://kachinko.example/signed-in",
            "organisation_claim": "company",
            "organisations": {"North Ltd": "north", "South KK": "south"},
        }
        | values
    )


def desk_of(ledger, provider, client, **values) -> ProviderSignIn:
    sessions = Sessions(ledger.engine, keeper=QUICK)
    return ProviderSignIn(ledger.engine, terms(provider, **values), sessions, client=client)


def signed_in(desk: ProviderSignIn, provider: OidcProvider, at=NOW) -> str:
    begun = desk.begin(at=at)
    return desk.finish(begun.key, provider.sign_in(begun.address), at=at).account


@pytest.mark.slow
def test_a_person_comes_in_for_the_organisation_that_the_provider_names(
    ledger, provider, client
) -> None:
    desk = desk_of(ledger, provider, client)
    begun = desk.begin(at=NOW)
    assert begun.key not in begun.address
    assert begun.key not in repr(begun)
    opened = desk.finish(begun.key, provider.sign_in(begun.address), at=NOW)
    actor = Sessions(ledger.engine, keeper=QUICK).actor(opened.key, at=NOW)
    assert (actor.user, actor.organisation) == ("hanako", "north")
    assert actor.grants == {Grant("viewer", "organisation", "north")}
    assert signed_in(desk, provider) == "hanako"  # the same account again
    (account,) = (
        each
        for each in Directory(ledger.engine, QUICK).accounts(ROOT, "north")
        if each.id == "hanako"
    )
    assert (account.name, account.issuer) == ("Hanako Suzuki", provider.issuer)
    assert not account.has_password


def test_a_name_that_is_taken_is_not_taken_over(ledger, provider, client) -> None:
    Directory(ledger.engine, QUICK).make_account(
        ROOT, "hanako", organisation="south", name="Another", at=NOW
    )
    account = signed_in(desk_of(ledger, provider, client), provider)
    assert account.startswith("hanako-")


def test_roles_follow_the_claims_at_every_sign_in(ledger, provider, client) -> None:
    desk = desk_of(
        ledger, provider, client, role_claim="groups", roles={"line-producers": "planner"}
    )
    directory = Directory(ledger.engine, QUICK)
    provider.said["groups"] = ["line-producers", "drivers"]
    assert signed_in(desk, provider) == "hanako"
    directory.give(ROOT, "hanako", Grant("operator", "studio", "toho"), at=NOW)
    by_hand = Grant("operator", "studio", "toho")
    here = Grant("planner", "organisation", "north")
    assert directory.actor_of("hanako").grants == {here, by_hand}
    provider.said["groups"] = []
    signed_in(desk, provider)
    assert directory.actor_of("hanako").grants == {by_hand}
    provider.said |= {"company": "South KK", "groups": ["line-producers"]}
    signed_in(desk, provider)
    moved = directory.actor_of("hanako")
    assert moved.organisation == "south"
    assert moved.grants == {by_hand, Grant("planner", "organisation", "south")}


def test_who_changes_the_organisation_loses_what_it_gave(ledger, provider, client) -> None:
    desk, directory = desk_of(ledger, provider, client), Directory(ledger.engine, QUICK)
    signed_in(desk, provider)
    directory.give(ROOT, "hanako", Grant("admin", "organisation", "north"), at=NOW)
    provider.said["company"] = "South KK"
    signed_in(desk, provider)
    assert directory.actor_of("hanako").grants == {Grant("viewer", "organisation", "south")}


def test_the_domain_of_an_address_counts_only_when_it_is_verified(ledger, provider, client) -> None:
    desk = desk_of(
        ledger, provider, client, organisation_claim="email",
        organisations={"north.example": "north"},
    )  # fmt: skip
    provider.said |= {"email": "hanako@North.example", "email_verified": True}
    assert signed_in(desk, provider) == "hanako"
    for spoilt in (False, None, "true"):
        provider.said["email_verified"] = spoilt
        with pytest.raises(SignInError):
            signed_in(desk, provider)


@pytest.mark.parametrize(
    "said",
    [
        {"company": "West Inc"},
        {"company": None},
        {"company": ["North Ltd", "South KK"]},
        {"company": {"North Ltd": True}},
    ],
)
def test_who_belongs_nowhere_or_to_two_stays_out(ledger, provider, client, said) -> None:
    provider.said |= said
    with pytest.raises(SignInError, match="which organisation"):
        signed_in(desk_of(ledger, provider, client), provider)


def test_an_account_kept_out_stays_out(ledger, provider, client) -> None:
    desk = desk_of(ledger, provider, client)
    account = signed_in(desk, provider)
    Directory(ledger.engine, QUICK).switch(ROOT, account, active=False, at=NOW)
    with pytest.raises(SignInError, match="switched off"):
        signed_in(desk, provider)


# What is not as it must be


def test_an_answer_counts_once_in_its_browser_with_its_state_and_in_time(
    ledger, provider, client
) -> None:
    desk = desk_of(ledger, provider, client)
    begun, other = desk.begin(at=NOW), desk.begin(at=NOW)
    answer = provider.sign_in(begun.address)
    for key, spoilt in (
        ("a cookie made up", answer),
        (other.key, answer),  # the answer of another browser: an attacker's sign-in, perhaps
    ):
        with pytest.raises(SignInError):
            desk.finish(key, spoilt, at=NOW)
    assert provider.asked.count("/token") == 0
    desk.finish(begun.key, answer, at=NOW)
    with pytest.raises(SignInError, match="nobody waits"):
        desk.finish(begun.key, answer, at=NOW)
    for change in ({"iss": "https://else.example"}, {"state": "x"}, {"error": "access_denied"}):
        begun = desk.begin(at=NOW)
        with pytest.raises(SignInError):
            desk.finish(begun.key, provider.sign_in(begun.address) | change, at=NOW)
    late = desk.begin(at=NOW)
    with pytest.raises(SignInError, match="nobody waits"):
        desk.finish(late.key, provider.sign_in(late.address), at=NOW + timedelta(minutes=10))


def test_a_code_of_another_sign_in_fails_at_the_verifier(ledger, provider, client) -> None:
    desk = desk_of(ledger, provider, client)
    mine, stolen = desk.begin(at=NOW), desk.begin(at=NOW)
    code = provider.sign_in(stolen.address)["code"]
    with pytest.raises(SignInError):
        desk.finish(mine.key, provider.sign_in(mine.address) | {"code": code}, at=NOW)
    assert provider.refused == ["the verifier is another"]


@pytest.mark.parametrize(
    "spoil",
    [
        {"iss": "https://else.example"},
        {"aud": "another client"},
        {"aud": [CLIENT, "another"]},
        {"azp": "another"},
        {"exp": int(NOW.timestamp()) - 61},
        {"exp": None},
        {"iat": int(NOW.timestamp()) + 3600},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
    ],
    ids=str,
)
def test_a_token_that_is_not_right_opens_nothing(ledger, provider, client, spoil) -> None:
    provider.spoil = spoil
    with pytest.raises(SignInError):
        signed_in(desk_of(ledger, provider, client), provider)


def test_a_token_that_another_key_signed_opens_nothing(ledger, provider, client) -> None:
    provider.sign_with = new_key("first")  # the name of a key of the provider, but not the key
    with pytest.raises(SignInError, match="token is not right"):
        signed_in(desk_of(ledger, provider, client), provider)


def test_a_token_without_signature_or_signed_by_the_public_key_opens_nothing(
    ledger, provider, client, monkeypatch
) -> None:
    def unsigned(nonce: str) -> str:
        body = {
            "iss": provider.issuer, "aud": CLIENT, "nonce": nonce,
            "sub": "1", "company": "North Ltd",
            "exp": int(NOW.timestamp()) + 60, "iat": int(NOW.timestamp()),
        }  # fmt: skip
        parts = (json.dumps(part).encode() for part in ({"alg": "none", "kid": "first"}, body))
        return (
            ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        )

    monkeypatch.setattr(provider, "sign", unsigned)
    with pytest.raises(SignInError, match="token is not right"):
        signed_in(desk_of(ledger, provider, client), provider)
    monkeypatch.undo()
    public = provider.keys[0].as_pem(private=False)
    provider.sign_with = OctKey.import_key(base64.urlsafe_b64encode(public).decode())
    provider.header = {"alg": "HS256", "kid": "first"}
    with pytest.raises(SignInError, match="token is not right"):
        signed_in(desk_of(ledger, provider, client), provider)


def test_new_keys_of_the_provider_are_fetched(ledger, provider, client) -> None:
    desk = desk_of(ledger, provider, client)
    signed_in(desk, provider)
    provider.keys = [provider.keys[0], new_key("second")]
    assert signed_in(desk, provider) == "hanako"
    assert provider.asked.count("/jwks") == 2
    signed_in(desk, provider)
    assert provider.asked.count("/jwks") == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"issuer": "https://else.example"},
        {"authorization_endpoint": "http://else.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": None},
    ],
    ids=str,
)
def test_a_provider_that_names_itself_otherwise_or_is_not_safe_is_refused(
    ledger, provider, client, facts
) -> None:
    provider.facts = facts
    with pytest.raises(SignInError):
        desk_of(ledger, provider, client).begin(at=NOW)


def test_a_provider_that_is_away_or_says_too_much_is_told_in_words(
    ledger, provider, client
) -> None:
    provider.facts = {"more": "x" * (1 << 20)}
    with pytest.raises(SignInError, match="too much"):
        desk_of(ledger, provider, client).begin(at=NOW)
    away = OidcProvider()
    away.close()
    with pytest.raises(SignInError, match="reached"):
        desk_of(ledger, away, client).begin(at=NOW)


@pytest.mark.parametrize(
    "values",
    [
        {"issuer": "http://provider.example"},
        {"redirect_uri": "ftp://kachinko.example"},
        {"algorithms": ("HS256",)},
        {"algorithms": ("none",)},
        {"new_role": "emperor"},
    ],
    ids=str,
)
def test_terms_that_are_not_safe_are_refused(provider, values) -> None:
    with pytest.raises(ValidationError):
        terms(provider, **values)


def test_the_client_secret_is_not_shown(provider) -> None:
    assert SECRET not in repr(terms(provider)) + terms(provider).model_dump_json()
