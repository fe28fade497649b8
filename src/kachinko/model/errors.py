"""Errors that reach people: one tree, each with a stable code."""

from __future__ import annotations

from dataclasses import dataclass


class KachinkoError(Exception):
    """Something that a person can act on.

    `code` never changes once published; `hint` says what to do next.
    """

    code = "KACHINKO"
    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.message}{hint} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: where, what, and what would be right."""

    place: str
    """Where a person finds it: ``titles.yaml line 12, column 5`` or ``book.xlsx!Sets C7``."""
    what: str
    right: str = ""

    def __str__(self) -> str:
        right = f" Right would be: {self.right}." if self.right else ""
        return f"{self.place}: {self.what}.{right}"


class InputError(KachinkoError):
    """An input that cannot be used; carries every fault found, not only the first."""

    code = "INPUT"

    def __init__(self, source: str, faults: list[Fault]) -> None:
        self.source = source
        self.faults = faults
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{source} cannot be used: {count}.", hint="Nothing was written.")


class OutputError(KachinkoError):
    """An output that could not be written; what stood there before is still whole."""

    code = "OUTPUT"
