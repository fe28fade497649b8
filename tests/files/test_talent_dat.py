"""The literature's instances of talent scheduling, as files."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from kachinko.files.talent_dat import read_talent
from kachinko.model.errors import InputError
from kachinko.model.talent import TalentInstance

INSTANCES = Path(__file__).parents[2] / "benchmarks" / "shooting" / "instances"

# name: scenes, cast, least total cost, of it waiting (the README beside the instances)
KNOWN = {
    "MobStory": (28, 8, 871, 146),
    "film103": (19, 8, 1031, 187),
    "film105": (18, 8, 849, 110),
    "film114": (19, 8, 867, 143),
    "film116": (19, 8, 541, 110),
    "film117": (19, 8, 913, 197),
    "film118": (19, 8, 853, 156),
    "film119": (18, 8, 790, 159),
    "concert": (9, 5, 111, 17),
    "Warwick1201": (20, 20, 222, 31),
}
SMALL = "small\n3\n2\n\n1 0 1  10\n0 1 1  4\n\n2 1 1\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "case.dat"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("name", KNOWN)
def test_instance_of_the_literature_reads(name: str) -> None:
    scenes, cast, total, waiting = KNOWN[name]
    instance = read_talent(INSTANCES / f"{name}.dat")
    assert (instance.name, instance.scenes, instance.cast) == (name, scenes, cast)
    # What is paid for work is the same in every order, so the two published columns must agree.
    assert instance.working_pay == total - waiting


def test_readme_states_the_same_optima() -> None:
    text = (INSTANCES / "README.md").read_text(encoding="utf-8")
    for name, (scenes, cast, total, waiting) in KNOWN.items():
        assert f"| {name} | {scenes} × {cast} | {total} | {waiting} |" in text


def test_small_instance_is_read_whole_and_costed(tmp_path: Path) -> None:
    instance = read_talent(written(tmp_path, SMALL))
    assert instance == TalentInstance(
        "small", ((True, False, True), (False, True, True)), (10, 4), (2, 1, 1)
    )
    assert instance.cost((0, 1, 2)) == 10 * 4 + 4 * 2
    assert instance.cost((0, 2, 1)) == instance.working_pay == 10 * 3 + 4 * 2


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["the file has 0 lines with text"]),
        ("x\nmany\n0\n", ["case.dat line 2: the number of scenes", "case.dat line 3: the number"]),
        ("x\n2\n2\n1 1 5\n1 1\n", ["line 3: 2 of the cast are announced and 2 rows follow"]),
        (  # every fault at once, each with its line
            "x\n2\n2\n1 2 5\n1 1\n0 a\n",
            ["line 4: scene 2 is 2", "line 5: the row has 2", "number 1 is '0'", "number 2 is 'a'"],
        ),
        ("x\n1\n1\n1 -5\n1\n", ["line 4: number 2 is '-5'"]),
        ("x\n1\n1\n1 ５\n1\n", ["line 4: number 2 is '５'"]),
    ],
)
def test_faults_are_all_named_with_their_line(tmp_path: Path, text: str, faults: list[str]) -> None:
    with pytest.raises(InputError) as error:
        read_talent(written(tmp_path, text))
    said = [str(fault) for fault in error.value.faults]
    assert len(said) == len(faults)
    assert all(part in line for part, line in zip(faults, said, strict=True)), said


def test_damaged_files_never_crash(tmp_path: Path) -> None:
    whole = (INSTANCES / "concert.dat").read_bytes()
    chance = random.Random(4)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[place] = chance.randrange(256)
                case 1:
                    del data[place : place + chance.randint(1, 20)]
                case _:
                    data[place:place] = bytes(chance.randrange(256) for _ in range(3))
        path = tmp_path / "case.dat"
        path.write_bytes(bytes(data))
        with suppress(InputError):
            read_talent(path)
