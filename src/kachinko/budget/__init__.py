"""Budgets: from what a title needs and what things cost to lines, totals and cash by month."""
