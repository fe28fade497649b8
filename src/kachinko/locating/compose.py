"""The memo from end to end: price, ask the stages, draw, and find what would change the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.locating.exact import Pricer
from kachinko.locating.flips import Flips
from kachinko.locating.levers import levers_of
from kachinko.locating.memo import Memo
from kachinko.locating.place import place_memo
from kachinko.locating.rates import history
from kachinko.locating.spread import draw
from kachinko.locating.stages import StageAnswer, ask_stages
from kachinko.locating.turns import turn_memo

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.halt import Halt
    from kachinko.locating.case import Question
    from kachinko.locating.spread import Drawn

DRAWS = 100_000
SECONDS_A_PLACE = 10.0
"""The most that the stage planner may think about one place, twice: plan and explanation."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is drawn, and who may stop it."""

    draws: int
    seed: int
    clock: Callable[[], float]
    halt: Halt
    on_progress: Callable[[str], None] = lambda _: None
    seconds_a_place: float = SECONDS_A_PLACE


def make_memo(question: Question, effort: Effort) -> Memo:
    """Compare the places of a question.

    A thrown switch ends it early: what was not done by then is left out of the memo, which says
    that it was interrupted.

    Raises
    ------
    InputError
        When a rate of exchange that is needed is not known.
    """
    tell, halt = effort.on_progress, effort.halt
    tell("prices and incentives")
    pricer = Pricer(question)
    priced = [pricer.price(candidate) for candidate in question.candidates]
    volatility, still = volatility_of(question)
    drawn: Drawn | None = None
    if not halt.thrown:
        drawn = draw(
            question,
            priced,
            draws=effort.draws,
            seed=effort.seed,
            volatility=volatility,
            on_place=lambda name: tell(f"draws: {name}"),
        )
    flips = Flips(question, pricer, priced)
    turns = []
    if len(priced) > 1:
        for lever in levers_of(question, priced):
            if halt.thrown:
                break
            tell(f"what would change the answer: {lever.kind} of {lever.of}")
            turns.append(turn_memo(question, priced, flips.along(lever)))
    answers = []
    for candidate in question.candidates:
        tell(f"stages: {candidate.choice.name}")
        answers.append(_stages(question, candidate.choice.studios, effort))
    order = sorted(range(len(priced)), key=lambda place: priced[place].net)
    places = tuple(
        place_memo(
            question,
            pricer,
            priced[at],
            rank=rank,
            stages=answers[at],
            drawn=None if drawn is None else (drawn, at),
        )
        for rank, at in enumerate(order, start=1)
    )
    return Memo(
        project=question.project.name,
        title=question.title.id,
        title_name=question.title.name,
        currency=question.currency,
        as_of=question.as_of,
        start=question.start,
        discount=question.location.discount,
        draws=effort.draws if drawn is not None else 0,
        seed=effort.seed,
        volatility=drawn.volatility if drawn is not None else {},
        volatility_given=tuple(question.location.volatility),
        fx_years=drawn.years if drawn is not None else 0.0,
        fx_still=still,
        places=places,
        turns=tuple(turns),
        notes=question.location.notes,
        setting=question.setting,
        interrupted=halt.thrown,
    )


def volatility_of(question: Question) -> tuple[dict[str, float], tuple[str, ...]]:
    """Of each currency against the table's base: given, else of the last five years.

    Also the currencies of which neither is known: the draws leave them where they are.
    """
    currencies = {question.currency}
    for candidate in question.candidates:
        currencies |= {line.currency for line in candidate.budget.lines}
        currencies |= {programme.currency for programme in candidate.programmes}
    known: dict[str, float] = {}
    still = []
    for currency in sorted(currencies - {question.exchange.base}):
        given = question.location.volatility.get(currency)
        found = (
            float(given)
            if given is not None
            else history(
                question.exchange, currency, question.exchange.base, question.as_of
            ).volatility
        )
        if found is None:
            still.append(currency)
        else:
            known[currency] = found
    return known, tuple(still)


def _stages(question: Question, studios: tuple[str, ...], effort: Effort) -> StageAnswer:
    if effort.halt.thrown and studios:
        return StageAnswer(state="unsettled")
    return ask_stages(
        question.project,
        question.title,
        studios,
        seconds=effort.seconds_a_place,
        clock=effort.clock,
        halt=effort.halt,
    )
