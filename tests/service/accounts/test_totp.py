"""Codes that change with time: the vectors of RFC 6238, and what counts as the right one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from kachinko.service.accounts import totp

SEED = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238_appendix_b(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert totp.code_at(SEED, totp.step_of(at), digits=8) == code


def test_a_code_holds_a_period_before_and_after_and_only_once() -> None:
    at = datetime(2028, 1, 10, 12, tzinfo=UTC)
    step = totp.step_of(at)
    code = totp.code_at(SEED, step)
    for shift, found in ((-60, None), (-30, step), (0, step), (30, step), (60, None)):
        assert totp.step_of_code(SEED, code, at + timedelta(seconds=shift), 0) == found
    assert totp.step_of_code(SEED, code, at, step) is None


def test_a_phone_takes_the_secret_from_its_address() -> None:
    parts = urlsplit(totp.address_of(SEED, "ana"))
    assert (parts.scheme, parts.netloc, parts.path) == ("otpauth", "totp", "/Kachinko%3Aana")
    asked = parse_qs(parts.query)
    assert asked["secret"] == ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"]
