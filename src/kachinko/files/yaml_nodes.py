"""YAML text into nodes that know their line and column, by the rules of YAML 1.2.

PyYAML supplies the events; values are resolved here by the core schema of YAML 1.2, in which NO
is a word, not false, and a date is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from kachinko.model.errors import Fault
from kachinko.model.money import written_number

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 30
"""Levels of nesting; a project has seven."""

MOST_VALUES = 400_000
"""Values in a project, with references written out; a thousand titles have 150,000."""

_STR_TAGS = (None, "!", "tag:yaml.org,2002:str")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,59})")
_OCTAL, _HEX = re.compile(r"0o[0-7]{1,20}"), re.compile(r"0x[0-9a-fA-F]{1,20}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS: dict[str, Any] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_CONSTANTS |= dict.fromkeys(("true", "True", "TRUE"), True)
_CONSTANTS |= dict.fromkeys(("false", "False", "FALSE"), False)
_CONSTANTS |= dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan"))
_CONSTANTS |= dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf"))
_CONSTANTS |= dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf"))
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(slots=True)
class Key:
    """A key of a mapping and where it stands."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Node:
    """A value and where it begins; lists hold nodes, mappings pairs of key and node."""

    value: Any
    line: int
    column: int
    items: list[Node] | None = None
    pairs: list[tuple[Key, Node]] | None = None


@dataclass(slots=True)
class Document:
    """What one file holds: its root, unless it cannot be read, and what is wrong with it."""

    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)


class _StopError(Exception):
    """Reading cannot go on."""

    def __init__(self, mark: Any, what: str, right: str = "") -> None:
        self.fault = (mark, what, right)


