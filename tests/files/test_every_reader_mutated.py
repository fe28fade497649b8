"""Whatever is in a file of whatever form, the one way in gives a shooting or says what is wrong.

Ten thousand damaged files run where slow tests run, some of each form here; the seeds are fixed.
Time and memory of every file are bounded.
"""

from __future__ import annotations

import io
import json
import random
import resource
import zipfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from kachinko.files.board import board_json, load_board
from kachinko.files.breakdown_table import write_breakdown_csv, write_breakdown_workbook
from kachinko.files.shooting import shooting_json
from kachinko.files.talent_dat import read_talent
from kachinko.files.uss import write_uss
from kachinko.files.yaml_writer import write_record
from kachinko.model.errors import InputError
from kachinko.model.shooting_consistency import find_shooting_faults
from kachinko.service.shooting_input import open_board, open_input
from tests.files.mutation import mutated
from tests.files.test_mms_pdf import SCHEDULE, pdf, sheet
from tests.files.test_uss import foreign
from tests.shooting_case import board, shooting

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.errors import Fault

EXAMPLES = Path(__file__).parents[2] / "examples" / "shoot"
INSTANCE = b"name\n4\n3\n1 0 1 1 5\n0 1 1 0 4\n1 1 0 0 7\n1 2 1 3\n"
SLOWEST = 10.0
"""Seconds for one file of an example's size."""
MOST_GROWTH_KB = 600_000
"""By which all the files of a form together may raise the peak of the process."""
ALL = 10_000


def script(name: str) -> bytes:
    return (EXAMPLES / name).read_text("utf-8")[:2_000].encode()


def in_the_parts(whole: bytes, chance: random.Random) -> bytes:
    """A workbook with damage in one of its parts, so that it reaches the readers of XML."""
    if chance.random() < 0.3:
        return mutated(whole, chance)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damaged = chance.choice(sorted(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, mutated(data, chance) if name == damaged else data)
    return stream.getvalue()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "a.yaml": lambda: write_record(shooting()).encode(),
    "a.json": lambda: shooting_json(shooting()).encode(),
    "a.fountain": lambda: script("lantern-street.fountain"),
    "a.fdx": (EXAMPLES / "lantern-street.fdx").read_bytes,
    "a.txt": lambda: script("chochin.txt"),
    "a.csv": lambda: write_breakdown_csv(shooting()),
    "a.xlsx": lambda: write_breakdown_workbook(shooting()),
    "a.uss": lambda: write_uss(shooting(), board()),
    "other.uss": lambda: json.dumps(foreign()).encode(),
    "schedule.pdf": lambda: pdf(SCHEDULE, "Shooting Schedule"),
    "breakdown.pdf": lambda: pdf([sheet(1, "12A", "INT", "LABORATORY", "Night", "2 3/8")]),
    "board.json": lambda: board_json(board()).encode(),
    "a.dat": lambda: INSTANCE,
}


def read(path: Path) -> None:
    """Read a file as the command line does."""
    if path.suffix == ".dat":
        read_talent(path)
    elif path.name == "board.json":
        load_board(path)
    else:
        opened = open_input(path)
        assert find_shooting_faults(opened.shooting) == []
        if opened.board is not None:
            open_board(path, opened.shooting)


def faults_in(path: Path) -> list[Fault] | None:
    """What is wrong with a file, or None where it was read."""
    try:
        read(path)
    except InputError as error:
        return error.faults
    return None


def survive(name: str, folder: Path, seeds: range) -> tuple[int, int]:
    """How many of the damaged files were read, and how many refused in words."""
    whole, path = SAMPLES[name](), folder / name
    damage = in_the_parts if name.endswith(".xlsx") else mutated
    good = refused = 0
    for seed in seeds:
        path.write_bytes(damage(whole, random.Random(seed)))
        begun = perf_counter()
        faults = faults_in(path)
        assert faults is None or (faults and all(fault.what for fault in faults))
        good, refused = good + (faults is None), refused + (faults is not None)
        assert perf_counter() - begun < SLOWEST, f"seed {seed}"
    return good, refused


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sound_file_reads(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(SAMPLES[name]())

    read(tmp_path / name)


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_files(name: str, tmp_path: Path) -> None:
    assert sum(survive(name, tmp_path, range(12))) == 12


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_ten_thousand_damaged_files(name: str, tmp_path: Path) -> None:
    survive(name, tmp_path, range(3))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    survive(name, tmp_path, range(1000, 1000 + ALL // len(SAMPLES) + 1))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH_KB
