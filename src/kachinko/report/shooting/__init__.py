"""The documents of a board: strips, one-liner, day-out-of-days, breakdown, calls, cost."""
