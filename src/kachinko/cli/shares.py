"""Options such as ``JPY=0.10``: a currency with a number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

import click


class PerCurrency(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click
    """A currency and a share: ``JPY=0.10`` for 10 %."""

    name = "CODE=SHARE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Decimal]:
        """Read the currency and its share."""
        if isinstance(value, tuple):
            return value
        code, equals, number = value.partition("=")
        share = share_of(number) if equals else None
        if share is None or not (len(code) == 3 and code.isalpha() and code.isupper()):
            self.fail(f"{value!r} is not a currency with a share, such as JPY=0.10.", param, ctx)
        return code, share


class YearlyRate(click.ParamType):  # type: ignore[type-arg]  # as above
    """A yearly rate as a share: ``0.08`` for 8 %."""

    name = "SHARE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Read the rate."""
        share = value if isinstance(value, Decimal) else share_of(value)
        if share is None or share < 0:
            self.fail(f"{value!r} is not a rate: 8 % is written 0.08.", param, ctx)
        return share


def share_of(text: str) -> Decimal | None:
    """A share above -1 and of at most 1, or nothing for a text that is none."""
    try:
        share = Decimal(text.strip())
    except InvalidOperation:
        return None
    return share if share.is_finite() and -1 < share <= 1 else None
