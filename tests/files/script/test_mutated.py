"""Whatever is in a file: a reader gives a script or says in words what is wrong, and is quick.

The seeds are fixed; each reader has its share of a few hundred files here, and of ten thousand
where slow tests run.
"""

from __future__ import annotations

import random
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from kachinko.files.board import board_json, parse_board
from kachinko.files.json_reader import read_json
from kachinko.files.script.fdx_writer import write_fdx
from kachinko.files.script.fountain_writer import write_fountain
from kachinko.files.script.load import parse_script
from kachinko.files.shooting import KIND, load_shooting, shooting_json
from kachinko.files.validation import to_record
from kachinko.model.board import Board, BoardDay
from kachinko.model.errors import InputError
from kachinko.model.shooting import Shooting
from kachinko.model.shooting_consistency import find_shooting_faults, shooting_inconsistencies
from kachinko.shooting.breakdown.from_script import break_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.errors import Fault

EXAMPLES = Path(__file__).parents[3] / "examples" / "shoot"
SLOWEST = 10.0
"""Seconds for one file of an example's size."""

SPLICES = [
    b"[[", b"]]", b"/*", b"*/", b"\n\n", b"#", b".", b">", b"<", b"^", b"@", b"~", b"===", b"(",
    b"\0", b"\xff", b"\xfe\xff", b"\x1b$B", b"\xe3\x80\x8c", b"\xe3\x80\x80", b"\xe2\x97\x8b",
    b"&#0;", b"&amp;", b"<Paragraph>", b"</Content>", b"<![CDATA[", b"<!DOCTYPE a>", b"INT. ",
    b"{", b"}", b"[", b"*a", b"&a ", b": ", b"- ", b'"', b"1e999", b"-1", b"null", b"\t",
    b"\xed\xa0\x80", b")",
]  # fmt: skip


def mutated(data: bytes, luck: random.Random) -> bytes:
    """Damage a file in one to six places."""
    damaged = bytearray(data)
    for _ in range(luck.randint(1, 6)):
        at = luck.randrange(len(damaged) + 1)
        match luck.randrange(6):
            case 0 if damaged:
                damaged[at % len(damaged)] ^= 1 << luck.randrange(8)
            case 1:
                del damaged[at:]
            case 2:
                damaged[at:at] = luck.choice(SPLICES) * luck.choice([1, 1, 2, 50, 2000])
            case 3:
                stop = min(len(damaged), at + luck.randrange(200))
                damaged[at:at] = damaged[at:stop] * luck.choice([1, 3, 40])
            case 4:
                del damaged[at : at + luck.randrange(60)]
            case _:
                damaged[at:at] = luck.randbytes(luck.randrange(8))
    return bytes(damaged)


