"""`kachinko stress`: durations drawn at random, and how the dates of a plan then stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb_in_japanese
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Whole
from kachinko.report.text_table import text_table, width
from kachinko.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.model.project import Project
    from kachinko.service.stress import Case
    from kachinko.staging.stress.outcome import Buffer, Outcome, Spreader, TitleOutcome

BAR = 20
"""Characters of the progress bar."""
MOST_ROWS = 8
"""Rows of the tables of sets and of buffers; --json and the files have all."""
WIDEST = 34
"""Columns of a terminal that a name may take."""
SHOWN_BREACHES = 3


@click.command()
@click.argument("project_path", metavar="PROJECT", type=click.Path(path_type=Path))
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--draws",
    type=Whole(min=1, max=1_000_000),
    default=10_000,
    show_default=True,
    help="How many times durations are drawn.",
)
@click.option(
    "--seed", type=Whole(min=0, max=2**31 - 1), default=0, show_default=True,
    help="Seed of all draws; the same seed gives the same answer.",
)  # fmt: skip
@click.option(
    "--ranges",
    "ranges_path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="YAML file with ranges by phase, title and set [default: ours, which are shown].",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for stress.html and stress.xlsx [default: nothing is written].",
)
@verb_in_japanese
def command(
    console: Console,
    project_path: Path,
    plan_path: Path,
    draws: int,
    seed: int,
    ranges_path: Path | None,
    out: Path | None,
) -> None:
    """Stress a plan: draw durations at random, play it out, and tell how its dates stand.

    PLAN is a plan.json or plan.xlsx of PROJECT that keeps all rules. In each draw every build,
    prelight, shoot, strike and location block lasts a little shorter or longer, and the plan is
    shifted to the right within its order: nothing starts before its planned day, nothing
    overtakes. Told are the chance of each title's dates, when it wraps in 10, 50 and 90 % of
    draws, which sets hand delay on to other titles, and where one buffer week helps most.

    How far durations spread is an assumption of ours unless --ranges says more; all of them are
    printed. Ctrl-C ends early with the draws so far.

    Exits 0 with an answer, 1 when the plan breaks a rule or holds no title, 130 when interrupted,
    2 when the input or the call is wrong.

      kachinko stress examples/small out/plan.json --out out
    """
    interrupt = Interrupt(console, "keeping the draws so far")
    from kachinko.service.stress import read_case, stress_and_hand_over

    case = read_case(project_path, plan_path, ranges_path)
    if not case.check.ok or not case.plan.accepted:
        _say_why_not(console, case)
        console.leave(1)
    outcome, files = stress_and_hand_over(
        case,
        out,
        draws=draws,
        seed=seed,
        on_progress=_progress_line(console),
        is_halted=lambda: interrupt.heard,
        lang=console.lang,
    )
    console.answer(
        {
            "interrupted": interrupt.heard,
            "files": [str(path) for path in files],
            **outcome.as_dict(),
        }
    )
    for line in summary(case.project, outcome, console.lang):
        console.say(line)
    if files:
        console.say(f"Written: {', '.join(str(path) for path in files)}.")
    if interrupt.heard:
        console.leave(130)


def _progress_line(console: Console) -> Callable[[int, int, str], None]:
    """A live bar on a terminal; elsewhere silence, for it takes seconds."""

    def show(done: int, total: int, doing: str) -> None:
        if console.is_live:
            full = BAR * done // total
            bar = f"[{'#' * full}{'.' * (BAR - full)}]"
            console.progress(f"{bar} {done:,} of {total:,} draws  {doing}")

    return show


def _say_why_not(console: Console, case: Case) -> None:
    there_is_a_plan = case.plan.status in ("optimal", "feasible")
    console.answer({"plan": there_is_a_plan, **case.check.as_dict()})
    if not there_is_a_plan:
        console.say(f"The file holds no plan (status {case.plan.status}).")
        return
    if case.check.ok:
        console.say("The plan has no title in it.")
        return
    breaches = case.check.breaches
    console.say("The plan breaks rules as it stands, so it is not played out; kachinko check")
    console.say(f"names them all ({len(breaches)}). The first:")
    for breach in breaches[:SHOWN_BREACHES]:
        console.say(f"  ✗ {breach.sentence} [{breach.code}]")


def summary(project: Project, outcome: Outcome, lang: str) -> list[str]:
    """What a person wants to know: the slate, its titles, its sets, advice, assumptions.

    Tables are in the language; sentences are still to be told in it.
    """
    say = Words(lang)
    slate = outcome.slate
    titles = "its one title keeps" if slate.titles == 1 else f"all {slate.titles} titles keep"
    wrap = slate.last_wrap
    first = (
        f"{outcome.draws:,} draws, seed {outcome.seed}: {titles} the given dates in "
        f"{_share(slate.all_keep_dates)} of draws, and the plan's own dates in "
        f"{_share(slate.all_on_plan)}."
    )
    second = (
        f"On average {slate.mean_titles_keep:.1f} of {slate.titles} keep the given dates (value "
        f"{slate.mean_value_keeps:.1f} of {slate.value:g}); wraps come {slate.late_days:.1f} "
        "working days late in sum."
    )
    third = (
        f"Last wrap planned {wrap.planned}; by {wrap.p50} in half of the draws, by {wrap.p90} in "
        f"90 %. Chances are good to {outcome.margin * 100:.1f} points (95 %)."
    )
    lines = [first, second, third]
    names = {title.id: title.name for title in project.titles}
    lines += ["", *_titles(outcome.titles, say)]
    lines += ["", *_spreaders(outcome.spreaders, names, say)]
    lines += ["", *_buffers(outcome, names, say)]
    return [*lines, "", "Assumptions:", *(f"  - {each}" for each in outcome.assumptions)]


def _titles(titles: Sequence[TitleOutcome], say: Words) -> list[str]:
    heads = (
        "Title", "wrap planned", "10 %", "50 %", "90 %", "as planned", "keeps dates", "late",
        "fails",
    )  # fmt: skip
    rows = []
    for title in titles:
        fails = sorted(title.broken.items(), key=lambda pair: -pair[1])
        rows.append(
            (
                _cut(title.name),
                *(str(day) for day in _wraps(title)),
                _share(title.wraps_on_plan),
                _share(title.keeps_dates),
                say(f"{title.late_days:.1f} d"),
                ", ".join(f"{say(promise)} {_share(share)}" for promise, share in fails),
            )
        )
    return text_table([[say(head) for head in heads], *rows], right=(5, 6, 7))


def _wraps(title: TitleOutcome) -> list[object]:
    wrap = title.wrap
    return [wrap.planned, wrap.p10, wrap.p50, wrap.p90]


def _spreaders(spreaders: Sequence[Spreader], names: dict[str, str], say: Words) -> list[str]:
    if not spreaders:
        return ["No set holds up another title."]
    rows = [
        (
            f"{_cut(names[each.title])}: {each.item}",
            each.stage or say("location"),
            _share(each.chance),
            say(f"{each.days:.1f} d"),
            say(f"{each.arrives_late:.1f} d"),
            say(f"{each.leaves_late:.1f} d"),
            ", ".join(_cut(names[to.title]) for to in each.to[:3]),
        )
        for each in spreaders[:MOST_ROWS]
    ]
    heads = (
        "Delay spreads from", "stage", "chance", "hands on", "starts late", "ends late", "to",
    )  # fmt: skip
    return text_table([[say(head) for head in heads], *rows], right=(2, 3, 4, 5))


def _buffers(outcome: Outcome, names: dict[str, str], say: Words) -> list[str]:
    if not outcome.buffer_draws:
        return ["Interrupted before any buffer was tried."]
    if not outcome.buffers:
        return ["No single buffer week makes any wrap less late."]
    rows = [_buffer_row(each, names, say) for each in outcome.buffers[:MOST_ROWS]]
    heads = (
        f"{outcome.buffer_days} days of buffer after", "slack now", "late days less",
        "× value", "more wrap as planned", "more keep dates",
    )  # fmt: skip
    return text_table([[say(head) for head in heads], *rows], right=(1, 2, 3, 4, 5))


def _buffer_row(each: Buffer, names: dict[str, str], say: Words) -> tuple[str, ...]:
    what = "" if each.kind == "location" else f", {say(each.kind)}"
    return (
        f"{_cut(names[each.title])}: {each.item}{what}",
        say(f"{each.slack} d"),
        f"{each.saved_days:.2f}",
        f"{each.saved_value_days:.2f}",
        say(f"{each.more_wrap:+.2f} titles"),
        say(f"{each.more_keep:+.2f} titles"),
    )


def _share(share: float) -> str:
    """A chance in per cent; only what held in all draws, or in none, is written 100 or 0."""
    if 0 < share < 0.001:
        return "<0.1 %"
    if 0.999 < share < 1:
        return ">99.9 %"
    return f"{share * 100:.1f} %" if 0 < share < 1 else f"{share * 100:.0f} %"


def _cut(text: str) -> str:
    while width(text) > WIDEST:
        text = text.removesuffix("…")[:-1] + "…"
    return text
