"""Benchmarks of the planner: cases, peers and one command, `python -m benchmarks`."""
