"""Incentive programmes: what they would pay in a case, step by step, for one case or many."""
