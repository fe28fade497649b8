"""The Universal Schedule Standard: our own files lose nothing, those of others read well."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kachinko.files.uss import read_uss, write_uss
from kachinko.model.errors import InputError
from tests.files.arbitrary_shooting import boards, shootings
from tests.files.mutation import mutated

if TYPE_CHECKING:
    from pathlib import Path

quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "schedule.uss"
    path.write_bytes(data)
    return path


@pytest.mark.slow
@quick
@given(data=st.data(), shooting=shootings())
def test_shooting_and_board_come_back_as_they_were(
    tmp_path: Path, data: Any, shooting: Any
) -> None:
    board = data.draw(st.none() | boards(shooting))
    again = read_uss(written(tmp_path, write_uss(shooting, board)))
    assert again == (shooting, board, again[2])


# -- files of others ------------------------------------------------------------------------------


def element(id_: str, category: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "category": category, "created": "2026-01-01T00:00:00.000Z", "daysOff": [],
        "dropDayCount": 10, "elementId": "", "events": [], "isDood": True, "isDrop": True,
        "isHold": True, "isIdLock": False, "linkedElements": [], "name": name,
    } | more  # fmt: skip


def breakdown(id_: str, scene: str, pages: Any, elements: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": id_, "bannerText": None, "comments": None, "created": "2026-01-01T00:00:00.000Z",
        "description": f"What happens in {scene}", "elements": elements, "pages": pages,
        "scene": scene, "scriptPage": "1", "duration": None, "type": "scene",
    } | more  # fmt: skip


def foreign(**changes: Any) -> dict[str, Any]:
    """A file such as another scheduler writes: no key of ours, two boards, days off, an event."""
    names = ["Set", "INT/EXT", "Day/Night", "Script Day", "Unit", "Sequence", "Location"]
    root = {
        "id": "f" * 24, "author": "An assistant director", "company": None,
        "created": "2026-01-01T00:00:00.000Z", "episode": None, "episodeName": None,
        "description": None, "name": "White 3", "project": "Lighthouse", "schedColor": "White",
        "schedDate": None, "scriptColor": None, "scriptDate": None, "season": None,
        "source": "Another scheduler", "ussVersion": "1.1.0", "_palette": {"day": "#fff"},
        "categories": [
            *({"id": f"c{n}", "created": "", "name": name, "ucid": n} for n, name in
              enumerate(names)),
            {"id": "c100", "created": "", "name": "Actors", "ucid": 100},
            {"id": "c104", "created": "", "name": "Props", "ucid": 104},
            {"id": "c501", "created": "", "name": "Drones", "ucid": 501},
        ],
        "elements": [
            element("int", "c1", "INT."), element("ext", "c1", "EXT."),
            element("d", "c2", "DAY"), element("n", "c2", "NIGHT"), element("later", "c2", "LATER"),
            element("tower", "c0", "TOWER"), element("beach", "c0", "海岸"),
            element("d1", "c3", "D1"), element("u1", "c4", "1st Unit"),
            element("miura", "c6", "Miura"),
            element("aiko", "c100", "AIKO", elementId="1", events=[
                {"id": "e", "date": "2026-04-07T00:00:00.000Z", "type": "dayOff", "name": None},
                {"id": "g", "date": "2026-04-01T00:00:00.000Z", "type": "event", "name": "fitting"},
            ]),
            element("ken", "c100", "KEN", isDrop=False),
            element("lamp", "c104", "Lamp", linkedElements=["ken"]),
            element("drone", "c501", "Drone"),
        ],
        "breakdowns": [
            breakdown("b0", "", None, [], type="banner", bannerText="MOVE"),
            breakdown("b1", "1", 1.125, ["int", "tower", "d", "d1", "u1", "miura", "aiko", "lamp"],
                      duration=5_400_001),
            breakdown("b2", "2A", 0.625, ["ext", "beach", "n", "ken", "aiko", "drone"],
                      comments="Only at low tide"),
            breakdown("b3", "2A", 0, ["ext", "beach", "later"]),
            breakdown("b4", "4", "2 3/8", ["int", "tower", "d"]),
        ],
        "stripboards": [
            {"id": "s1", "name": "White 3", "calendar": "cal", "boards": [
                {"id": "x", "name": "stripboard", "breakdownIds": [["b0", "b2"], ["b1", "b3"]]},
                {"id": "z", "name": "Splinter Unit", "breakdownIds": [["b4"]]},
                {"id": "y", "name": "boneyard", "breakdownIds": []},
            ]},
            {"id": "s2", "name": "Rain plan", "calendar": "cal", "boards": []},
        ],
        "calendars": [{"id": "cal", "name": "April", "daysOff": [0, 6], "events": [
            {"id": "1", "type": "start", "name": None, "date": "2026-04-02T15:00:00.000Z"},
            {"id": "2", "type": "dayOff", "name": "holiday", "date": "2026-04-06T00:00:00.000Z"},
        ]}],
    }  # fmt: skip
    return {"universalScheduleStandard": root | changes}


def read(folder: Path, tree: Any, **options: Any) -> Any:
    return read_uss(written(folder, json.dumps(tree).encode()), **options)


def test_file_of_another_scheduler_reads_with_its_board(tmp_path: Path) -> None:
    shooting, board, remarks = read(tmp_path, foreign(), currency="KRW")
    assert (shooting.name, shooting.currency, shooting.start) == (
        "Lighthouse", "KRW", date(2026, 4, 3),
    )  # fmt: skip
    assert shooting.units == ("main", "splinter-unit")
    assert [(one.id, one.name, one.location) for one in shooting.sets] == [
        ("tower", "TOWER", "miura"),
        ("set-1", "海岸", None),
    ]
    aiko, ken = shooting.cast
    assert (aiko.id, aiko.drop_days, ken.id, ken.drop_days) == ("1", 10, "2", None)
    assert date(2026, 4, 7) not in aiko.available[0].span
    assert date(2026, 4, 8) in aiko.available[1].span
    first, second, part, other = shooting.scenes
    assert (first.number, first.eighths, first.minutes, first.time) == ("1", 9, 91, "day")
    assert (first.setting, first.script_day, first.cast) == ("INT", "D1", ("1",))
    assert (second.number, second.setting, second.cast) == ("2A", "EXT", ("2", "1"))
    assert [(one.name, one.category) for one in shooting.elements] == [
        ("Lamp", "props"), ("Drone", "notes"), ("Only at low tide", "notes"),
    ]  # fmt: skip
    assert (part.number, part.eighths, part.time) == ("2Apt2", 1, None)
    assert (other.eighths, other.unit) == (19, "splinter-unit")
    # Friday; then Saturday, Sunday and the holiday on Monday are passed over.
    assert board is not None
    assert [(day.day, day.unit, day.kind, day.scenes) for day in board.days] == [
        (date(2026, 4, 3), "main", "night", ("2A",)),
        (date(2026, 4, 3), "splinter-unit", "day", ("4",)),
        (date(2026, 4, 7), "main", "day", ("1", "2Apt2")),
    ]
    assert (board.status, board.cost, board.shooting) == ("unknown", None, "Lighthouse")
    said = "\n".join(remarks)
    for part_of in [
        "'Drones' is read as notes", "fittings, are not kept (1)", "links between elements",
        "'LATER' is no time", "'2A' is now 2Apt2", "1/8 of a page: 2Apt2",
        "banners are not kept (1)",
        "and not: Rain plan", "1 of the cast may be dropped",
        "midnight east of Greenwich", "_palette", "author, schedColor",
    ]:  # fmt: skip
        assert part_of in said


def test_draft_of_the_standard_reads_by_its_old_keys(tmp_path: Path) -> None:
    tree = foreign()
    root = tree["universalScheduleStandard"]
    root["version"] = "0.9.0"
    del root["ussVersion"]
    for category in root["categories"]:
        category["catId"] = category.pop("ucid")
        category["elements"] = [
            one["id"] for one in root["elements"] if one["category"] == category["id"]
        ]
    for one in root["elements"]:
        del one["category"]
        one["doodDropAllow"], one["doodDropDays"] = one.pop("isDrop"), one.pop("dropDayCount")
    for one in root["breakdowns"]:
        one["time"] = one.pop("duration")
    root["breakdowns"] += [{"id": f"day{n}", "type": "day"} for n in (1, 2)]
    root["stripboards"] = [
        {"id": "s", "name": "Old", "calendar": "cal", "boards": [
            {"id": "x", "name": "stripboard", "breakdownIds": ["b2", "day1", "b1", "day2", "b3"]},
        ]},
    ]  # fmt: skip
    shooting, board, remarks = read(tmp_path, tree)
    assert shooting.scenes[0].minutes == 91
    assert [(day.day, day.scenes) for day in board.days] == [
        (date(2026, 4, 3), ("2A",)),
        (date(2026, 4, 7), ("1",)),
    ]
    assert any("1 strips after the last day" in remark for remark in remarks)


def test_breakdown_without_schedule_has_no_board(tmp_path: Path) -> None:
    shooting, board, _ = read(tmp_path, foreign(stripboards=None, calendars=None))
    assert (len(shooting.scenes), board, shooting.start) == (4, None, None)


def test_files_of_version_1_may_name_their_strips_otherwise(tmp_path: Path) -> None:
    """The description says breakdownIds and type dayOff; files also have these."""
    tree = foreign()
    root = tree["universalScheduleStandard"]
    for board in root["stripboards"][0]["boards"]:
        board["breakdownArrays"] = board.pop("breakdownIds")
    root["calendars"][0]["events"][1] |= {"type": "event", "name": "Holiday"}
    assert read(tmp_path, tree)[1] == read(tmp_path, foreign())[1]


def test_days_without_a_first_date_want_one(tmp_path: Path) -> None:
    tree = foreign(calendars=[{"id": "cal", "name": "", "daysOff": [0, 6], "events": []}])
    _, board, remarks = read(tmp_path, tree)
    assert board is None
    assert any("no date of the first" in remark for remark in remarks)
    _, board, _ = read(tmp_path, tree, start=date(2026, 5, 2))
    assert next(day.day for day in board.days) == date(2026, 5, 4)


def test_cost_is_not_kept_where_somebody_changed_strips_or_scenes(tmp_path: Path) -> None:
    shooting, board, _ = read(tmp_path, foreign())
    board = board.model_copy(update={"cost": Decimal(7), "status": "optimal"})
    tree = json.loads(write_uss(shooting, board))
    assert read(tmp_path, tree)[1] == board
    days = tree["universalScheduleStandard"]["stripboards"][0]["boards"][0]["breakdownIds"]
    days.reverse()
    _, moved, remarks = read(tmp_path, tree)
    assert (moved.cost, moved.status) == (None, "unknown")
    assert moved.days[0].scenes == ("1", "2Apt2")
    assert any("strips or scenes were changed" in remark for remark in remarks)
    tree = json.loads(write_uss(shooting, board))
    tree["universalScheduleStandard"]["breakdowns"][0]["pages"] = 4
    assert read(tmp_path, tree)[1].cost is None


def test_change_by_another_program_counts_beside_our_keys(tmp_path: Path) -> None:
    shooting, _, _ = read(tmp_path, foreign())
    tree = json.loads(write_uss(shooting, None))
    root = tree["universalScheduleStandard"]
    root["breakdowns"][0]["pages"] = 3.5
    root["elements"][0]["name"] = "AIKO (AGE 9)"
    again, _, _ = read(tmp_path, tree)
    assert (again.scenes[0].eighths, again.cast[0].name) == (28, "AIKO (AGE 9)")
    assert again.cast[0].available == shooting.cast[0].available


def test_file_says_all_that_the_standard_asks_for(tmp_path: Path) -> None:
    """Keys as its description lists them; strips add up; ids are unique."""
    shooting, board, _ = read(tmp_path, foreign())
    root = json.loads(write_uss(shooting, board))["universalScheduleStandard"]
    model = foreign()["universalScheduleStandard"]
    assert set(model) - {"_palette"} | {"_kachinko"} == set(root)
    for table in ("elements", "breakdowns", "categories", "calendars", "stripboards"):
        for one in root[table]:
            assert set(one) - {"_kachinko"} == set(model[table][0])
    strips = [one for board in root["stripboards"][0]["boards"] for day in board["breakdownIds"]
              for one in (day if isinstance(day, list) else [day])]  # fmt: skip
    assert sorted(strips) == sorted(one["id"] for one in root["breakdowns"])
    ids = [one["id"] for one in [*root["elements"], *root["breakdowns"], *root["categories"]]]
    assert len(set(ids)) == len(ids)
    assert root["breakdowns"][0]["pages"] == 1.125
    assert root["breakdowns"][0]["duration"] == 91 * 60_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is not JSON"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b'{"a": 1}', "no object 'universalScheduleStandard'"),
        (b'{"universalScheduleStandard": {"a": NaN}}', "NaN is no number"),
        (b"[" * 100_000, "too deep"),
        (b'{"universalScheduleStandard":\n {"a" 1}}', "line 2, column 7"),
        (b'{"universalScheduleStandard": {"x": ' + b"9" * 10_000 + b"}}", "not JSON"),
    ],
)
def test_what_is_no_schedule_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_uss(written(tmp_path, data))
    assert said in str(error.value.faults[0])


def test_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    tree = foreign(elements="none")
    root = tree["universalScheduleStandard"]
    root["breakdowns"][1] |= {"pages": "much", "elements": [5], "duration": "long"}
    root["breakdowns"][2] |= {"pages": 900, "_kachinko": {"after": ["77"], "on": "soon"}}
    root["calendars"][0]["events"][0]["date"] = "yesterday"
    root["calendars"][0]["daysOff"] = [9]
    with pytest.raises(InputError) as error:
        read(tmp_path, tree)
    said = [str(fault) for fault in error.value.faults]
    for place, what in [
        ("schedule.uss", "elements is 'none'"),
        ("breakdowns[2]", "pages is 'much'"),
        ("breakdowns[2]", "elements is 5"),
        ("breakdowns[2]", "duration is 'long'"),
        ("breakdowns[3]", "pages is 900"),
        ("breakdowns[3]", "there is no scene '77'"),
        ("breakdowns[3]", "on is 'soon'"),
        ("calendars[1], events[1]", "date is 'yesterday'"),
        ("calendars[1]", "daysOff is a list"),
    ]:
        assert any(place in line and what in line for line in said), (place, what, said)


def test_mutated_files_never_crash(tmp_path: Path) -> None:
    shooting, board, _ = read(tmp_path, foreign())
    wholes = [json.dumps(foreign()).encode(), write_uss(shooting, board)]
    chance = random.Random(8)
    for turn in range(300):
        data = mutated(wholes[turn % 2], chance)
        with suppress(InputError):
            read_uss(written(tmp_path, data))


@pytest.mark.slow
def test_values_of_the_wrong_kind_never_crash(tmp_path: Path) -> None:
    """Every value of a sound file, exchanged for one of another kind."""
    shooting, board, _ = read(tmp_path, foreign())
    chance = random.Random(9)
    odd: list[Any] = [None, True, -1, 1e300, "", "x", [], {}, [[]], [None], {"a": 1}, 10**30]
    for turn in range(400):
        tree = foreign() if turn % 2 else json.loads(write_uss(shooting, board))
        for _ in range(chance.randint(1, 3)):
            node: Any = tree["universalScheduleStandard"]
            while True:
                key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
                child = node[key]
                if not (isinstance(child, dict | list) and child) or chance.random() < 0.15:
                    break
                node = child
            node[key] = deepcopy(chance.choice(odd))
        with suppress(InputError):
            read(tmp_path, tree)
