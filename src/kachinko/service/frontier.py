"""Use case: bound how many titles a year stages carry, and hand the answer over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.files import load_project
from kachinko.model.change import apply_changes
from kachinko.model.errors import Fault, InputError
from kachinko.service.frontier_claim import find_claim
from kachinko.service.frontier_mix import load_shares
from kachinko.service.planning import UnsoundPlanError, make_sure_of, versions
from kachinko.staging.check import check_plan
from kachinko.staging.frontier.claim import PublicClaim
from kachinko.staging.frontier.lever import Lever, levers_of
from kachinko.staging.frontier.mix import equal_shares

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.change import BaseChange
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.frontier.find import Step
    from kachinko.staging.frontier.result import Frontier


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the mix, the levers and the claim beside the project."""

    mix: Path | None = None
    """File of shares; None: each title of the project the same."""
    levers: tuple[str, ...] | None = None
    """Ids of levers; None: all that the project has."""
    claim: Fraction | None = None
    """Titles a year; None: the public claim that speaks of the project, if one does."""
    changes: tuple[BaseChange, ...] = ()
    """Made to the project before anything is asked of it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A frontier with the claim beside it, and the files that were written."""

    frontier: Frontier
    claim: PublicClaim | None
    files: list[Path]

    def document(self) -> dict[str, Any]:
        """The answer as a JSON document."""
        return document_of(self.frontier, self.claim)


def find_and_hand_over(
    source: Path,
    out_dir: Path,
    question: Question,
    *,
    seconds: float,
    seed: int,
    workers: int,
    clock: Callable[[], float],
    halt: Halt,
    on_step: Callable[[Step], None],
    lang: str = "en",
) -> Answered:
    """Find the frontier of the project at `source`; write it into `out_dir`, all files or none.

    Page and workbook are in the language `lang`.

    Raises
    ------
    InputError
        When the project, a change to it, the mix or the name of a lever cannot be used.
    OutputError
        When `out_dir` cannot be written, which is found out before the long work begins.
    UnsoundPlanError
        When the independent checker rejects a plan behind a lower bound.
    """
    project = apply_changes(load_project(source), question.changes)
    shares = equal_shares(project) if question.mix is None else load_shares(question.mix, project)
    if not project.titles:
        raise InputError(str(source), [Fault("titles", "a mix needs at least one title")])
    levers = _chosen(levers_of(project), question.levers)
    make_sure_of(out_dir)
    # The solver takes seconds to load: faults of the input are told before.
    from kachinko.staging.frontier.find import find_frontier
    from kachinko.staging.frontier.trial import Means

    frontier = find_frontier(
        project,
        shares,
        levers,
        seconds=seconds,
        means=Means(workers, seed, clock, halt, versions()),
        vouch=_vouch,
        on_step=on_step,
    )
    claim = find_claim(project) if question.claim is None else PublicClaim(question.claim)
    return Answered(frontier, claim, _hand_over(frontier, claim, out_dir, lang))


def document_of(frontier: Frontier, claim: PublicClaim | None) -> dict[str, Any]:
    """The JSON document of a frontier, with the claim, what is said of it, and the paragraph."""
    from kachinko.report.frontier_text import answer

    document = frontier.document()
    document["claim"] = None
    if claim is not None:
        verdict = claim.verdict(frontier.titles, frontier.years)
        document["claim"] = {**claim.document(), "verdict": verdict}
    document["answer"] = answer(frontier, claim)
    return document


def _chosen(levers: Sequence[Lever], names: tuple[str, ...] | None) -> list[Lever]:
    if names is None:
        return list(levers)
    known = {lever.id: lever for lever in levers}
    faults = [
        Fault(f"--lever {name}", "this project has no such lever", f"one of {', '.join(known)}")
        for name in dict.fromkeys(names)
        if name not in known
    ]
    if faults:
        raise InputError("the choice of levers", faults)
    return [lever for lever in levers if lever.id in names]


def _vouch(project: Project, plan: Plan) -> None:
    """Refuse a plan that breaks a rule."""
    result = check_plan(project, plan)
    if not result.ok:
        raise UnsoundPlanError(
            f"a plan of the frontier breaks {len(result.breaches)} rules, the first: "
            f"{result.breaches[0].sentence}",
            hint="This is a fault in Kachinko; nothing was written. Please report it.",
        )


def _hand_over(
    frontier: Frontier, claim: PublicClaim | None, out_dir: Path, lang: str
) -> list[Path]:
    from kachinko.files.atomic import replace_files
    from kachinko.files.plan_json import dump_plan
    from kachinko.files.yaml_writer import write_file
    from kachinko.report.frontier_page import render_frontier
    from kachinko.report.frontier_workbook import frontier_workbook

    document = json.dumps(document_of(frontier, claim), ensure_ascii=False, indent=1) + "\n"
    contents: dict[Path, bytes | str] = {
        out_dir / "frontier.json": document,
        out_dir / "frontier.html": render_frontier(frontier, claim, lang=lang),
        out_dir / "frontier.xlsx": frontier_workbook(frontier, claim, lang),
        out_dir / "slate.yaml": write_file(frontier.planned),
        out_dir / "plan.json": dump_plan(frontier.plan),
    }
    return replace_files(contents)
