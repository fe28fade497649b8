"""A shooting is opened from its own file or from a script."""

from __future__ import annotations

from pathlib import Path

import pytest

from kachinko.files.shooting import load_shooting
from kachinko.model.errors import InputError
from kachinko.service.shootings import open_script, open_shooting, take_draft

EXAMPLES = Path(__file__).parents[2] / "examples" / "shoot"


def test_a_shooting_is_loaded_as_it_is() -> None:
    path = EXAMPLES / "lantern-street.yaml"

    assert open_shooting(path) == (load_shooting(path), ())


@pytest.mark.parametrize(
    ("name", "title"), [("lantern-street.fdx", "Lantern Street"), ("chochin.txt", "提灯")]
)
def test_a_script_is_broken_down_in_the_currency_asked_for(name: str, title: str) -> None:
    shooting, remarks = open_shooting(EXAMPLES / name, currency="EUR")

    assert (shooting.name, shooting.currency) == (title, "EUR")
    assert remarks


@pytest.mark.parametrize("currency", ["", "YEN"])
def test_a_script_needs_a_currency(currency: str) -> None:
    with pytest.raises(InputError) as caught:
        open_shooting(EXAMPLES / "lantern-street.fountain", currency=currency)

    assert caught.value.faults[0].right == "an ISO 4217 code such as JPY"


def test_a_text_without_a_scene_is_no_script(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n\nno scene in here.\n", "utf-8")

    with pytest.raises(InputError) as caught:
        open_script(path, currency="JPY")

    assert caught.value.faults[0].what == "no scene begins in this script"


def test_a_new_draft_leaves_what_a_person_finished(tmp_path: Path) -> None:
    old = EXAMPLES / "lantern-street.fountain"
    new = tmp_path / "second.fountain"
    text = old.read_text("utf-8").replace("EXT. SHRINE - LATER #19#", "EXT. SHRINE - DUSK #19#")
    new.write_text(text.replace("#12#", "#11A#"), "utf-8")

    merged = take_draft(EXAMPLES / "lantern-street.yaml", old, new)

    before = load_shooting(EXAMPLES / "lantern-street.yaml")
    sentences = [change.sentence for change in merged.changes]
    assert "scene 19: time day → dusk" in sentences
    assert "scene 11A: number 12 → 11A" in sentences
    assert merged.conflicts == ()
    assert (merged.shooting.cast, merged.shooting.sets) == (before.cast, before.sets)
    fire = next(each for each in merged.shooting.scenes if each.number == "20")
    assert (fire.minutes, fire.after) == (240, ("2", "5", "9", "13"))
