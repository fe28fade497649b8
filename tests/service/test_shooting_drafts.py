"""A new draft of a script is taken into the shooting that a person made of the old one."""

from __future__ import annotations

from pathlib import Path

from kachinko.files.shooting import load_shooting
from kachinko.service.shooting_drafts import take_draft

EXAMPLES = Path(__file__).parents[2] / "examples" / "shoot"


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
