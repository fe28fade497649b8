"""The independent checker: walks a board day by day and names every rule that it breaks."""

from kachinko.shooting.check.breach import Breach
from kachinko.shooting.check.checker import check
from kachinko.shooting.check.worth import Worth, worth_of

__all__ = ["Breach", "Worth", "check", "worth_of"]
