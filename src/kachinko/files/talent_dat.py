"""Instances of the talent scheduling problem in the literature's text form (``.dat``).

Lines without text do not count. The first line is the name, the second the number of scenes n,
the third the number of cast m; then m lines of n zeros and ones and the daily rate; then a line of
n durations. A line that begins with ``#`` or ``%`` is a remark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.source import read_bytes, refusal
from kachinko.model.errors import Fault, InputError
from kachinko.model.talent import TalentInstance

if TYPE_CHECKING:
    from pathlib import Path

MOST_SCENES = 2_000
MOST_CAST = 2_000
_MOST_FAULTS = 200
_LARGEST = 10**12
_RIGHT = "a name; the number of scenes; of cast; a row for each of the cast; a row of durations"

Line = tuple[int, str]


def read_talent(path: Path) -> TalentInstance:
    """Read an instance of the talent scheduling problem.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    source = str(path)
    data = read_bytes(path, source, "talent scheduling instance")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(source, "this is not text", _RIGHT) from None
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.lstrip().startswith(("#", "%"))
    ]
    return _Reading(source, path.name).instance(lines)


class _Reading:
    """One file being read: collects what is wrong."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self.file = file
        self.faults: list[Fault] = []

    def instance(self, lines: list[Line]) -> TalentInstance:
        if len(lines) < 3:
            raise refusal(self.source, f"the file has {len(lines)} lines with text", _RIGHT)
        name = lines[0][1]
        scenes = self._count(lines[1], "the number of scenes", MOST_SCENES)
        cast = self._count(lines[2], "the number of cast", MOST_CAST)
        self._stop_at_faults()
        rows = lines[3:]
        if len(rows) != cast + 1:
            found = "no row" if not rows else f"{len(rows)} rows"
            self._fault(
                lines[2][0],
                f"{cast} of the cast are announced and {found} follow",
                f"{cast + 1} rows: one for each of the cast, and one of durations",
            )
        self._stop_at_faults()
        table = [self._cast_row(row, scenes) for row in rows[:cast]]
        durations = self._numbers(rows[cast], scenes, "a duration for each scene", least=1)
        self._stop_at_faults()
        return TalentInstance(
            name=name,
            needs=tuple(tuple(value == 1 for value in row[:-1]) for row in table),
            rates=tuple(row[-1] for row in table),
            durations=tuple(durations),
        )

    def _count(self, line: Line, what: str, most: int) -> int:
        number = _whole(line[1])
        if number is None or not 1 <= number <= most:
            self._fault(line[0], f"{what} is {line[1][:40]!r}", f"a number from 1 to {most:,}")
            return 0
        return number

    def _cast_row(self, line: Line, scenes: int) -> list[int]:
        right = f"{scenes} zeros or ones, then the daily rate"
        row = self._numbers(line, scenes + 1, right)
        for place, value in enumerate(row[:-1], start=1):
            if value not in (0, 1):
                self._fault(line[0], f"scene {place} is {value} here", "0 or 1")
        return row

    def _numbers(self, line: Line, count: int, right: str, least: int = 0) -> list[int]:
        words = line[1].split()
        if len(words) != count:
            self._fault(line[0], f"the row has {len(words)} numbers", f"{count}: {right}")
            return [0] * count
        numbers = []
        for place, word in enumerate(words, start=1):
            number = _whole(word)
            if number is None or not least <= number <= _LARGEST:
                self._fault(line[0], f"number {place} is {word[:40]!r}", f"{least} or more, whole")
                number = least
            numbers.append(number)
        return numbers

    def _fault(self, line: int, what: str, right: str) -> None:
        self.faults.append(Fault(f"{self.file} line {line}", what, right))

    def _stop_at_faults(self) -> None:
        if self.faults:
            raise InputError(self.source, self.faults[:_MOST_FAULTS])


def _whole(word: str) -> int | None:
    if not word.isascii() or not word.isdigit() or len(word) > 15:
        return None
    return int(word)
