"""Estimates as the engine makes them, with lines and dates beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.files.programme import load_programme
from kachinko.incentives.estimate import estimate
from kachinko.model.estimate import Case, DueDay, Estimate, LineCount, Receipt

if TYPE_CHECKING:
    from kachinko.model.programme import Programme

SMALL = Path(__file__).parents[2] / "incentives" / "small.yaml"
PAGE = "https://example.org/act"


def programme() -> Programme:
    return load_programme(SMALL)


def capped() -> Estimate:
    """An award that its cap holds down, with lines, cash, windows and deadlines."""
    case = Case(
        dates={"photography_start": date(2024, 1, 1)},
        measures={"local": Decimal(8_000_000), "total": Decimal(20_000_000)},
        facts={"format": "film", "days": Decimal(20), "crew": True},
        awards={"xx-region": Decimal(100_000)},
    )
    made = estimate(programme(), case, as_of=date(2024, 1, 1))
    return made.model_copy(
        update={
            "lines": (
                _line("crew", 6_000_000, 6_000_000, "counted", "Used here"),
                _line("stages", 2_500_000, 2_000_000, "partly", "Spend after the letter"),
                _line("scouting", 300_000, 0, "not", "Scouting does not count"),
                _line("interest", 200_000, 0, "unclear", "The page is silent on <finance>"),
            ),
            "receipts": (
                Receipt(
                    id="first",
                    amount=Decimal(345_000),
                    earliest=date(2025, 3, 1),
                    latest=date(2025, 6, 30),
                    says="Half after the audit",
                    source=PAGE,
                ),
                Receipt(id="rest", amount=Decimal(400_000), says="The delay was not read"),
            ),
            "windows": (
                DueDay(id="spring", what="window", first=date(2024, 4, 1), last=date(2024, 5, 31),
                       state="ahead", says="First round", source=PAGE),
            ),
            "deadlines": (
                DueDay(id="finish", what="complete", last=date(2025, 1, 31), state="missed",
                       says="Completed by the end of January", source=PAGE),
            ),
            "present_value": Decimal(690_000),
        }
    )  # fmt: skip


def _line(line: str, amount: int, counted: int, answer: str, says: str) -> LineCount:
    return LineCount.model_validate(
        {"line": line, "measure": "local", "amount": amount, "counted": counted,
         "answer": answer, "says": says, "source": PAGE}
    )  # fmt: skip


def incomplete() -> Estimate:
    """No amount: the case says neither days nor format."""
    case = Case(
        dates={"photography_start": date(2024, 1, 1)},
        measures={"local": Decimal(400_000), "total": Decimal(20_000_000)},
    )
    return estimate(programme(), case, as_of=date(2024, 1, 1))


def ceiling() -> Estimate:
    """The same money as a ceiling that a committee grants."""
    return capped().model_copy(update={"kind": "ceiling", "name": "Up to <b>a half</b> & more"})
