"""Keys and values on the command line, such as local=4000000."""

from __future__ import annotations

from typing import Any

import click


class Pair(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    """A key and a value with = between."""

    name = "KEY=VALUE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Split at the first =."""
        if isinstance(value, tuple):
            return value
        key, sign, text = value.partition("=")
        if not sign or not key.strip() or not text.strip():
            self.fail(f"{value!r} is not written key=value.", param, ctx)
        return key.strip(), text.strip()
