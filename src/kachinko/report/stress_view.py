"""What the page of a stress draws: the findings, and the names that people know things by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.report.told import told_document
from kachinko.report.words import Words

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.staging.stress.outcome import Outcome


def stress_view(project: Project, outcome: Outcome, lang: str = "en") -> dict[str, Any]:
    """Put the findings beside the names of titles, sets and stages, as plain values."""
    played = {title.id for title in outcome.titles}
    say = Words(lang)
    found: dict[str, Any] = told_document(outcome.as_dict(), lang)
    return found | {
        "ranges": [each | {"phase": say(each["phase"])} for each in found["ranges"]],
        "project": {"name": project.name},
        "names": {
            "titles": {title.id: title.name for title in project.titles if title.id in played},
            "items": item_names(project),
            "stages": {stage.id: stage.name for _, stage in project.stages()},
        },
    }


def item_names(project: Project) -> dict[str, str]:
    """The name of each set, and the id of each location block, by ``title/item``."""
    names = {f"{title.id}/{one.id}": one.name for title in project.titles for one in title.sets}
    return names | {
        f"{title.id}/{block.id}": block.id
        for title in project.titles
        for block in title.location_blocks
    }
