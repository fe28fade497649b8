"""Upper bounds on value that need no schedule: what the stages can carry in days and floor."""
