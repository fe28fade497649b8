"""Open a shooting from its file or straight from a script, and take a new draft into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from kachinko.model.errors import Fault, InputError
from kachinko.model.money import Currency

if TYPE_CHECKING:
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.breakdown.from_script import Breakdown
    from kachinko.shooting.breakdown.merge import Merged


def open_shooting(path: Path | str, *, currency: str = "") -> tuple[Shooting, tuple[str, ...]]:
    """Load a shooting, or break a script down, and what to know about the reading.

    Parameters
    ----------
    currency
        ISO 4217 code in which the shooting of a script counts, as a script names none; not used
        for shootings, which say it themselves.

    Raises
    ------
    InputError
        With every fault of the file, or when a script comes without a currency.
    """
    from kachinko.files.script.load import ENDINGS
    from kachinko.files.shooting import load_shooting

    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        return load_shooting(path), ()
    breakdown = open_script(path, currency=currency)
    return breakdown.shooting, breakdown.remarks


def open_script(path: Path | str, *, currency: str) -> Breakdown:
    """Load a script and break it down.

    Raises
    ------
    InputError
        With every fault of the file, or of the currency.
    """
    from kachinko.files.script.load import load_script
    from kachinko.shooting.breakdown.from_script import break_down

    try:
        TypeAdapter(Currency).validate_python(currency)
    except ValidationError:
        fault = Fault(str(path), f"the currency is {currency!r}", "an ISO 4217 code such as JPY")
        raise InputError(str(path), [fault]) from None
    path = Path(path)
    script = load_script(path)
    return break_down(script, currency=currency, name=script.title or _name_of(path))


def take_draft(shooting: Path | str, old: Path | str, new: Path | str) -> Merged:
    """Take a new draft of a script into a shooting that was begun from an old one.

    Nothing is written: the caller shows the changes, and saves what the person accepts.

    Raises
    ------
    InputError
        With every fault of the first of the three files that cannot be used.
    """
    from kachinko.files.shooting import load_shooting
    from kachinko.shooting.breakdown.merge import merge_draft

    current = load_shooting(shooting)
    drafts = [open_script(path, currency=current.currency) for path in (old, new)]
    return merge_draft(current, *drafts)


def _name_of(path: Path) -> str:
    return path.stem.replace("-", " ").replace("_", " ").title()
