"""Use case: compare the places where a title could be made, and hand the memo over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files import load_project
from kachinko.files.location import load_location
from kachinko.locating.case import Candidate, Question
from kachinko.locating.setting import question_at
from kachinko.model.errors import Fault, InputError
from kachinko.model.location_setting import AS_ASKED
from kachinko.model.raw_tree import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.locating.memo import Memo
    from kachinko.model.budget import Budget
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.location import Location, PlaceChoice
    from kachinko.model.location_setting import Setting
    from kachinko.model.programme import Programme
    from kachinko.model.project import Project
    from kachinko.model.title import Title

_FILES = (".yaml", ".yml", ".json")
"""How the name of a programme ends that is a file."""
FILES = ("memo.html", "memo.pdf", "memo.xlsx", "memo.json")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for: a project's title, its places, and the day."""

    project: Path
    title: str | None
    places: Path
    as_of: date
    only: Sequence[str] = ()
    """Ids of places; none: all of the file."""
    discount: Decimal | None = None
    """Instead of the file's yearly rate."""
    rates: Path | None = None
    """Exchange rates instead of those that are shipped."""
    setting: Setting = AS_ASKED
    """What is moved by hand."""


def read_question(asked: Asked) -> Question:
    """Read the project, the places, their budgets and programmes.

    Raises
    ------
    InputError
        With every fault of the files at once.
    """
    return question_of(load_project(asked.project), asked)


def question_of(project: Project, asked: Asked) -> Question:
    """Read the places, budgets and programmes of a project that has been read.

    Raises
    ------
    InputError
        As `read_question`.
    """
    location, source = load_location(asked.places, [studio.id for studio in project.studios])
    title = _title(project, asked.title or location.title)
    chosen = _chosen(location, asked.only)
    if asked.discount is not None:
        location = location.model_copy(update={"discount": asked.discount})
    exchange = _exchange(asked.rates, asked.as_of)
    faults: list[Fault] = []
    candidates = []
    for number, choice in enumerate(location.places):
        if choice not in chosen:
            continue
        at = source.where(("places", number))
        try:
            candidates.append(
                _candidate(project, location, choice, exchange, asked.places.parent, at)
            )
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(asked.places.name, list(dict.fromkeys(faults)))
    question = Question(project, title, location, tuple(candidates), exchange, asked.as_of)
    return question_at(question, asked.setting)


def must_be_there(places: Path, project: Project) -> None:
    """See to it that a places file names only files of its own folder.

    For files that were sent: no file of the server is opened because one of them names it.

    Raises
    ------
    InputError
        With every file that is named and not there.
    """
    location, source = load_location(places, [studio.id for studio in project.studios])
    there = {path.name for path in places.parent.iterdir()} - {places.name}
    faults = []
    for number, place in enumerate(location.places):
        files = [place.budget, place.scope, place.rates, *place.assume]
        files += [each for each in place.programmes if each.endswith(_FILES)]
        right = ", ".join(sorted(there)) or "a document that is sent with it"
        faults += [
            Fault(source.where(("places", number)), f"{name} was not sent", right)
            for name in files
            if name and name not in there
        ]
    if faults:
        raise InputError(places.name, faults)


def locate_and_hand_over(
    question: Question,
    out_dir: Path | None,
    *,
    draws: int,
    seed: int,
    lang: str,
    clock: Callable[[], float],
    halt: Halt,
    on_progress: Callable[[str], None],
) -> tuple[Memo, list[Path]]:
    """Make the memo; with a folder, write it as page, paper, workbook and record.

    Raises
    ------
    InputError
        When a rate of exchange that is needed is not known.
    OutputError
        When the folder cannot be written, which is found out before the work begins.
    """
    from kachinko.locating.compose import Effort, make_memo

    if out_dir is not None:
        from kachinko.service.planning import make_sure_of

        make_sure_of(out_dir)
    effort = Effort(draws, seed, clock, halt, on_progress)
    memo = make_memo(question, effort)
    if out_dir is None:
        return memo, []
    on_progress("writing")
    from kachinko.files.atomic import replace_files
    from kachinko.report.locating.page import memo_page
    from kachinko.report.locating.pdf import memo_pdf
    from kachinko.report.locating.workbook import memo_workbook

    contents: dict[Path, bytes | str] = {
        out_dir / "memo.html": memo_page(memo, lang),
        out_dir / "memo.pdf": memo_pdf(memo, lang),
        out_dir / "memo.xlsx": memo_workbook(memo, lang),
        out_dir / "memo.json": memo.model_dump_json(by_alias=True, indent=1) + "\n",
    }
    return memo, replace_files(contents)


