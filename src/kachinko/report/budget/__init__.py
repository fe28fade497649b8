"""Budgets as a producer expects them: top sheet, accounts, detail, assumptions."""

from kachinko.report.budget.workbook import budget_workbook

__all__ = ["budget_workbook"]
