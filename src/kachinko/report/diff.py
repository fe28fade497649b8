"""The words of a repair's diff, which console, page and workbook share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import get_currency_precision

if TYPE_CHECKING:
    from decimal import Decimal

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.repair.diff import Cause, ItemDiff, Place, PlanDiff, TitleDiff

BECAUSE: dict[Cause, str] = {
    "change": "Because of the change",
    "room": "To make room",
    "order": "To keep its title's order",
    "length": "Only lengths changed",
    "none": "Nothing forbids the old place by itself; it moved with the others",
}


class DiffWords:
    """Names and sentences for a diff.

    Parameters
    ----------
    earlier, project
        The project before and after the changes: what has left it is named by the former.
    """

    def __init__(self, earlier: Project, project: Project) -> None:
        self.project = project
        self._titles: dict[str, str] = {}
        self._items: dict[tuple[str, str], str] = {}
        self._stages: dict[str, str] = {}
        for one in (earlier, project):
            self._titles |= {title.id: title.name for title in one.titles}
            self._items |= {(t.id, each.id): each.name for t in one.titles for each in t.sets}
            self._stages |= {stage.id: stage.name for _, stage in one.stages()}

    def title(self, title: str) -> str:
        """A title's name."""
        return self._titles.get(title, title)

    def item(self, title: str, item: str) -> str:
        """A set by its name, a location block by its id."""
        return self._items.get((title, item), item)

    def stage(self, stage: str | None) -> str:
        """A stage's name; empty for none."""
        return "" if stage is None else self._stages.get(stage, stage)

    def money(self, amount: Decimal | None, *, signed: bool = False) -> str:
        """An amount in the project's currency."""
        if amount is None:
            return "unknown"
        places = get_currency_precision(self.project.currency)
        return f"{self.project.currency} {amount:{'+' if signed else ''},.{places}f}"

    # -- sentences ---------------------------------------------------------------------------

    def moves(self, one: ItemDiff) -> str:
        """What of a set or block is another: its stage, stay and shoot, else its other phases."""
        parts = []
        old, new = dict(one.before.phases), dict(one.after.phases)
        if one.before.stage != one.after.stage:
            parts.append(f"{self.stage(one.before.stage)} → {self.stage(one.after.stage)}")
        if one.before.stay != one.after.stay and one.after.stage:
            parts.append(f"stands {one.before.stay} → {one.after.stay}")
        if old["shoot"] != new["shoot"]:
            later = f" ({days_later(one.later)})" if one.later else ""
            parts.append(f"shoot {old['shoot']} → {new['shoot']}{later}")
        if not parts:
            names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
            parts = [f"{name} {old.get(name, 'none')} → {new.get(name, 'none')}" for name in names]
        return "; ".join(parts) or "lies elsewhere on the same floor"

    def why(self, one: ItemDiff) -> str:
        """Why it moved, as a sentence."""
        return f"{BECAUSE[one.cause]}: {one.why}" if one.why else f"{BECAUSE[one.cause]}."

    def of_title(self, one: TitleDiff) -> str:
        """What became of a title that is in or out, otherwise than before."""
        head = {
            "dropped": "is no longer in",
            "refused": "could not be admitted",
            "left": "has left the slate",
            "admitted": "is in",
        }[one.kind]
        return " ".join(filter(None, [f"{self.title(one.title)} {head}.", one.why]))

    def place(self, place: Place) -> str:
        """Where a set or block is, and its shooting days."""
        shoot = place.phase("shoot")
        stage = f"{self.stage(place.stage)}, " if place.stage else ""
        return f"{stage}shoot {shoot}"

    def score(self, diff: PlanDiff) -> str:
        """The points of change with their weights, and what is proven of them."""
        change, weights = diff.change, diff.weights
        sum_ = (
            f"{_count(change.stages, 'changed stage')} × {weights.stage} + "
            f"{_count(change.moves, 'moved set or block', 'moved sets and blocks')} × "
            f"{weights.move} + {_count(change.days, 'moved day')} × {weights.day}"
        )
        return f"{sum_} = {_count(diff.points, 'point')}"

    def proof(self, diff: PlanDiff) -> str:
        """What is proven of the change."""
        if diff.change_proven:
            return "no repair changes less (proven)"
        if diff.titles_proven:
            return f"every repair has at least {_count(diff.bound, 'point')} (proven)"
        return "whether another repair keeps more titles is not proven"

    def cost(self, diff: PlanDiff) -> str:
        """The cost before and after."""
        text = f"{self.money(diff.cost_before)} → {self.money(diff.cost_after)}"
        if diff.cost_before is not None and diff.cost_after is not None:
            text += f" ({self.money(diff.cost_after - diff.cost_before, signed=True)})"
        return text

    def headline(self, diff: PlanDiff, plan: Plan) -> str:
        """The outcome in one line."""
        kept = sum(1 for one in plan.accepted) - sum(o.kind == "admitted" for o in diff.titles)
        dropped = sum(one.kind == "dropped" for one in diff.titles)
        admitted = sum(one.kind == "admitted" for one in diff.titles)
        parts = [
            f"{len(diff.moved)} moved" if diff.items else "Nothing moves",
            f"{diff.untouched} of {_count(kept, 'title')} untouched",
        ]
        if dropped:
            parts.append(f"{_count(dropped, 'title')} dropped")
        if admitted:
            parts.append(f"{_count(admitted, 'title')} admitted")
        return "; ".join(parts)


def days_later(days: int) -> str:
    """A shift in working days: ``10 working days later``."""
    return f"{_count(abs(days), 'working day')} {'later' if days > 0 else 'earlier'}"


def diff_lines(words: DiffWords, diff: PlanDiff, plan: Plan) -> list[str]:
    """The diff for a console, line by line."""
    lines = [f"{words.headline(diff, plan)}."]
    lines += [words.of_title(one) for one in diff.titles]
    for one in diff.items:
        lines.append(f"{words.title(one.title)} / {words.item(one.title, one.item)}:")
        lines += [f"  {words.moves(one)}", f"  {words.why(one)}"]
    for title in diff.titles:
        for item, place in title.places:
            name = f"{words.title(title.title)} / {words.item(title.title, item)}"
            lines.append(f"{name}: {words.place(place)}")
    lines.append(f"Change: {words.score(diff)}; {words.proof(diff)}.")
    lines.append(f"Cost: {words.cost(diff)}. Value: {diff.value_before:g} → {diff.value_after:g}.")
    return lines


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
