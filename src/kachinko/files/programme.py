"""Load incentive programmes from files that people write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.files.source import Kind, read_bytes, refusal

if TYPE_CHECKING:
    from kachinko.model.programme import Programme

KIND = Kind(
    "programme",
    "keys such as 'id:', 'sources:', 'parameters:', 'versions:' at the left margin",
    "an incentive programme (schema: kachinko-programme/1)",
)
ENDINGS = (".yaml", ".yml", ".json")


def load_programme(path: Path | str) -> Programme:
    """Load an incentive programme from a YAML or JSON file.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line and the right form.
    """
    from kachinko.files.validation import to_record
    from kachinko.model.programme import Programme
    from kachinko.model.programme_consistency import programme_inconsistencies

    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        what = f"{ending or path.name} is no form of a programme"
        raise refusal(str(path), what, "a .yaml or .json file")
    if ending == ".json":
        from kachinko.files.json_reader import read_json

        data = read_bytes(path, str(path), KIND.noun)
        return to_record(read_json(data, path.name, KIND), Programme, programme_inconsistencies)
    from kachinko.files.yaml_reader import read_file

    return to_record(read_file(path, KIND), Programme, programme_inconsistencies)
