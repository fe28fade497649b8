"""Use cases of a script: break it down, and take a new draft into a shooting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.service.shooting_input import open_script

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.shooting.breakdown.merge import Merged


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
