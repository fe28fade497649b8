"""Boards as JSON (schema kachinko-board/1)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kachinko.files.source import Kind, read_bytes, refusal
from kachinko.model.raw_tree import Inconsistency, records, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.board import Board

KIND = Kind("board", "one JSON object", "a board.json of this title")


def load_board(path: Path | str) -> Board:
    """Load a board from ``board.json``.

    What it must agree on with its shooting is for the checker to say; here it is only read.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    path = Path(path)
    if path.suffix.lower() != ".json":
        what = f"{path.suffix or path.name} is no form of a board"
        raise refusal(str(path), what, "a .json file")
    return parse_board(read_bytes(path, str(path), KIND.noun), path.name)


def parse_board(data: bytes, name: str) -> Board:
    """Read the bytes of a JSON file called `name` as a board.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    from kachinko.files.json_reader import read_json
    from kachinko.files.validation import to_record
    from kachinko.model.board import Board

    return to_record(read_json(data, name, KIND), Board, _repetitions)


def board_json(board: Board) -> str:
    """The text of ``board.json``."""
    document = board.model_dump(mode="json", by_alias=True)
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _repetitions(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    """Scenes that stand twice on one day: no order of the day can be read off them."""
    for path, day in records(tree, (), "days"):
        seen: set[str] = set()
        for place, scene in references(path, day, "scenes"):
            if scene in seen:
                yield Inconsistency(place, f"scene {scene!r} stands twice on this day", "each once")
            seen.add(scene)
