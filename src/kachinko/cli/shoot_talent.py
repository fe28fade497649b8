"""What `kachinko shoot order` says of a talent scheduling instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.cli.amounts import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kachinko.cli.console import Console
    from kachinko.cli.interrupt import Interrupt
    from kachinko.shooting.talent.solve import TalentOrder

SCENES_A_LINE = 20


def order_talent(
    console: Console,
    interrupt: Interrupt,
    source: Path,
    *,
    seconds: float,
    seed: int,
    workers: int,
) -> None:
    """Find the best order of an instance's scenes; scenes count from 1, as in its columns."""
    from kachinko.halt import Halt
    from kachinko.service.talent_order import order_instance

    halt = Halt()
    interrupt.ends(halt)
    instance, best = order_instance(
        source, seconds=seconds, seed=seed, workers=workers, halt=halt,
        on_progress=progress_line(console),
    )  # fmt: skip
    scenes = [scene + 1 for scene in best.order]
    console.answer(
        {
            "total": best.total,
            "waiting": best.waiting,
            "bound": best.bound,
            "proven": best.proven,
            "seconds": round(best.seconds, 3),
            "order": scenes,
            "interrupted": interrupt.heard,
        }
    )
    console.say(f"{instance.name}: {count(instance.scenes, 'scene')}, {instance.cast} of the cast")
    console.say(f"total    {best.total:,}, of it waiting {best.waiting:,}")
    proven = "proven: no order costs less" if best.proven else "not proven to be the least"
    console.say(f"bound    {best.bound:,} ({proven})")
    console.say(f"seconds  {best.seconds:.1f}")
    lines = [scenes[at : at + SCENES_A_LINE] for at in range(0, len(scenes), SCENES_A_LINE)]
    for at, line in enumerate(lines):
        console.say(f"{'' if at else 'order':7}  {' '.join(map(str, line))}")
    if interrupt.heard:
        console.leave(130)


def progress_line(console: Console) -> Callable[[TalentOrder], None]:
    """A live line on a terminal; elsewhere a line where something changed, at most one a second."""
    last: list[tuple[int, int, float]] = []

    def show(best: TalentOrder) -> None:
        if not console.is_live and last:
            total, bound, seconds = last[0]
            if (total, bound) == (best.total, best.bound) or best.seconds < seconds + 1.0:
                return
        last[:] = [(best.total, best.bound, best.seconds)]
        console.progress(f"{best.seconds:6.1f} s  total {best.total:,} of at least {best.bound:,}")

    return show
