"""`kachinko incentives test`: the worked examples that a programme's file carries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import verb_in_both

if TYPE_CHECKING:
    from kachinko.cli.console import Console


@click.command(short_help="Run the worked examples of a programme's file.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@verb_in_both
def test(console: Console, *, path: Path) -> None:
    """Run the worked examples that a programme's file carries: expected, got, difference.

    Exits 0 when all pass, 1 when one does not, 2 when the file cannot be used.
    """
    from kachinko.report.incentives.example_rows import examples_document
    from kachinko.report.incentives.texts import IncentiveWords
    from kachinko.service.incentives import run_examples_of

    words = IncentiveWords(console.lang)
    programme, results = run_examples_of(path)
    failed = sorted({each.example for each in results if not each.passed})
    every = {each.id for each in programme.examples}
    console.answer(examples_document(programme, results))
    for each in results:
        state = words("test.ok" if each.passed else "test.bad")
        line = words(
            "test.line",
            expected=words.value(each.expected),
            got=words.value(each.got),
            difference="–" if each.difference is None else words.value(each.difference),
        )
        console.say(f"{state}  {each.example} ({each.basis}) {each.key}: {line}")
    if not every:
        console.say(words("test.none"))
    elif failed:
        console.say(words("test.failed", n=len(failed), all=len(every)))
    else:
        console.say(words("test.passed", n=len(every)))
    if failed:
        console.leave(1)
