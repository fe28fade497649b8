"""Shares and yearly rates on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from decimal import Decimal


class Share(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    """A share such as 0.08 for 8 %; a number above 1 is refused, not guessed at."""

    name = "share"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Read a share exactly."""
        from pydantic import TypeAdapter, ValidationError

        from kachinko.model.terms import Share as ModelShare

        try:
            share: Decimal = TypeAdapter(ModelShare).validate_python(value)
        except ValidationError as error:
            what = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            self.fail(f"{value!r}: {what}.", param, ctx)
        return share
