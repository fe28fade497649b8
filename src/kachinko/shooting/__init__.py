"""Breakdown, scene order, stripboard, day-out-of-days."""
