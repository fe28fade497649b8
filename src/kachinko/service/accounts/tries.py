"""Passwords are tried slower and slower where they fail: by name and by address.

So at signing in, for names that exist or not, and where a password is shown again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from kachinko.model.errors import KachinkoError
from kachinko.service.accounts import tables
from kachinko.service.accounts.keys import digest
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from kachinko.service.accounts.settings import Settings

_FAILED = tables.sign_in_failure


class TooManyTriesError(KachinkoError):
    """Too many passwords or codes were wrong; `seconds` is how long to wait."""

    code = "TOO-MANY-TRIES"

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "Too many tries have failed.",
            hint=f"Wait {seconds} seconds, then try again.",
        )
        self.seconds = seconds


def of_name(name: str) -> str:
    """What stands for a name; only its hash is kept, as people type passwords into wrong fields."""
    return digest(f"name:{name.strip().casefold()}")


def of_address(address: str) -> str:
    """What stands for a network address."""
    return digest(f"address:{address}")


def count_try(
    engine: Engine, name: str, settings: Settings, at: datetime, *, address: str | None = None
) -> None:
    """Count a try as failed before it is looked at, so that many at once gain nothing.

    Parameters
    ----------
    address
        From where it comes; None: from a session of that name.

    Raises
    ------
    TooManyTriesError
        Where it comes too soon after others; then it is not looked at, and not counted.
    """
    frees = {of_name(name): settings.free_tries_of_name}
    if address is not None:
        frees[of_address(address)] = settings.free_tries_of_address
    for _ in range(2):
        try:
            with writing(engine) as connection:
                _count(connection, frees, settings, at)
        except IntegrityError:
            continue  # Another has entered the name's first try at the same moment.
        return
    raise TooManyTriesError(1)


def _count(connection: Connection, frees: dict[str, int], settings: Settings, at: datetime) -> None:
    ends = [at]
    counted: dict[str, int] = {}
    for key, free in sorted(frees.items()):
        _forget(connection, key, at - settings.forgotten_after)
        row = _row(connection, key)
        if row is None:
            connection.execute(insert(_FAILED).values(hash=key, failures=0, last_at=at.isoformat()))
            counted[key] = 0
            continue
        failures, last = row
        counted[key] = failures
        ends.append(last + _delay(failures - free, settings))
    wait = max(ends) - at
    if wait > timedelta(0):
        raise TooManyTriesError(max(1, -(-wait // timedelta(seconds=1))))
    for key, failures in counted.items():
        connection.execute(
            update(_FAILED)
            .where(_FAILED.c.hash == key)
            .values(failures=failures + 1, last_at=at.isoformat())
        )


def forgive(connection: Connection, name: str, *, address: str | None = None) -> None:
    """Take the try back that succeeded: the name begins anew, the address has one less."""
    connection.execute(delete(_FAILED).where(_FAILED.c.hash == of_name(name)))
    if address is None:
        return
    connection.execute(
        update(_FAILED)
        .where(_FAILED.c.hash == of_address(address), _FAILED.c.failures > 0)
        .values(failures=_FAILED.c.failures - 1)
    )


def _row(connection: Connection, key: str) -> tuple[int, datetime] | None:
    row = connection.execute(
        select(_FAILED.c.failures, _FAILED.c.last_at).where(_FAILED.c.hash == key).with_for_update()
    ).one_or_none()
    return None if row is None else (row.failures, datetime.fromisoformat(row.last_at))


def _forget(connection: Connection, key: str, before: datetime) -> None:
    connection.execute(
        delete(_FAILED).where(_FAILED.c.hash == key, _FAILED.c.last_at <= before.isoformat())
    )


def _delay(beyond: int, settings: Settings) -> timedelta:
    if beyond < 0:
        return timedelta(0)
    doubled = settings.first_delay * (1 << min(beyond, 20))
    return min(doubled, settings.longest_delay)
