"""Budgets, scopes and rate cards as files: YAML, JSON, XLSX, CSV and, experimental, XML."""

from kachinko.files.budget.load import load_budget, save_budget
from kachinko.files.budget.records import load_chart, load_rate_card, load_scope

__all__ = ["load_budget", "load_chart", "load_rate_card", "load_scope", "save_budget"]
