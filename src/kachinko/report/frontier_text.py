"""The frontier in plain English: one paragraph, its headline, and figures in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.frontier.result import rates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from kachinko.staging.frontier.claim import PublicClaim, Verdict
    from kachinko.staging.frontier.result import Effect, Frontier, Range


def range_text(titles: Range, years: Fraction) -> str:
    """Titles a year from the checked plan to the proof: ``14.2 to 16.3``."""
    rate = rates(titles, years)
    if rate["upper"] is None:
        return f"{rate['lower']:.1f} or more"
    if titles.lower == titles.upper:
        return f"{float(titles.lower / years):.1f}"
    return f"{rate['lower']:.1f} to {rate['upper']:.1f}"


def worth_text(effect: Effect) -> str:
    """What a lever is worth in titles, as proven: ``0 to +2``."""
    least, most = effect.worth_least, effect.worth_most
    if least is None and most is None:
        return "not bounded"
    if least == most:
        return _signed(least or 0)
    if most is None:
        return f"{_signed(least or 0)} or more"
    if least is None:
        return f"{_signed(most)} or less"
    return f"{_signed(least)} to {_signed(most)}"


def stranded_text(effect: Effect) -> str:
    """Which titles can then be made nowhere, in words; empty where there is none."""
    if not effect.stranded:
        return ""
    names = [*effect.stranded[:3]]
    if len(effect.stranded) > 3:
        names.append(f"{len(effect.stranded) - 3} more")
    return f"nowhere to make {_listed(names)}"


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "\N{MINUS SIGN}") if number else "0"


def headline(frontier: Frontier) -> str:
    """The answer in a few words."""
    return f"{range_text(frontier.titles, frontier.years)} titles a year"


def claim_figure(claim: PublicClaim) -> str:
    """``15``, ``up to 15``."""
    return f"{'up to ' if claim.at_most else ''}{float(claim.titles_per_year):g}"


def claim_source(claim: PublicClaim) -> str:
    """Who says it and when: ``livedoor News, 2026-01-27``."""
    return ", ".join(part for part in (claim.publisher, claim.date) if part)


def verdict_text(claim: PublicClaim, verdict: Verdict) -> str:
    """What the numbers say of a claim, in a few words."""
    figure = f"{float(claim.titles_per_year):g} titles a year"
    return {
        "within": f"{figure} are within reach: a checked plan makes as many",
        "beyond": f"{figure} are beyond what is possible: proven",
        "open": f"{figure} are not settled: no plan found makes as many, and no proof rules them "
        "out",
    }[verdict]


def answer(frontier: Frontier, claim: PublicClaim | None) -> str:
    """One paragraph: the numbers, what they say of the claim, what moves them, the assumptions."""
    parts = [_numbers(frontier)]
    if claim is not None:
        parts.append(_of_the_claim(frontier, claim))
    parts += _levers(frontier)
    return " ".join([*parts, _hangs_on(frontier)])


def _numbers(frontier: Frontier) -> str:
    count = len(frontier.project.stages())
    stages = "The one stage" if count == 1 else f"The {count} stages"
    span = frontier.project.horizon
    lower, upper, rate = frontier.titles.lower, frontier.titles.upper, frontier.per_year
    head = f"{stages} of {frontier.project.name} {'carries' if count == 1 else 'carry'}"
    between = f"between {span.first} and {span.last}"
    if lower == 0 and upper == 0:
        return f"{head} no title of this mix {between}: proven."
    if lower == upper:
        exact = float(lower / frontier.years)
        return (
            f"{head} {exact:.1f} titles a year of this mix: the first "
            f"{_titles(lower)} fit {between}, in a plan that passed the independent check, and "
            f"one more is proven impossible."
        )
    most = (
        f"more than {rate['upper']:.1f} a year ({_titles(upper)}) are proven impossible"
        if upper is not None
        else "nothing was proven to bound the number from above"
    )
    return (
        f"{head} at least {rate['lower']:.1f} titles a year of this mix: the first "
        f"{_titles(lower)} fit {between}, in a plan that passed the independent check; {most}."
    )


def _of_the_claim(frontier: Frontier, claim: PublicClaim) -> str:
    source = claim_source(claim)
    who = f"The public claim of {claim_figure(claim)} a year ({source})" if source else (
        f"The figure of {claim_figure(claim)} a year"
    )  # fmt: skip
    verdict = claim.verdict(frontier.titles, frontier.years)
    by_verdict: dict[Verdict, list[str]] = {"within": [], "beyond": [], "open": []}
    for effect in frontier.effects:
        by_verdict[claim.verdict(effect.titles, frontier.years)].append(effect.lever.name)
    said = {
        "within": "is within reach of this mix: that plan makes as many",
        "beyond": "is beyond what is possible with this mix: that proof rules it out",
        "open": "is not settled for this mix: the plan falls short of it, and the proof does not "
        "come down to it",
    }[verdict]
    sentence = f"{who} {said}"
    if verdict != "within" and by_verdict["within"]:
        sentence += f"; it is reached with any one of: {', '.join(by_verdict['within'])}"
    if verdict != "beyond" and by_verdict["beyond"]:
        sentence += (
            f"; it is proven out of reach with any one of: {', '.join(by_verdict['beyond'])}"
        )
    return sentence + "."


def _levers(frontier: Frontier) -> list[str]:
    gains = _extremes([one for one in frontier.effects if one.found > 0])
    losses = _extremes([one for one in frontier.effects if one.found < 0])
    told = []
    if gains:
        told.append(f"In the plans found most is gained by {gains}.")
    if losses:
        told.append(f"In the plans found most is lost by {losses}.")
    return told


def _extremes(effects: Sequence[Effect]) -> str:
    """The levers that change the plans, and by proof can change the number, most; up to three."""

    def weight(one: Effect) -> tuple[int, int]:
        return abs(one.found), max(abs(one.worth_least or 0), abs(one.worth_most or 0))

    ranked = sorted(effects, key=weight, reverse=True)[:3]
    return _listed(
        [f"{one.lever.name} ({_signed(one.found)}; proven {worth_text(one)})" for one in ranked]
    )


def _hangs_on(frontier: Frontier) -> str:
    count = len(frontier.shares)
    mix = (
        f"{count} titles in equal shares"
        if len(set(frontier.shares.values())) == 1
        else f"{count} titles in the shares given"
    )
    crews = [
        f"{studio.build_crews} build crews at {studio.name}"
        for studio in frontier.project.studios
        if studio.build_crews is not None
    ]
    rest = f", {_listed(crews)}" if crews else ""
    return (
        f"All of this hangs on the mix ({mix}), on the days that each of its phases takes{rest}, "
        "on stages that are empty at the start and struck at the end, on titles without dates of "
        "their own, and on nothing slipping."
    )


def _titles(count: int) -> str:
    return "1 title" if count == 1 else f"{count} titles"


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
