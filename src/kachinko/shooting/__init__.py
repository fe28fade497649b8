"""Breakdown, scene order, stripboard and day-out-of-days of one title."""
