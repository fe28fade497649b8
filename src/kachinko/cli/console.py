"""What every verb shares: --json, --quiet, --lang, the progress line, and errors in words."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kachinko.report.text_table import fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kachinko.model.errors import Fault

MOST_REMARKS = 12
"""Remarks about reading that a person is told; a program gets all."""
ENGLISH_ONLY = "Japanese texts are not there yet; this is English."
RULES_IN_ENGLISH = "制度の規則と条件を説明する文は、元の英語のまま表示します。"
DOCUMENTS_IN_JAPANESE = "The documents are in Japanese; what is said here is English."
IN_JAPANESE = ""
"""All is in Japanese, which needs no remark."""


class Console:
    """Speaks to the person, or to the program, that called.

    With ``--json`` standard output carries one JSON document and nothing else; with ``--quiet``
    only errors are said. Progress and warnings go to standard error.
    """

    def __init__(
        self, *, as_json: bool, quiet: bool, lang: str, in_japanese: str = ENGLISH_ONLY
    ) -> None:
        self.as_json = as_json
        self.quiet = quiet
        self.lang = lang
        self._tells = lang != "en" and in_japanese == IN_JAPANESE
        self._live = False
        if lang == "ja" and in_japanese:
            self.note(in_japanese)

    def say(self, text: str = "") -> None:
        """Print a line for people; silent with --json or --quiet."""
        if not self.as_json and not self.quiet:
            self._end_progress()
            click.echo(self._told(text))

    def answer(self, document: Any) -> None:
        """Print the verb's JSON document; silent without --json."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, indent=2))

    def remark(self, remarks: Iterable[str]) -> None:
        """Say on standard error what to know about files that were read; the first of many."""
        told = list(remarks)
        for each in told[:MOST_REMARKS]:
            self.note(f"Note: {each.removesuffix('.')}.")
        if len(told) > MOST_REMARKS:
            self.note(f"Note: {len(told) - MOST_REMARKS} more remarks; --json has them all.")

    def note(self, text: str) -> None:
        """Print a warning or remark on standard error; silent with --quiet."""
        if not self.quiet:
            self._end_progress()
            click.echo(self._told(text), err=True)

    @property
    def is_live(self) -> bool:
        """Whether progress is one line that is written over."""
        return sys.stderr.isatty()

    @property
    def columns(self) -> int | None:
        """How wide the terminal is; None where there is none, so that lines stay whole."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else None

    def progress(self, text: str) -> None:
        """Show the state of long work in one line that is written over; silent with --quiet.

        Where standard error is no terminal, each call prints a line of its own.
        """
        if self.quiet:
            return
        text = self._told(text)
        if self.is_live:
            room = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\r" + fitted(text, room))
            sys.stderr.flush()
            self._live = True
        else:
            click.echo(text, err=True)

    def _told(self, text: str) -> str:
        return _in_language(text, self.lang) if self._tells else text

    def leave(self, code: int) -> NoReturn:
        """End the verb with an exit code."""
        self._end_progress()
        raise click.exceptions.Exit(code)

    def _end_progress(self) -> None:
        if self._live:
            sys.stderr.write("\n")
            self._live = False


def verb(function: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options that all verbs share; it gets them as a `Console`."""
    return _shared(function, ENGLISH_ONLY)


def verb_with_documents(function: Callable[..., None]) -> Callable[..., None]:
    """Do as `verb` does, for one whose documents come in Japanese too."""
    return _shared(function, DOCUMENTS_IN_JAPANESE)


def verb_in_both(function: Callable[..., None]) -> Callable[..., None]:
    """Do as `verb` does, for one that speaks Japanese, but for the rules that it quotes."""
    return _shared(function, RULES_IN_ENGLISH)


def verb_in_japanese(function: Callable[..., None]) -> Callable[..., None]:
    """Do as `verb` does, for one that says and writes all in Japanese too."""
    return _shared(function, IN_JAPANESE)


def _shared(function: Callable[..., None], in_japanese: str) -> Callable[..., None]:
    @click.option("--json", "as_json", is_flag=True, help="Print one JSON document, nothing else.")
    @click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
    @click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="Language.")
    @functools.wraps(function)
    def wrapped(*, as_json: bool, quiet: bool, lang: str, **arguments: Any) -> None:
        console = Console(as_json=as_json, quiet=quiet, lang=lang, in_japanese=in_japanese)
        function(console, **arguments)

    return wrapped


def _in_language(text: str, lang: str) -> str:
    """A line in a language, as far as its sentences are known there."""
    if lang == "en":
        return text
    from kachinko.report.told import told_line

    return told_line(text, lang)


def complain(error: Exception, *, as_json: bool, lang: str) -> int:
    """Tell a person, or a program, what went wrong; returns the exit code.

    Persons are told in a language as far as its sentences are known there, programs in English.

    An error that we did not foresee is a bug of ours: it is said so, in one line, with what it
    was, and never as a page of code.
    """
    from kachinko.model.errors import InputError, KachinkoError

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        document: dict[str, Any] = {"code": "CALL", "message": error.format_message()}
        lines = [f"Error: {error.format_message()}"]
        if isinstance(error, click.UsageError) and error.ctx is not None:
            lines.append(f"Try '{error.ctx.command_path} --help'.")
        code = 2
    elif isinstance(error, KachinkoError):
        document = {"code": error.code, "message": error.message, "hint": error.hint}
        lines = [f"Error: {error}"]
        if isinstance(error, InputError):
            document["faults"] = [
                {"place": fault.place, "what": fault.what, "right": fault.right}
                for fault in error.faults
            ]
            lines += [_fault_line(fault, lang) for fault in error.faults]
        code = error.exit_code
    else:
        what = f"{type(error).__name__}: {error}"
        document = {"code": "BUG", "message": what}
        lines = [f"Error: this is a fault in Kachinko itself, please report it: {what} [BUG]"]
        code = 2
    if as_json:
        click.echo(json.dumps({"error": document}, ensure_ascii=False, indent=2))
    for line in lines:
        click.echo(_in_language(line, lang), err=True)
    return code


def _fault_line(fault: Fault, lang: str) -> str:
    if lang == "en":
        return f"  {fault}"
    right = f"正しくは: {_in_language(fault.right, lang)}。" if fault.right else ""
    return f"  {fault.place}: {_in_language(fault.what, lang)}。{right}"
