"""A reform laid over a programme is the same as editing the programme's file by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kachinko.files.reform import load_reform
from kachinko.incentives.reform import reformed, source_of, values_after
from kachinko.incentives.resolve import in_force
from kachinko.model.dated import DatedValue
from kachinko.model.errors import InputError
from kachinko.model.programme import Programme
from kachinko.model.reform import Setting
from tests.incentives.dated_programme import programme, tree

if TYPE_CHECKING:
    from pathlib import Path

ROUND = {"id": "round-1", "opens": date(2027, 4, 1), "closes": date(2027, 6, 30), "source": "page"}

CHANGE = """
schema: kachinko-reform/1
id: more
name: Rolling, certain, higher
programme: xx-film
values:
  - {id: cap, value: 2000, from: 2027-04-01}
  - {id: fund, value: none}
windows: {remove: [round-1]}
rolling: true
renewal: {until: 2030-03-31, by: dated, says: three years}
parameters:
  put:
    - {id: floor, meaning: least spend, unit: money, values: [{value: 100, source: page}]}
versions:
  edit:
    - id: v1
      kind: entitlement
      to: 2030-03-31
      clauses:
        put:
          - before: half
            clause:
              kind: require
              id: enough
              says: Least spend
              when: [{what: spend, at_least: floor}]
"""


def _load(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "change.yaml"
    path.write_text(text, encoding="utf-8")
    return load_reform(path)


def test_same_as_editing_by_hand(tmp_path: Path) -> None:
    base = programme(windows=[ROUND], renewal={"until": "2027-03-31", "by": "yearly"})
    reform, source = _load(tmp_path, CHANGE)
    by_hand = tree(
        windows=[],
        rolling=True,
        renewal={"until": "2030-03-31", "by": "dated", "says": "three years"},
    )
    by_hand["sources"].append(source_of(reform).model_dump())
    rate, cap, fund = by_hand["parameters"]
    cap["values"] = [
        {"value": 1000, "source": "page", "to": "2027-03-31"},
        {"value": 2000, "source": "more", "from": "2027-04-01"},
    ]
    fund["values"] = [{"value": "none", "source": "more"}]
    floor = {"id": "floor", "meaning": "least spend", "unit": "money"}
    floor["values"] = [{"value": 100, "source": "page"}]  # type: ignore[assignment]
    by_hand["parameters"] = [rate, cap, fund, floor]
    version = by_hand["versions"][0]
    version |= {"kind": "entitlement", "to": "2030-03-31"}
    when = [{"what": "spend", "at_least": "floor"}]
    version["clauses"].insert(
        0, {"kind": "require", "id": "enough", "says": "Least spend", "when": when}
    )
    assert reformed(base, reform, source.where) == Programme.model_validate(by_hand)


def test_reform_of_nothing_changes_nothing() -> None:
    from kachinko.model.reform import Reform

    base = programme(windows=[ROUND])
    assert reformed(base, Reform(id="no", name="No change", programme="xx-film")) == base


def test_shipped_file_form_round_trips(tmp_path: Path) -> None:
    reform, _ = _load(tmp_path, CHANGE)
    text = yaml.safe_dump(reform.model_dump(mode="json", by_alias=True, exclude_unset=True))
    assert _load(tmp_path, text)[0] == reform


def test_every_wrong_name_is_a_fault_with_its_line(tmp_path: Path) -> None:
    text = """
id: bad
name: Bad
programme: xx-other
values: [{id: capp, value: 1}]
windows: {remove: [round-9]}
versions:
  edit:
    - {id: v9}
    - id: v1
      clauses:
        remove: [halff]
        put:
          - {after: nowhere, clause: {kind: sum, id: all, says: all, of: [half]}}
"""
    reform, source = _load(tmp_path, text)
    with pytest.raises(InputError) as caught:
        reformed(programme(windows=[ROUND]), reform, source.where)
    shown = [str(fault) for fault in caught.value.faults]
    assert len(shown) == 6
    assert all("change.yaml line" in line for line in shown)
    assert any("'cap', perhaps" in line for line in shown)
    assert any("'half', perhaps" in line for line in shown)


def test_malformed_reform_says_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        _load(tmp_path, "id: x\nnaame: y\nprogramme: z\nvalues: [{id: cap, value: lots}]\n")
    shown = " ".join(str(fault) for fault in caught.value.faults)
    assert all(part in shown for part in ("naame", "name is missing", "line 4"))


def test_a_value_is_laid_over_its_days_alone() -> None:
    old = DatedValue(value=1, first=date(2020, 1, 1), source="page")
    setting = Setting(id="cap", value=2, first=date(2025, 1, 1), last=date(2025, 12, 31))
    found = values_after([old], setting, "more")
    assert [(v.value, v.first, v.last, v.source) for v in found] == [
        (1, date(2020, 1, 1), date(2024, 12, 31), "page"),
        (1, date(2026, 1, 1), None, "page"),
        (2, date(2025, 1, 1), date(2025, 12, 31), "more"),
    ]
    assert len(values_after([old], Setting(id="cap", value=2), "more")) == 1


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
STRETCH = st.tuples(st.none() | DAYS, st.none() | DAYS).filter(
    lambda days: days[0] is None or days[1] is None or days[0] <= days[1]
)


@given(old=st.lists(STRETCH, min_size=1, max_size=4), new=STRETCH, day=DAYS)
def test_set_on_its_days_and_unchanged_on_all_others(old: Any, new: Any, day: date) -> None:
    values = [
        DatedValue(value=number, first=first, last=last, source="page")
        for number, (first, last) in enumerate(old, 10)
    ]
    first, last = new
    setting = Setting(id="cap", value=2, first=first, last=last)
    found = in_force(values_after(values, setting, "more"), day, day)
    if (first is None or first <= day) and (last is None or day <= last):
        assert found is not None
        assert found.value == 2
    elif new != (None, None):
        before = in_force(values, day, day)
        assert (found.value if found else None) == (before.value if before else None)
