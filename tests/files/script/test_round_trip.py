"""What is written reads back as the same script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kachinko.files.script.fdx_reader import read_fdx
from kachinko.files.script.fdx_writer import write_fdx
from kachinko.files.script.fountain_reader import read_fountain
from kachinko.files.script.fountain_writer import write_fountain
from tests.files.script.arbitrary import AWKWARD, scripts

if TYPE_CHECKING:
    from kachinko.files.script.script import Script


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(scripts())
def test_fountain_reads_back_what_was_written(script: Script) -> None:
    assert read_fountain(write_fountain(script)) == script


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(scripts())
def test_final_draft_reads_back_what_was_written(script: Script) -> None:
    assert read_fdx(write_fdx(script).encode(), "a.fdx") == script


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*AWKWARD, "", "", "  "]), max_size=12).map("\n".join))
@example("A ^\nA ^\n!bang")
def test_any_text_read_as_fountain_survives_both_forms(text: str) -> None:
    script = read_fountain(text)

    assert read_fountain(write_fountain(script)) == script
    assert read_fdx(write_fdx(script).encode(), "a.fdx") == script
