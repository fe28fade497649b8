"""The planner of boards: construct, improve, bound, and say why there is none."""
