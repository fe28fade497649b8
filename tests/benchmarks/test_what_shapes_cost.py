"""What rectangles cost: both forms are solved, and only what is proven is said."""

from __future__ import annotations

import pytest
from benchmarks.staging.generate import generate
from benchmarks.staging.what_limits import by_area
from benchmarks.staging.what_shapes_cost import best, cut, main, share

from tests.staging.test_planner import planned


def test_a_cut_keeps_the_first_stages_and_titles() -> None:
    whole = generate("geo-light", 2)
    part = cut(whole, 1, 4)
    assert part.titles == whole.titles[:4]
    assert part.studios[0].stages == whole.studios[0].stages[:1]
    assert cut(whole, None, None) == whole


@pytest.mark.slow
def test_rectangles_only_take_away_and_a_checked_plan_reaches_what_is_proven() -> None:
    project = cut(generate("geo-light", 5), 2, 7)
    area, shaped = best(by_area(project), 30.0, 2), best(project, 30.0, 2)
    assert area[0] == area[1]
    assert shaped[0] == shaped[1] <= area[0]
    plan = planned(project, seconds=10.0)  # and checked
    assert plan.value == shaped[0]
    assert plan.value_bound >= shaped[1]


@pytest.mark.parametrize(
    ("by_area", "shaped", "told"),
    [
        ((14, 14), (12, 12), "86%"),
        ((40, 50), (38, 38), "76% to 95%"),
        ((40, 40), (38, 42), "95% to 100%"),
        ((0, 0), (0, 0), "–"),
    ],
)
def test_a_share_is_told_as_far_as_it_is_proven(
    by_area: tuple[int, int], shaped: tuple[int, int], told: str
) -> None:
    assert share(by_area, shaped) == told


def test_the_table_sums_what_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--family", "geo", "--seeds", "2", "--stages", "1", "--titles", "3"]
    assert main([*words, "--time-limit", "20"]) == 0
    told = capsys.readouterr()
    head, *lines = told.out.splitlines()
    assert " ".join(head.split()) == "case sets by area at most rectangles at most share"
    assert [line.split()[0] for line in lines] == ["geo-1", "geo-2", "2"]
    areas, shapes = ([int(line.split()[n]) for line in lines[:2]] for n in (2, 4))
    assert lines[2].split()[2:4] == [str(sum(areas)), str(sum(shapes))]
