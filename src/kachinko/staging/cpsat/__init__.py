"""The stage plan as a CP-SAT model: variables, rules, objective, solve, extract."""
