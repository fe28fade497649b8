"""A question of places as a form, read out of files that were sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.location import Location
from kachinko.model.location_setting import AS_ASKED, Setting
from kachinko.model.span import Day
from kachinko.service.locating import Asked, must_be_there, question_of

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.project import Project


class Named(Record):
    """A name for an id."""

    id: Id
    name: Text
    name_ja: Text = ""


class QuestionForm(Record):
    """A question of places as it was read, to be looked at and changed."""

    location: Location
    title: Id
    titles: tuple[Named, ...]
    programmes: tuple[Named, ...]
    studios: tuple[Named, ...]
    documents: tuple[Text, ...] = Field(description="Names of the files that were sent with it.")
    as_of: Day | None = Field(default=None, description="Empty: today.")
    draws: Count = 100_000
    seed: Count = 0
    setting: Setting = AS_ASKED


def read_question_form(project: Project, places: Path, title: str | None) -> QuestionForm:
    """Read a question's files out of one folder; for a process that may be ended.

    Raises
    ------
    InputError
        With every fault; also where the places name a file that is not in the folder.
    """
    must_be_there(places, project)
    # The day of a question decides which rates are known, and nothing of its form.
    question = question_of(project, Asked(places, title, places, date.max))
    programmes = {each.id: each for one in question.candidates for each in one.programmes}
    return QuestionForm(
        location=question.location,
        title=question.title.id,
        titles=tuple(Named(id=each.id, name=each.name) for each in project.titles),
        programmes=tuple(
            Named(id=each.id, name=each.name, name_ja=each.name_ja) for each in programmes.values()
        ),
        studios=tuple(Named(id=each.id, name=each.name) for each in project.studios),
        documents=(),
    )
