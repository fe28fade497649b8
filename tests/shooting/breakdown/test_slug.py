"""What headings say."""

from __future__ import annotations

import pytest

from kachinko.shooting.breakdown.places import Places, read_slugs
from kachinko.shooting.breakdown.slug import read_slug
from kachinko.shooting.breakdown.slug_japanese import read_slug_japanese

WESTERN = {
    "INT. LAB - NIGHT": ("LAB", "INT", "night", False, ""),
    "INT./EXT. CAR": ("CAR", "INT/EXT", None, False, ""),
    "I/E CAR - DUSK": ("CAR", "INT/EXT", "dusk", False, ""),
    "EST. HOUSE - DAY": ("HOUSE", "EXT", "day", False, ""),
    "EXT. STREET - CONTINUOUS": ("STREET", "EXT", None, True, ""),
    "EXT. STREET - LATER": ("STREET", "EXT", None, True, ""),
    "INT. BAR -- MOMENTS LATER": ("BAR", "INT", None, True, ""),
    "INT. HOUSE - KITCHEN - NIGHT": ("HOUSE - KITCHEN", "INT", "night", False, ""),
    "INT. THE LAB. - NIGHT 2": ("THE LAB", "INT", "night", False, "N2"),
    "INT. ROOM - DAY (D3)": ("ROOM", "INT", "day", False, "D3"),
    "EXT. PARK - NEXT MORNING": ("PARK", "EXT", "day", False, ""),
    "INT. ROOM (FLASHBACK) - DAY": ("ROOM", "INT", "day", False, ""),
    "INT. ROOM - NIGHT (FLASHBACK)": ("ROOM", "INT", "night", False, ""),
    "ext. beach – sunset": ("beach", "EXT", "dusk", False, ""),
    "EXT. ROOF - NIGHT/RAIN": ("ROOF", "EXT", "night", False, ""),
    "EXT. X-RAY ROOM - DAY": ("X-RAY ROOM", "EXT", "day", False, ""),
    "EXT. DAY CARE - DAY": ("DAY CARE", "EXT", "day", False, ""),
    "INT. TOM'S FLAT-DAY": ("TOM'S FLAT", "INT", "day", False, ""),
    "INT SHIP": ("SHIP", "INT", None, False, ""),
    "THE VOID": ("THE VOID", None, None, False, ""),
    "INT. - DAY": ("", "INT", "day", False, ""),
}
JAPANESE = {
    "喫茶店・中（夜）": ("喫茶店", "INT", "night", False),
    "喫茶店「ル・ル」・店内（夜）": ("喫茶店「ル・ル」", "INT", "night", False),
    "公園": ("公園", "EXT", None, False),
    "駅前（朝）": ("駅前", "EXT", "day", False),
    "同・廊下": ("病院・廊下", None, None, True),
    "同（夜）": ("病院・病室", None, "night", False),
    "同・表（同時刻）": ("病院", "EXT", None, True),
    "車・中（回想・夕）": ("車", "INT", "dusk", False),
    "マンション・502号室　深夜": ("マンション・502号室", None, "night", False),
    "浜辺（早朝）": ("浜辺", "EXT", "dawn", False),
    "佐藤家の前（翌日の朝）": ("佐藤家の前", "EXT", "day", False),
    "回想・学校・教室（昼）": ("学校・教室", None, "day", False),
    "学校・内外": ("学校", "INT/EXT", None, False),
    "ビル（１０階）": ("ビル(10階)", None, None, False),
}


@pytest.mark.parametrize("heading", WESTERN)
def test_a_heading(heading: str) -> None:
    slug = read_slug(heading)

    said = (slug.place, slug.setting, slug.time, slug.same_time, slug.script_day)
    assert said == WESTERN[heading]


@pytest.mark.parametrize("heading", JAPANESE)
def test_a_japanese_heading_after_a_hospital(heading: str) -> None:
    slug = read_slug_japanese(heading, "病院・病室")

    assert (slug.place, slug.setting, slug.time, slug.same_time) == JAPANESE[heading]


def sets_of(headings: list[str], *, japanese: bool = False) -> list[str]:
    places = Places(read_slugs(headings, japanese=japanese))
    return [places.id_of(at) for at in range(len(headings))]


def test_one_place_in_several_wordings_is_one_set() -> None:
    headings = ["INT. THE LAB. - DAY", "INT. Lab - NIGHT", "INT. LAB - LATER", "INT. LAB"]

    assert set(sets_of(headings)) == {"the-lab"}


def test_inside_and_outside_are_two_sets_unless_a_scene_is_both() -> None:
    assert sets_of(["INT. CAR - DAY", "EXT. CAR - DAY"]) == ["car-int", "car-ext"]
    assert sets_of(["INT. CAR - DAY", "I/E CAR - DAY", "EXT. CAR"]) == ["car", "car", "car"]


def test_ids_are_ascii_and_names_are_the_scripts() -> None:
    headings = ["喫茶店・中（夜）", "同・表", "公園"]
    places = Places(read_slugs(headings, japanese=True))

    assert [each.id for each in places.sets] == ["set-1", "set-2", "set-3"]
    assert [each.name for each in places.sets] == ["喫茶店 (INT)", "喫茶店 (EXT)", "公園"]


def test_continuous_takes_the_time_of_the_scene_before() -> None:
    slugs = read_slugs(["INT. A - NIGHT", "EXT. B - CONTINUOUS", "INT. C - SAME"], japanese=False)

    assert [slug.time for slug in slugs] == ["night", "night", "night"]
