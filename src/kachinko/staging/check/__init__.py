"""The independent checker: walks a plan day by day and names every rule that it breaks."""

from kachinko.staging.check.breach import Breach, CheckResult
from kachinko.staging.check.checker import check_plan

__all__ = ["Breach", "CheckResult", "check_plan"]
