"""Between a shooting and the stage plan: what its board asks for, and what the plan allows."""
