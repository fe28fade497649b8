"""Use case: questions of places as a page asks them: read into a form, changed, asked as a job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from kachinko.files.project import load_project
from kachinko.locating.setting import after
from kachinko.model.base import Count, Id, Record
from kachinko.model.errors import Fault, InputError
from kachinko.model.location import Location
from kachinko.model.location_setting import AS_ASKED, Setting
from kachinko.model.span import Day
from kachinko.service.jobs.asked import LocateAsked, Seed
from kachinko.service.jobs.book import Entry
from kachinko.service.jobs.document import Document
from kachinko.service.locating_form import QuestionForm

if TYPE_CHECKING:
    from kachinko.service.jobs.record import Job
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor
    from kachinko.service.writing import Given

PLACES = "places.yaml"
_EXAMPLE = "locate"


class QuestionSource(Record):
    """Where a question comes from: the example, an earlier memo, or files for a project here."""

    example: bool = Field(default=False, description="The one that is shipped.")
    memo: Id | None = Field(default=None, description="The job of an earlier memo.")
    project: Id | None = Field(default=None, description="With `places`: a project kept here.")
    places: Document | None = Field(default=None, description="The file of places.")
    documents: tuple[Document, ...] = Field(
        default=(), max_length=200, description="The files that it names."
    )
    title: Id | None = Field(default=None, description="Empty: the one of the places file.")

    @model_validator(mode="after")
    def _one_source(self) -> QuestionSource:
        if sum((self.example, self.memo is not None, self.project is not None)) != 1:
            raise ValueError("a question comes from one of example, memo and project")
        if (self.project is None) != (self.places is None):
            raise ValueError("project and places go together")
        return self


class QuestionAsked(QuestionSource):
    """A question, what of it is changed, and how much is drawn."""

    location: Location | None = Field(default=None, description="Instead of the places file.")
    only: tuple[Id, ...] = Field(default=(), max_length=200, description="Only these places.")
    as_of: Day | None = Field(default=None, description="Only rules known by then.")
    draws: Annotated[Count, Field(ge=1_000, le=2_000_000)] | None = None
    seed: Seed | None = None
    setting: Setting = Field(
        default=AS_ASKED, description="What is moved by hand; on top of what the memo had moved."
    )


def read_form(office: Office, actor: Actor, source: QuestionSource) -> QuestionForm:
    """Read a question in a process of its own.

    Raises
    ------
    InputError
        With every fault of its files.
    NotFoundError
        When there is no such project or memo.
    """
    project, asked = _sources(office, actor, source)
    files = {each.name: each.content for each in (asked.places, *asked.documents)}
    found = office.intake.places(project, asked.places.name, files, asked.title)
    form = QuestionForm.model_validate(
        found | {"documents": [each.name for each in asked.documents]}
    )
    return form.model_copy(
        update={
            "as_of": asked.as_of,
            "draws": asked.draws,
            "seed": asked.seed,
            "setting": asked.setting,
        }
    )


def ask(office: Office, given: Given, wanted: QuestionAsked) -> Job:
    """Enter the job that answers a question.

    Raises
    ------
    NotFoundError
        When there is no such project or memo.
    TooMuchError
        When too many have not ended.
    """
    project, asked = _sources(office, given.who, wanted)
    changed: dict[str, object] = {"setting": after(asked.setting, wanted.setting)}
    if wanted.location is not None:
        text = wanted.location.model_dump_json(by_alias=True, exclude_defaults=True)
        changed["places"] = Document(name=PLACES, text=text)
    for name in ("title", "only", "as_of", "draws", "seed"):
        value = getattr(wanted, name)
        if value not in (None, ()):
            changed[name] = value
    return office.jobs.enter(
        given, Entry(asked.model_copy(update=changed), wanted.project, project)
    )


def _sources(office: Office, actor: Actor, source: QuestionSource) -> tuple[str, LocateAsked]:
    """The project (JSON) and the job's question as it stands before any change."""
    if source.memo is not None:
        asked, document = office.jobs.question(actor, source.memo)
        if not isinstance(asked, LocateAsked):
            fault = Fault("memo", f"the job {source.memo} made no memo", "a job of kind locate")
            raise InputError("the request", [fault])
        return document, asked
    if source.example:
        return _example()
    assert source.project is not None
    assert source.places is not None
    document = office.shelf.document(actor, source.project)
    return document, LocateAsked(
        places=source.places, documents=source.documents, title=source.title
    )


def _example() -> tuple[str, LocateAsked]:
    folder = locate_folder()
    documents = [
        Document(name=path.name, text=path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.yaml"))
    ]
    places = next(each for each in documents if each.name == PLACES)
    project = load_project(folder / "project").model_dump_json(by_alias=True)
    return project, LocateAsked(
        places=places, documents=tuple(each for each in documents if each.name != PLACES)
    )


def locate_folder() -> Path:
    """Where the shipped question is: in the package, or beside the sources."""
    package = Path(__file__).parents[1]
    inside = package / "example_locate"
    return inside if inside.exists() else package.parents[1] / "examples" / _EXAMPLE
