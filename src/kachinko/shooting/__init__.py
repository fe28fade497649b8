"""From script to shooting order: breakdown, scene order, boards and their day-out-of-days."""
