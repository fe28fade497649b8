"""Freeze and change in a CP-SAT model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.staging.cpsat.variables import BlockVars, SetVars, StageModel, TitleVars, Var
    from kachinko.staging.repair.earlier import Earlier, Point
    from kachinko.staging.repair.weights import Weights


def what_is_frozen_stays(model: StageModel, earlier: Earlier) -> None:
    """What has begun keeps stage, position and days; nothing else begins before the freeze date."""
    if earlier.freeze is None:
        return
    for one in model.sets:
        _freeze_set(model, earlier, one)
    for title in model.titles.values():
        for alternatives in title.blocks:
            for block in alternatives:
                pin = earlier.block_pin(title.job, block.number, block.home)
                if pin is None:
                    _not_before(model, block.start, earlier.open_from[block.home], block.present)
                else:
                    # A day off is no day on which anything could have begun.
                    wanted = pin.day if pin.exact else -1
                    model.cp.add(block.start == wanted).only_enforce_if(block.present)


def _freeze_set(model: StageModel, earlier: Earlier, one: SetVars) -> None:
    cp, frozen = model.cp, earlier.open_from[one.site]
    points: dict[Point, Var] = _points(one)
    pin = earlier.pin(one.job, one.piece)
    if pin is None:
        _not_before(model, one.first, frozen, one.present)
        return
    for point, variable in points.items():
        mark = pin.days.get(point)
        if mark is not None:
            wanted = mark.day if mark.exact else -1
            cp.add(variable == wanted).only_enforce_if(one.present)
        elif point != "first":
            _not_before(model, variable, frozen, one.present)
    if pin.corner is not None and pin.floor in one.corner:
        for variable, fixed in zip(one.corner[pin.floor], pin.corner, strict=True):
            cp.add(variable == int(fixed)).only_enforce_if(one.on[pin.floor])


def _not_before(model: StageModel, start: Var, day: int, present: Var) -> None:
    model.cp.add(start >= day).only_enforce_if(present)


def _points(one: SetVars) -> dict[Point, Var]:
    points: dict[Point, Var] = {"shoot": one.shoot}
    if one.piece.lead:
        points["first"] = one.first
    if one.piece.strike:
        points["strike"] = one.strike
    return points


class ChangeTerms:
    """The points of change of a model's titles as a linear expression."""

    def __init__(self, model: StageModel, earlier: Earlier, weights: Weights) -> None:
        self.model = model
        self.earlier = earlier
        self.weights = weights
        # A part that can hold no old title has no other term, and yet asks the solver.
        self.terms: list[Var] = [model.cp.new_constant(0)]
        for title in model.titles.values():
            if earlier.accepted(title.job) is not None:
                self._title(title)

    @property
    def total(self) -> Var:
        """Sum of all points."""
        return sum(self.terms)

    def _title(self, title: TitleVars) -> None:
        for group in title.sets:
            if group and self.earlier.set(title.job, group[0].piece) is not None:
                self._set(group)
        for alternatives in title.blocks:
            if alternatives and self.earlier.block(title.job, alternatives[0].number) is not None:
                self._block(title, alternatives)

    def _moved(self) -> tuple[Var, Var]:
        """Whether something is moved, and by how many days."""
        cp = self.model.cp
        days = cp.new_int_var(0, self.model.problem.project.horizon.span.days, "")
        moved = cp.new_bool_var("")
        cp.add(days == 0).only_enforce_if(moved.negated())
        self.terms += [self.weights.move * moved, self.weights.day * days]
        return moved, days

    def _set(self, group: list[SetVars]) -> None:
        cp, earlier = self.model.cp, self.earlier
        moved, days = self._moved()
        was = earlier.set(group[0].job, group[0].piece)
        assert was is not None
        floor = earlier.floor(was)
        for one in group:
            marks = earlier.marks(one.job, one.piece, one.site)
            for point, variable in _points(one).items():
                day = marks[point].day
                cp.add(days >= variable - day).only_enforce_if(one.present)
                cp.add(days >= day - variable).only_enforce_if(one.present)
            if not all(mark.exact for mark in marks.values()):
                cp.add_implication(one.present, moved)
            for index, literal in one.on.items():
                if index != floor:
                    cp.add_implication(literal, moved)
                    self.terms.append(self.weights.stage * literal)

    def _block(self, title: TitleVars, alternatives: list[BlockVars]) -> None:
        cp, earlier = self.model.cp, self.earlier
        moved, days = self._moved()
        for block in alternatives:
            was = earlier.block(title.job, block.number)
            assert was is not None
            mark = earlier.mark(block.home, was.first)
            cp.add(days >= block.start - mark.day).only_enforce_if(block.present)
            cp.add(days >= mark.day - block.start).only_enforce_if(block.present)
            if not mark.exact:
                cp.add_implication(block.present, moved)
