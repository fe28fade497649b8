"""`kachinko shoot breakdown`: from a script to a shooting, and a new draft into one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.amounts import count
from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console
    from kachinko.model.shooting import Shooting


@click.command(short_help="Break a script down, or take a new draft in.")
@click.argument("script", metavar="SCRIPT", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("shooting.yaml"),
    show_default=True,
    help="The shooting, as .yaml or .json.",
)
@click.option(
    "--currency", default="", metavar="CODE", help="ISO 4217 code in which the shooting counts."
)
@click.option(
    "--draft-of", "old", type=click.Path(path_type=Path), metavar="OLD_SCRIPT",
    help="SCRIPT is a new draft of this one, from which --keeps was begun.",
)  # fmt: skip
@click.option(
    "--keeps", type=click.Path(path_type=Path), metavar="SHOOTING",
    help="The shooting begun from the old draft, whose corrections are kept.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace what stands at --out.")
@verb
def breakdown(
    console: Console,
    *,
    script: Path,
    out: Path,
    currency: str,
    old: Path | None,
    keeps: Path | None,
    force: bool,
) -> None:
    """Break SCRIPT down: its scenes, sets and parts, as a shooting to finish by hand.

    SCRIPT is .fountain, .fdx, or .txt with Japanese 柱. With --draft-of and --keeps the new draft
    is taken into a shooting that was begun from the old one: corrections stay, and every change
    and conflict is listed; in a conflict your own value stands.

    Exits 0, or 2 when a file cannot be read or written.
    """
    if (old is None) != (keeps is None):
        raise click.UsageError("--draft-of and --keeps go together: give both or neither.")
    from kachinko.files.shooting import save_shooting
    from kachinko.report.shooting.figures import counts
    from kachinko.service.shooting_conversion import refuse_to_replace

    refuse_to_replace(out, force=force)
    if old is not None and keeps is not None:
        _take_draft(console, script, out, old, keeps, currency)
        return
    from kachinko.service.shooting_input import open_script

    found = open_script(script, currency=currency)
    save_shooting(found.shooting, out)
    console.remark(found.remarks)
    console.answer(
        {"file": str(out), **counts(found.shooting), "changes": [], "conflicts": 0,
         "remarks": list(found.remarks)}
    )  # fmt: skip
    console.say(f"{script} → {out}: {_described(found.shooting)}.")


def _take_draft(
    console: Console, script: Path, out: Path, old: Path, keeps: Path, currency: str
) -> None:
    from kachinko.files.shooting import save_shooting
    from kachinko.report.shooting.figures import change_document, counts
    from kachinko.service.shooting_drafts import take_draft

    if currency:
        raise click.UsageError("--currency is not for a new draft: the shooting says it.")
    merged = take_draft(keeps, old, script)
    save_shooting(merged.shooting, out)
    console.answer(
        {
            "file": str(out),
            **counts(merged.shooting),
            "changes": [change_document(each) for each in merged.changes],
            "conflicts": len(merged.conflicts),
            "remarks": [],
        }
    )  # fmt: skip
    console.say(f"{script} → {out}: {_described(merged.shooting)}.")
    settled = [each for each in merged.changes if each.kind not in ("conflict", "kept")]
    console.say(f"{count(len(settled), 'change')}:" if settled else "The draft changes nothing.")
    for each in settled:
        console.say(f"  {each.sentence}")
    kept = sum(each.kind == "kept" for each in merged.changes)
    if kept:
        console.say(f"{count(kept, 'correction')} of yours kept; --json lists them.")
    if merged.conflicts:
        console.say(f"{count(len(merged.conflicts), 'conflict')}, where yours stands so far:")
        for each in merged.conflicts:
            console.say(f"  ? {each.sentence}")


def _described(shooting: Shooting) -> str:
    from kachinko.model.scene import pages

    length = pages(sum(scene.eighths for scene in shooting.scenes))
    return (
        f"{count(len(shooting.scenes), 'scene')} on {length} pages, "
        f"{count(len(shooting.cast), 'part')}, {count(len(shooting.sets), 'set')}"
    )
