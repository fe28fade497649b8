from __future__ import annotations

import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kachinko.files import load_project
from kachinko.model import consistency
from kachinko.model.calendar import WorkingDays
from kachinko.model.project import Project
from kachinko.model.span import DaySpan
from kachinko.reference import catalogue

if TYPE_CHECKING:
    from kachinko.model.title import Title

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("toho-2028", "korea-2021", "one-hall", "small")


@lru_cache
def load(name: str) -> Project:
    document: dict[str, Any] = {}
    for file in sorted((EXAMPLES / name).glob("*.yaml")):
        document |= yaml.safe_load(file.read_text("utf-8"))
    return Project.model_validate(document)


@pytest.fixture(scope="module", params=NAMES)
def example(request: pytest.FixtureRequest) -> tuple[str, Project]:
    return request.param, load(request.param)


def readme(name: str) -> str:
    return (EXAMPLES / name / "README.md").read_text("utf-8")


def shoot_days(title: Title) -> int:
    return sum(s.shoot_days for s in title.sets) + sum(b.days for b in title.location_blocks)


def test_it_loads_as_it_is_without_a_fault(example: tuple[str, Project]) -> None:
    assert load_project(EXAMPLES / example[0]) == example[1]


def test_everything_in_it_leads_somewhere(example: tuple[str, Project]) -> None:
    assert consistency.find_faults(example[1]) == []


def test_the_page_names_every_stage_and_the_notes_say_what_is_assumed(
    example: tuple[str, Project],
) -> None:
    name, project = example
    page = readme(name)

    if name == "korea-2021":
        named = ["`y1` to `y5`", "`y6`", "`s1` to `s3`"]
    elif name == "small":
        named = [stage.name for _, stage in project.stages()]
    else:
        named = [f"`{stage.id}`" for _, stage in project.stages()]
    for one in named:
        assert one in page
    assert any(word in project.notes for word in ("ASSUMPTION", "invented"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("toho-2028", ["toho", "stage"]),
        ("korea-2021", ["ycdsmc"]),
        ("korea-2021", ["samsung"]),
        ("one-hall", ["ceremonial hall set"]),
    ],
)
def test_the_page_links_the_sources_of_its_facts(name: str, words: list[str]) -> None:
    page = readme(name)
    shipped = {f.source for f in catalogue.facts() if catalogue.mentions(f, words)}

    assert any(source in page for source in shipped)


@pytest.mark.parametrize(
    ("name", "stage_id", "fact_name"),
    [
        ("toho-2028", "no1", "No.1 Stage (new)"),
        ("toho-2028", "no2", "No.2 Stage (new)"),
        ("toho-2028", "no7", "No.7 Stage"),
        ("toho-2028", "no10", "No.10 Stage"),
        ("one-hall", "no1", "No.1 Stage (new)"),
        ("one-hall", "no10", "No.10 Stage"),
    ],
)
def test_areas_are_those_of_the_shipped_facts(name: str, stage_id: str, fact_name: str) -> None:
    (stage,) = [stage for _, stage in load(name).stages() if stage.id == stage_id]
    (fact,) = [f for f in catalogue.stages() if f.studio == "Toho Studios" and f.name == fact_name]

    assert stage.effective_area_m2 == fact.area_m2
    assert fact.source in readme(name)
    assert stage.clear_height_m is None
    assert stage.power_kva is None


def test_the_halls_stages_are_the_walls_less_the_fire_lane() -> None:
    for _, stage in load("one-hall").stages():
        if stage.id in ("no8", "no9"):
            assert (stage.width_m, stage.depth_m) == (41.4 - 2.4, 32 - 2.4)
    (title,) = load("one-hall").titles
    assert title.commitment == "must"
    largest = max(stage.floor_m2 or 0 for _, stage in load("one-hall").stages())
    assert title.sets[0].footprint_m2 > largest


def test_each_title_has_a_stage_for_each_set_and_days_for_its_shoot() -> None:
    for name in ("toho-2028", "korea-2021", "small"):
        project = load(name)
        floors = [stage.floor_m2 or 0 for _, stage in project.stages()]
        for title in project.titles:
            span = DaySpan.inclusive(
                title.earliest or project.horizon.first, title.latest or project.horizon.last
            )
            days = WorkingDays(project.studios[0].calendar, span)
            assert len(days) > shoot_days(title) + min(s.build_days for s in title.sets)
            assert max(s.footprint_m2 for s in title.sets) <= max(floors)
            for member in title.cast:
                free = sum(len(days.between(stretch.span)) for stretch in member.available)
                parts = [*title.sets, *title.location_blocks]
                assert free >= sum(
                    getattr(part, "shoot_days", getattr(part, "days", 0))
                    for part in parts
                    if member.id in part.cast
                )


def test_korea_leaves_one_area_unknown_and_no_city() -> None:
    project = load("korea-2021")

    assert [s.id for _, s in project.stages() if s.floor_m2 is None] == ["y6"]
    assert [studio.city for studio in project.studios] == ["", ""]
    assert len(project.stages()) == 9
    assert sum(title.split for title in project.titles) == 2


def test_the_figures_on_the_toho_page_are_those_of_its_slate() -> None:
    project, page = load("toho-2028"), readme("toho-2028")
    titles = project.titles
    sets = [one for title in titles for one in title.sets]
    plain = [one for one in sets if one.id != "maze"]
    crew_days = sum(one.build_days + one.strike_days for one in sets)
    days = len(WorkingDays(project.studios[0].calendar, project.horizon.span))

    assert len(titles) == 26
    assert [title.kind for title in titles].count("film") == 13
    for kind, text in (("film", "30 to 60"), ("series", "72 to 110")):
        low, high = (int(part) for part in text.split(" to "))
        assert text in page
        assert all(low <= shoot_days(title) <= high for title in titles if title.kind == kind)
    stage_days = sum(one.shoot_days for one in sets)
    location_days = sum(block.days for title in titles for block in title.location_blocks)
    strikes = sorted(one.strike_days for one in plain)
    for figure in (
        f"{len(sets)} sets, {stage_days} shooting days on stage and {location_days} on location",
        f"{crew_days:,} crew days",
        f"{days} × 4 = {days * 4:,}",
        f"{min(s.footprint_m2 for s in sets):g} to {max(s.footprint_m2 for s in sets):g} m²",
        f"{min(s.build_days for s in plain)} to {max(s.build_days for s in plain)} days, mean 10",
        f"{strikes[0]} to {strikes[-1]} days (maze: 4 and 10)",
    ):
        assert figure in page
    assert 1.5 <= crew_days / (4 * days) <= 2


def test_the_slates_are_what_their_script_writes() -> None:
    script = EXAMPLES / "make_slates.py"
    spec = importlib.util.spec_from_file_location("make_slates", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_slates"] = module
    try:
        spec.loader.exec_module(module)
        for slate in (module.toho_2028(), module.korea_2021()):
            written = (EXAMPLES / slate.folder / "titles.yaml").read_text("utf-8")
            assert module.slate_text(slate) == written
    finally:
        del sys.modules["make_slates"]
