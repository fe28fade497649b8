from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kachinko.model.project import Horizon, Project
from kachinko.report.view import VIEW_SCHEMA, report_view
from tests.report.slate import HOSTILE, without_plan

if TYPE_CHECKING:
    from kachinko.model.plan import Plan


def test_it_is_plain_json(project: Project, plan: Plan) -> None:
    document = report_view(project, plan)

    assert document["schema"] == VIEW_SCHEMA
    assert json.loads(json.dumps(document)) == document


def test_the_result_says_what_the_plan_says(project: Project, plan: Plan) -> None:
    result = report_view(project, plan)["result"]

    assert result["titles_in"] == len(plan.accepted)
    assert result["titles_total"] == 24
    assert (result["value"], result["value_bound"]) == (plan.value, plan.value_bound)
    assert result["gap"] == plan.gap
    assert (result["cost"], result["cost_bound"]) == (3214000000, 2987000000)
    assert (result["stages_offered"], result["stages_total"]) == (4, 5)
    assert result["per_year"]["rate"] == pytest.approx(len(plan.accepted) / (360 / 365))
    assert result["why_none"] == []


def test_sets_refer_to_titles_and_stages_by_place(project: Project, plan: Plan) -> None:
    document = report_view(project, plan)

    first = document["sets"][0]
    planned = plan.titles[0].sets[0]
    assert document["titles"][first["title"]]["name"] == "The Human Vapor"
    assert document["stages"][first["stage"]]["id"] == planned.stage
    assert first["name"] == HOSTILE
    assert len(document["sets"]) == sum(len(title.sets) for title in plan.accepted)


def test_days_count_from_the_horizon_and_stop_after_the_last(project: Project, plan: Plan) -> None:
    document = report_view(project, plan)

    first = document["sets"][0]
    shoot = plan.titles[0].sets[0].shoot
    name, start, stop = next(phase for phase in first["phases"] if phase[0] == "shoot")
    assert name == "shoot"
    assert start == (shoot.first - date(2028, 1, 4)).days
    assert stop - start == shoot.span.days
    assert first["days"] == [first["phases"][0][1], first["phases"][-1][2]]


@pytest.mark.slow
def test_the_engaged_span_counts_working_days(project: Project, plan: Plan) -> None:
    title = next(each for each in report_view(project, plan)["titles"] if each["accepted"])

    first, stop = title["engaged"]
    assert 0 < title["engaged_days"] < stop - first


def test_a_rotated_set_is_as_wide_as_it_was_deep(project: Project, plan: Plan) -> None:
    place, title = next(
        (place, title)
        for place, title in enumerate(plan.titles)
        if any(each.stage == "no2" for each in title.sets)
    )
    turned = tuple(each.model_copy(update={"rotated": True}) for each in title.sets)
    titles = list(plan.titles)
    titles[place] = title.model_copy(update={"sets": turned})

    before = report_view(project, plan)["sets"]
    after = report_view(project, plan.model_copy(update={"titles": tuple(titles)}))["sets"]

    for one, other in zip(before, after, strict=True):
        swapped = one["title"] == place
        assert other["width_m"] == (one["depth_m"] if swapped else one["width_m"])


def test_stages_tell_when_they_are_open_and_why_not_offered(project: Project, plan: Plan) -> None:
    stages = {stage["id"]: stage for stage in report_view(project, plan)["stages"]}

    assert stages["s10"]["open"] == [[0, 220], [226, 360]]
    assert stages["s10"]["closures"] == [[220, 226, "maintenance"]]
    assert stages["no1"]["open"] == [[28, 360]]
    assert stages["s3"]["left_out"] == "the floor area of Stage 3 is not known"


def test_days_off_and_holidays(project: Project, plan: Plan) -> None:
    studio = report_view(project, plan)["studios"][0]

    assert [5, 7] in studio["off"]  # Sunday 9 January and the holiday after it
    assert 6 in [day for day, _ in studio["holidays"]]


def test_infeasible_says_why_with_the_must_titles_first(project: Project) -> None:
    result = report_view(project, without_plan(project, "infeasible"))["result"]

    assert result["gap"] is None
    assert result["titles_in"] == 0
    assert [each["title"] for each in result["why_none"]] == ["The Human Vapor"]
    assert "Hall of Spiders" in result["why_none"][0]["sentence"]


def test_an_empty_project_has_a_view() -> None:
    horizon = Horizon.model_validate({"from": date(2028, 1, 1), "to": date(2028, 1, 1)})
    project = Project(name="Empty", currency="EUR", horizon=horizon)

    document = report_view(project, without_plan(project, "unknown"))

    assert document["result"]["titles_total"] == 0
    assert document["sets"] == document["stages"] == []
