"""A change as the text that `--change` takes: ``window title=a1 latest=2028-06-16``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kachinko.model.change import BaseChange


def spell(change: BaseChange) -> str:
    """Spell a change that holds no free text; `kachinko.files.changes.parse_change` reads it."""
    given = change.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    kind = type(change).model_fields["change"].default
    given.pop("change", None)
    return " ".join([kind, *(f"{key}={_flow(value)}" for key, value in given.items())])


def _flow(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_flow(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
