"""Incentive programmes that we ship: one file each, every value with its source and dates."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from kachinko.model.errors import Fault, InputError
from kachinko.model.programme import Programme
from kachinko.model.raw_tree import one_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def all_programmes() -> tuple[Programme, ...]:
    """All programmes that we ship, by their id."""
    return tuple(_read(name) for name in programme_ids())


@lru_cache(maxsize=1)
def programme_ids() -> tuple[str, ...]:
    """The ids of all programmes that we ship, in order; nothing is read for them."""
    names = [each.name for each in _folder().iterdir()]
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def programme(name: str) -> Programme:
    """The programme of an id such as jp-jlox.

    Raises
    ------
    InputError
        When we ship none of that id.
    """
    if name in programme_ids():
        return _read(name)
    right = one_of(name, programme_ids(), "the id of a programme")
    raise InputError(name, [Fault("programme", f"there is no programme {name!r}", right)])


@cache
def _read(name: str) -> Programme:
    """A programme by its file, which is named by its id."""
    text = _folder().joinpath(f"{name}.yaml").read_text("utf-8")
    # The loader is a safe one: it makes plain values and nothing else.
    return Programme.model_validate(yaml.load(text, Loader=_LOADER))


def _folder() -> Traversable:
    return resources.files("kachinko.reference").joinpath("programmes")
