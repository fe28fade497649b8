"""Every shipped rule agrees with the same rule by hand, on drawn cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.incentives.__main__ import main
from benchmarks.incentives.hand import all_rules
from benchmarks.incentives.measure import measured

from kachinko.reference.programmes import programme

if TYPE_CHECKING:
    from benchmarks.incentives.hand import ByHand


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.programme}-{rule.version}")
def test_rule_by_hand_agrees(rule: ByHand) -> None:
    row = measured(programme(rule.programme), rule, 3_000, 1)
    assert not row.disagree
    assert row.awarded > 0.02  # else little was compared


def test_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["--only", "gb-avec", "--cases", "1000", "--repeats", "1", "--no-peer"]
    assert main(call) == 0
    assert "| gb-avec | avec |" in capsys.readouterr().out
    with pytest.raises(SystemExit) as caught:
        main(["--only", "gb-awec"])
    assert caught.value.code == 2
