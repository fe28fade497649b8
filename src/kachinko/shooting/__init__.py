"""From a breakdown to a board: which scenes are shot on which day, and what that costs."""