def _title(project: Project, name: str | None) -> Title:
    known = [title.id for title in project.titles]
    if name is None and len(known) == 1:
        name = known[0]
    if name is None:
        right = f"one of {', '.join(known)}"
        raise InputError("--title", [Fault("--title", "no title is named", right)])
    if name not in known:
        right = one_of(name, known, "a title of the project")
        raise InputError(
            "--title", [Fault(f"--title {name}", f"there is no title {name!r}", right)]
        )
    return project.title(name)


def _chosen(location: Location, only: Sequence[str]) -> list[PlaceChoice]:
    known = [place.id for place in location.places]
    faults = [
        Fault(f"--only {name}", f"there is no place {name!r}", one_of(name, known, "a place"))
        for name in only
        if name not in known
    ]
    if faults:
        raise InputError("--only", faults)
    return [place for place in location.places if not only or place.id in only]


def _exchange(path: Path | None, as_of: date) -> ExchangeTable:
    if path is None:
        from kachinko.reference.exchange import exchange_table

        return exchange_table(as_of)
    from kachinko.files.budget.records import load_exchange

    return load_exchange(path)


def _candidate(
    project: Project,
    location: Location,
    choice: PlaceChoice,
    exchange: ExchangeTable,
    folder: Path,
    at: str,
) -> Candidate:
    faults: list[Fault] = []
    programmes: list[Programme] = []
    for name in choice.programmes:
        try:
            programmes.append(_programme(name, folder))
        except InputError as error:
            faults += [
                Fault(f"{at}: {fault.place}", fault.what, fault.right) for fault in error.faults
            ]
    stacked = {programme.id for programme in programmes}
    if not faults:
        faults += [
            Fault(at, f"{risk.programme!r} is assumed of, but is not stacked here",
                  f"one of {', '.join(sorted(stacked)) or 'none'}")
            for risk in choice.risks
            if risk.programme not in stacked
        ]  # fmt: skip
        faults += _unasked(programmes, choice, at)
        faults += [
            Fault(at, f"{one.id} cannot be had together with {other}", "one of the two")
            for one in programmes
            for other in one.not_with
            if other in stacked
        ]
    try:
        budget = _budget(project, choice, exchange, folder)
    except InputError as error:
        raise InputError(error.source, [*faults, *error.faults]) from None
    if faults:
        raise InputError(choice.id, faults)
    budget = budget.model_copy(
        update={
            "dates": {**budget.dates, **location.dates, **choice.dates},
            "facts": {**budget.facts, **location.facts, **choice.facts},
        }
    )
    return Candidate(choice, budget, tuple(programmes))


def _unasked(programmes: Sequence[Programme], choice: PlaceChoice, at: str) -> list[Fault]:
    """Answers of a place to questions that its programmes do not ask."""
    asked = {programme.id: [each.id for each in programme.questions] for programme in programmes}
    faults = []
    for key in choice.facts:
        name, colon, question = key.partition(":")
        if not colon:
            if not any(key in questions for questions in asked.values()):
                every = [each for questions in asked.values() for each in questions]
                what = f"no programme that is stacked here asks {key!r}"
                faults.append(Fault(at, what, one_of(key, every, "a question of a programme")))
        elif name not in asked:
            what = f"{key!r} answers {name}, which is not stacked here"
            faults.append(Fault(at, what, one_of(name, asked, "a programme that is stacked")))
        elif question not in asked[name]:
            what = f"{name} does not ask {question!r}"
            faults.append(Fault(at, what, one_of(question, asked[name], "a question of it")))
    return faults


def _programme(name: str, folder: Path) -> Programme:
    if name.endswith(_FILES):
        from kachinko.files.programme import load_programme

        return load_programme(folder / name)
    from kachinko.reference.programmes import programme

    return programme(name)


def _budget(project: Project, choice: PlaceChoice, exchange: ExchangeTable, folder: Path) -> Budget:
    if choice.budget:
        from kachinko.files.budget import load_budget

        return load_budget(folder / choice.budget)
    from kachinko.budget.cost import cost_scope
    from kachinko.files.budget import load_rate_card, load_scope

    card = load_rate_card(folder / choice.rates)
    agreements = {each.id: each for each in project.agreements}
    costing, missing = cost_scope(
        load_scope(folder / choice.scope),
        card,
        exchange,
        assumptions=[load_rate_card(folder / each) for each in choice.assume],
        agreement=agreements.get(card.agreement) if card.agreement else None,
    )
    if missing:
        right = "a rate in the card, or in a card of assumptions (assume:)"
        raise InputError(choice.rates, [Fault(choice.rates, str(each), right) for each in missing])
    return costing.budget
