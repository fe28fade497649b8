"""Working rules of shooting days that we ship, each number with the page it was read from."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml
from pydantic import Field, TypeAdapter

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.errors import Fault, InputError
from kachinko.model.shooting import WorkRules
from kachinko.model.span import Day
from kachinko.model.studio import Country


class RuleReading(Record):
    """How the words of a page became a number."""

    field: Name = Field(description="The field of the rules that it sets.")
    says: Text = Field(description="What the page says.")
    note: Text = Field(default="", description="How it was read, and how sure that is.")
    source: Name = Field(description="Address of the page.")


class WorkRuleSet(Record):
    """A set of working rules."""

    id: Id
    name: Name
    country: Country
    first: Day = Field(alias="from", description="First day on which they hold.")
    rules: WorkRules
    readings: tuple[RuleReading, ...]


@lru_cache(maxsize=1)
def all_work_rules() -> tuple[WorkRuleSet, ...]:
    """All sets of rules that we ship."""
    text = resources.files("kachinko.reference").joinpath("data/work_rules.yaml").read_text("utf-8")
    return TypeAdapter(tuple[WorkRuleSet, ...]).validate_python(yaml.safe_load(text))


def work_rules(name: str) -> WorkRules:
    """The rules of a name such as JP-2023; their `source` names set and pages.

    Raises
    ------
    InputError
        When there is no set of that name.
    """
    for each in all_work_rules():
        if each.id == name:
            pages = ", ".join(dict.fromkeys(reading.source for reading in each.readings))
            source = f"{each.id}, {each.name}; as read in summaries: {pages}"
            return each.rules.model_copy(update={"source": source})
    known = ", ".join(each.id for each in all_work_rules())
    raise InputError(name, [Fault("rules", f"no working rules are called {name!r}", known)])