def resolve(text: str) -> Any:
    """Read a plain scalar as YAML 1.2 does; numbers with leading zeros stay text, as ids need."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEX.fullmatch(text):
        return int(text[2:], 16)
    if _FLOAT.fullmatch(text) and len(text) <= 60:
        return written_number(text)
    return text


def parse(text: str, file: str) -> Document:
    """Parse the text of one file."""
    document = Document()
    strange = _FORBIDDEN.search(text)
    if strange is not None:
        line, column = _spot(text, strange.start())
        document.faults.append(
            Fault(
                f"{file} line {line}, column {column}",
                f"the character {strange[0]!r} may not stand in a YAML file",
                "text without control characters; perhaps this is not a text file",
            )
        )
        return document
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = yaml.parse(text, Loader=loader)
        document.root = _Builder(file, events, document.faults).document()
    except _StopError as stop:
        mark, what, right = stop.fault
        document.faults.append(Fault(_place(file, mark), what, right))
    except yaml.MarkedYAMLError as error:
        document.faults.append(Fault(_place(file, _opening(error)), *_explain(error, text)))
    except (yaml.YAMLError, RecursionError) as error:
        document.faults.append(Fault(file, f"this is not YAML: {str(error)[:100]}"))
    return document


class _Builder:
    """Builds nodes out of events; knows the anchors, of which some may be unfinished."""

    def __init__(self, file: str, events: Iterator[Any], faults: list[Fault]) -> None:
        self.file = file
        self.events = iter(events)
        self.faults = faults
        self.anchors: dict[str, Node | None] = {}
        self.count = 0

    def document(self) -> Node | None:
        root: Node | None = None
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise _StopError(
                        event.start_mark,
                        "a second document begins here ('---')",
                        "one document in a file",
                    )
                seen = True
                root = self.node(next(self.events), 0)
        return root

    def node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        if depth > DEEPEST:
            raise _StopError(
                mark, f"values are nested more than {DEEPEST} deep", "the keys of a project"
            )
        self.count += 1
        if self.count > MOST_VALUES:
            raise _StopError(
                mark, f"the file holds more than {MOST_VALUES:,} values", "a smaller project"
            )
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        anchor = event.anchor
        if anchor is not None:
            self.anchors[anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            node = Node(self.scalar(event), mark.line + 1, mark.column + 1)
        elif isinstance(event, yaml.SequenceStartEvent):
            self.check_tag(event, "tag:yaml.org,2002:seq")
            node = Node(None, mark.line + 1, mark.column + 1, items=[])
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                assert node.items is not None
                node.items.append(self.node(event, depth + 1))
        else:
            self.check_tag(event, "tag:yaml.org,2002:map")
            pairs = self.pairs(depth)
            node = Node(None, mark.line + 1, mark.column + 1, pairs=pairs)
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def pairs(self, depth: int) -> list[tuple[Key, Node]]:
        pairs: list[tuple[Key, Node]] = []
        first: dict[str, Key] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = event.start_mark
            if not isinstance(event, yaml.ScalarEvent):
                raise _StopError(mark, "a key is a list or a group of keys", "a word as the key")
            key = Key(event.value, mark.line + 1, mark.column + 1)
            node = self.node(next(self.events), depth + 1)
            if key.text in first:
                self.faults.append(
                    Fault(
                        _place(self.file, mark),
                        f"the key {key.text!r} stands here a second time, first in line "
                        f"{first[key.text].line}",
                        "each key once",
                    )
                )
            else:
                first[key.text] = key
                pairs.append((key, node))
        return pairs

    def alias(self, event: Any) -> Node:
        if event.anchor not in self.anchors:
            raise _StopError(
                event.start_mark, f"'*{event.anchor}' refers to nothing above", "the value itself"
            )
        node = self.anchors[event.anchor]
        if node is None:
            raise _StopError(
                event.start_mark, f"'*{event.anchor}' contains itself", "the value itself"
            )
        return node

    def scalar(self, event: Any) -> Any:
        if event.tag in _STR_TAGS:
            plain = event.tag is None and not event.style
            return resolve(event.value) if plain else event.value
        self.check_tag(event, "")
        return None

    def check_tag(self, event: Any, own: str) -> None:
        if event.tag not in (None, "!", own):
            raise _StopError(
                event.start_mark,
                f"the tag {event.tag!r} is not understood",
                "plain values without tags ('!…')",
            )


def _spot(text: str, index: int) -> tuple[int, int]:
    line = text.count("\n", 0, index) + 1
    return line, index - (text.rfind("\n", 0, index) + 1) + 1


def _place(file: str, mark: Any) -> str:
    if mark is None:
        return file
    return f"{file} line {mark.line + 1}, column {mark.column + 1}"


def _opening(error: yaml.MarkedYAMLError) -> Any:
    # What is not closed is put right where it was opened, not where the file ended.
    context = str(error.context or "")
    if error.context_mark is not None and any(part in context for part in ("flow", "quoted")):
        return error.context_mark
    return error.problem_mark or error.context_mark


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    """Say what a complaint of the YAML parser means to a person."""
    problem, context = str(error.problem or ""), str(error.context or "")
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return "a tab stands where spaces belong", "two spaces for each level"
    for part, what, right in _COMPLAINTS:
        if part in problem or part in context:
            return what, right
    if "did not find expected" in problem or "block end" in problem:
        if mark is not None and mark.column > len(indent):
            return (
                "something follows a value that has ended already",
                "the whole value in quotation marks",
            )
        return (
            "this line is not indented like the lines before it",
            "keys of one group exactly below each other",
        )
    return f"this is not YAML: {problem}", "the form that 'kachinko new' writes"


_COMPLAINTS = (
    (
        "mapping values are not allowed",
        "a colon stands where none is expected",
        "text with ': ' inside in quotation marks, and each key on a line of its own",
    ),
    (
        "found unexpected ':'",
        "a colon stands where none is expected",
        "a space after the colon of a key; text with a colon inside in quotation marks",
    ),
    (
        "directive",
        "'%' at the beginning of a line has a meaning of its own in YAML",
        "the text in quotation marks",
    ),
    ("found unexpected end of stream", "a quotation mark is not closed", "a closing mark"),
    (
        "unknown escape",
        "a backslash in double quotation marks has a meaning of its own",
        "the text in single quotation marks",
    ),
    (
        "flow sequence",
        "a list that begins here with '[' is not closed properly",
        "commas between the entries and ']' at the end",
    ),
    (
        "flow mapping",
        "a group that begins here with '{' is not closed properly",
        "commas between the keys and '}' at the end",
    ),
    ("flow node", "a list '[' or group '{' is not closed", "']' or '}' at the end"),
    ("could not find expected ':'", "a key without a colon", "'key: value'"),
    (
        "sequence entries are not allowed",
        "a list begins on the line of its key",
        "each '- entry' on a line of its own",
    ),
    (
        "cannot start any token",
        "a value begins with a character that has a meaning of its own in YAML",
        "the text in quotation marks",
    ),
    (
        "block node",
        "a value begins with a character that has a meaning of its own in YAML",
        "the text in quotation marks",
    ),
    (
        "scanning an a",
        "'&' or '*' at the beginning of a value has a meaning of its own in YAML",
        "the text in quotation marks",
    ),
)