def read_and_break_down(name: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        script = parse_script(data, name)
        breakdown = break_down(script, currency="JPY")
        assert find_shooting_faults(breakdown.shooting) == []
        if script.layout == "western":
            write_fountain(script)
            write_fdx(script)

    return read


def read_shooting_json(data: bytes) -> None:
    to_record(read_json(data, "a.json", KIND), Shooting, shooting_inconsistencies)


SAMPLE_BOARD = Board.model_validate(
    {
        "shooting": "X", "currency": "JPY", "status": "feasible", "cost": 5, "cost_bound": 4,
        "days": [BoardDay.model_validate({"date": "2028-03-06", "scenes": ["1", "2"]})],
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def readers() -> dict[str, tuple[bytes, Callable[[bytes], object]]]:
    shooting = load_shooting(EXAMPLES / "lantern-street.yaml")
    texts = {
        name: (EXAMPLES / name).read_bytes()
        for name in ("lantern-street.fountain", "lantern-street.fdx", "chochin.txt")
    }
    found: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
        name: (data, read_and_break_down(name)) for name, data in texts.items()
    }
    sjis = texts["chochin.txt"].decode().replace("――", "").encode("cp932")
    found["chochin-sjis.txt"] = (sjis, read_and_break_down("a.txt"))
    found["shooting.json"] = (shooting_json(shooting)[:6000].encode(), read_shooting_json)
    found["whole shooting.json"] = (shooting_json(shooting).encode(), read_shooting_json)
    found["board.json"] = (board_json(SAMPLE_BOARD).encode(), lambda data: parse_board(data, "b"))
    return found


NAMES = [
    "lantern-street.fountain", "lantern-street.fdx", "chochin.txt", "chochin-sjis.txt",
    "shooting.json", "whole shooting.json", "board.json",
]  # fmt: skip


def survive(data: bytes, read: Callable[[bytes], object], seed: int) -> None:
    damaged = mutated(data, random.Random(seed))
    start = perf_counter()
    faults = refused(read, damaged)
    assert faults is None or (faults and all(fault.what for fault in faults))
    assert perf_counter() - start < SLOWEST


def refused(read: Callable[[bytes], object], data: bytes) -> list[Fault] | None:
    """What is wrong with a file, or None where it was read."""
    try:
        read(data)
    except InputError as error:
        return error.faults
    return None


@pytest.mark.parametrize("name", NAMES)
def test_damaged_files(
    name: str, readers: dict[str, tuple[bytes, Callable[[bytes], object]]]
) -> None:
    for seed in range(45):
        survive(*readers[name], seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_ten_thousand_damaged_files(
    name: str, readers: dict[str, tuple[bytes, Callable[[bytes], object]]]
) -> None:
    for seed in range(1000, 1000 + 10_000 // len(NAMES)):
        survive(*readers[name], seed)


def test_a_damaged_yaml_shooting(tmp_path: Path) -> None:
    data = (EXAMPLES / "lantern-street.yaml").read_bytes()
    path = tmp_path / "a.yaml"

    def read(damaged: bytes) -> None:
        path.write_bytes(damaged)
        load_shooting(path)

    for seed in range(40):
        survive(data, read, seed)


EXTREMES = {
    "nested.fdx": b"<FinalDraft><Content>" + b"<Paragraph>" * 100_000,
    "deep.fdx": b"<FinalDraft><Content>"
    + b"<P>" * 50_000
    + b"</P>" * 50_000
    + b"</Content></FinalDraft>",
    "line.fountain": b"INT. A\n\n" + b"word " * 200_000,
    "letters.fountain": b"INT. A\n\n" + b"w" * 1_000_000,
    "heading.fountain": b"INT. " + b"A - " * 50_000,
    "dashes.fountain": b"INT. A" + b"-" * 100_000 + b"\n\n." + b"(" * 100_000,
    "cue.fountain": b"INT. A\n\n" + b"A" * 100_000 + b" (" * 20_000 + b"\nx\n",
    "scenes.fountain": b"INT. A\n\nX.\n\n" * 3_000,
    "speech.txt": "○家\n太郎「".encode() + "あ".encode() * 200_000,
    "brackets.txt": "○家\n".encode() + "太郎「".encode() * 20_000,
    "name.txt": "○家\n".encode() + "太".encode() * 200_000 + "「は」".encode(),
    "heading.txt": "○".encode() + "家・".encode() * 100_000,
    "places.txt": "○".encode() + "・（夜）".encode() * 40,
    "breaks.txt": "○家\n".encode() + "×".encode() * 100_000,
    "cast.txt": "".join(f"○家\n人{n}「は」\n　人{n}、立つ。\n" for n in range(800)).encode(),
    "ruby.txt": "○家\n".encode() + "｜".encode() * 50_000 + "《".encode() * 50_000,
    "zeros.txt": b"\0" * 100_000,
    "empty.txt": b"",
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes(name: str) -> None:
    start = perf_counter()

    faults = refused(read_and_break_down(name), EXTREMES[name])

    assert faults is None or faults
    assert perf_counter() - start < SLOWEST
