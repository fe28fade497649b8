"""The drawn state machine is the one that the code is."""

from __future__ import annotations

import importlib.util
import re
import sys
from typing import get_args

import pytest

from kachinko.model.command import Command
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import State
from kachinko.reference.hold_policies import all_hold_policies
from tests.docs.pages import DOCS

spec = importlib.util.spec_from_file_location("make_sm", DOCS / "make_state_machine.py")
assert spec is not None
assert spec.loader is not None
make = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = make
spec.loader.exec_module(make)


def test_the_picture_is_drawn_from_the_machine_as_it_is() -> None:
    drawn = make.PICTURE.read_text("utf-8")
    assert drawn == make.picture(make.arrows()), "run: python docs/make_state_machine.py"


def test_every_arrow_that_has_a_place_is_one_of_the_machine() -> None:
    assert set(make.ROUTES) == set(make.arrows())


def test_a_move_that_the_picture_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        make.picture({("released", "held"): {"come back"}})


def test_every_state_is_drawn_and_every_command_is_on_the_pages_of_the_ledger() -> None:
    assert set(make.BOXES) == set(get_args(State))
    rules = (DOCS / "ledger-rules.md").read_text("utf-8")
    kinds = {each.model_fields["kind"].default for each in get_args(get_args(Command)[0])}
    told = set(re.findall(r"`([a-z]+)`", rules))
    assert kinds - told <= {"tick"}


def test_every_field_of_a_policy_and_every_shipped_one_is_in_the_manual() -> None:
    page = (DOCS / "manual" / "holds.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z0-9_-]+)`", page))
    assert set(HoldPolicy.model_fields) <= told
    assert {each.id for each in all_hold_policies()} <= told
