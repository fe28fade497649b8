"""The file of the manual's page on incentives loads, its examples pass, its story is true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import yaml

from kachinko.files.programme import load_programme
from kachinko.incentives.estimate import estimate
from kachinko.incentives.examples import run_examples
from kachinko.model.estimate import Case

PAGE = Path(__file__).parents[2] / "docs" / "manual" / "incentive-file.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_programme_loads_and_its_examples_pass(tmp_path: Path) -> None:
    path = tmp_path / "qq-rebate.yaml"
    path.write_text(BLOCKS[0], encoding="utf-8")
    results = run_examples(load_programme(path))
    assert len(results) == 6
    assert all(result.passed for result in results), results


def test_a_rule_changes_backwards_from_the_day_it_is_known(tmp_path: Path) -> None:
    tree = yaml.safe_load(BLOCKS[0])
    tree["parameters"][0] |= yaml.safe_load(BLOCKS[1])
    path = tmp_path / "changed.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    changed = load_programme(path)
    case = Case.model_validate(
        {"dates": {"photography_start": date(2025, 2, 1)}, "measures": {"local": 1_000_000}}
    )
    assert estimate(changed, case, as_of=date(2025, 3, 2)).award == 200_000
    assert estimate(changed, case, as_of=date(2025, 3, 3)).award == 220_000
