"""The file of a mix: how much of each title is in it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from kachinko.files.records import load_record
from kachinko.model.base import Id, Record, not_a_bool
from kachinko.model.consistency import nearest
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.project import Project

Share = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False), BeforeValidator(not_a_bool)]


class MixFile(Record):
    """Shares by the ids of titles; a title that is not named is not in the mix."""

    shares: dict[Id, Share] = Field(min_length=1, description="Weight of each title.")


def load_shares(path: Path, project: Project) -> dict[str, Fraction]:
    """Read the shares of a mix, in the order of the project's titles.

    Raises
    ------
    InputError
        With every fault of the file, names that the project does not have among them.
    """
    record, source = load_record(path, MixFile)
    known = [title.id for title in project.titles]
    faults = []
    for name in record.shares:
        if name not in known:
            close = nearest(name, known)
            right = f"{close!r}, perhaps" if close else f"one of {', '.join(known[:8])}"
            faults.append(
                Fault(
                    source.where_key(("shares", name)),
                    f"the project has no title {name!r}",
                    right,
                )
            )
    if not faults and not any(record.shares.values()):
        faults.append(Fault(source.where(("shares",)), "all shares are 0", "one above 0"))
    if faults:
        raise InputError(source.name, faults)
    return {name: Fraction(str(record.shares[name])) for name in known if name in record.shares}
