"""Load and save shootings: the breakdown of a title with its rates, days and rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.files.source import Kind, read_bytes, refusal
from kachinko.model.errors import OutputError

if TYPE_CHECKING:
    from kachinko.model.shooting import Shooting

KIND = Kind(
    "shooting",
    "keys such as 'name:', 'cast:', 'scenes:' at the left margin",
    "a shooting (schema: kachinko-shooting/1), as a breakdown of a script begins it",
)
ENDINGS = (".yaml", ".yml", ".json")


def load_shooting(path: Path | str) -> Shooting:
    """Load a shooting from a YAML or JSON file.

    A script is no shooting yet: `kachinko.service.shooting_input.open_input` takes either.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its place and the right form.
    """
    from kachinko.files.validation import to_record
    from kachinko.model.shooting import Shooting
    from kachinko.model.shooting_consistency import shooting_inconsistencies

    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        what = f"{ending or path.name} is no form of a shooting"
        raise refusal(str(path), what, "a .yaml or .json file")
    if ending == ".json":
        from kachinko.files.json_reader import read_json

        data = read_bytes(path, str(path), KIND.noun)
        return to_record(read_json(data, path.name, KIND), Shooting, shooting_inconsistencies)
    from kachinko.files.yaml_reader import read_file

    return to_record(read_file(path, KIND), Shooting, shooting_inconsistencies)


def save_shooting(shooting: Shooting, path: Path | str) -> Path:
    """Save a shooting as YAML or JSON, by the ending of the path.

    Raises
    ------
    OutputError
        When it cannot be written there.
    """
    from kachinko.files.atomic import replace_file

    path = Path(path)
    ending = path.suffix.lower()
    if ending == ".json":
        return replace_file(path, shooting_json(shooting))
    if ending in (".yaml", ".yml"):
        from kachinko.files.yaml_writer import write_record

        return replace_file(path, write_record(shooting))
    raise OutputError(
        f"{path} is no form in which a shooting can be written.", hint="Name a .yaml or .json file."
    )


def shooting_json(shooting: Shooting) -> str:
    """The text of a shooting in JSON."""
    document = shooting.model_dump(mode="json", by_alias=True)
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
