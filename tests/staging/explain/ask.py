"""Small projects to be explained, and the same questions answered by trying everything."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from kachinko.halt import Halt
from kachinko.model.edit import with_
from kachinko.model.project import Project
from kachinko.staging.explain.case import Case, Judge
from kachinko.staging.explain.explainer import Explainer, Explanation
from tests.staging.bruteforce import Search

if TYPE_CHECKING:
    from kachinko.model.plan import Plan


def project(*titles: dict[str, Any], **rest: Any) -> Project:
    """One studio with one stage of 500 m², weekdays without holidays, four weeks from a Monday."""
    stage = {"id": "s1", "name": "Stage 1", "effective_area_m2": 500, **rest.pop("stage", {})}
    studio = {
        "id": "toho", "name": "Toho", "country": "JP", "stages": [stage],
        **rest.pop("studio", {}),
    }  # fmt: skip
    return Project.model_validate(
        {
            "name": "Asked",
            "currency": "JPY",
            "horizon": {"from": "2028-05-08", "to": "2028-06-02"},
            "studios": [studio, *rest.pop("studios", [])],
            "titles": titles,
            **rest,
        }
    )


def title(name: str, *sets: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """A film with some sets."""
    return {"id": name, "name": name.title(), "kind": "film", "sets": sets, **rest}


def one_set(name: str = "hall", **rest: Any) -> dict[str, Any]:
    """A set of 300 m² that is built in 2, shot in 3 and struck in 1 working days."""
    return {
        "id": name, "name": name.title(), "area_m2": 300, "build_days": 2, "shoot_days": 3,
        "strike_days": 1, **rest,
    }  # fmt: skip


def explained(project: Project, plan: Plan, seconds: float = 8.0) -> list[Explanation]:
    """Explanations of everything that a plan leaves out."""
    left_out = [one.id for one in project.titles if one.id not in {t.id for t in plan.accepted}]
    explainer = Explainer(project, plan, seconds=seconds, clock=time.monotonic, halt=Halt())
    return list(explainer.explain(left_out))


def judge(plan: Plan | None, seconds: float = 60.0) -> Judge:
    """A judge with time enough."""
    planned = {} if plan is None else {one.id: one for one in plan.accepted}
    found = Judge(planned, clock=time.monotonic, halt=Halt(), seed=0)
    found.deadline = time.monotonic() + seconds
    return found


def possible_by_brute_force(case: Case, plan: Plan | None) -> bool:
    """Whether the titles of a case can be made, by trying everything."""
    names = {*case.made, *case.standing}
    titles = [one for one in case.project.titles if one.id in names and one.shoots]
    search = Search(with_(case.project, titles=tuple(titles)))
    placed = {} if plan is None else {one.id: one for one in plan.accepted}
    lists = []
    for one in titles:
        if one.id in case.made:
            lists += [search.ways[one.id, item.id] for item in one.shoots]
            continue
        for planned in placed[one.id].sets:
            if planned.id in case.standing[one.id]:
                phases = tuple((name, span.start, span.last) for name, span in planned.phases)
                key = (one.id, planned.id, placed[one.id].studio, planned.stage, phases)
                lists.append([way for way in search.ways[one.id, planned.id] if way.key == key])
    if not all(lists):
        return False
    search.descend([], sorted(lists, key=len))
    return search.best is not None
