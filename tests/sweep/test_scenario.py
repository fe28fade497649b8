"""Files of scenarios: what they mean, and every fault at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kachinko.files import save_project
from kachinko.model.errors import InputError
from kachinko.sweep.run import runs_of
from kachinko.sweep.scenario import load_sweep
from tests.sweep.cases import crews, scenario, tiny, without, write_sweep

EXAMPLE = Path(__file__).parents[2] / "examples" / "sweeps" / "toho-2028.yaml"
VERSIONS = {"kachinko": "1", "ortools": "2", "holidays": "3", "python": "4"}


def grid(*factors: tuple[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [{"factor": name, "alternatives": alternatives} for name, alternatives in factors]


def test_scenarios_change_the_project_one_by_one(tmp_path: Path) -> None:
    file = write_sweep(
        tmp_path, seeds=[0, 7],
        scenarios=[scenario("base"), scenario("less", without("a"), crews(5)),
                   scenario("own seed", crews(2), seeds=[3])],
    )  # fmt: skip

    sweep = load_sweep(file)

    assert [each.name for each in sweep.scenarios] == ["base", "less", "own seed"]
    assert [each.seeds for each in sweep.scenarios] == [(0, 7), (0, 7), (3,)]
    assert sweep.scenarios[0].project() == tiny()
    less = sweep.scenarios[1].project()
    assert [stage.id for _, stage in less.stages()] == ["b"]
    assert less.studio("hall").build_crews == 5


def test_a_grid_is_every_combination(tmp_path: Path) -> None:
    file = write_sweep(
        tmp_path,
        scenarios=[scenario("base")],
        grid=grid(
            ("stages", [{"name": "both"}, {"name": "only b", "changes": [without("a")]}]),
            ("crews", [{"name": f"{n} crews", "changes": [crews(n)]} for n in (1, 2, 3)]),
        ),
    )

    sweep = load_sweep(file)

    assert sweep.factors == ("stages", "crews")
    assert len(sweep.scenarios) == 1 + 2 * 3
    found = {
        (each.levels["stages"], each.levels["crews"]): each.project()
        for each in sweep.scenarios[1:]
    }
    for (stages, crew), project in found.items():
        assert [stage.id for _, stage in project.stages()] == (
            ["a", "b"] if stages == "both" else ["b"]
        )
        assert f"{project.studio('hall').build_crews} crews" == crew
    assert sweep.scenarios[-1].name == "only b · 3 crews"


def test_another_slate_is_another_project(tmp_path: Path) -> None:
    (tmp_path / "slates").mkdir()
    save_project(tiny(titles=5), tmp_path / "slates" / "more.yaml")
    more = {"name": "more", "project": "slates/more.yaml"}
    file = write_sweep(tmp_path, grid=grid(("slate", [{"name": "ours"}, more])))

    sweep = load_sweep(file)

    assert [len(each.project().titles) for each in sweep.scenarios] == [2, 5]


def test_without_a_limit_a_run_takes_a_minute(tmp_path: Path) -> None:
    file = write_sweep(tmp_path, scenarios=[scenario("base")], iterations=None)

    assert load_sweep(file).settings.seconds == 60


def test_the_example_is_nine_scenarios() -> None:
    sweep = load_sweep(EXAMPLE)

    assert len(sweep.scenarios) == 9
    assert len({run.key for runs in runs_of(sweep, VERSIONS) for run in runs}) == 18


def test_runs_are_the_same_when_project_settings_and_planner_are(tmp_path: Path) -> None:
    def keys(versions: dict[str, str] = VERSIONS, **changed: Any) -> list[str]:
        content = {"scenarios": [scenario("base"), scenario("same", crews(1)),
                                 scenario("less", without("a"))]}  # fmt: skip
        sweep = load_sweep(write_sweep(tmp_path, **(content | changed)))
        return [run.key for runs in runs_of(sweep, versions) for run in runs]

    base, same, less = keys()

    assert base == same  # one crew is what the project has
    assert base != less
    assert keys() == [base, same, less]
    assert keys(versions=VERSIONS | {"python": "5"}) == [base, same, less]
    for other in (
        keys(versions=VERSIONS | {"ortools": "9"}),
        keys(iterations=1),
        keys(workers=2),
        keys(seeds=[1]),
        keys(titles=3),
    ):
        assert not {base, same, less} & set(other)


FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["it has no scenario"]),
    ({"scenarios": [scenario("a"), scenario("a")]}, ["two scenarios are called 'a'"]),
    ({"scenarios": [scenario("a")], "seeds": [1, 1]}, ["the seed 1 stands there twice"]),
    ({"scenarios": [scenario("a", seeds=[2, 2])]}, ["scenarios[1] > seeds", "twice"]),
    ({"scenarios": [scenario("a", without("c"))]}, ["there is no stage 'c'", "changes[1]"]),
    ({"scenarios": [scenario("a", {"change": "crew"})]}, ["'crew' is not a known kind"]),
    ({"scenarios": [scenario("a")], "time_limit": 0}, ["time_limit is 0"]),
    ({"scenarios": [scenario("a")], "workers": 65}, ["workers is 65"]),
    ({"scenarios": [scenario("a")], "project": "no.yaml"}, ["no.yaml", "no such file"]),
    ({"scenarios": [scenario("a")], "project": None}, ["it names no project"]),
    ({"scenarios": [scenario("a")], "seed": [1]}, ["'seed' is not a known key"]),
    ({"grid": grid(("f", []))}, ["alternatives is empty"]),
    ({"grid": grid(("f", [{"name": "x"}]), ("f", [{"name": "y"}]))}, ["two factors are called"]),
    ({"grid": grid(("f", [{"name": "x"}, {"name": "x"}]))}, ["two alternatives are called 'x'"]),
    ({"grid": grid(("f", [{"name": "x", "project": "tiny.yaml"}]),
                   ("g", [{"name": "y", "project": "tiny.yaml"}]))}, ["both name projects"]),
    ({"grid": grid(("f", [{"name": str(n)} for n in range(101)]),
                   ("g", [{"name": f"x{n}"} for n in range(101)]))}, ["10,201 runs", "10,000"]),
    ({"grid": grid(("f", [{"name": "x", "changes": [without("a")]}, {"name": "y"}]),
                   ("g", [{"name": "z", "changes": [without("a")]}]))},
     ["there is no stage 'a'", "(in scenario 'x · z')"]),  # wrong in this combination only
]  # fmt: skip


@pytest.mark.parametrize(("keys", "words"), FAULTS)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, keys: dict[str, Any], words: list[str]
) -> None:
    file = write_sweep(tmp_path, **keys)

    with pytest.raises(InputError) as caught:
        load_sweep(file)

    (fault,) = caught.value.faults
    for word in words:
        assert word in str(fault)
    assert "sweep.yaml" in fault.place


def test_all_faults_of_all_scenarios_are_told_at_once(tmp_path: Path) -> None:
    file = write_sweep(
        tmp_path, seeds=[4, 4],
        scenarios=[scenario("a", without("x"), without("y")), scenario("b", without("z")),
                   scenario("c", project="nowhere.yaml")],
        grid=grid(("f", [{"name": "g", "changes": [crews(5), without("w")]}, {"name": "h"}]),
                  ("k", [{"name": "l"}, {"name": "m"}])),
    )  # fmt: skip

    with pytest.raises(InputError) as caught:
        load_sweep(file)

    told = " ".join(map(str, caught.value.faults))
    assert len(caught.value.faults) == 6
    for stage in "wxyz":
        assert f"'{stage}'" in told
    assert "(in scenario 'g · l' and 1 more)" in told
    assert "nowhere.yaml" in told
