"""What a command would be answered, without doing it; on both databases."""

from __future__ import annotations

import pytest

from kachinko.ledger.store.ledger import Ledger
from kachinko.model.command import Book, Place, Release, SetPolicy
from kachinko.model.policy import HoldPolicy
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import NOW, wanted


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with Ledger(new_database(request.param, tmp_path)) as opened:
        opened.submit(SetPolicy(id="s1", stage="one", policy=HoldPolicy()), actor="op", at=NOW)
        opened.submit(Place(id="a", wanted=wanted()), actor="ana", at=NOW)
        yield opened


def rehearse(ledger, command):
    return ledger.rehearse(command, actor="ana", at=NOW)


def test_it_answers_as_the_command_itself_would_but_for_what_is_written(ledger) -> None:
    for command in (
        Place(id="b", wanted=wanted()), Book(id="c", wanted=wanted()),
        Release(id="d", reservation="a"), Release(id="e", reservation="nobody"),
    ):  # fmt: skip
        told = rehearse(ledger, command)
        events = len(ledger.history())
        assert rehearse(ledger, command) == told
        assert len(ledger.history()) == events
        done = ledger.submit(command, actor="ana", at=NOW)
        assert told.model_copy(update={"last_event": done.last_event}) == done


def test_the_policy_of_a_stage_is_not_rehearsed(ledger) -> None:
    with pytest.raises(ValueError, match="policy"):
        rehearse(ledger, SetPolicy(id="p", stage="one", policy=HoldPolicy()))
