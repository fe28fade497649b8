"""What the page on writing a programme tells of a change is so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import yaml

from kachinko.files.programme import load_programme
from kachinko.incentives.estimate import estimate
from kachinko.model.estimate import Case

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "writing-a-programme.md").read_text("utf-8")
LAND = ROOT / "examples" / "incentives" / "example-land.yaml"


def test_a_rule_changes_backwards_from_the_day_it_is_known(tmp_path: Path) -> None:
    blocks = re.findall(r"^ *```yaml\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)
    tree = yaml.safe_load(LAND.read_text("utf-8"))
    rate = next(each for each in tree["parameters"] if each["id"] == "rate")
    rate |= yaml.safe_load(dedent(blocks[-1]))
    path = tmp_path / "changed.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    case = Case.model_validate(
        {
            "dates": {"application": date(2028, 2, 1)},
            "measures": {"local": 1_000_000},
            "facts": {"days": 20},
        }
    )

    changed = load_programme(path)

    assert estimate(changed, case, as_of=date(2028, 3, 2)).award == 250_000
    assert estimate(changed, case, as_of=date(2028, 3, 3)).award == 270_000
