"""What `kachinko incentives estimate` and `compare` take of a case, as options of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.as_of import asked_as_of
from kachinko.cli.pairs import Pair
from kachinko.cli.shares import YearlyRate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.terms import Terms
    from kachinko.service.incentive_cases import Given

_OPTIONS = (
    click.option(
        "--programme", "-p", "names", multiple=True, required=True, metavar="PROGRAMME",
        help="An id, a place or a file; may be given several times.",
    ),
    click.option(
        "--fact", "facts", type=Pair(), multiple=True,
        help="Answer to a question, as question=answer or programme:question=answer.",
    ),
    click.option(
        "--date", "dates", type=Pair(), multiple=True,
        help="A date of the production, such as photography_start=2027-04-01.",
    ),
    click.option("--chart", metavar="CHART",
                 help="Chart of accounts of a budget that is a table: a name or a file."),
    click.option("--discount", type=YearlyRate(), help="Yearly rate of present values: 0.08."),
    click.option("--advance", type=YearlyRate(), help="Share of the net that a lender advances."),
    click.option("--interest", type=YearlyRate(), help="Yearly interest on the advance."),
    click.option("--lender-fee", type=YearlyRate(), help="Lender's fee, a share of the advance."),
    asked_as_of,
)  # fmt: skip


def asks_of_a_case(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that say what is asked of which case, on which terms."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def given_by(options: dict[str, Any]) -> Given:
    """What was said of the case."""
    from kachinko.service.incentive_cases import Given

    return Given(
        amounts=options.get("amounts", ()),
        facts=options["facts"],
        dates=options["dates"],
        awards=options.get("awards", ()),
    )


def terms_by(options: dict[str, Any]) -> Terms | None:
    """The user's rates for late money; None where none was given.

    Raises
    ------
    click.UsageError
        Where an advance is asked for without its interest, or the other way round.
    """
    from kachinko.model.terms import Terms

    if (options["advance"] is None) != (options["interest"] is None):
        raise click.UsageError("--advance and --interest go together.")
    if options["lender_fee"] is not None and options["advance"] is None:
        raise click.UsageError("--lender-fee goes with --advance and --interest.")
    if options["discount"] is None and options["advance"] is None:
        return None
    return Terms(
        discount_rate=options["discount"],
        advance_share=options["advance"],
        interest_rate=options["interest"],
        fee_share=options["lender_fee"] or 0,
    )
