"""The tables of accounts, for queries; the migrations make them, in the ledger's database.

No secret stands in them in clear: passwords as argon2id, secrets of second factors sealed,
everything else that opens something as the SHA-256 of at least 120 random bits.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, String, Table

metadata = MetaData()


def _text(name: str, length: int = 64, *, key: bool = False, empty: bool = False) -> Column[str]:
    return Column(name, String(length), primary_key=key, nullable=empty)


organisation = Table("organisation", metadata, _text("id", key=True), _text("name", 200))

studio = Table(
    "studio",
    metadata,
    _text("id", key=True),
    Column("organisation", String(64), nullable=False, comment="That runs it."),
    _text("name", 200),
)

studio_stage = Table("studio_stage", metadata, _text("stage", key=True), _text("studio"))

account = Table(
    "account",
    metadata,
    Column("id", String(64), primary_key=True, comment="The name to sign in with."),
    _text("organisation"),
    _text("name", 200),
    Column("password", String(200), comment="argon2id; empty: no way in by password."),
    Column("issuer", String(500), comment="The OpenID provider that vouches for it."),
    Column("subject", String(255), comment="Its name there."),
    Column("active", Boolean, nullable=False),
    _text("made_at", 40),
)

membership = Table(
    "membership",
    metadata,
    _text("account", key=True),
    _text("role", 16, key=True),
    Column("place", String(16), primary_key=True, comment="organisation, studio or server."),
    Column("name", String(64), primary_key=True, comment="Which one; of a server: empty."),
)

session = Table(
    "session",
    metadata,
    _text("hash", key=True),
    _text("account"),
    _text("made_at", 40),
    _text("seen_at", 40),
    _text("ends_at", 40),
)

token = Table(
    "token",
    metadata,
    _text("id", key=True),
    _text("hash"),
    _text("account"),
    _text("name", 200),
    _text("scope", 16),
    _text("made_at", 40),
    _text("ends_at", 40),
    _text("revoked_at", 40, empty=True),
)

feed = Table(
    "feed",
    metadata,
    _text("id", key=True),
    _text("hash"),
    _text("account"),
    _text("kind", 16),
    Column("about", String(64), nullable=False, comment="The stage or title."),
    _text("made_at", 40),
    _text("revoked_at", 40, empty=True),
)

second_factor = Table(
    "second_factor",
    metadata,
    _text("account", key=True),
    Column("secret", String(400), nullable=False, comment="Sealed with a key that is not here."),
    Column("step", BigInteger, nullable=False, comment="The last period whose code was taken."),
    Column("on_since", String(40), comment="Empty: no code of it was shown yet."),
)

recovery_code = Table(
    "recovery_code", metadata, _text("account", key=True), _text("hash", key=True)
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("hash", String(64), primary_key=True, comment="Of the name or address."),
    Column("failures", Integer, nullable=False),
    _text("last_at", 40),
)

provider_sign_in = Table(
    "provider_sign_in", metadata, _text("hash", key=True), _text("ends_at", 40)
)

account_event = Table(
    "account_event",
    metadata,
    Column(
        "seq",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    _text("at", 40),
    _text("actor"),
    _text("what", 40),
    _text("about", 200),
)

mask_key = Table(
    "mask_key",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("value"),
)
