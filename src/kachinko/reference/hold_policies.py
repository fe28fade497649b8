"""Hold policies that we ship: how real stages take holds, each value with the page it is from."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from pydantic import Field, TypeAdapter, model_validator

from kachinko.model.base import Id, Name, Record
from kachinko.model.errors import Fault, InputError
from kachinko.model.policy import HoldPolicy
from kachinko.reference.work_rules import RuleReading


class HoldPolicySet(Record):
    """A policy that a page states, in part; the rest keeps its defaults."""

    id: Id
    name: Name
    policy: dict[str, Any] = Field(description="Fields of a policy that the readings set.")
    readings: tuple[RuleReading, ...]

    @model_validator(mode="after")
    def _each_value_has_a_reading(self) -> HoldPolicySet:
        HoldPolicy.model_validate(self.policy)
        read = {reading.field for reading in self.readings} | {"hours"}
        bare = sorted(set(self.policy) - read)
        if bare:
            raise ValueError(f"{self.id}: no page is named for {', '.join(bare)}")
        return self

    @property
    def source(self) -> str:
        """The pages, in one line."""
        pages = ", ".join(dict.fromkeys(reading.source for reading in self.readings))
        return f"{self.name}: {pages}"


@lru_cache(maxsize=1)
def all_hold_policies() -> tuple[HoldPolicySet, ...]:
    """All policies that we ship."""
    file = resources.files("kachinko.reference").joinpath("data/hold_policies.yaml")
    return TypeAdapter(tuple[HoldPolicySet, ...]).validate_python(
        yaml.safe_load(file.read_text("utf-8"))
    )


def hold_policy(name: str) -> HoldPolicySet:
    """The policy of a name such as riverfront-1.

    Raises
    ------
    InputError
        When there is none of that name.
    """
    for each in all_hold_policies():
        if each.id == name:
            return each
    known = ", ".join(each.id for each in all_hold_policies())
    raise InputError(name, [Fault("policy", f"no hold policy is called {name!r}", known)])
