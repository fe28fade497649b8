"""Rows of a foreign budget, one by one, into lines; faults are gathered, each at its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kachinko.files.budget.lines import StatedPlaces
from kachinko.files.budget.mapping import Accounts
from kachinko.files.plain_ids import clean_name
from kachinko.files.records import faults_of
from kachinko.files.validation import top_to_bottom
from kachinko.model.budget import Budget
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from kachinko.model.chart import Chart, LineField
    from kachinko.model.raw_tree import Path

MOST_FAULTS = 500


class Lines:
    """A budget that is being read, row by row."""

    def __init__(
        self, source: str, path: FilePath, chart: Chart | None, remarks: list[str]
    ) -> None:
        self.source = source
        self.file = path.name
        self.chart = chart
        self.accounts = Accounts(chart) if chart else None
        self.remarks = remarks
        self.faults: list[Fault] = []
        self.tree: dict[str, Any] = {"name": clean_name(path.stem) or "Budget", "lines": []}
        self.headings: dict[str, str] = {}
        self.places: dict[Path, str] = {}

    def fault(self, place: str, what: str, right: str = "") -> None:
        """Note a fault; beyond a number of them nobody reads on."""
        if len(self.faults) <= MOST_FAULTS:
            self.faults.append(Fault(place, what, right))

    def heading(self, account: str, name: str) -> None:
        """Remember the name of an account that stands above its lines."""
        self.headings[account] = name

    def add(
        self,
        values: Mapping[LineField, Any],
        where: str,
        spots: Mapping[LineField, str],
        row: int,
    ) -> None:
        """Add a line; `where` is its row, `spots` are its cells, by what they hold."""
        line: dict[str, Any] = {str(key): value for key, value in values.items()}
        path: Path = ("lines", len(self.tree["lines"]))
        self.places[path] = where
        for field, spot in spots.items():
            self.places[(*path, field)] = spot
        heading = str(
            line.pop("heading", "") or self.headings.get(str(line.get("account", "")), "")
        )
        line.setdefault("id", f"row-{row + 1}")
        line.setdefault("name", heading or str(line.get("account", "")) or "line")
        line["name"] = clean_name(str(line["name"])) or "line"
        self._no_doubtful_amount(line, spots.get("amount", where))
        self._map(line, heading, spots.get("account", where))
        if self.chart is not None:
            defaults = {"currency": self.chart.currency, "place": self.chart.place}
            for key, value in defaults.items():
                if value is not None:
                    line.setdefault(key, value)
        if "currency" not in line:
            self.fault(
                where, "the line states no currency",
                "a column Currency, or 'currency: JPY' in the chart",
            )  # fmt: skip
            line["currency"] = "XXX"
        self.tree["lines"].append(line)

    def _no_doubtful_amount(self, line: dict[str, Any], spot: str) -> None:
        amount = line.get("amount")
        if isinstance(amount, str) and "," in amount:
            right = "a number such as 1234.56 or 1,234.56"
            self.fault(spot, f"amount is {amount[:60]!r}", right)
            line["amount"] = 0

    def _map(self, line: dict[str, Any], heading: str, spot: str) -> None:
        """Set category, level, labour and department where the row does not state them."""
        account = str(line.get("account", ""))
        if "category" not in line:
            entry = self.accounts.entry(account, heading) if self.accounts else None
            if entry is None:
                self._unmapped(account, heading, spot)
                # Another fault of the same line would say the same again.
                line |= {"category": "other", "level": line.get("level", "other")}
                return
            line.setdefault("category", entry.category)
            line.setdefault("level", entry.level)
            if entry.labour:
                line.setdefault("labour", True)
            if entry.department:
                line.setdefault("department", entry.department)
        if "level" not in line and self.chart is not None and self.chart.level is not None:
            line["level"] = self.chart.level

    def _unmapped(self, account: str, heading: str, spot: str) -> None:
        called = f"account {account!r}" if account else f"the line {heading!r}"
        if self.chart is None:
            self.fault(
                spot,
                f"nothing says what {called} is",
                "a column Category, or a chart of accounts ('--chart')",
            )
        else:
            self.fault(
                spot,
                f"{called} is not in the chart {self.chart.id!r}",
                "an entry for it in a chart of your own; it is not guessed",
            )

    def where(self, path: Path) -> str:
        """Where the value at a path of the tree stands, or else what surrounds it."""
        around = path
        while around:
            if around in self.places:
                return self.places[around]
            around = around[:-1]
        return self.file

    def budget(self) -> Budget:
        """The budget.

        Raises
        ------
        InputError
            With all faults that were gathered and those of single values.
        """
        lines = self.tree["lines"]
        if "currency" not in self.tree:
            stated = [line["currency"] for line in lines if line["currency"] != "XXX"]
            common = self.chart.currency if self.chart else None
            self.tree["currency"] = common or (stated[0] if stated else "USD")
        if not lines:
            self.fault(self.file, "there is no line with an amount", "at least one")
        stated_places = StatedPlaces(self.tree)
        budget: Budget | None = None
        try:
            budget = Budget.model_validate(self.tree, by_alias=True, by_name=False)
        except ValidationError as error:
            self.faults += faults_of(error, self.tree, self.where, self.where)
        self.faults += [
            Fault(self.where(each.path), each.what, each.right)
            for each in stated_places.disagreements(self.tree)
        ]
        if self.faults or budget is None:
            found = sorted(dict.fromkeys(self.faults), key=self._spot)
            more = len(found) - MOST_FAULTS
            if more > 0:
                found[MOST_FAULTS:] = [Fault(self.source, f"there are {more:,} more faults")]
            raise InputError(self.source, found)
        return budget

    def _spot(self, fault: Fault) -> tuple[bool, list[tuple[int, str]]]:
        """Where a fault stands, row by row; those of the file as a whole come last."""
        return fault.place == self.file, top_to_bottom(fault)
