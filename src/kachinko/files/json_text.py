"""JSON text with the line of every key, and what is wrong with it in words."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from kachinko.model.errors import Fault, InputError
from kachinko.model.money import written_number

if TYPE_CHECKING:
    from kachinko.model.raw_tree import Path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+|\n')


def decode_json(content: bytes, name: str, right: str) -> str:
    """Decode UTF-8; `right` says where such a file comes from."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = Fault(f"{name} line {line}", "the text is not UTF-8", "a file saved as UTF-8")
        raise InputError(name, [fault]) from None
    if not text.strip():
        raise InputError(name, [Fault(name, "the file is empty", right)])
    return text


def parse_json(text: str, name: str, noun: str) -> tuple[Any, bool]:
    """Parse JSON; also say whether a key stands twice or a number is none."""
    odd: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) != len(found):
            odd.append("a key twice")
        return made

    def constant(word: str) -> None:
        odd.append(word)

    def number(digits: str) -> float | str | None:
        if math.isfinite(float(digits)):
            return written_number(digits)
        odd.append(digits)
        return None

    try:
        data = json.loads(
            text, object_pairs_hook=pairs, parse_constant=constant, parse_float=number
        )
    except json.JSONDecodeError as error:
        place = f"{name} line {error.lineno}, column {error.colno}"
        fault = Fault(place, f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}")
    except RecursionError:
        fault = Fault(name, f"it is nested too deeply to be {noun}")
    except ValueError:
        fault = Fault(name, "it has a number of thousands of digits")
    else:
        return data, bool(odd)
    raise InputError(name, [fault])


class JsonLines:
    """Where in the text each key of a JSON document stands.

    Reads only what `json` has accepted, so that it need not understand damage.
    """

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._line: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._walk(text)

    def place(self, path: Path) -> str:
        """Name the file, the line and the path of a key, as ``titles[2].sets[0].shoot``."""
        line = next(
            (
                self._line[path[:end]]
                for end in range(len(path), -1, -1)
                if path[:end] in self._line
            ),
            1,
        )
        words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        return f"{self._name} line {line}" + (f", {words.lstrip('.')}" if words else "")

    def _walk(self, text: str) -> None:
        line, before = 1, ""
        path: list[Any] = []  # keys, and positions that count up
        kinds: list[str] = []
        for token in (match[0] for match in _TOKEN.finditer(text)):
            if token == "\n":
                line += 1
                continue
            if token in "{[":
                self._line.setdefault(tuple(path), line)
                kinds.append(token)
                path.append(0 if token == "[" else "")
            elif token in "}]":
                kinds.pop()
                path.pop()
            elif token == "," and kinds[-1] == "[":
                path[-1] += 1
            elif token not in ",:":
                if kinds and kinds[-1] == "{" and before != ":":
                    path[-1] = json.loads(token)
                    self._note(tuple(path), line)
                else:
                    self._line.setdefault(tuple(path), line)
                    self._check_number(token, tuple(path))
            before = token

    def _note(self, path: Path, line: int) -> None:
        if path in self._line:
            self.faults.append(
                Fault(self.place(path), f"the key {path[-1]!r} stands again in line {line}")
            )
        self._line[path] = line

    def _check_number(self, token: str, path: Path) -> None:
        if token[0] in "-0123456789NI" and not math.isfinite(float(token)):
            self.faults.append(Fault(self.place(path), f"{token[:30]} is no number to plan with"))
