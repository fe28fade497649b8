"""The password again, before something that changes how one signs in (ASVS 5.0, 7.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from kachinko.service.accounts import tables
from kachinko.service.accounts.tries import count_try, forgive
from kachinko.service.permissions import ForbiddenError
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from kachinko.service.accounts.passwords import PasswordKeeper
    from kachinko.service.accounts.settings import Settings


def require_password(
    engine: Engine,
    keeper: PasswordKeeper,
    settings: Settings,
    account: str,
    password: str,
    *,
    at: datetime,
) -> None:
    """See to it that somebody knows the password of an account that they are signed in to.

    Whoever has got hold of a session can try no faster than at the door.

    Raises
    ------
    TooManyTriesError
        Where it comes too soon after others that failed.
    ForbiddenError
        Where the password is not right, or the account has none here.
    """
    count_try(engine, account, settings, at)
    columns = tables.account.c
    with engine.connect() as connection:
        kept = connection.scalar(
            select(columns.password).where(columns.id == account, columns.issuer.is_(None))
        )
    if not keeper.is_right(kept, password):
        raise ForbiddenError("The password is not right, or the account has none here.")
    with writing(engine) as connection:
        forgive(connection, account)
