"""Incentive programmes that we ship: one file each, every value with its source and dates."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml

from kachinko.model.errors import Fault, InputError
from kachinko.model.programme import Programme
from kachinko.model.raw_tree import one_of


@lru_cache(maxsize=1)
def all_programmes() -> tuple[Programme, ...]:
    """All programmes that we ship, by their id."""
    folder = resources.files("kachinko.reference").joinpath("programmes")
    if not folder.is_dir():
        return ()
    texts = [each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".yaml")]
    found = [Programme.model_validate(yaml.safe_load(text)) for text in texts]
    return tuple(sorted(found, key=lambda each: each.id))


def programme(name: str) -> Programme:
    """The programme of an id such as jp-jlox.

    Raises
    ------
    InputError
        When we ship none of that id.
    """
    found = {each.id: each for each in all_programmes()}
    if name in found:
        return found[name]
    right = one_of(name, found, "the id of a programme")
    raise InputError(name, [Fault("programme", f"there is no programme {name!r}", right)])
